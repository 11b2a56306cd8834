"""Which of a sentence's places belongs to an event: one that hangs on its clause, on its phrase, or on its arguments."""

from __future__ import annotations

from lagebild.analysis.tree import preposition
from lagebild.coding.attachment import HOLDING, carrying, chain_above, clause_above
from lagebild.coding.matching import FrameView
from lagebild.model import Place

_NOT_OF_THE_EVENT = frozenset({"aus", "über", "um", "von", "für", "mit", "durch", "wegen", "zwischen", "gegen"})
_WHERE_ONLY_FOR_VISITS = frozenset({"auf", "nach", "zu"})


def place_of(view: FrameView, *, visit: bool, territorial: bool) -> Place | None:
    """The event's place. For a visit also where it goes to; for force against a place (`territorial`) the place itself.

    A name that the gazetteer knows wins over a mere noun ("in Istanbul ... vor dem Konsulat"), then the nearer phrase over the farther.
    """
    places = view.document.places[view.frame.sentence] if view.document.places else {}
    if not places:
        return None
    found: list[tuple[tuple[int, int, int], Place]] = []
    subjects = {filler.head for filler in view.frame.slots.get("subject", ())}
    for distance, frame in enumerate(carrying(view)):
        for head, place in places.items():
            chain = chain_above(view, head)
            prep = preposition(view.sentence, _outermost(view, head))
            if frame.head not in chain or head == view.frame.head or (set(chain[: chain.index(frame.head)]) & subjects):
                continue
            if prep is None:
                genitive = view.sentence.tokens[head].label == "nmod" and territorial and chain[0] == view.frame.head
                hit = territorial and any(filler.head == head for filler in view.frame.slots.get("object", ()))
                if not genitive and not hit:
                    continue
            elif prep in _NOT_OF_THE_EVENT or (prep in _WHERE_ONLY_FOR_VISITS and not visit and not (territorial and prep == "auf")):
                continue
            known = 0 if place.country or place.lat is not None else 1
            found.append(((known, distance, chain.index(frame.head)), place))
    for child in view.frames:
        if child.parent == view.frame.number and child.embedding in ("attribute", "relative") and (child.embedding == "attribute" or child.lemma in HOLDING):
            for head, place in places.items():
                if child.head in chain_above(view, head) and preposition(view.sentence, head) not in (None, *_NOT_OF_THE_EVENT):
                    found.append(((0 if place.country else 1, 0, 1), place))
    above = clause_above(view)
    if not found and above is not None:
        for head, place in places.items():
            if chain_above(view, head)[:1] == [above.head] and preposition(view.sentence, _outermost(view, head)) in ("in", "bei", "nahe"):
                found.append(((0 if place.country else 1, 9, 0), place))
    return min(found, key=lambda one: (one[0], one[1].start))[1] if found else None


def _outermost(view: FrameView, head: int) -> int:
    """The noun whose preposition governs a name in apposition ("in der Hauptstadt Tallinn")."""
    tokens = view.sentence.tokens
    while tokens[head].label in ("appos", "flat") and tokens[head].head != head:
        head = tokens[head].head
    return head
