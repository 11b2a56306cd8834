"""Finding time expressions: words become one-letter classes, and one regular expression runs over the letters.

A text is cut into tokens, each token is looked up once and becomes a letter ("am vergangenen Freitag" -> "AdW"), and
the combined pattern below searches the string of letters. Letters, in the order of the lexicon:
W weekday, M month, Y year, Z two years "2012/13", D numeric date, o ordinal "3.", O ordinal word, n number, e ein,
h half, q vague amount, v about, w als, U unit (one), V units (many), J year (one), E weekend, X century, Q quarter,
B half-year or half, i Zeit, I alt, H part of day, p part-of-day adverb, x morgen, ä early or late, m midnight,
r relative day, g its adjective, R named period, d vergangen or kommend, j dieser, l jeder, a alle, f je or pro,
N reference word, P reference adjective, F reference noun, ß früher, k kurzem, S season, T feast, K Anfang or Ende,
G decade, z Uhr, t clock time, ö time zone, ü der, A am, s preposition, b bis, u und, L später, y tags, c habitual word,
C long-lasting, "," "/" "-" themselves, Ä other capitalised word, _ other word, "." anything else. "Morgen" and "morgen"
(x) become H or r by what stands before them.
"""

from __future__ import annotations

import re

from lagebild.resolution.moment_lexicon import Fields, Lexicon, Tokens, timex_period

UNTIL = "(?:b|-)[Aüs]?"
ALSO = "(?:,?u|,|/)[Aü]?"
AMOUNT = "(?:vw|v)?ü?v*(?:(?:e?q|[neY])h?|h)"
ADJ = "(?:ü?[dj])"

PATTERNS: dict[str, str] = {
    "date": f"(?:W,?ü?|W,A)?(?:[oO]M(?:,?Y)?|D)|{ADJ}?MY?",
    "openday": f"o(?=(?:(?:{ALSO}|{UNTIL})o)*(?:{ALSO}|{UNTIL})(?:oM|D))",
    "marked": f"K(?:{ADJ}|ü)?(?:MY?|[JU]Y?|Y|S[YZ]?|E|ü?d?GV?)",
    "clock": "[tne]zö?p?",
    "openclock": "[tn](?=[bu-][tn]z)",
    "midnight": "m",
    "decade": f"(?:{ADJ}|ü)?GV?",
    "century": "(?:ü?O?Bü|Kü|ü)?[oO]X",
    "quarter": "ü?[oOd]Q(?:Y|üJY?|ü?R)?",
    "half": "ü?[oOd]B(?:Y|üJY?|ü?R)?",
    "season": f"(?:{ADJ}_?)?S[YZ]?",
    "feast": f"(?:{ADJ}|[oO])?T[YZ]?",
    "night": "HsW[sb]W|H(?:A|sü?)(?:[oO]MY?|W|r)",
    "relative": "r[Hp]?|ü?gä?[HUW]|g",
    "each": "l[oO]?(?:W[Hp]?|U|J|E|H|S|M|T)(?:AU)?|a[nq]V|f[ne]?h?[VUJ]",
    "weekday": f"{ADJ}?W[Hp]?",
    "habit": "c|p",
    "weekend": f"{ADJ}?E",
    "yearword": "ü?J[YZ]|(?<=A)VY",
    "rate": "(?<=n[ÄV]A)[UJ]",
    "lasting": "C",
    "unit": "ü?(?:O?dv*|dO|j)(?:e?q|[ne])?h?[UVJ](?!I)|ü?O[nq]V|ü?[Pß](?:[UVJ]|i)|ü?[dj]i",
    "amount": f"{AMOUNT}[UVJE](?!I)L?",
    "openamount": "[ne](?=b[ne][UVJ])",
    "bareunits": "(?<=s)V(?!I)L?",
    "dayslater": "yL",
    "vague": "sk",
    "partofday": "(?<=[Aüs])ä?H|[jd]ä?H",
    "period": "ü?R",
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
    after = words[index + 1 : index + 3]
    if not after or after[0] in "%€$":
        return bool(after)
    if after[0][0].islower() and not after[0].endswith(lists["adjective_tails"]):
        return False
    noun = next((word for word in after if word[0].isupper()), "")
    return noun.lower().endswith(lists["after"])


def _is_age(tokens: Tokens, first: int, last: int, lexicon: Lexicon) -> bool:
    """True if a duration is an age: "im Alter von 31 Jahren", "ein 29-jähriger Mann"."""
    if first > 1 and tokens.words[first - 2].lower() in lexicon.lists["age_before"]:
        return True
    following = tokens.words[last].lower() if last < len(tokens.words) else ""
    content = tokens.fields[last - 1]
    return tokens.letters[last - 1] == "C" and content["unit"] == "Y" and "count" in content and not following.endswith(lexicon.lists["lasted"])


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
        return word in lexicon.lists["also_names"] and before not in "AsüKubd" and (after == "Ä" or before == "Ä")
    if form == "date" and letters == "D" and "year" in tokens.fields[first] and tokens.fields[first]["year"] is None:
        return before not in "AsbW,-u/"
    if form in ("amount", "lasting", "bareunits"):
        if form == "bareunits" and tokens.words[first - 1].lower() == "mit":
            return True
        return _is_age(tokens, first, last, lexicon)
    if form == "date" and letters[-1] == "M" and word in lexicon.lists["abbreviated"]:
        return after == "Ä"
    if form == "half":
        return not any(content.get("value") for content in tokens.fields[first:last])
    if form == "vague":
        return tokens.words[first].lower() not in lexicon.lists["vague_before"]
    if letters[-1] in "Fi" and letters[0] not in "Pß":
        return before != "s" or tokens.words[first - 1].lower() not in lexicon.lists["within"]
    if form == "reference" and " " in tokens.words[first]:
        return after == "ü"
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
    if index and tokens.letters[index - 1] == "ü" and index > 1 and tokens.letters[index - 2] in "sb":
        index -= 1
    begin = index
    while begin and tokens.letters[begin - 1] in "Asb" and index - begin < 2:
        begin -= 1
    if begin == index:
        return None, None
    return tokens.starts[begin], " ".join(tokens.words[begin:index]).lower()


def set_value(letters: str, fields: Fields) -> str:
    """TIMEX3 value of a repeated time ("jeden Montag", "alle zwei Wochen")."""
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
