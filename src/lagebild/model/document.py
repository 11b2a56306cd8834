"""A report after analysis: sentences, tokens, and the frames that coding rules see.

Token numbers count within their sentence, character offsets within the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lagebild.model.moment import Moment
from lagebild.model.participant import Mention, Place
from lagebild.model.report import Report

FrameKind = Literal["verb", "noun", "adjective"]
Embedding = Literal["main", "conditional", "purpose", "cause", "time", "concession", "relative", "interrogative", "content", "attribute"]
SentenceKind = Literal["body", "heading"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word: offsets in code points of the report, STTS tag and lemma (HanTa), head and label (the parser)."""

    start: int
    end: int
    text: str
    tag: str
    lemma: str
    head: int
    """Number of the governing token in the same sentence; the root governs itself."""
    label: str
    parts: tuple[str, ...] = ()
    """Stems of a compound noun, lower case, left to right; empty for a simple word."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or an upper-case cross-head; `start`/`end` in code points, without surrounding white space."""

    number: int
    start: int
    end: int
    kind: SentenceKind
    paragraph: int
    tokens: tuple[Token, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()
    """For each token the numbers of its dependents, ascending."""

    def subtree(self, token: int, *, without: frozenset[str] = frozenset()) -> list[int]:
        """Numbers of a token and all it governs, ascending; dependents whose label is in `without` are left out."""
        found, queue = [token], [token]
        while queue:
            for child in self.children[queue.pop()]:
                if self.tokens[child].label not in without:
                    found.append(child)
                    queue.append(child)
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Slot:
    """One filler of a frame's slot: the token that heads it. Coordinated fillers are separate slots."""

    head: int
    preposition: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a coding rule sees of a clause or an event noun. Roles are logical: a passive is turned back into its active."""

    number: int
    sentence: int
    kind: FrameKind
    head: int
    lemma: str
    """Predicate lemma with its separable prefix ("zurückweisen"), or the event noun's lemma."""
    trigger: tuple[int, ...]
    """Tokens that carry the event, ascending: the verb with its particle, or the noun."""
    slots: Mapping[str, tuple[Slot, ...]]
    voice: Literal["active", "passive"] = "active"
    tense: Literal["present", "past", "perfect", "pluperfect", "future"] = "present"
    mood: Literal["indicative", "konjunktiv1", "konjunktiv2", "infinitive", "imperative"] = "indicative"
    modal: str | None = None
    modal_token: int | None = None
    reading: Literal["hearsay", "claim", "epistemic", "root"] | None = None
    """Reading of the modal verb where grammar decides: "soll getötet haben" is hearsay, "will gesehen haben" a claim, "dürfte" epistemic, "musste" root."""
    negation: int | None = None
    """Token that negates the predicate, if any."""
    embedding: Embedding = "main"
    marker: str | None = None
    """Lemma of the subordinating word ("dass", "wenn", "um")."""
    marker_token: int | None = None
    parent: int | None = None
    """Number of the governing frame in the same sentence."""
    parent_slot: str | None = None
    """The slot of the parent that this frame fills or stands in."""
    finite: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An analysed report; resolution adds mentions, moments and places, coding adds events."""

    report: Report
    sentences: tuple[Sentence, ...]
    frames: tuple[tuple[Frame, ...], ...]
    """For each sentence its frames, in the order of their heads; `Frame.number` is the index here."""
    mentions: tuple[Mapping[int, Mention], ...] = ()
    """For each sentence: head token -> the resolved mention of an actor; -token - 1 -> the party named by the first part of a compound."""
    moments: tuple[tuple[Moment, ...], ...] = ()
    places: tuple[Mapping[int, Place], ...] = ()
    warnings: tuple[str, ...] = ()
    """What of the report could not be analysed, one line each: where, why and what to do."""
