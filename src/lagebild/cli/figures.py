"""What `lagebild evaluate` prints: figures as text or JSON, and lists of mistakes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lagebild.evaluation import Evaluation, Mistake, Rate


def as_text(figures: Evaluation) -> Iterator[str]:
    """The figures as a table of plain text, lines without their ends."""
    yield f"{figures.gold} gold events, {figures.coded} coded, in {figures.reports} report{'s'[: figures.reports != 1]}"
    yield ""
    yield f"{'':12}  gold coded      P      R     F1  95 % interval of F1"
    for name, rate in figures.rates.items():
        yield _line(name, rate)
    yield ""
    yield "right among the matched"
    for name, share in figures.shares.items():
        yield f"{name:12} {share.value:.3f}  {share.right} of {share.matched}"
    for title, rates in (("by type", figures.types), ("by status", figures.statuses)):
        yield ""
        yield title
        for name, rate in rates.items():
            yield _line(name, rate)
    if figures.confusions:
        yield ""
        yield "taken for another type (gold -> coded)"
        for wanted, given, count in figures.confusions:
            yield f"{count:5}  {wanted} -> {given}"


def _line(name: str, rate: Rate) -> str:
    interval = f"  [{rate.interval[0]:.3f}, {rate.interval[1]:.3f}]" if rate.interval else ""
    return f"{name:12} {rate.gold:5} {rate.coded:5}  {rate.precision:.3f}  {rate.recall:.3f}  {rate.f1:.3f}{interval}"


def mistake_lines(mistake: Mistake) -> Iterator[str]:
    """A mistake for a reader: what, where, the sentence, and why as far as it is known."""
    event = mistake.annotation
    yield ""
    what = f"{event.type}{'/' + event.mode if event.mode else ''} {event.status}"
    yield f"{'missed' if mistake.missed else 'invented'}  {what} [{event.trigger}] {event.doc}:{'-' if event.sentence is None else event.sentence}"
    yield f"    {mistake.sentence}"
    for reason in mistake.reasons:
        yield f"    because {reason}" if mistake.missed else f"    {reason}"


def as_json(figures: Evaluation, mistakes: Sequence[Mistake] | None) -> str:
    """All figures as one JSON object, unrounded; with the mistakes if they were asked for."""
    record: dict[str, Any] = {
        "reports": figures.reports,
        "gold": figures.gold,
        "coded": figures.coded,
        **_rates(figures.rates),
        **{name: {"value": share.value, "right": share.right, "matched": share.matched} for name, share in figures.shares.items()},
        "types": _rates(figures.types),
        "statuses": _rates(figures.statuses),
        "confusions": [{"gold": wanted, "coded": given, "count": count} for wanted, given, count in figures.confusions],
    }
    if mistakes is not None:
        record["errors"] = [_mistake(one) for one in mistakes]
    return json.dumps(record, ensure_ascii=False, indent=1)


def _rates(rates: Mapping[str, Rate]) -> dict[str, Any]:
    return {
        name: {
            "gold": one.gold,
            "coded": one.coded,
            "hits": one.hits,
            "precision": one.precision,
            "recall": one.recall,
            "f1": one.f1,
            "interval": list(one.interval) if one.interval else None,
        }
        for name, one in rates.items()
    }


def _mistake(one: Mistake) -> dict[str, Any]:
    event = one.annotation
    return {
        "kind": "missed" if one.missed else "invented",
        "doc": event.doc,
        "sentence_number": event.sentence,
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "trigger": event.trigger,
        "sentence": one.sentence,
        "reasons": list(one.reasons),
    }
