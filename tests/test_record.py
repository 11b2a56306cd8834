"""The record keeps its contract: keys, offsets, and the same bytes for the same input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.export import event_record, event_row, header
from lagebild.intake import read_inputs
from lagebild.model import Report
from lagebild.pipeline import load_pipeline
from tests.conftest import MONDAY, ROOT

KEYS = [
    "id",
    "doc",
    "published",
    "language",
    "sentence",
    "trigger",
    "type",
    "mode",
    "status",
    "status_cues",
    "actors",
    "recipients",
    "attribution",
    "date",
    "place",
    "contexts",
    "plover",
    "cameo",
    "rule",
    "versions",
]
EXAMPLES = ROOT / "examples" / "reports.jsonl"


def spans(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if {"start", "end", "text"} <= set(value) and isinstance(value["start"], int):
            yield value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


def check(report: Report) -> list[dict[str, Any]]:
    records = [event_record(event) for event in load_pipeline("de").code(report).events]
    for record in records:
        assert set(KEYS) <= set(record)
        for span in spans(record):
            assert report.text[span["start"] : span["end"]] == span["text"]
        assert record["sentence"]["start"] <= record["trigger"]["start"] < record["trigger"]["end"] <= record["sentence"]["end"]
    return records


def test_examples_keep_the_contract() -> None:
    reports = [one for one in read_inputs([str(EXAMPLES)]) if isinstance(one, Report)]
    assert len(reports) >= 6
    assert sum(len(check(report)) for report in reports) >= 60


def test_ids_are_unique_within_a_report() -> None:
    for report in read_inputs([str(EXAMPLES)]):
        assert isinstance(report, Report)
        ids = [record["id"] for record in check(report)]
        assert len(ids) == len(set(ids))


TEXT = "Die Außenministerin warf dem Nachbarland am Montag vor, einen Angriff vorzubereiten. Der Sprecher der Regierung in Oslo wies dies zurück."


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(TEXT)), st.sampled_from(["\u00ad", "\u00a0", "\u200d", "😀", "e\u0301", "\r\n", "\t", "\u2028", "\ufeff", "  ", "„"])),
        max_size=6,
    )
)
def test_offsets_survive_any_text(insertions: list[tuple[int, str]]) -> None:
    text = TEXT
    for position, what in insertions:
        text = text[:position] + what + text[position:]
    check(Report("x", MONDAY, text))


@pytest.mark.parametrize("day", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_dates_at_the_ends_of_the_calendar(day: datetime) -> None:
    text = "Kanzler Gerhard Schröder traf gestern und vor drei Jahren in Moskau den Präsidenten. Er will in der nächsten Woche mit ihm sprechen."
    records = [event_record(event) for event in load_pipeline("de").code(Report("x", day, text)).events]
    assert records
    assert all(len(one["date"]["start"]) == 10 for one in records if one["date"] is not None)


def test_same_bytes_for_any_hash_seed_and_order() -> None:
    lines = EXAMPLES.read_text(encoding="utf8").splitlines()[:3]

    def run(seed: str, order: list[str]) -> list[str]:
        command = [sys.executable, "-m", "lagebild", "code", "-", "--format", "jsonl"]
        given, environment = "\n".join(order), {**os.environ, "PYTHONHASHSEED": seed}
        result = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf8", check=True, env=environment)
        return sorted(result.stdout.splitlines())

    first = run("1", lines)
    assert first
    assert run("2", lines[::-1]) == first


def test_csv_rows_match_the_header_and_escape_formulas() -> None:
    records = check(Report("=1+1", MONDAY, TEXT))
    columns = header().split(",")
    import csv

    for row in csv.reader(event_row(record) for record in records):
        assert len(row) == len(columns)
        assert row[columns.index("doc")] == "'=1+1"


def test_records_are_valid_json() -> None:
    for record in check(Report("x", MONDAY, TEXT)):
        assert json.loads(json.dumps(record, ensure_ascii=False)) == record
