"""Who: phrases to countries and sectors, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lagebild.pipeline import CodedReport

CASES = tomllib.loads((Path(__file__).parent / "data" / "parties.toml").read_text(encoding="utf8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_parties(coded: Callable[[str], CodedReport], case: dict[str, Any]) -> None:
    document = coded(case["text"]).document
    found: dict[str, str] = {}
    for mentions in document.mentions:
        for token, mention in mentions.items():
            if token >= 0:
                found.setdefault(mention.text, " ".join(code for code in (mention.country, mention.sector) if code))
    assert {words: found.get(words) for words in case["parties"]} == case["parties"]


def test_every_mention_says_how_and_stands_in_the_text(coded: Callable[[str], CodedReport]) -> None:
    for case in CASES:
        document = coded(case["text"]).document
        for mentions in document.mentions:
            for mention in mentions.values():
                assert mention.how
                assert case["text"][mention.start : mention.end] == mention.text
