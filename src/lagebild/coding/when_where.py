"""Which of a sentence's moments and places belong to an event: those that hang on its clause, on its phrase, or on its arguments."""

from __future__ import annotations

from lagebild.analysis.tree import preposition
from lagebild.coding.matching import FrameView
from lagebild.model import Frame, Moment, Place

_NOT_OF_THE_EVENT = frozenset({"aus", "über", "um", "von", "für", "mit", "durch", "wegen", "zwischen", "gegen"})
_WHERE_ONLY_FOR_VISITS = frozenset({"auf", "nach", "zu"})
_HOLDING = frozenset(
    {"stattfinden", "beginnen", "tagen", "laufen", "dauern", "enden", "geplant", "ereignen", "zutragen", "abhalten", "anberaumen", "ansetzen", "planen"}
)


def carrying(view: FrameView) -> list[Frame]:
    """The frames whose adjuncts say when and where the event is: its own; for a noun also the clause it is an argument of."""
    frames = [view.frame]
    frame = view.frame
    while frame.parent is not None and len(frames) < 4:
        parent = view.frames[frame.parent]
        argument = frame.kind == "noun" and frame.parent_slot is not None
        infinitive = frame.embedding in ("content", "purpose") and frame.mood == "infinitive" and parent.kind == "verb"
        if not argument and not infinitive:
            break
        frames.append(parent)
        frame = parent
    return frames


def moment_of(view: FrameView, reporting: frozenset[str], *, direct: bool = False) -> Moment | None:
    """The event's moment, the most exact of those that hang on it; `reporting` are verbs whose own date is that of the speech.

    `direct`: years, months and ranges count only where they hang on the verb itself, as for verbal acts, whose objects have dates of their
    own ("das Abkommen von 2005").
    """
    moments = [m for m in (view.document.moments[view.frame.sentence] if view.document.moments else ()) if m.start is not None]
    if not moments:
        return None
    chains = {moment: _chain(view, _top(view, moment.span_start, moment.span_end)) for moment in moments}
    for frame in carrying(view):
        if frame is not view.frame and frame.kind == "verb" and frame.lemma in reporting and view.frame.kind != "noun":
            break
        nearest = direct and frame.kind != "noun"
        mine = [m for m in moments if frame.head in chains[m] and not (nearest and chains[m][0] != frame.head and _is_coarse(m))]
        if mine:
            return max(mine, key=lambda m: (-chains[m].index(frame.head), _exactness(m)))
    # "das am 16. Dezember in Brüssel stattfindet", "die heute stattfindende Konferenz"
    for child in view.frames:
        if child.parent == view.frame.number and child.embedding in ("attribute", "relative") and (child.embedding == "attribute" or child.lemma in _HOLDING):
            mine = [m for m in moments if child.head in chains[m]]
            if mine:
                return max(mine, key=_exactness)
    above = _clause_above(view)
    if above is not None and above.lemma not in reporting:
        mine = [m for m in moments if chains[m] and chains[m][0] == above.head]
        if mine:
            return max(mine, key=_exactness)
    return None


def _is_coarse(moment: Moment) -> bool:
    return moment.precision in ("year", "month", "range")


def _clause_above(view: FrameView) -> Frame | None:
    """The clause that a relative clause belongs to, if both speak of the past: what is told of a participant happened then and there."""
    frame = view.frame
    if frame.embedding != "relative" or frame.tense not in ("past", "perfect"):
        return None
    while frame.parent is not None:
        frame = view.frames[frame.parent]
        if frame.kind == "verb" and frame.embedding != "attribute":
            return frame if frame.tense in ("past", "perfect") and frame.modal is None else None
    return None


def _exactness(moment: Moment) -> tuple[int, int]:
    order = {"part-of-day": 5, "day": 5, "week": 3, "range": 2, "month": 3, "year": 2}
    return order.get(moment.precision, 1), -moment.span_start


def _top(view: FrameView, start: int, end: int) -> int | None:
    """The token of an expression that governs the rest of it."""
    tokens = view.sentence.tokens
    inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
    span = set(inside)
    return next((i for i in inside if tokens[i].head not in span or tokens[i].head == i), inside[0] if inside else None)


def _chain(view: FrameView, top: int | None) -> list[int]:
    """Heads above a token, nearest first, up to and including the first clause."""
    if top is None:
        return []
    tokens = view.sentence.tokens
    clauses = {f.head for f in view.frames if f.kind != "noun" and f.embedding != "attribute"}
    attributes = {f.head for f in view.frames if f.embedding == "attribute"}
    chain: list[int] = []
    current = tokens[top].head if tokens[top].head != top else top
    for _ in range(len(tokens)):
        chain.append(current)
        if current in clauses or current in attributes or tokens[current].head == current:
            break
        current = tokens[current].head
    return chain


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
            chain = _chain(view, head)
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
        if child.parent == view.frame.number and child.embedding in ("attribute", "relative") and (child.embedding == "attribute" or child.lemma in _HOLDING):
            for head, place in places.items():
                if child.head in _chain(view, head) and preposition(view.sentence, head) not in (None, *_NOT_OF_THE_EVENT):
                    found.append(((0 if place.country else 1, 0, 1), place))
    above = _clause_above(view)
    if not found and above is not None:
        for head, place in places.items():
            if _chain(view, head)[:1] == [above.head] and preposition(view.sentence, _outermost(view, head)) in ("in", "bei", "nahe"):
                found.append(((0 if place.country else 1, 9, 0), place))
    return min(found, key=lambda one: (one[0], one[1].start))[1] if found else None


def _outermost(view: FrameView, head: int) -> int:
    """The noun whose preposition governs a name in apposition ("in der Hauptstadt Tallinn")."""
    tokens = view.sentence.tokens
    while tokens[head].label in ("appos", "flat") and tokens[head].head != head:
        head = tokens[head].head
    return head
