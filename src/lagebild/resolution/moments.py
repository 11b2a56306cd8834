"""German time expressions: found in a text, and resolved to calendar days against the day of the report."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from lagebild.model.moment import Direction, Expression, Kind, Moment, Precision
from lagebild.resolution import moment_grammar as grammar
from lagebild.resolution.moment_grammar import Fields, Lexicon, Tokens, load_lexicon, timex_period

__all__ = ["easter", "find", "load_lexicon", "resolve"]

KINDS: dict[str, Kind] = {
    "clock": "TIME", "openclock": "TIME", "midnight": "TIME", "partofday": "TIME", "night": "TIME",
    "amount": "DURATION", "openamount": "DURATION", "bareunits": "DURATION", "lasting": "DURATION",
    "each": "SET", "rate": "SET", "habit": "SET",
}  # fmt: skip
CALENDAR = frozenset({"date", "openday", "year", "years", "yearword", "marked", "season", "feast", "quarter", "half"})
TIMES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
Found = list[tuple[int, int, Expression]]
"""First token, token after the last, expression."""
JOINABLE = frozenset({"date", "openday", "year", "years", "yearword", "weekday", "relative", "marked", "feast", "season", "period", "quarter"})
UNTIL_GAPS = frozenset({"b", "bA", "bü", "bs", "-", "bsü"})


def find(text: str, lexicon: Lexicon) -> list[Expression]:
    """All time expressions of a text in order, longest match, not overlapping.

    Extents follow TIMEX3 for German: without the preposition ("am Dienstag" -> "Dienstag"), with article and softening
    words before an adjective or number ("den letzten zehn Jahren", "mehr als zehn Jahren"), without "lang".
    A range ("3. bis 5. Mai") is one expression whose two ends are its `parts`.
    """
    tokens = grammar.tokenize(text, lexicon)
    found, position = Found(), 0
    while match := grammar.GRAMMAR.search(tokens.letters, position):
        first, last = match.span()
        position = first + 1
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
    for content in tokens.fields[first:last]:
        fields.update({key: value for key, value in content.items() if value is not None})
    if form in ("date", "openday", "night") and "ordinal" in fields:
        fields["day"] = fields.pop("ordinal")
    if form in CALENDAR:
        fields.pop("count", None)
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
    if letters in ("jV", "üjV") and fields["unit"] == "D":
        fields["value"] = "PRESENT_REF"
    if form == "vague":
        fields["value"] = "FUTURE_REF" if tokens.words[first].lower() == "in" else "PAST_REF"
    if form in ("each", "rate"):
        fields["value"] = grammar.set_value(letters, fields)
    if form == "relative" and letters == "r" and fields["offset"] == 0 and grammar.nowadays(tokens, first, last, lexicon):
        fields["value"] = "PRESENT_REF"
    several = form == "unit" and letters[-1] == "V" and "j" not in letters
    timed = form in ("weekday", "relative") and "part_of_day" in fields
    kind: Kind = "TIME" if timed else "DURATION" if several else KINDS.get(form, "DATE")
    outer, preposition = grammar.preposition_before(tokens, first)
    if preposition == "vor" and kind == "DURATION":
        fields["direction_hint"] = "past"
    start, end = tokens.starts[first], tokens.ends[last - 1] - (form == "openday")
    return Expression(start, end, text[start:end], kind, form, start if outer is None else outer, preposition, "year" in fields, **fields)


def _completed(found: Found) -> Found:
    """Unfinished members of enumerations and ranges take month, year, unit from the member after them."""
    done = list(found)
    for index in range(len(done) - 2, -1, -1):
        first, last, here = done[index]
        after_first, _, after = done[index + 1]
        if here.form == "openday":
            here = replace(here, month=after.month, year=after.year, anchored=after.anchored)
        elif here.form == "openclock":
            here = replace(here, hour=int(here.count or 0) if here.hour is None else here.hour, minute=here.minute or 0, count=None)
        elif here.form == "openamount":
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
        if joined and {here.form, after.form} <= JOINABLE and (gap in UNTIL_GAPS or _adjacent(gap, here, after)):
            whole, both = text[here.start : after.end], here.anchored and after.anchored
            joined[-1] = replace(here, end=after.end, text=whole, kind="DATE", form="range", parts=(here, after), anchored=both, value=None)
        else:
            joined.append(after)
    return joined


def _adjacent(gap: str, here: Expression, after: Expression) -> bool:
    """True for "zwischen 2007 und 2013" and for neighbouring days ("16. und 17. Dezember", "Samstag und Sonntag")."""
    if gap not in ("u", "uA", "uü", "/"):
        return False
    if here.preposition == "zwischen":
        return True
    if here.form in ("openday", "date") and here.day and after.day and here.month == after.month:
        return here.form == "openday" and after.day - here.day == 1 and after.form == "date"
    return here.form == after.form == "weekday" and not here.part_of_day and not after.part_of_day and after.weekday == (here.weekday or 0) + 1


Period = tuple[date | None, date | None, Precision, str]
"""First day, last day, precision, TIMEX3 value; `Closed` has both days."""
Closed = tuple[date, date, Precision, str]
DAYS = {"s": 1.2e-5, "m": 1 / 1440, "h": 1 / 24, "D": 1, "NI": 1, "W": 7, "WE": 7, "M": 30.4375, "Q": 91.3125, "Y": 365.25, "DE": 3652.5, "CE": 36525}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MARKED_DAYS = {"week": {"START": (0, 1), "MID": (2, 2), "END": (3, 4)}, "month": {"START": (0, 9), "MID": (10, 19), "END": (20, -1)}}
UNDATED = frozenset({"reference", "vague", "range"})


def resolve(expression: Expression, reference: date, direction: Direction, earlier: Moment | None = None) -> Moment | None:
    """The calendar days of an expression in a report of day `reference`, or None if no calendar has such a day.

    `direction` is the clause's; words of the expression override it. `earlier` is the last moment named before in the text:
    "tags zuvor", "drei Tage später" and bare times of day count from it, from `reference` if it is None.
    "seit", "bis", "ab", "vor", "nach" before a date open or close the period: "bis zum 17. Mai" has no start.
    """
    word = (expression.preposition or "").split(" ")[0]
    way = expression.direction_hint or direction
    if word == "seit":
        way = "past"
    elif way == "unknown" and word in ("bis", "ab", "binnen", "innerhalb"):
        way = "future"
    try:
        period = _period(expression, reference, way, earlier)
    except (ValueError, OverflowError):
        return None
    if period and expression.kind == "DATE" and expression.form not in UNDATED:
        period = _bounded(word, period, reference)
    return Moment(*period, expression.start, expression.end, expression.text) if period else None


def _bounded(word: str, period: Period, reference: date) -> Period:
    """The period that a preposition makes of a date."""
    start, end, _, value = period
    if word == "seit" and start and start <= reference:
        return start, reference, "range", value
    if word in ("bis", "ab"):
        return (None, end, "range", value) if word == "bis" else (start, None, "range", value)
    if word == "vor" and start:
        return None, start - timedelta(1), "range", value
    if word == "nach" and end:
        return end + timedelta(1), None, "range", value
    return period


def _period(e: Expression, reference: date, way: Direction, earlier: Moment | None) -> Period | None:
    """Resolve by the expression's form."""
    anchor = earlier.start if earlier and earlier.start and earlier.precision in ("day", "part-of-day") else reference
    match e.form:
        case "range":
            return _range(e, reference, way, earlier)
        case "clock" | "openclock" | "midnight":
            return anchor, anchor, "part-of-day", f"{anchor}T{e.hour:02}:{e.minute or 0:02}"
        case "partofday":
            return _day(anchor, e.part_of_day)
        case "dayslater":
            return _day(anchor + timedelta(-1 if way == "past" else 1))
        case "reference" | "vague":
            return _pointed(e.value or "PAST_REF", reference)
        case "amount" | "bareunits" | "openamount" | "lasting":
            return _amount(e, reference, way, anchor)
        case "unit" if e.kind == "DURATION":
            value = timex_period(e.count, e.unit or "D")
            if e.offset is None:
                return None, None, "range", value
            far = _shifted(reference, e.unit or "D", e.count * e.offset) if e.count else None
            return (far, reference, "range", value) if e.offset < 0 else (reference, far, "range", value if e.count else "FUTURE_REF")
        case "unit" if (e.value or "").endswith("_REF"):
            return _pointed(e.value or "", reference)
        case "each" | "rate" | "habit":
            return None, None, "range", e.value or ""
    return _calendar(e, anchor if e.form == "chained" else reference, way)


