"""What an event takes over from one told just before: "Diese Gespräche blieben ohne Ergebnis" speaks of those of the sentence before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lagebild.coding.matching import FrameView
from lagebild.coding.merging import identified
from lagebild.model import Event

_BACK = 2
"""How many sentences before may have told it."""


def taken_up(event: Event, view: FrameView, trigger: Sequence[int], before: Sequence[Event]) -> Event:
    """The event with date, place and participants of the last one of its type and status, where a demonstrative takes that one up.

    `trigger`: its tokens. Only what the event lacks is taken over, participants only where it names none.
    """
    bare = not event.actors and not event.recipients
    nouns = [*trigger, *(filler.head for filler in view.fillers("subject") if bare)]
    if not any(_demonstrative(view, token) for token in nouns):
        return event
    near = (one for one in reversed(before) if event.sentence_number - one.sentence_number <= _BACK)
    earlier = next((one for one in near if one.type == event.type and one.status == event.status), None)
    if earlier is None:
        return event
    actors, recipients = (earlier.actors, earlier.recipients) if bare else (event.actors, event.recipients)
    return identified(replace(event, date=event.date or earlier.date, place=event.place or earlier.place, actors=actors, recipients=recipients))


def _demonstrative(view: FrameView, token: int) -> bool:
    return any(view.sentence.tokens[child].tag.startswith("PDAT") for child in view.sentence.children[token])
