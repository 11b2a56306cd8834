"""The coded event: the contract between coding, store, exports and scoring (docs/reference/event-record.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lagebild.model.moment import Moment
from lagebild.model.participant import Mention, Place
from lagebild.model.span import Span

Status = Literal["actual", "future", "hypothetical", "negated", "historical"]
STATUSES: tuple[Status, ...] = ("actual", "future", "hypothetical", "negated", "historical")


@dataclass(frozen=True, slots=True)
class Attribution:
    """On whose word: a named source with its offsets, or `source` None for hearsay ("soll", "angeblich")."""

    source: Mention | None
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class Reduced:
    """The form that PLOVER prescribes for exports: planned contacts become AGREE, planned retreats CONCEDE."""

    type: str
    mode: str | None
    quad: int
    score: float


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a record exists: the rule, and one line for each decision that followed."""

    rule: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One mention of one event in one sentence; all offsets are code points of the report's text."""

    id: str
    doc: str
    published: str
    language: str
    sentence: tuple[int, int]
    sentence_number: int
    trigger: Span
    type: str
    mode: str | None
    status: Status
    status_cues: tuple[Span, ...]
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    attribution: Attribution | None
    date: Moment | None
    place: Place | None
    contexts: tuple[str, ...]
    plover: Reduced
    cameo: str | None
    trace: Trace
    versions: tuple[tuple[str, str], ...]
