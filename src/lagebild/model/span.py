"""Where words stand: code point offsets into a report's text as received."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of the report, in Unicode code points; `text` repeats the surface so that a record can be checked alone."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Span:
        """The span of `source` between two code point offsets."""
        return cls(start, end, source[start:end])
