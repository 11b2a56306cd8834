"""Where events happen: own sentences with the place that must come out, as data (`data/places.csv`), and what is known to be open."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.model import Event
from lagebild.pipeline import CodedReport

with (Path(__file__).parent / "data" / "places.csv").open(encoding="utf8", newline="") as _file:
    CASES = list(csv.DictReader(_file, delimiter=";"))
NEAR = 0.75
"""Degrees by which coordinates may differ: places of a province are given by its middle."""
MOST_OPEN = 0.08


def finding(case: dict[str, str], events: tuple[Event, ...]) -> str | None:
    """What is wrong with the places of the events of the case's type; None if nothing is."""
    events = tuple(event for event in events if event.type == case["event"])
    if not events:
        return f"no event {case['event']}"
    if not case["place"]:
        placed = [event.place.text for event in events if event.place is not None]
        return f"place {placed[0]!r} instead of none" if placed else None
    found = [event.place for event in events if event.place is not None and event.place.text == case["place"]]
    if not found:
        return f"{[event.place.text if event.place else None for event in events]} instead of {case['place']!r}"
    place = found[0]
    if (place.country or "") != case["country"]:
        return f"country {place.country} instead of {case['country'] or 'none'}"
    if case["geonames"] and place.geonames != case["geonames"]:
        return f"GeoNames {place.geonames} instead of {case['geonames']}"
    if case["lat"] and (place.lat is None or abs(place.lat - float(case["lat"])) > NEAR or place.lon is None or abs(place.lon - float(case["lon"])) > NEAR):
        return f"{place.lat}, {place.lon} instead of {case['lat']}, {case['lon']}"
    return None


@pytest.mark.parametrize("case", [case for case in CASES if not case["open"]], ids=lambda case: case["text"][:50])
def test_event_has_its_place(coded: Callable[[str], CodedReport], case: dict[str, str]) -> None:
    assert finding(case, coded(case["text"]).events) is None


@pytest.mark.parametrize("case", [case for case in CASES if case["open"]], ids=lambda case: case["text"][:50])
def test_open_case_is_still_open(coded: Callable[[str], CodedReport], case: dict[str, str]) -> None:
    """A case that came right loses its mark."""
    assert finding(case, coded(case["text"]).events) is not None


def test_enough_cases_and_few_of_them_open() -> None:
    assert len(CASES) >= 270
    assert sum(bool(case["open"]) for case in CASES) <= MOST_OPEN * len(CASES)


def test_offsets_of_places(coded: Callable[[str], CodedReport]) -> None:
    for case in CASES[:60]:
        for event in coded(case["text"]).events:
            assert event.place is None or case["text"][event.place.start : event.place.end] == event.place.text
