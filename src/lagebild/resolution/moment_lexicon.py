"""German words of time as data, and texts as strings of word classes.

A text is cut into tokens, each token is looked up once and becomes a letter ("am vergangenen Freitag" -> "AdW"); the patterns of
`moment_grammar` search the string of letters. The letters are listed there.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

Fields = dict[str, Any]
"""Fields of `Expression` that a word fills."""

FIRST_YEAR, LAST_YEAR = 1500, 2100
"""Numbers of four digits outside these bounds are years only after a month or "Jahr", from `FIRST_NAMED_YEAR` on."""
FIRST_NAMED_YEAR = 1000

ENDINGS = ("e", "em", "en", "er", "es")

TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}(?!\d))"
    r"|(?P<numeric>\d{1,2}\.[ \xa0]?\d{1,2}\.(?:[ \xa0]?\d{4}(?!\d)|\d{2}(?!\d))?)"
    r"|(?P<amount>\d{1,3}(?:[.\xa0\u202f ]\d{3})+(?!\d)|\d+,\d+|\d{5,})"
    r"|(?P<years>\d{4}/\d{2}(?:\d{2})?(?!\d))"
    r"|(?P<clock>\d{1,2}[.:]\d{2}(?![\d.]))"
    r"|(?P<decade>(?<!\w)(?:\d{2}|\d{4})er(?:-?Jahren?)?(?!\w))"
    r"|(?P<lasting>\d+-?[a-zäöü]+ig(?:e[mnrs]?)?(?!\w))"
    r"|(?P<year>(?<!\w)\d{4}(?![\w%]))"
    r"|(?P<ordinal>\d{1,2}\.(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)"
    r"|(?P<mark>[^\w\s])"
)


@dataclass(frozen=True)
class Lexicon:
    """The words of time of one language: word to (class letter, fields), and the lists the finder asks, by their key in the file."""

    words: dict[str, tuple[str, Fields]]
    pairs: dict[str, tuple[str, Fields]]
    """Entries of two to five words, joined by one space."""
    endings: frozenset[str]
    """The last words of those entries."""
    tails: dict[str, str]
    """Tail of adjectives of duration to unit: "jährig" to Y."""
    compounds: dict[str, str]
    """Tail of nouns that count units to unit: "tage" to D ("Verhandlungstage")."""
    lists: dict[str, tuple[str, ...]]


def _number_words(data: Fields) -> dict[str, float]:
    parts = data["number_parts"]
    numbers: dict[str, float] = dict(data["numbers"])
    for ten, value in parts["tens"].items():
        numbers[ten] = value
        numbers.update({f"{digit}und{ten}": value + n for digit, n in parts["digits"].items()})
    numbers.update({f"{digit}einhalb": n + 0.5 for digit, n in parts["digits"].items() if n > 1})
    return numbers


@lru_cache(maxsize=8)
def load_lexicon(path: Path | str) -> Lexicon:
    """Read a `moments.toml` and the `calendar.toml` beside it; remembered by path. Raises `OSError` if it is missing, `KeyError` if a list is."""
    data: Fields = {}
    for file in (Path(path), Path(path).with_name("calendar.toml")):
        data |= tomllib.loads(file.read_text(encoding="utf-8"))
    words: dict[str, tuple[str, Fields]] = {}

    def put(forms: Any, letter: str, **fields: Any) -> None:
        for form in forms:
            words[form] = (letter, fields)

    def stems(stem: str) -> tuple[str, ...]:
        return tuple(stem + ending for ending in ENDINGS)

    grammar, parts, units, adjectives = data["function_words"], data["number_parts"], data["unit_words"], data["adjectives"]
    for letter, key in (("ü", "article"), ("A", "fused"), ("s", "preposition"), ("b", "until"), ("u", "and"), ("y", "days")):
        put(grammar[key], letter)
    for stem, mod in data["part_of_day_words"]["shade"].items():
        put(stems(stem), "ä", mod=mod)
    for value in ("same", "whole"):
        put([form for stem in adjectives[value] for form in stems(stem)], "ä", value=value)
    put([form for stem in adjectives["measure"] for form in stems(stem)], "λ")
    for word, mod in grammar["bounding"].items():
        put((word,), "Ü", mod=mod)
    put(grammar["going_on"], "ł")
    put(grammar["after"], "L", direction_hint="future")
    numbers = _number_words(data)
    for word, number in numbers.items():
        words[word] = ("n", {"count": number})
    put(parts["one"], "e", count=1)
    put(parts["half"], "h", count=0.5)
    put(data["clock"]["half_to"], "ħ", minute=30)
    for word, factor in parts["factors"].items():
        put((word,), "µ", count=factor)
    put([number + parts["times"] for number in [*parts["digits"], *numbers]] + parts["several_times"], "×")
    put((parts["times"].capitalize(),), "ẋ")
    for letter, key in (("q", "vague"), ("w", "than")):
        put(parts[key], letter)
    for word, mod in parts["about"].items():
        put((word,), "v", mod=mod)
    for stem, number in data["ordinals"].items():
        put(stems(stem), "O", ordinal=number)
    for unit, entry in data["units"].items():
        put(entry["one"], "J" if unit == "Y" else "U", unit=unit)
        put(entry["many"], "V", unit=unit)
        for word, count in entry.get("counted", {}).items():
            put((word,), "U", unit=unit, count=count)
        put([f"{one} {link} {one}" for one in entry["one"] for link in units["after_each_other"]], "c", value=timex_period(1, unit))
        put((entry["long"], *stems(entry["long"])), "C", unit=unit)
        for regular in entry["regular"]:
            put((regular, *stems(regular)), "c", value=timex_period(1, unit))
    tails = {entry["tail"]: unit for unit, entry in data["units"].items()}
    for tail, unit in tails.items():
        for word, number in numbers.items():
            put(stems(word.replace("eins", "ein") + tail), "C", unit=unit, count=number)
        for prefix in units["vague_prefix"]:
            put(stems(prefix + tail), "C", unit=unit)
    put(units["millennium"], "X", unit="ML")
    for letter, key in (("X", "century"), ("Q", "quarter"), ("B", "half_year"), ("B", "half"), ("i", "time"), ("I", "age")):
        put(units[key], letter, **{"century": {"unit": "CE"}, "quarter": {"unit": "Q"}, "half_year": {"value": "H"}}.get(key, {}))
    put(units["weekend"], "E", unit="WE")
    day = data["part_of_day_words"]
    for code, entry in data["parts_of_day"].items():
        put(entry["nouns"], "H", part_of_day=code)
        put(entry["adverbs"], "p", part_of_day=code)
        put([a for a in entry["adverbs"] if a.endswith("s")], "p", part_of_day=code, value=f"XXXX-XX-XXT{code}")
    put(day["early"], "p", part_of_day="MO")
    put((day["morning"], data["relative_words"]["tomorrow"]), "x")
    for word, value in data["habits"].items():
        put((word,), "c", value=value)
    put(day["midnight"], "m", hour=24, minute=0)
    for word, offset in data["relative_days"].items():
        put((word,), "r", unit="D", offset=offset)
    for stem, offset in data["relative_words"]["day_adjectives"].items():
        put(stems(stem), "g", unit="D", offset=offset)
    for word, fields in data["named_periods"].items():
        fields = dict(fields)
        adjective = fields.pop("stem", False)
        forms = (word, *stems(word)) if adjective else (word,)
        forms += (f"{word}s", f"{word}es", f"{word}e") if fields.pop("genitive", False) else ()
        put(forms, "Ř" if adjective else "R", value="chained" if fields.pop("chained", False) else None, **fields)
    put(units["span"], "Ż")
    for stem in adjectives["past"]:
        put(stems(stem), "d", offset=-1, direction_hint="past")
    for stem in adjectives["future"]:
        put(stems(stem), "d", offset=1, direction_hint="future")
    for stem in adjectives["current"]:
        put(stems(stem), "d", offset=0)
    put(adjectives["this"], "j", offset=0)
    put(stems(adjectives["each"][0]), "l")
    put(adjectives["every"], "a")
    put(adjectives["per"], "f")
    for value, entry in data["references"].items():
        put([form for stem in entry["stems"] for form in stems(stem)], "P", value=value)
        put(entry["adverbs"], "N", value=value)
        put(entry["nouns"], "F", value=value)
    put(data["reference_words"]["vague_after"], "k")
    put([form for stem in data["reference_words"]["earlier_stem"] for form in stems(stem)], "ß", value="PAST_REF")
    put(grammar["before"], "L", direction_hint="past")
    for word, code in data["seasons"].items():
        put((word,), "S", season=code)
    for word, rule in data["feasts"].items():
        put((word, f"{word}s", f"{word}es"), "T", feast=rule)
    for word, code in data["markers"].items():
        put((word, f"{word}s"), "K", marker=code)
    for word, year in data["decades"].items():
        put((word, *(word.capitalize()[:-2] + "er" + tail for tail in ("jahre", "jahren"))), "G", year=year)
    put(data["clock"]["hour"], "z")
    put(data["clock"]["local"], "ö")
    for word, zone in data["clock"]["zones"].items():
        put((word,), "ö", zone=zone)
    for place, zone in data["clock"]["places"].items():
        for local in data["clock"]["of_place"]:
            put((f"{place} {local}",), "ö", zone=zone)
    for name, number in data["months"].items():
        put((name, f"{name}s"), "M", month=number)
    for name, number in data["weekdays"].items():
        put((name, f"{name}es"), "W", weekday=number)
        put((f"{name.lower()}s", f"{name}en"), "c", value=f"XXXX-WXX-{number}")
        for tail, code in day["tails"].items():
            put((name + tail,), "W", weekday=number, part_of_day=code)
            put((f"{(name + tail).lower()}s",), "c", value=f"XXXX-WXX-{number}T{code}")
    questions = (units, data["reference_words"], data["not_a_year"], data["relative_words"], data["month_words"])
    lists = {key: tuple(entry) for table in questions for key, entry in table.items() if isinstance(entry, list)}
    simple = {word: entry for word, entry in words.items() if " " not in word}
    pairs = {word: entry for word, entry in words.items() if " " in word}
    compounds = {word.lower(): unit for unit, entry in data["units"].items() if unit in units["compounded"] for word in entry["many"]}
    return Lexicon(simple, pairs, frozenset(word.rsplit(" ", 1)[1] for word in pairs), tails, compounds, lists)


def timex_period(count: float | None, unit: str) -> str:
    """TIMEX3 value of a duration: (3, "Y") -> "P3Y", (0.5, "h") -> "PT0.5H", (None, "D") -> "PXD"."""
    amount = "X" if count is None else str(int(count)) if count == int(count) else f"{count:g}"
    return f"PT{amount}{unit.upper()}" if unit in "smh" else f"P{amount}{unit}"


@dataclass(frozen=True)
class Tokens:
    """A text as class letters, with the words behind them; `starts` and `ends` are code points in the text."""

    letters: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    fields: list[Fields]


NOTHING: Fields = {}


def _number_token(group: str, word: str, lexicon: Lexicon) -> tuple[str, Fields]:
    """Letter and fields of a token with digits."""
    if group in ("iso", "numeric"):
        first, second, third = (int(part) if part.strip() else None for part in re.split("[-.]", word))
        day, month, year = (third, second, first) if group == "iso" else (first, second, third)
        if year is not None and year < 100:
            year += 1900 if year > 50 else 2000
        plausible = 1 <= (day or 0) <= 31 and 1 <= (month or 0) <= 12 and (year is None or FIRST_YEAR <= year <= LAST_YEAR)
        return ("D", {"day": day, "month": month, "year": year}) if plausible else (".", NOTHING)
    if group == "years":
        first_year, rest = word.split("/")
        last = int(first_year[:2] + rest) if len(rest) == 2 else int(rest)
        if rest == "00":
            last = int(first_year) + 1
        return ("Z", {"year": int(first_year), "end_year": last}) if last == int(first_year) + 1 else (".", NOTHING)
    if group == "clock":
        hour, minute = (int(part) for part in re.split("[.:]", word))
        return ("t", {"hour": hour, "minute": minute}) if hour <= 24 and minute < 60 else ("n", {"count": hour + minute / 100})
    if group == "decade":
        year = int(word[: word.index("e")])
        return ("G", {"year": year + 1900 if year < 100 else year}) if year % 10 == 0 else (".", NOTHING)
    if group == "lasting":
        digits, tail = re.match(r"(\d+)-?(.*ig)", word).groups()  # type: ignore[union-attr]
        unit = lexicon.tails.get(tail)
        return ("C", {"unit": unit, "count": int(digits)}) if unit else ("_", NOTHING)
    if group == "year":
        year = int(word)
        if FIRST_YEAR <= year <= LAST_YEAR:
            return "Y", {"year": year, "count": year}
        return ("ý", {"year": year}) if FIRST_NAMED_YEAR <= year < FIRST_YEAR else ("n", {"count": year})
    if group == "ordinal":
        return "o", {"ordinal": int(word[:-1])}
    return "n", {"count": float(re.sub("[.\xa0\u202f ]", "", word).replace(",", "."))}


def _compound_unit(word: str, lexicon: Lexicon) -> str | None:
    """The unit that a compound counts ("verhandlungstage"), None for other words and for what is no measure ("parteitage")."""
    if word.endswith(lexicon.lists["not_units"]):
        return None
    return next((unit for tail, unit in lexicon.compounds.items() if word.endswith(tail) and len(word) > len(tail) + 2), None)


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens and give each its class letter."""
    letters: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    fields: list[Fields] = []
    known, pairs = lexicon.words, lexicon.pairs
    for match in TOKEN.finditer(text):
        word, group = match.group(), match.lastgroup
        start, end = match.span()
        if group == "word":
            entry = known.get(word)
            if entry is None and word[0].isupper():
                entry = known.get(word.lower()) or (known.get(word.capitalize()) if word.isupper() else None)
            letter, content = entry or ("Ä" if word[0].isupper() else "_", NOTHING)
            if letter == "Ä" and (unit := _compound_unit(word.lower(), lexicon)):
                letter, content = "ν", {"unit": unit}
            elif letter == "Ä" and word.lower().endswith(lexicon.lists["year_tails"]) and not word.lower().endswith(lexicon.lists["not_years"]):
                letter, content = "Ĵ", {"unit": "Y"}
            if letter == "x":
                before = letters[-1] if letters else "."
                if before in "rW" or (word[0].isupper() and before in "AüjldgäsÜPu_Ä"):
                    letter, content = "H", {"part_of_day": "MO"}
                else:
                    letter, content = "r", {"unit": "D", "offset": 1}
            several = next((n for n in (4, 3, 2, 1) if n <= len(words) and " ".join([*words[-n:], word]) in pairs), 0) if word in lexicon.endings else 0
            if several:
                start, word = starts[-several], " ".join([*words[-several:], word])
                letter, content = pairs[word]
                for column in (letters, words, starts, ends, fields):
                    del column[-several:]
        elif group == "mark":
            letter, content = word if word in ",/" else "-" if word in "-–—" else ".", NOTHING
        else:
            letter, content = _number_token(group or "", word, lexicon)
        letters.append(letter)
        starts.append(start)
        ends.append(end)
        words.append(word)
        fields.append(content)
    return Tokens("".join(letters), starts, ends, words, fields)