def _calendar(e: Expression, reference: date, way: Direction) -> Closed | None:
    """Resolve what names days, weeks, months, years or longer units of the calendar."""
    if e.marker:
        return _marked(e, reference, way)
    match e.form:
        case "date" | "night" | "openday" if e.month:
            return _dated(e, reference, way)
        case "weekday" | "night" if e.weekday:
            return _day(_weekday(e, reference, way), e.part_of_day)
        case "relative" | "night":
            start, end, precision, value = _day(reference + timedelta(e.offset or 0), e.part_of_day)
            return start, end, precision, e.value or value
        case "weekend":
            if e.offset == 0:
                return _unit_period("WE", reference)
            weekends = [_unit_period("WE", reference, n) for n in range(-2, 3)]
            return _nearest(weekends, reference, "past" if way == "unknown" else way, e.offset is not None)
        case "season" | "quarter" | "half" | "feast":
            return _recurring(e, reference, way)
        case "decade":
            return _unit_period("DE", date(e.year or 1, 1, 1))
        case "century":
            return _unit_period("CE", date(max((e.ordinal or 1) - 1, 0) * 100 or 1, 1, 1))
        case _ if e.year is not None:
            last = e.end_year or e.year
            single = last == e.year
            return date(e.year, 1, 1), date(last, 12, 31), "year" if single else "range", f"{e.year}" if single else f"{e.year}/{last}"
    return _unit_period(e.unit, reference, e.offset or 0) if e.unit else None


