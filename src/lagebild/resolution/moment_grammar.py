"""Finding time expressions: words become one-letter classes, and one regular expression runs over the letters.

A text is cut into tokens, each token is looked up once and becomes a letter ("am vergangenen Freitag" -> "AdW"), and
the combined pattern below searches the string of letters. Letters, in the order of the lexicon:
W weekday, M month, Y year, Z two years "2012/13", D numeric date, o ordinal "3.", O ordinal word, n number, e ein, h
half, q vague amount, v about, w als, U unit (one), V units (many), J year (one), E weekend, X century, Q quarter, B
half-year or half, i Zeit, I alt, H part of day, p part-of-day adverb, x morgen, ä early or late, m midnight, r
relative day, g its adjective, R named period, d vergangen or kommend, j dieser, l jeder, a alle, f je or pro, N
reference word, P reference adjective, F reference noun, ß früher, k kurzem, S season, T feast, K Anfang or Ende, G
decade, z Uhr, t clock time, ö time zone, ü der, A am, s preposition, b bis, u und, L später, y tags, c habitual word,
C long-lasting, λ adjective of measure, ν compound of units, "," "/" "-" themselves, Ä other capitalised word, _ other
word, "." anything else. "Morgen" and "morgen" (x) become H or r by what stands before them.
"""

from __future__ import annotations

import re

from lagebild.resolution.moment_lexicon import LAST_YEAR, Fields, Lexicon, Tokens, timex_period

UNTIL = "(?:b|-)[Aüs]?"
ALSO = "(?:,?u|,|/)[Aü]?"
AMOUNT = "(?:vw|v|Ü)?ü?(?:ä(?=[nv]))?v*(?:(?:e?q|[neYý])µ?λ?h?|h)"
ADJ = "(?:ü?[dj])"
OF_YEAR = "(?:ü?[dj]J|äJ|üR)"
TIMES = "(?:×|[nY]ẋ)"

PATTERNS: dict[str, str] = {
    "date": f"(?:{ADJ}?W,?ü?|W,A)?(?:[oO]M(?:,?[Yý]|{OF_YEAR})?|D)|(?:{ADJ}|(?<=A)U|üU)?M(?:[Yý]|{OF_YEAR})?",
    "openday": f"o(?=(?:(?:{ALSO}|{UNTIL})o)*(?:{ALSO}|{UNTIL})(?:oM|D))",
    "marked": f"K(?:{ADJ}|ü)?(?:M(?:Y|{OF_YEAR})?|[JĴU][YZ]?|Y|S[YZ]?|E|ü?d?GV?)",
    "clock": "[tne]zö?p?|(?<=[sb])ħnz?p?|(?<=[sb])t(?=[^Ä.zUVnµ]|$)",
    "openclock": "[tn](?=[bu-][tn]z)",
    "midnight": "m",
    "decade": f"(?:{ADJ}|üä|[üä])?GV?",
    "century": "(?:ü?O?Bü|Kü|ü)?ä?[oO]X",
    "opencentury": "ü?o(?=(?:,?u|b|/|-)[Aü]?oX)",
    "quarter": f"ü?[oOd]Q(?:Y|üJY?|ü?R|{OF_YEAR})?",
    "half": f"ü?[oOd]B(?:Y|üJY?|ü?R|{OF_YEAR})?",
    "season": f"(?:{ADJ}_?)?S(?:[YZ]|{OF_YEAR})?",
    "feast": f"(?:{ADJ}|[oO])?T(?:[YZ]|{OF_YEAR})?",
    "night": "HsW[sb]W|H(?:A|sü?)(?:[oO]MY?|W|r)|Hü[oO]MY?",
    "relative": "r[Hp]?|ü?gä?[HUW]|g",
    "each": f"l[oO]?(?:W[Hp]?|U|J|Ĵ|E|H|S|M|T)(?:AU)?|a[nq]V|f[ne]?h?[VUJH]|{TIMES}(?:[As]ü?[UJ]|f[UJ]|c)",
    "weekday": f"{ADJ}?W[Hp]?(?:ü?[dj]U|üR)?",
    "habit": "c|p",
    "weekend": f"{ADJ}?E",
    "yearword": "ü?[JĴ][YZý]|(?<=A)VY|üV[YZ]",
    "rate": "(?:(?<=n[ÄV]A)|(?<=µ[ÄV]A)|(?<=n[ÄV]sü))[UJ]",
    "lasting": "C",
    "dayslater": "yL|ü?[UJE]L",
    "whole": "ü?ä[UJE](?![YZ])",
    "unit": "ü?(?:O?dv*|dO|j)(?:e?q|[ne])?h?[UVJĴXQ](?!I)|ü?O[nq]?V|ü?[Pß](?:[UVJ]|i)|ü?[dj]i|üJ(?![YZ])",
    "amount": f"{AMOUNT}(?:[UVJEXQ]|(?<=n)ν|(?<=nλ)ν)(?!I)L?|t[UV](?!I)",
    "openamount": "[ne](?=[b-][ne][UVJ])|(?<=s)n(?=un[UV])",
    "bareunits": "ÜV|(?<=s)V(?!I)L?|V(?:L|(?=ł))",
    "vague": "sk",
    "partofday": "üäH|(?<=[AüsÜ])ä?H|[jd]ä?H",
    "period": "ü?ä?ŻüR|ü?R[YZ]?|ü?Ř[JĴSMUT]|Ř",
    "reference": "N|ü?F|P",
    "years": "Z",
    "year": "Y",
}

