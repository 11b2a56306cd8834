"""What hangs where: which clauses carry the adjuncts of an event, and which heads stand above a word."""

from __future__ import annotations

from lagebild.coding.matching import FrameView
from lagebild.model import Frame

HOLDING = frozenset(
    {"stattfinden", "beginnen", "tagen", "laufen", "dauern", "enden", "geplant", "ereignen", "zutragen", "abhalten", "anberaumen", "ansetzen", "planen"}
)
"""Verbs that say of a meeting only that it is held: their adjuncts are the meeting's."""


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


def clause_above(view: FrameView) -> Frame | None:
    """The clause that a relative clause belongs to, if both speak of the past: what is told of a participant happened then and there."""
    frame = view.frame
    if frame.embedding != "relative" or frame.tense not in ("past", "perfect"):
        return None
    while frame.parent is not None:
        frame = view.frames[frame.parent]
        if frame.kind == "verb" and frame.embedding != "attribute":
            return frame if frame.tense in ("past", "perfect") and frame.modal is None else None
    return None


def top_of(view: FrameView, start: int, end: int) -> int | None:
    """The token of an expression that governs the rest of it."""
    tokens = view.sentence.tokens
    inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
    span = set(inside)
    return next((i for i in inside if tokens[i].head not in span or tokens[i].head == i), inside[0] if inside else None)


def chain_above(view: FrameView, top: int | None) -> list[int]:
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
