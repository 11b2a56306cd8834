"""The calendar behind time expressions: units, weekdays, feasts, seasons, and which of several periods is meant."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lagebild.model.moment import Direction, Expression, Precision

Closed = tuple[date, date, Precision, str]
DAYS = {
    "s": 1 / 86400,
    "m": 1 / 1440,
    "h": 1 / 24,
    "D": 1,
    "NI": 1,
    "W": 7,
    "WE": 7,
    "M": 30.4375,
    "Q": 91.3125,
    "Y": 365.25,
    "DE": 3652.5,
    "CE": 36525,
    "ML": 365250,
}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MARKED_DAYS = {"week": {"START": (0, 1), "MID": (2, 2), "END": (3, 4)}, "month": {"START": (0, 9), "MID": (10, 19), "END": (20, -1)}}


def calendar_period(e: Expression, reference: date, way: Direction) -> Closed | None:
    """Resolve what names days, weeks, months, years or longer units of the calendar."""
    if e.marker:
        return _marked(e, reference, way)
    match e.form:
        case "date" | "night" | "openday" if e.month:
            return _dated(e, reference, way)
        case "weekday" | "night" if e.weekday:
            return day_period(_weekday(e, reference, way), e.part_of_day)
        case "relative" | "night":
            start, end, precision, value = day_period(reference + timedelta(e.offset or 0), e.part_of_day)
            return start, end, precision, e.value or value
        case "weekend":
            if e.offset == 0:
                return unit_period("WE", reference)
            weekends = [unit_period("WE", reference, n) for n in range(-2, 3)]
            return _nearest(weekends, reference, "past" if way == "unknown" else way, e.offset is not None)
        case "season" | "quarter" | "half" | "feast":
            return _recurring(e, reference, way)
        case "decade":
            return unit_period("DE", date(e.year or 1, 1, 1))
        case "century" | "opencentury" if e.ordinal:
            return unit_period(e.unit or "CE", date(max(e.ordinal - 1, 0) * (1000 if e.unit == "ML" else 100) or 1, 1, 1))
        case _ if e.year is not None:
            last = e.end_year or e.year
            single = last == e.year
            return date(e.year, 1, 1), date(last, 12, 31), "year" if single else "range", f"{e.year}" if single else f"{e.year}/{last}"
    return unit_period(e.unit, reference, e.offset or 0) if e.unit else None


def day_period(day: date, part: str | None = None) -> Closed:
    return day, day, "part-of-day" if part else "day", f"{day}T{part}" if part else str(day)


def _month_end(year: int, month: int) -> date:
    """Last day of a month; months above 12 count into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def unit_period(unit: str, day: date, offset: int = 0) -> Closed:
    """The calendar unit that holds `day`, or one `offset` units away."""
    if unit in MONTHS:
        size = MONTHS[unit]
        index = ((day.year * 12 + day.month - 1) // size + offset) * size
        year, month = index // 12, index % 12 + 1
        values = {
            "M": f"{year:04}-{month:02}",
            "Q": f"{year:04}-Q{month // 3 + 1}",
            "Y": f"{year}",
            "DE": f"{year // 10}",
            "CE": f"{year // 100}",
            "ML": f"{year // 1000}",
        }
        names: dict[str, Precision] = {"M": "month", "Y": "year"}
        return date(max(year, 1), month, 1), _month_end(year, month + size - 1), names.get(unit, "range"), values[unit]
    if unit in ("W", "WE"):
        start = day - timedelta(day.weekday()) + timedelta(7 * offset)
        value = f"{start.isocalendar().year:04}-W{start.isocalendar().week:02}"
        if unit == "WE":
            return start + timedelta(5), start + timedelta(6), "range", f"{value}-WE"
        return start, start + timedelta(6), "week", value
    return day_period(day + timedelta(offset if unit in ("D", "NI") else 0))


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
    exact = e.year if e.year is not None else reference.year + (e.offset or 0) if e.offset == 0 or e.unit == "Y" else None
    years = [exact] if exact is not None else range(reference.year - 4, reference.year + 5)
    if e.day is None:
        found = [unit_period("M", date(year, month, 1)) for year in years]
    else:
        found = [day_period(date(year, month, e.day), e.part_of_day) for year in years if 1 <= e.day <= monthrange(year, month)[1]]
    return (found[0] if found else None) if exact is not None else _nearest(found, reference, way, e.offset is not None)


def _weekday(e: Expression, reference: date, way: Direction) -> date:
    """A bare weekday may be the report's own day, "vergangenen" and "kommenden" exclude it."""
    distance = (e.weekday or 1) - reference.isoweekday()
    if e.unit == "W" and e.offset is not None:
        return reference + timedelta(distance + 7 * e.offset)
    if e.offset == 0:
        return reference + timedelta(distance)
    same = 7 if e.offset else 0
    return reference + timedelta(distance % 7 or same) if way == "future" else reference - timedelta(-distance % 7 or same)


def offset_at(day: date, e: Expression) -> str:
    """UTC offset of the expression's zone at its time on that day, with summer time where it is kept: "-04:00"; "" without zone."""
    if e.zone is None:
        return ""
    hour, minute = (0, 0) if e.hour == 24 else (e.hour or 0, e.minute or 0)
    text = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(e.zone)).strftime("%z")
    return f"{text[:3]}:{text[3:5]}"


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
    if rule.startswith("E"):
        return easter(year) + timedelta(int(rule[1:]))
    if rule.startswith("S"):
        day = date(year, int(rule[1:3]), int(rule[4:6]))
        return day - timedelta(day.isoweekday() % 7) + timedelta(int(rule[6:] or 0))
    return date(year, int(rule[:2]), int(rule[3:]))


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
    inner = calendar_period(replace(e, form=form, marker=None), reference, way)
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


def shifted(day: date, unit: str, count: float) -> date:
    """The day `count` units away; months and years keep the day of the month where the calendar has it."""
    if unit in MONTHS and count == int(count):
        index = day.year * 12 + day.month - 1 + int(count) * MONTHS[unit]
        return min(date(index // 12, index % 12 + 1, 1) + timedelta(day.day - 1), _month_end(index // 12, index % 12 + 1))
    return day + timedelta(int(count * DAYS[unit]))
