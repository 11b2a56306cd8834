"""The event record as JSON: the contract of docs/reference/event-record.md."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lagebild.model import Event, Mention, Moment, Place, Span


def event_record(event: Event) -> dict[str, Any]:
    """One event as plain data, keys in the order of the contract."""
    return {
        "id": event.id,
        "doc": event.doc,
        "published": event.published,
        "language": event.language,
        "sentence": {"start": event.sentence[0], "end": event.sentence[1]},
        "sentence_number": event.sentence_number,
        "trigger": _span(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "status_cues": [_span(cue) for cue in event.status_cues],
        "actors": [_mention(one) for one in event.actors],
        "recipients": [_mention(one) for one in event.recipients],
        "attribution": _attribution(event),
        "date": _moment(event.date),
        "place": _place(event.place),
        "contexts": list(event.contexts),
        "plover": {"type": event.plover.type, "mode": event.plover.mode, "quad": event.plover.quad, "score": event.plover.score},
        "cameo": event.cameo,
        "rule": event.trace.rule,
        "trace": list(event.trace.steps),
        "versions": dict(event.versions),
    }


def to_line(record: Mapping[str, Any]) -> str:
    """A record as one line of JSON; the same event gives the same bytes everywhere."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _mention(one: Mention) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "name": one.name,
        "country": one.country,
        "sector": one.sector,
        "sectors": list(one.sectors),
        "office": one.office,
        "wikidata": one.wikidata,
        "how": one.how,
    }


def _attribution(event: Event) -> dict[str, Any] | None:
    if event.attribution is None:
        return None
    source = event.attribution.source
    record: dict[str, Any] = _mention(source) if source is not None else {"text": "unspecified"}
    if event.attribution.cue is not None:
        record["cue"] = _span(event.attribution.cue)
    return record


def _moment(moment: Moment | None) -> dict[str, Any] | None:
    if moment is None or moment.start is None:
        return None
    end = moment.end or moment.start
    # A month or a year is written as such (ISO 8601 reduced precision): "2019-05" says no more than the text does.
    length = {"month": 7, "year": 4}.get(moment.precision, 10)
    return {
        "start": moment.start.isoformat()[:length],
        "end": end.isoformat()[:length],
        "precision": moment.precision,
        "span": {"start": moment.span_start, "end": moment.span_end, "text": moment.text},
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
    }
