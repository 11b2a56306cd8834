"""A verb or noun frame under construction."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.model import Slot


@dataclass(slots=True)
class Clause:
    """The fields are those of `lagebild.model.Frame`, still to be changed."""

    head: int
    kind: str
    lemma: str
    trigger: tuple[int, ...]
    slots: dict[str, list[Slot]] = field(default_factory=dict)
    voice: str = "active"
    recipient_passive: bool = False
    tense: str = "present"
    mood: str = "indicative"
    modal: str | None = None
    modal_token: int | None = None
    reading: str | None = None
    negation: int | None = None
    embedding: str = "main"
    marker: str | None = None
    marker_token: int | None = None
    parent_token: int | None = None
    parent_slot: str | None = None
    finite: int | None = None

    def fill(self, slot: str, token: int, prep: str | None = None) -> None:
        self.slots.setdefault(slot, []).append(Slot(token, prep))
