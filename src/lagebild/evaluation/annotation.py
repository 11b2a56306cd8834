"""What gold and coder say about one event, reduced to what is compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

UNSPECIFIED = "unspecified"
"""Attribution to hearsay: "soll", "angeblich"."""


class Line(NamedTuple):
    """Where in an input a record stands, for messages."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"


@dataclass(frozen=True, slots=True)
class Annotation:
    """One event mention: `sentence` counts the gold sentences from 0, None for a trigger outside of all; participants are compared by the
    set of their countries; `source` is None for the reporter's own word; `date` is "YYYY-MM-DD", "YYYY-MM" or two of them with "/"."""

    doc: str
    sentence: int | None
    type: str
    mode: str | None
    status: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    source: str | None
    date: str | None
    place: str | None
    trigger: str

    @property
    def key(self) -> tuple[str, int | None, str]:
        """Gold and coded events are paired only within this."""
        return self.doc, self.sentence, self.type


def countries(participants: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Country codes of participants; those without a country do not count."""
    return frozenset(one["country"] for one in participants if one.get("country"))


def overlap(one: str, other: str) -> bool:
    """Whether two names share a word of three letters or more, or one contains the other."""
    return bool(words(one) & words(other)) or one in other or other in one


def words(text: str) -> frozenset[str]:
    """The words of three letters or more of a text, lower case, without punctuation around them."""
    stripped = (word.strip('.,"„“') for word in text.split())
    return frozenset(word.lower() for word in stripped if len(word) > 2)


def same_source(one: str | None, other: str | None) -> bool:
    """Whether two attributions agree: both none, both hearsay, or names that overlap."""
    if one is None or other is None:
        return one is other
    if UNSPECIFIED in (one, other):
        return one == other
    return overlap(one, other)
