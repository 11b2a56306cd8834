"""Who: phrases to countries and sectors, as data, one file for each phenomenon."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from lagebild.model import Report
from lagebild.pipeline import CodedReport, Pipeline

FOLDER = Path(__file__).parent / "data" / "parties"
CASES = [{**case, "file": path.stem} for path in sorted(FOLDER.glob("*.toml")) for case in tomllib.loads(path.read_text(encoding="utf8"))["case"]]
PUBLISHED = date(2022, 1, 31)


def _code(pipeline: Pipeline, case: dict[str, Any]) -> CodedReport:
    return pipeline.code(Report("test", datetime.combine(case.get("date", PUBLISHED), datetime.min.time(), UTC), case["text"]))


def _parties(coded: CodedReport) -> dict[str, str]:
    found: dict[str, str] = {}
    for mentions in coded.document.mentions:
        for token, mention in mentions.items():
            if token >= 0:
                found.setdefault(mention.text, " ".join(code for code in (mention.country, mention.sector) if code))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['file']}: {case['text'][:40]}")
def test_parties(pipeline: Pipeline, case: dict[str, Any]) -> None:
    found = _parties(_code(pipeline, case))
    assert {words: found.get(words) for words in case["parties"]} == case["parties"]
    still_open = [words for words, meaning in case.get("open", {}).items() if found.get(words) != meaning]
    assert still_open == list(case.get("open", {})), "no longer open: move it to parties"


def test_the_cases_are_as_many_as_promised_and_each_is_there_once() -> None:
    assert len(CASES) >= 250
    assert len({case["text"] for case in CASES}) == len(CASES)


def test_every_mention_says_how_and_stands_in_the_text(pipeline: Pipeline) -> None:
    for case in CASES[::5]:
        for mentions in _code(pipeline, case).document.mentions:
            for mention in mentions.values():
                assert mention.how
                assert case["text"][mention.start : mention.end] == mention.text
