"""The examples and counter-examples of the coding rules, run through the pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lagebild.languages import Rule
from lagebild.model import Event, Report
from lagebild.pipeline import load_pipeline

PUBLISHED = datetime(2022, 1, 31, tzinfo=UTC)


def code(text: str) -> tuple[Event, ...]:
    """Events of a text published on Monday 31 January 2022."""
    return load_pipeline("de").code(Report("example", PUBLISHED, text)).events


def _has(text: str, wanted: str) -> bool:
    return wanted.lower() in text.lower() or text.lower() in wanted.lower()


def faults(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule: examples that yield no event of its type or other participants, counter-examples that yield one of the rule."""
    for example in rule.examples:
        found = [event for event in code(example["text"]) if event.type == rule.type]
        if not found:
            yield f"{rule.id}: no {rule.type} in {example['text']!r}"
            continue
        problems = min((list(_differences(event, example)) for event in found), key=len)
        for problem in problems:
            yield f"{rule.id}: {problem} in {example['text']!r}"
    for counter in rule.counters:
        if any(event.trace.rule == rule.id for event in code(counter["text"])):
            yield f"{rule.id}: fires on its counter-example {counter['text']!r}"


def _differences(event: Event, example: dict[str, Any]) -> Iterator[str]:
    for side in ("actors", "recipients"):
        if side in example:
            names = [one.text for one in getattr(event, side)]
            for wanted in example[side]:
                if not any(_has(name, wanted) for name in names):
                    yield f"{side} are {names}, not {wanted!r}"
    if "mode" in example and (event.mode or "") != (example["mode"] or ""):
        yield f"mode is {event.mode!r}, not {example['mode']!r}"
    if "status" in example and event.status != example["status"]:
        yield f"status is {event.status!r}, not {example['status']!r}"