GRAMMAR = re.compile("|".join(f"(?P<{form}>{pattern})" for form, pattern in PATTERNS.items()))


def _is_count(tokens: Tokens, index: int, lexicon: Lexicon) -> bool:
    """True if the four-digit number at `index` counts something ("2004 Soldaten") or is part of a name ("Agenda 2010")."""
    words, lists = tokens.words, lexicon.lists
    before = index - (2 if index > 1 and words[index - 1] == "." else 1)
    if before >= 0 and words[before].lower() in lists["before"]:
        return True
    following = tokens.letters[index + 1 : index + 3]
    if len(following) == 2 and following[0] in "bu-" and following[1] in "nY":
        # "2000 bis 3000 Soldaten"
        return tokens.fields[index + 2].get("count", 0) > LAST_YEAR if following[1] == "n" else _is_count(tokens, index + 2, lexicon)
    after = words[index + 1 : index + 3]
    if not after or after[0] in "%€$":
        return bool(after)
    if after[0][0].islower() and not after[0].endswith(lists["adjective_tails"]):
        return False
    noun = next((word for word in after if word[0].isupper()), "")
    return noun.lower().endswith(lists["after"])


def _is_age(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """True if a duration is an age: "im Alter von 31 Jahren", "ein 29-jähriger Mann", "ab zwölf Jahren", "Kinder bis 15 Jahre"."""
    lists, content = lexicon.lists, tokens.fields[last - 1]
    before = [word.lower() for word in tokens.words[max(0, first - 5) : first]]
    if len(before) > 1 and before[-2] in lists["age_before"]:
        return True
    if content.get("unit") == "Y":
        bound = tokens.words[first].lower() if tokens.letters[first] == "Ü" else before[-1] if before else ""
        following = tokens.words[last].lower() if last < len(tokens.words) else ""
        if bound in lists["age_bounds"] and not following.endswith(lists["lasted"]):
            return True
        if (
            not {"von", "vor", "seit", "nach", "in"} & set(before[-1:])
            and any(word.endswith(lists["aged"]) for word in before)
            and {"bis", "zwischen", "über"} & {*before, bound}
        ):
            return True
    following = tokens.words[last].lower() if last < len(tokens.words) else ""
    return tokens.letters[last - 1] == "C" and content["unit"] == "Y" and "count" in content and not following.endswith(lists["lasted"])


def is_pronoun(tokens: Tokens, first: int, last: int) -> bool:
    """True if the article that a match begins with is a relative pronoun: "der heuer", "der diese Woche", ", die vorigen Freitag"."""
    if tokens.letters[first] != "ü" or last - first < 2:
        return False
    following = tokens.letters[first + 1]
    return following in "ej" or (following == "R" and tokens.words[first + 1][0].islower()) or (first > 0 and tokens.letters[first - 1] == ",")


def refused(tokens: Tokens, first: int, last: int, form: str, lexicon: Lexicon) -> bool:
    """True if the words around a match show that it is no time expression."""
    word, letters = tokens.words[last - 1], tokens.letters[first:last]
    before = tokens.letters[first - 1] if first else "."
    after = tokens.letters[last] if last < len(tokens.letters) else "."
    if letters == "Y":
        return _is_count(tokens, first, lexicon) or after in "z"
    if form == "date" and letters == "M":
        if word in lexicon.lists["abbreviated"]:
            return True
        return word in lexicon.lists["also_names"] and before not in "AsÜüKubd" and (after == "Ä" or before == "Ä")
    if form == "date" and letters == "D" and "year" in tokens.fields[first] and tokens.fields[first]["year"] is None:
        return before not in "AsbW,-u/"
    if form in ("amount", "lasting", "bareunits"):
        if form == "bareunits" and letters[0] == "V" and first and tokens.words[first - 1].lower() == "mit":
            return True
        return _is_age(tokens, first, last, lexicon)
    if form == "date" and letters[-1] == "M" and word in lexicon.lists["abbreviated"]:
        return after == "Ä"
    if form == "half":
        return not any(content.get("value") for content in tokens.fields[first:last])
    if letters == "G":
        return before == "e"
    if form == "whole":
        return "value" not in tokens.fields[last - 2]
    if form == "season" and letters == "S" and before == "Ä":
        return True
    if form == "unit" and letters[0] == "ü" and letters[1:] == "J":
        return tokens.words[first].lower() != "des"
    if form == "unit" and letters.endswith("OV"):
        return tokens.fields[last - 2].get("ordinal") != 1
    if form == "openamount" or form == "opencentury":
        return form == "openamount" and _is_age(tokens, first, min(last + 3, len(tokens.words)), lexicon)
    if form == "reference" and after == "u" and tokens.letters[last + 1 : last + 2] == "L":
        return True
    if form == "vague":
        return tokens.words[first].lower() not in lexicon.lists["vague_before"]
    if letters[-1] in "Fi" and letters[0] not in "Pß":
        return before != "s" or tokens.words[first - 1].lower() not in lexicon.lists["within"]
    if form == "reference" and " " in tokens.words[first]:
        return after == "ü"
    if form == "habit" and tokens.words[first][0].isupper() and before == "n":
        return True
    if form == "habit" and letters == "p":
        return "value" not in tokens.fields[first]
    if form == "clock" and letters[0] == "e":
        return tokens.words[first].lower() != "ein"
    return False


def nowadays(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """True if "heute" means the present age, by its neighbours ("bis heute", "heute noch")."""
    before = tokens.words[first - 1].lower() if first else ""
    after = tokens.words[last].lower() if last < len(tokens.words) else ""
    return before in lexicon.lists["nowadays_before"] or after in lexicon.lists["nowadays_after"]


def preposition_before(tokens: Tokens, first: int) -> tuple[int | None, str | None]:
    """Offset in the text and wording of the preposition before token `first`, over an article in between."""
    index = first
    if index and tokens.letters[index - 1] == "ü" and index > 1 and tokens.letters[index - 2] in "sÜb":
        index -= 1
    begin = index
    while begin and tokens.letters[begin - 1] in "AsÜb" and index - begin < 2:
        begin -= 1
    if begin == index:
        return None, None
    return tokens.starts[begin], " ".join(tokens.words[begin:index]).lower()


def set_value(letters: str, fields: Fields) -> str:
    """TIMEX3 value of a repeated time ("jeden Montag", "alle zwei Wochen")."""
    if letters[0] == "×" or letters[1:2] == "ẋ":
        return str(fields["value"]) if "value" in fields else timex_period(1, fields["unit"])
    if "weekday" in fields and "ordinal" not in fields:
        part = f"T{fields['part_of_day']}" if "part_of_day" in fields else ""
        return f"XXXX-WXX-{fields['weekday']}{part}"
    if "season" in fields or "month" in fields:
        return f"XXXX-{fields['season']}" if "season" in fields else f"XXXX-{fields['month']:02}"
    if "part_of_day" in fields:
        return f"XXXX-XX-XXT{fields['part_of_day']}"
    if letters.endswith(("AU", "AJ")):
        return f"P1{fields['unit']}"
    if "feast" in fields or "unit" not in fields:
        return "P1Y"
    if fields["unit"] == "WE":
        return "XXXX-WXX-WE"
    count = fields.get("count", fields.get("ordinal", 1))
    return timex_period(None if "q" in letters else count, fields["unit"])
