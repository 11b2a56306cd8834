"""Who takes part: actors and recipients of events whose own phrase leaves them open, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lagebild.languages import load_language
from lagebild.pipeline import CodedReport

CASES = tomllib.loads((Path(__file__).parent / "data" / "participants.toml").read_text(encoding="utf8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_participants(coded: Callable[[str], CodedReport], case: dict[str, Any]) -> None:
    wanted = case["event"]
    found = [
        {
            "type": event.type,
            "mode": event.mode,
            "actors": sorted({m.country for m in event.actors if m.country}),
            "recipients": sorted({m.country for m in event.recipients if m.country}),
        }
        for event in coded(case["text"]).events
    ]
    assert any({key: one[key] for key in wanted} == wanted for one in found), found


def test_words_that_hand_on_participants_stand_once() -> None:
    data = load_language("de").toml("participants")
    for slot, verbs in data["taking_part"].items():
        assert len(verbs) == len(set(verbs)), slot
    assert not set(data["means"]["except"]) & {verb for verbs in data["taking_part"].values() for verb in verbs} - {"kämpfen"}


def test_a_demonstrative_takes_up_date_place_and_participants(coded: Callable[[str], CodedReport]) -> None:
    told = "Am Dienstag trafen sich in Genf die Unterhändler Armeniens und Aserbaidschans. "
    first, second = coded(f"{told}Diese Gespräche blieben ohne Ergebnis.").events
    assert (second.date, second.place, second.actors) == (first.date, first.place, first.actors)
    assert first.date is not None
    assert second.id != first.id
    *_, other = coded(f"{told}Gespräche in Wien blieben ohne Ergebnis.").events
    assert (other.date, other.actors) == (None, ())
