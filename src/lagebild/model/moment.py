"""Time expressions as found in a text, and the calendar moments they resolve to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
"""The four types of TIMEX3."""

Direction = Literal["past", "future", "present", "unknown"]
"""Where the clause of an expression lies relative to the report, from tense and modality. "present" is a bare present tense: ahead for a
day of the week ("reisen am Dienstag"), nothing said for a date or a month, of which then the nearest is meant."""

Precision = Literal["day", "week", "month", "year", "range", "part-of-day"]
"""How exact a moment is; "range" is everything that is not one calendar unit, including open and undated periods."""


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression: its place in the text and its parsed content, not yet tied to a calendar.

    `start`, `end` and `outer_start` are code points in the text that was searched; `end` is exclusive. `outer_start`
    is the offset of the preposition before the expression ("am Dienstag": of "am"), else equal to `start`.
    Fields that the expression says nothing about are None.
    """

    start: int
    end: int
    text: str
    kind: Kind
    form: str
    """Which pattern of the grammar matched ("weekday", "date", "duration"...); resolving is chosen by it."""
    outer_start: int
    preposition: str | None = None
    """The preposition before it, lower case, contractions kept ("am", "vor", "bis zum")."""
    anchored: bool = False
    """True if it names its date itself ("3. Mai 2004"), False if it needs the reference date."""
    direction_hint: Literal["past", "future"] | None = None
    """The direction its own words give ("vergangenen", "vor drei Jahren"); it overrides the clause's direction."""
    offset: int | None = None
    """Distance from the reference in `unit`: "gestern" -1 D, "nächste Woche" 1 W, "heuer" 0 Y."""
    unit: str | None = None
    """s, m, h (second, minute, hour), D, W, WE (weekend), M, Q (quarter), Y, DE (decade), CE (century)."""
    count: float | None = None
    """Number of units in a duration; None if vague ("seit Jahren")."""
    ordinal: int | None = None
    """First, second... of quarters, half-years, centuries and set members."""
    year: int | None = None
    end_year: int | None = None
    """Last year of "2012/13"."""
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """ISO number, Monday 1 to Sunday 7."""
    part_of_day: str | None = None
    """TIMEX3 code: MO, MI, AF, EV, NI, DT."""
    hour: int | None = None
    minute: int | None = None
    season: str | None = None
    """TIMEX3 code: SP, SU, FA, WI."""
    feast: str | None = None
    """Feast day as the lexicon writes its rule: "12-25", or "E+49" for days from Easter Sunday."""
    marker: str | None = None
    """START, MID or END of the period named ("Anfang", "Mitte", "Ende")."""
    mod: str | None = None
    """TIMEX3 modifier of an amount or a long period: APPROX, MORE_THAN, LESS_THAN, EQUAL_OR_MORE, EQUAL_OR_LESS, START, END."""
    zone: str | None = None
    """Time zone of a time of day, as the tz database names it."""
    value: str | None = None
    """TIMEX3 value that no calendar is needed for ("PAST_REF", "P1D", "PXY")."""
    parts: tuple[Expression, ...] = ()
    """The two ends of a range ("3. bis 5. Mai"), each with its own place in the text."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A resolved expression: first and last calendar day (inclusive), None where open or not known.

    `value` is the TIMEX3 value of the expression itself: "2022-02-01", "2022-W05", "P3D", "PAST_REF"; so "vor drei
    Jahren" has the value "P3Y" and the year three years ago as start and end. `span_start` and `span_end` are the
    expression's code points, end exclusive, and `text` its text.
    """

    start: date | None
    end: date | None
    precision: Precision
    value: str
    span_start: int
    span_end: int
    text: str