def _day(day: date, part: str | None = None) -> Closed:
    return day, day, "part-of-day" if part else "day", f"{day}T{part}" if part else str(day)


def _pointed(value: str, reference: date) -> Period:
    """Undated references: the present is the day of the report, past and future are open periods that end or start there."""
    if value == "PRESENT_REF":
        return reference, reference, "day", value
    return (None, reference, "range", value) if value == "PAST_REF" else (reference, None, "range", value)


def _month_end(year: int, month: int) -> date:
    """Last day of a month; months above 12 count into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _unit_period(unit: str, day: date, offset: int = 0) -> Closed:
    """The calendar unit that holds `day`, or one `offset` units away."""
    if unit in MONTHS:
        size = MONTHS[unit]
        index = ((day.year * 12 + day.month - 1) // size + offset) * size
        year, month = index // 12, index % 12 + 1
        values = {"M": f"{year}-{month:02}", "Q": f"{year}-Q{month // 3 + 1}", "Y": f"{year}", "DE": f"{year // 10}", "CE": f"{year // 100}"}
        names: dict[str, Precision] = {"M": "month", "Y": "year"}
        return date(max(year, 1), month, 1), _month_end(year, month + size - 1), names.get(unit, "range"), values[unit]
    if unit in ("W", "WE"):
        start = day - timedelta(day.weekday()) + timedelta(7 * offset)
        value = f"{start.isocalendar().year}-W{start.isocalendar().week:02}"
        if unit == "WE":
            return start + timedelta(5), start + timedelta(6), "range", f"{value}-WE"
        return start, start + timedelta(6), "week", value
    return _day(day + timedelta(offset if unit in ("D", "NI") else 0))


def _nearest(candidates: list[Closed], reference: date, way: Direction, strict: bool = False) -> Closed | None:
    """The latest not after, the first not before, or the closest to the reference; `strict` leaves out the one that holds it."""
    if way == "past":
        return next((c for c in reversed(candidates) if (c[1] < reference if strict else c[0] <= reference)), None)
    if way == "future":
        return next((c for c in candidates if (c[0] > reference if strict else c[1] >= reference)), None)
    return min(candidates, key=lambda c: max((c[0] - reference).days, (reference - c[1]).days, 0), default=None)


def _dated(e: Expression, reference: date, way: Direction) -> Closed | None:
    """Day and month, or month, with or without year; and nights before them. Leap days look four years around."""
    month = e.month or 1
    exact = e.year if e.year is not None else reference.year if e.offset == 0 else None
    years = [exact] if exact is not None else range(reference.year - 4, reference.year + 5)
    if e.day is None:
        found = [_unit_period("M", date(year, month, 1)) for year in years]
    else:
        found = [_day(date(year, month, e.day), e.part_of_day) for year in years if 1 <= e.day <= monthrange(year, month)[1]]
    return (found[0] if found else None) if exact is not None else _nearest(found, reference, way, e.offset is not None)


def _weekday(e: Expression, reference: date, way: Direction) -> date:
    """A bare weekday may be the report's own day, "vergangenen" and "kommenden" exclude it."""
    distance = (e.weekday or 1) - reference.isoweekday()
    if e.offset == 0:
        return reference + timedelta(distance)
    same = 7 if e.offset else 0
    return reference + timedelta(distance % 7 or same) if way == "future" else reference - timedelta(-distance % 7 or same)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus/Jones/Butcher; Meeus 1991, Astronomical Algorithms, ch. 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def _feast_day(rule: str, year: int) -> date:
    return easter(year) + timedelta(int(rule[1:])) if rule.startswith("E") else date(year, int(rule[:2]), int(rule[3:]))


