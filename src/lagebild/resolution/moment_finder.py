"""German time expressions found in a text: patterns over word classes, enumerations and ranges completed from their neighbours."""

from __future__ import annotations

from dataclasses import replace

from lagebild.model.moment import Expression, Kind
from lagebild.resolution import moment_grammar as grammar
from lagebild.resolution.moment_calendar import DAYS
from lagebild.resolution.moment_lexicon import Fields, Lexicon, Tokens, timex_period, tokenize

KINDS: dict[str, Kind] = {
    "whole": "DURATION",
    "clock": "TIME", "openclock": "TIME", "midnight": "TIME", "partofday": "TIME", "night": "TIME",
    "amount": "DURATION", "openamount": "DURATION", "bareunits": "DURATION", "lasting": "DURATION",
    "each": "SET", "rate": "SET", "habit": "SET",
}  # fmt: skip
CALENDAR = frozenset({"date", "openday", "year", "years", "yearword", "marked", "season", "feast", "quarter", "half"})
TIMES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
Found = list[tuple[int, int, Expression]]
"""First token, token after the last, expression."""
JOINABLE = frozenset({"date", "openday", "year", "years", "yearword", "weekday", "relative", "marked", "feast", "season", "period", "quarter"})
NEXT_UNIT = {"Y": "M", "M": "D", "W": "D", "D": "h", "h": "m", "m": "s"}
"""The unit in which a duration goes on."""
UNTIL_GAPS = frozenset({"b", "bA", "bü", "bs", "-", "bsü"})


def find(text: str, lexicon: Lexicon) -> list[Expression]:
    """All time expressions of a text in order, longest match, not overlapping.

    Extents follow TIMEX3 for German: without the preposition ("am Dienstag" -> "Dienstag"), with article and softening
    words before an adjective or number ("den letzten zehn Jahren", "mehr als zehn Jahren"), without "lang".
    A range ("3. bis 5. Mai") is one expression whose two ends are its `parts`.
    """
    tokens = tokenize(text, lexicon)
    found, position = Found(), 0
    while match := grammar.GRAMMAR.search(tokens.letters, position):
        first, last = match.span()
        position = first + 1
        first += grammar.is_pronoun(tokens, first, last)
        if expression := _expression(text, tokens, first, last, match.lastgroup or "", lexicon):
            found.append((first, last, expression))
            position = last
    return _joined(text, tokens, _completed(found))


def _expression(text: str, tokens: Tokens, first: int, last: int, form: str, lexicon: Lexicon) -> Expression | None:
    """The expression over tokens `first` to `last` (exclusive), or None if its surroundings speak against it."""
    letters = tokens.letters[first:last]
    if grammar.refused(tokens, first, last, form, lexicon):
        return None
    fields: Fields = {}
    for letter, content in zip(letters, tokens.fields[first:last], strict=True):
        factor = fields.get("count", 1) if letter == "µ" else 1
        fields.update({key: value * factor if key == "count" else value for key, value in content.items() if value not in (None, "")})
    if form in ("date", "openday", "night") and "ordinal" in fields:
        fields["day"] = fields.pop("ordinal")
    if form in CALENDAR:
        fields.pop("count", None)
    if "q" in letters:
        fields.pop("count", None)
    form = _adjusted(letters, form, fields)
    if form == "clock":
        fields = {"hour": int(fields.pop("count", 0)), "minute": 0, **fields}
        fields["hour"] += 12 if fields["hour"] < 12 and fields.get("part_of_day") in ("AF", "EV") else 0
        if fields["hour"] > 24:
            return None
    if "G" in letters:
        fields["unit"] = "DE"
    if form == "period" and fields.get("value") == "chained":
        form = fields.pop("value")
    if letters[-1] == "i":
        form, fields = "reference", {"value": TIMES.get(fields.get("offset", -1)), **fields}
    if letters in ("jV", "üjV"):
        fields["value"] = "PRESENT_REF"
    if form == "vague":
        fields["value"] = "FUTURE_REF" if tokens.words[first].lower() == "in" else "PAST_REF"
    if form in ("each", "rate"):
        fields["value"] = grammar.set_value(letters, fields)
    if form == "relative" and letters == "r" and fields["offset"] == 0 and grammar.nowadays(tokens, first, last, lexicon):
        fields["value"] = "PRESENT_REF"
    several = form == "unit" and letters[-1] == "V" and "j" not in letters and letters[-2:-1] != "ü"
    timed = form in ("weekday", "relative") and "part_of_day" in fields
    if form == "weekday" and first > 1 and tokens.words[first - 2].lower() in lexicon.lists["habitual"] and tokens.letters[first - 1 : first] in ("A", "s"):
        form, fields["value"] = "each", grammar.set_value(letters, fields)
    kind: Kind = "TIME" if timed and form != "each" else "DURATION" if several else KINDS.get(form, "DATE")
    outer, preposition = grammar.preposition_before(tokens, first)
    if preposition == "vor" and kind == "DURATION":
        fields["direction_hint"] = "past"
    # "am 10. und 11. Mai" leaves the dot out as the corpora do, "vom 5. bis zum 9. Juni" keeps it.
    dot = form == "openday" and tokens.letters[last : last + 1] not in ("b", "-")
    start, end = tokens.starts[first], tokens.ends[last - 1] - dot
    return Expression(start, end, text[start:end], kind, form, start if outer is None else outer, preposition, "year" in fields, **fields)


