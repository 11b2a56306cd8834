"""A wire item as received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

PublicationStatus = Literal["usable", "withheld", "canceled"]
"""IPTC's pubStatus: withheld is embargoed, canceled is withdrawn by its sender ("kill")."""
PUBLICATION_STATUSES: tuple[PublicationStatus, ...] = get_args(PublicationStatus)


@dataclass(frozen=True, slots=True)
class Report:
    """One wire report. `text` is kept exactly as received: every offset of every record counts its code points."""

    id: str
    published: datetime
    """When it was published, with time zone; midnight UTC where the input gives only a day."""
    text: str
    title: str | None = None
    language: str = "de"
    """ISO 639-1; "und" if it could not be detected. Only languages of `lagebild.languages.LANGUAGES` are coded."""
    outlet: str | None = None
    url: str | None = None
    dateline: str | None = None
    version: str | None = None
    status: PublicationStatus = "usable"
    uri: str | None = None
    """Name of the item that all its versions share; None where the input names none, then `id` stands for it."""
    agency: str | None = None
    updated: datetime | None = None
    """When this version was made, where the input says so beside `published`."""
    urgency: int | None = None
    """IPTC's 1 (flash) to 8."""
    keywords: tuple[str, ...] = ()
    note: str | None = None
    """What the sender says about the item beside its text: "BERICHTIGUNG", "Sperrfrist", an editor's note."""

    @property
    def item(self) -> str:
        """What all versions of the item share."""
        return self.uri or self.id

    @property
    def day(self) -> date:
        """The calendar day of publication in the report's own time zone."""
        return self.published.date()