def _recurring(e: Expression, reference: date, way: Direction) -> Closed | None:
    """Seasons (meteorological), quarters, half-years and feast days of the year meant."""
    size, letter = (3, "Q") if e.form == "quarter" else (6, "H")
    if e.form in ("quarter", "half") and e.ordinal is None:
        index = reference.year * (12 // size) + (reference.month - 1) // size + (e.offset or 0)
        e = replace(e, year=index // (12 // size), ordinal=index % (12 // size) + 1)

    def of(year: int) -> Closed:
        if e.feast:
            rules = e.feast.split("/")
            start, end = _feast_day(rules[0], year), _feast_day(rules[-1], year)
            if len(rules) == 1 and e.ordinal == 2:
                start = end = end + timedelta(1)
            end = end if end >= start else _feast_day(rules[-1], year + 1)
            return start, end, "day" if start == end else "range", str(start)
        if e.season:
            month = SEASON_MONTH[e.season]
            return date(year, month, 1), _month_end(year, month + 2), "range", f"{year}-{e.season}"
        last = (e.ordinal or 1) * size
        return date(year, last - size + 1, 1), _month_end(year, last), "range", f"{year}-{letter}{e.ordinal}"

    exact = e.year if e.year is not None else reference.year + (e.offset or 0) if e.unit == "Y" or e.offset == 0 else None
    if exact is not None:
        return of(exact)
    return _nearest([of(reference.year + n) for n in range(-2, 3)], reference, way, e.offset is not None)


def _marked(e: Expression, reference: date, way: Direction) -> Closed | None:
    """Beginning, middle or end: of a month days 1-10, 11-20, 21 on; of a week Mon-Tue, Wed, Thu-Fri; of longer units their thirds."""
    named = "season" if e.season else "date" if e.month else "century" if e.form == "century" else "year"
    form = {"DE": "decade", "WE": "weekend"}.get(e.unit or "", named)
    inner = _calendar(replace(e, form=form, marker=None), reference, way)
    if inner is None or e.marker is None:
        return inner
    start, end, precision, value = inner
    length = (end - start).days + 1
    if precision in MARKED_DAYS:
        first, last = MARKED_DAYS[precision][e.marker]
    else:
        one, two = length // 3, length - length // 3
        if precision == "year":
            one, two = (date(start.year, 5, 1) - start).days, (date(start.year, 9, 1) - start).days
        first, last = {"START": (0, one - 1), "MID": (one, two - 1), "END": (two, -1)}[e.marker]
    return start + timedelta(first), start + timedelta(last % length), "range", value


def _shifted(day: date, unit: str, count: float) -> date:
    """The day `count` units away; months and years keep the day of the month where the calendar has it."""
    if unit in MONTHS and count == int(count):
        index = day.year * 12 + day.month - 1 + int(count) * MONTHS[unit]
        return min(date(index // 12, index % 12 + 1, 1) + timedelta(day.day - 1), _month_end(index // 12, index % 12 + 1))
    return day + timedelta(int(count * DAYS[unit]))


def _amount(e: Expression, reference: date, way: Direction, anchor: date) -> Period | None:
    """Durations: a point in time after "vor", "in" and before "später", "zuvor"; a period after "seit", "binnen"; else undated."""
    unit, count, word = e.unit or "D", e.count, (e.preposition or "").split(" ")[0]
    value = timex_period(count, unit)
    counted = e.direction_hint is not None and word != "vor"
    sign = -1 if word in ("vor", "seit") or (counted and way == "past") else 1
    base = anchor if counted or word == "nach" else reference
    if word == "seit":
        return _shifted(reference, unit, -count) if count else None, reference, "range", value
    if word in ("binnen", "innerhalb") and way != "past":
        return reference, _shifted(reference, unit, count) if count else None, "range", value
    if not (counted or word == "vor" or (word == "in" and way != "past") or (word == "nach" and anchor != reference)):
        return None, None, "range", value
    if count is None:
        return (None, base, "range", value) if sign < 0 else (base, None, "range", value)
    whole = unit if unit in ("W", "M", "Y") and count == int(count) else "D"
    return (*_unit_period(whole, _shifted(base, unit, sign * count))[:3], value)


def _range(e: Expression, reference: date, way: Direction, earlier: Moment | None) -> Period | None:
    """From the first day of one part to the last of the other; the later weekday decides in the past, the earlier one in the future."""
    left, right = (replace(part, preposition=None) for part in e.parts)
    if right.form == "weekday" and way != "future":
        last = resolve(right, reference, way, earlier)
        first = resolve(left, last.end if last and last.end else reference, "past", earlier)
    else:
        first = resolve(left, reference, way, earlier)
        follows = first and not right.anchored and right.form not in ("relative", "period")
        last = resolve(right, first.start, "future", earlier) if follows and first and first.start else resolve(right, reference, way, earlier)
    if first is None or last is None or first.start is None or last.end is None or last.end < first.start:
        return None
    return first.start, last.end, "range", f"{first.value}/{last.value}"
