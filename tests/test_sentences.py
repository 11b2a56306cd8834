"""Sentence splitting: own cases as data, and offsets that always hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.analysis.sentences import SentenceSplitter, dateline_end
from lagebild.languages import load_language

CASES = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text(encoding="utf8"))["case"]
SPLITTER = SentenceSplitter(load_language("de").toml("sentences"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:30])
def test_split(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[b.start : b.end] for b in SPLITTER.split(text)] == case["split"]


def test_cross_heads_are_marked() -> None:
    headings = [b.heading for b in SPLITTER.split("Ein Satz.\n\nREGIERUNG WILL REDEN\n\nNoch ein Satz.")]
    assert headings == [False, True, False]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Washington/Berlin (LB) - Die Regierung", "Die Regierung"),
        ("Wien – Die Regierung", "Die Regierung"),
        ("Die Regierung - so heißt es - tagt.", "Die Regierung - so heißt es - tagt."),
    ],
)
def test_dateline(text: str, rest: str) -> None:
    assert text[dateline_end(text, 0, len(text)) :] == rest


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from(list('aB .!?"„“\n\r\t\u00a0\u2028:;-–()1äÖß😀')), max_size=120))
def test_sentences_never_overlap_and_lose_only_space(text: str) -> None:
    position = 0
    for boundary in SPLITTER.split(text):
        assert boundary.start >= position
        assert not text[position : boundary.start].strip()
        assert text[boundary.start : boundary.end].strip() == text[boundary.start : boundary.end] != ""
        position = boundary.end
    assert not text[position:].strip()
