"""A wire item as received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Report:
    """One wire report. `text` is kept exactly as received: every offset of every record counts its code points."""

    id: str
    published: datetime
    """When it was published, with time zone; midnight UTC where the input gives only a day."""
    text: str
    title: str | None = None
    language: str = "de"
    outlet: str | None = None
    url: str | None = None
    dateline: str | None = None
    version: str | None = None
    status: str | None = None

    @property
    def day(self) -> date:
        """The calendar day of publication in the report's own time zone."""
        return self.published.date()