def _adjusted(letters: str, form: str, fields: Fields) -> str:
    """Numbers of compound amounts put together, and the form that an adjective or noun inside the expression makes of it."""
    if form == "amount" and letters[0] == "t":
        big, small = fields.pop("hour"), fields.pop("minute")
        fields.update(count=big, value=f"PT{big}H{small}M" if fields["unit"] == "h" else f"PT{big}M{small}S" if fields["unit"] == "m" else None)
    elif "ħ" in letters:
        fields.update(hour=int(fields.pop("count")) - 1, count=0)
    if form == "whole":
        whole = fields.pop("value") == "whole"
        fields.update({"count": 1} if whole else {"offset": 0, "value": "same"})
        return "amount" if whole else "same"
    if "ä" in letters and fields.get("value") in ("whole", "same"):
        fields["value"] = "same" if letters.endswith("äJ") else None
        fields.setdefault("offset", 0 if letters.endswith("äJ") else None)
    if form == "period" and "Ř" in letters:
        return "season" if "season" in fields else "date" if "month" in fields else "feast" if "feast" in fields else form
    return form


def _completed(found: Found) -> Found:
    """Unfinished members of enumerations and ranges take month, year, unit from the member after them."""
    done = list(found)
    if done and done[-1][2].form in ("openamount", "opencentury"):
        del done[-1]
    for index in range(len(done) - 2, -1, -1):
        first, last, here = done[index]
        after_first, _, after = done[index + 1]
        if here.form == "openday":
            here = replace(here, month=after.month, year=after.year, anchored=after.anchored)
        elif here.form == "openclock":
            here = replace(here, hour=int(here.count or 0) if here.hour is None else here.hour, minute=here.minute or 0, count=None)
        elif here.form in ("openamount", "opencentury"):
            if after.unit is None or after_first > last + 2:
                del done[index]
                continue
            here = replace(here, unit=after.unit)
        elif here.form == after.form == "date" and here.year is None and after.year and after_first - last <= 2 and (not here.day) == (not after.day):
            here = replace(here, year=after.year - ((here.month or 0) > (after.month or 12)), anchored=True)
        done[index] = (first, last, here)
    return done


def _joined(text: str, tokens: Tokens, found: Found) -> list[Expression]:
    """Two ends of a range become one expression."""
    joined, behind = list[Expression](), -1
    for first, last, after in found:
        here, gap = joined[-1] if joined else after, tokens.letters[behind:first]
        behind = last
        if joined and gap == "u" and _adds(here, after):
            counted = (here.count or 0) * round(DAYS[here.unit or "D"] / DAYS[after.unit or "D"]) + (after.count or 0)
            value = f"{here.value or timex_period(here.count, here.unit or 'D')}{_further(here, after)}"
            joined[-1] = replace(here, end=after.end, text=text[here.start : after.end], unit=after.unit, count=counted, value=value)
        elif joined and {here.form, after.form} <= JOINABLE and (gap in UNTIL_GAPS or _adjacent(gap, here, after)):
            whole, both = text[here.start : after.end], here.anchored and after.anchored
            joined[-1] = replace(here, end=after.end, text=whole, kind="DATE", form="range", parts=(here, after), anchored=both, value=None)
        else:
            joined.append(after)
    return joined


def _adds(here: Expression, after: Expression) -> bool:
    """True for one duration in two units: "drei Jahren und vier Monaten"."""
    if not (here.form == after.form == "amount" and here.count and after.count and after.preposition is None):
        return False
    return here.count == int(here.count) and (here.direction_hint is None or here.preposition == "vor") and NEXT_UNIT.get(here.unit or "") == after.unit


def _further(here: Expression, after: Expression) -> str:
    """The second part of the value of such a duration, with the T between days and hours."""
    further = timex_period(after.count, after.unit or "D")
    return further.removeprefix("PT" if here.unit in ("h", "m") else "P")


def _adjacent(gap: str, here: Expression, after: Expression) -> bool:
    """True for "zwischen 2007 und 2013" and for neighbouring days ("16. und 17. Dezember", "Samstag und Sonntag")."""
    if gap not in ("u", "uA", "uü", "/"):
        return False
    if here.preposition == "zwischen":
        return True
    if here.form in ("openday", "date") and here.day and after.day and here.month == after.month:
        return here.form == "openday" and after.day - here.day == 1 and after.form == "date"
    return here.form == after.form == "weekday" and not here.part_of_day and not after.part_of_day and after.weekday == (here.weekday or 0) + 1
