"""Which of a sentence's moments and places belong to an event: those of its own clause, or of the clause that carries its noun."""

from __future__ import annotations

from lagebild.analysis.tree import dependents
from lagebild.coding.matching import FrameView
from lagebild.model import Frame, Moment, Place

_PLACING = ("in", "bei", "nahe", "vor", "an", "auf", "nach", "aus", "unweit", "südlich", "nördlich", "östlich", "westlich", "um", "über", "zwischen")


def carrying(view: FrameView) -> list[Frame]:
    """The frames whose adjuncts say when and where the event is: its own; for a noun also the clause it is an argument of."""
    frames = [view.frame]
    frame = view.frame
    while frame.parent is not None and len(frames) < 4:
        parent = view.frames[frame.parent]
        if frame.kind == "noun" and frame.parent_slot is not None:
            frames.append(parent)
        elif frame.embedding in ("content", "purpose") and frame.mood == "infinitive" and parent.kind == "verb":
            frames.append(parent)
        elif frame.embedding == "attribute" and parent.kind == "noun":
            break
        else:
            break
        frame = parent
    return frames


def moment_of(view: FrameView, used_verbs: frozenset[str]) -> Moment | None:
    """The event's moment: the dated expression that hangs on its clause. `used_verbs` are reporting verbs, whose date is that of speech."""
    moments = [m for m in (view.document.moments[view.frame.sentence] if view.document.moments else ()) if m.start is not None]
    if not moments:
        return None
    owners = {m: _owner(view, m) for m in moments}
    for frame in carrying(view):
        if frame is not view.frame and frame.kind == "verb" and frame.lemma in used_verbs and frame.embedding == "main" and view.frame.kind != "noun":
            break
        mine = [m for m in moments if owners[m] == frame.head]
        if mine:
            return max(mine, key=_exactness)
        if frame.kind == "verb":
            for attribute in frame.slots.get("object", ()):
                mine = [m for m in moments if owners[m] == attribute.head and frame is view.frame]
                if mine:
                    return max(mine, key=_exactness)
    for child in view.frames:
        if child.parent == view.frame.number and child.embedding == "attribute":
            mine = [m for m in moments if owners[m] == child.head]
            if mine:
                return max(mine, key=_exactness)
    return None


def _exactness(moment: Moment) -> tuple[int, int]:
    order = {"part-of-day": 5, "day": 5, "week": 3, "range": 2, "month": 3, "year": 2}
    return order.get(moment.precision, 1), -moment.span_start


def _owner(view: FrameView, moment: Moment) -> int | None:
    """Token of the frame head that a time expression modifies."""
    tokens = view.sentence.tokens
    inside = [i for i, t in enumerate(tokens) if t.start < moment.span_end and t.end > moment.span_start]
    if not inside:
        return None
    span = set(inside)
    top = next((i for i in inside if tokens[i].head not in span or tokens[i].head == i), inside[0])
    heads = {f.head for f in view.frames}
    current = tokens[top].head if tokens[top].head != top else top
    for _ in range(len(tokens)):
        if current in heads and current not in span:
            return current
        if tokens[current].head == current:
            return current
        current = tokens[current].head
    return None


def place_of(view: FrameView, *, visit: bool) -> Place | None:
    """The event's place: a located phrase of its clause; for a visit also where it goes to."""
    places = view.document.places[view.frame.sentence] if view.document.places else {}
    if not places:
        return None
    for frame in carrying(view):
        for preposition in _PLACING:
            if preposition in ("aus", "über", "um") or (preposition in ("auf", "nach") and not visit):
                continue
            for filler in frame.slots.get(f"pp:{preposition}", ()):
                found = _located(view, places, filler.head)
                if found is not None:
                    return found
        for slot in ("genitive",) if frame.kind == "noun" and frame is not view.frame else ():
            for filler in frame.slots.get(slot, ()):
                found = places.get(filler.head)
                if found is not None:
                    return found
        if frame.kind == "verb":
            for owner in ("object", "subject"):
                for filler in frame.slots.get(owner, ()):
                    for child in dependents(view.sentence, filler.head, "nmod"):
                        word = next((view.sentence.tokens[c].text.lower() for c in dependents(view.sentence, child, "case")), "")
                        if word in ("in", "im", "bei", "nahe") and child in places and view.frame.kind == "verb" and owner == "object":
                            return places[child]
    return None


def _located(view: FrameView, places: object, head: int) -> Place | None:
    found: Place | None = places.get(head)  # type: ignore[attr-defined]
    if found is not None:
        return found
    for child in dependents(view.sentence, head, "nmod", "appos", "flat"):
        found = places.get(child)  # type: ignore[attr-defined]
        if found is not None:
            return found
    return None
