"""Status, attribution, moments and places of single events, as data; and what must not become an event."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lagebild.export import event_record
from lagebild.pipeline import CodedReport

CASES = tomllib.loads((Path(__file__).parent / "data" / "coding.toml").read_text(encoding="utf8"))["case"]


def seen(record: dict[str, Any]) -> dict[str, Any]:
    """The parts of a record that a case can name."""
    return {
        "type": record["type"],
        "mode": record["mode"] or "",
        "status": record["status"],
        "date": record["date"]["start"] if record["date"] else None,
        "place": record["place"]["text"] if record["place"] else None,
        "source": record["attribution"]["text"] if record["attribution"] else None,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_event(coded: Callable[[str], CodedReport], case: dict[str, Any]) -> None:
    found = [seen(event_record(event)) for event in coded(case["text"]).events]
    wanted = case["event"]
    assert any({key: one[key] for key in wanted} == wanted for one in found), found


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister wirft dem Nachbarland vor, einen Angriff vorzubereiten.",
        "Die Regierung forderte die Rebellen auf, die Truppen abzuziehen.",
        "Die Nato drohte mit einem Einmarsch.",
    ],
)
def test_content_of_a_performative_act_is_no_second_event(coded: Callable[[str], CodedReport], text: str) -> None:
    assert len(coded(text).events) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Die Lage an der Grenze ist angespannt.",
        "Der Stürmer traf in der letzten Minute.",
        "Bei einem Verkehrsunfall starben zwei Menschen.",
        "Der Konzern verhandelt mit Lieferanten über Preise.",
        "Die Partei wurde 1990 gegründet.",
    ],
)
def test_what_is_no_event(coded: Callable[[str], CodedReport], text: str) -> None:
    assert coded(text).events == ()


def test_background_runs_on_until_the_report_comes_back_to_now(coded: Callable[[str], CodedReport]) -> None:
    text = (
        "Am 8. Juli 1992 scheiterte ein Attentat auf den Präsidenten, und die Armee beschoss ein Dorf. "
        "143 Bewohner wurden später ermordet. Am Montag nahm die Polizei zwei Männer fest."
    )
    statuses = [(event.type, event.status) for event in coded(text).events]
    assert ("COERCE", "actual") in statuses
    assert {status for kind, status in statuses if kind == "ASSAULT"} == {"historical"}


def test_a_negating_prefix_turns_a_noun_into_its_opposite(coded: Callable[[str], CodedReport]) -> None:
    assert not [event for event in coded("Die Nichtanerkennung des Staates durch Spanien verärgerte den Nachbarn.").events if event.type == "SUPPORT"]
