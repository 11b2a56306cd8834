"""German time expressions resolved to calendar days against the day of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from lagebild.model.moment import Direction, Expression, Moment, Precision
from lagebild.resolution.moment_calendar import calendar_period, day_period, easter, offset_at, shifted, unit_period
from lagebild.resolution.moment_finder import find
from lagebild.resolution.moment_lexicon import load_lexicon, timex_period

__all__ = ["easter", "find", "load_lexicon", "resolve"]

Period = tuple[date | None, date | None, Precision, str]
"""First day, last day, precision, TIMEX3 value."""
UNDATED = frozenset({"reference", "vague", "range"})


def resolve(expression: Expression, reference: date, direction: Direction, earlier: Moment | None = None) -> Moment | None:
    """The calendar days of an expression in a report of day `reference`, or None if no calendar has such a day.

    `direction` is the clause's; words of the expression override it. `earlier` is the last moment named before in the text:
    "tags zuvor", "drei Tage später" and bare times of day count from it, from `reference` if it is None.
    "seit", "bis", "ab", "vor", "nach" before a date open or close the period: "bis zum 17. Mai" has no start.
    """
    word = (expression.preposition or "").split(" ")[0]
    way = expression.direction_hint or direction
    if way == "present":
        way = "future" if expression.weekday or expression.kind == "DURATION" or expression.form == "weekend" else "unknown"
    if word == "seit":
        way = "past"
    elif way == "unknown" and word in ("bis", "ab", "binnen", "innerhalb") and expression.day is None:
        way = "future"
    try:
        period = _period(expression, reference, way, earlier)
    except (ValueError, OverflowError):
        # "Vor vier Milliarden Jahren" says how long, but no calendar reaches there.
        period = (None, None, "range", timex_period(expression.count, expression.unit or "D")) if expression.kind == "DURATION" else None
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
            return anchor, anchor, "part-of-day", f"{anchor}T{e.hour:02}:{e.minute or 0:02}{offset_at(anchor, e)}"
        case "partofday":
            return day_period(anchor, e.part_of_day)
        case "dayslater":
            return unit_period(e.unit or "D", anchor, -1 if way == "past" else 1)
        case "reference" | "vague":
            return _pointed(e.value or "PAST_REF", reference)
        case "amount" | "bareunits" | "openamount" | "lasting":
            return _amount(e, reference, way, anchor)
        case "unit" if e.kind == "DURATION":
            value = timex_period(e.count, e.unit or "D")
            if e.offset is None:
                return None, None, "range", value
            far = shifted(reference, e.unit or "D", e.count * e.offset) if e.count else None
            return (far, reference, "range", value) if e.offset < 0 else (reference, far, "range", value if e.count else "FUTURE_REF")
        case "unit" if (e.value or "").endswith("_REF"):
            return _pointed(e.value or "", reference)
        case "each" | "rate" | "habit":
            return None, None, "range", e.value or ""
    return calendar_period(e, anchor if e.form == "chained" or e.value == "same" else reference, way)


def _pointed(value: str, reference: date) -> Period:
    """Undated references: the present is the day of the report, past and future are open periods that end or start there."""
    if value == "PRESENT_REF":
        return reference, reference, "day", value
    return (None, reference, "range", value) if value == "PAST_REF" else (reference, None, "range", value)


def _amount(e: Expression, reference: date, way: Direction, anchor: date) -> Period | None:
    """Durations: a point in time after "vor", "in" and before "später", "zuvor"; a period after "seit", "binnen"; else undated."""
    unit, count, word = e.unit or "D", e.count, (e.preposition or "").split(" ")[0]
    value = e.value or timex_period(count, unit)
    counted = e.direction_hint is not None and word != "vor"
    sign = -1 if word in ("vor", "seit") or (counted and way == "past") else 1
    base = anchor if counted or word == "nach" else reference
    if word == "seit":
        return shifted(reference, unit, -count) if count else None, reference, "range", value
    if word in ("binnen", "innerhalb") and way != "past":
        return reference, shifted(reference, unit, count) if count else None, "range", value
    if not (counted or word == "vor" or (word == "in" and way != "past") or (word == "nach" and anchor != reference)):
        return None, None, "range", value
    if count is None:
        return (None, base, "range", value) if sign < 0 else (base, None, "range", value)
    whole = unit if unit in ("W", "M", "Y") and count == int(count) else "D"
    return (*unit_period(whole, shifted(base, unit, sign * count))[:3], value)


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
