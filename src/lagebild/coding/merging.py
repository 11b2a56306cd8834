"""One record for one event: what a sentence says twice is merged, and every event gets an id from its content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace

from lagebild.codebook import Ontology
from lagebild.model import Event, Mention


def merge(events: Sequence[Event], ontology: Ontology) -> list[Event]:
    """One record per type, mode, participants and status in a sentence; a noun beside a verb of the same type adds what it alone has."""
    out: list[Event] = []
    for event in events:
        twin = next((i for i, other in enumerate(out) if _same(event, other)), None)
        if twin is None:
            out.append(event)
            continue
        kept = out[twin]
        richer, poorer = (event, kept) if _wealth(event) > _wealth(kept) else (kept, event)
        mode = richer.mode or poorer.mode
        merged = replace(
            richer,
            mode=mode,
            actors=richer.actors or poorer.actors,
            recipients=richer.recipients or poorer.recipients,
            date=richer.date or poorer.date,
            place=richer.place or poorer.place,
            plover=ontology.reduce(richer.type, mode, richer.status),
            cameo=ontology.cameo(richer.type, mode, richer.status),
        )
        out[twin] = identified(merged)
    return out


def _codes(mentions: tuple[Mention, ...]) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((m.country, m.sector) for m in mentions)


def _same(one: Event, other: Event) -> bool:
    if one.type != other.type or one.status != other.status or (one.mode and other.mode and one.mode != other.mode):
        return False
    actors, recipients = _codes(one.actors), _codes(one.recipients)
    others, receivers = _codes(other.actors), _codes(other.recipients)
    # An empty side is open; what both name must be the same.
    return (not actors or not others or actors == others) and (not recipients or not receivers or recipients == receivers)


def _wealth(event: Event) -> int:
    return 2 * bool(event.actors) + 2 * bool(event.recipients) + bool(event.date) + bool(event.place) + bool(event.mode)


def identified(event: Event) -> Event:
    """The event with its id, a content hash: the same event of the same report has the same id on every machine and run."""
    key = [
        event.doc, event.published, event.sentence, event.trigger.start, event.trigger.end, event.trigger.text, event.type, event.mode, event.status,
        [[m.start, m.end] for m in event.actors], [[m.start, m.end] for m in event.recipients],
    ]  # fmt: skip
    return replace(event, id=hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()[:24])
