"""Nouns of deeds that tell of no deed, victims of no attack, and background that goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lagebild.pipeline import CodedReport

Code = Callable[[str], CodedReport]

NOUNS_OF_NOTHING = {
    "Er schrieb ein Buch über die Geschichte der Invasion.": "the topic of 'Geschichte', no event told",
    "Das Gesetz stellt die Leugnung des Völkermords unter Strafe.": "the topic of 'Leugnung', no event told",
}


@pytest.mark.parametrize(("text", "why"), NOUNS_OF_NOTHING.items())
def test_what_a_topic_is_about_is_no_event(pipeline: Any, coded: Code, text: str, why: str) -> None:
    report = coded(text)
    assert [event.type for event in report.events if event.type == "ASSAULT"] == []
    assert why in {one.dropped for sentence in pipeline.parts.coder.candidates(report.document) for one in sentence}


def test_what_something_is_called_did_not_happen(coded: Code) -> None:
    report = coded("Der Präsident bezeichnete das Vorgehen der Behörden als Völkermord.")
    assert "ASSAULT" not in {event.type for event in report.events}


def test_a_repeated_mention_adds_nothing_and_a_new_place_does(coded: Code) -> None:
    report = coded("Die Polizei verhaftete am Montag den Oppositionsführer. Die Verhaftung des Oppositionsführers sorgte für Aufsehen.")
    assert [event.trigger.text for event in report.events if event.type == "COERCE"] == ["verhaftete"]
    report = coded("Die Polizei verhaftete am Montag den Oppositionsführer. Die Verhaftung des Oppositionsführers in Minsk sorgte für Aufsehen.")
    assert [event.trigger.text for event in report.events if event.type == "COERCE"] == ["verhaftete", "Verhaftung"]


def test_casualties_of_a_disaster_are_no_victims_of_an_attack(coded: Code) -> None:
    quake = "Ein Erdbeben hat die Hauptstadt erschüttert. Zwölf Soldaten der Armee wurden getötet."
    attack = "Rebellen haben die Hauptstadt angegriffen. Zwölf Soldaten der Armee wurden getötet."
    assert "ASSAULT" not in {event.type for event in coded(quake).events}
    assert [event.type for event in coded(attack).events].count("ASSAULT") == 2


def test_background_goes_on_in_the_next_sentence(coded: Code) -> None:
    report = coded("Im Juli 1982 griffen Soldaten das Dorf an. Viele Bewohner wurden festgenommen.")
    assert [event.status for event in report.events] == ["historical", "historical"]


def test_a_long_past_deed_is_no_plan(coded: Code) -> None:
    (event,) = coded("Auch die Invasion in Kuwait im Jahr 1990 wird Gegenstand eines Prozesses sein.").events
    assert event.status == "historical"
