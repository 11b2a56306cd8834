"""The clause layer: what rules see of a sentence, as data. One file of `data/frames/` for each phenomenon.

A case has a text and the frames expected in it, found by lemma and kind. A frame may state its slots (head words), voice, tense, mood, modal,
reading ("none" where grammar decides nothing), negation (the word) or negated (yes or no), embedding, marker, and its parent's lemma and slot.
`parser = "why"` marks a sentence that the shipped parser gets wrong: its failure is no fault of the clause layer.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lagebild.analysis.analysis import Analysis, load_analysis
from lagebild.coding.matching import FrameView
from lagebild.model import Document, Report
from tests.conftest import MONDAY

FILES = sorted((Path(__file__).parent / "data" / "frames").glob("*.toml"))
CASES = [(path.stem, case) for path in FILES for case in tomllib.loads(path.read_text(encoding="utf8"))["case"]]
PLAIN = frozenset({"voice", "tense", "mood", "modal", "embedding", "marker", "reading"})
KEYS = PLAIN | {"lemma", "kind", "slots", "negated", "negation", "parent", "parent_slot"}
FEWEST = 8
"""Sentences for each phenomenon."""
MOST_PARSER_FAULTS = 0.1
"""Share of sentences that may be marked as wrong parses."""


def _parameter(name: str, case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=f"parser: {case['parser']}", strict=False)] if "parser" in case else []
    return pytest.param(case, id=f"{name}: {case['text'][:50]}", marks=marks)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return load_analysis("de")


@pytest.mark.parametrize("case", [_parameter(name, case) for name, case in CASES])
def test_frames(analysis: Analysis, case: dict[str, Any]) -> None:
    document = analysis.analyse(Report("test", MONDAY, case["text"]))
    assert [fault for expected in case["frames"] for fault in faults(document, expected)] == []


def faults(document: Document, expected: dict[str, Any]) -> Iterator[str]:
    """What of an expected frame is missing or different, one line each."""
    kind, lemma = expected.get("kind", "verb"), expected["lemma"]
    found = [frame for frames in document.frames for frame in frames if frame.lemma == lemma and frame.kind == kind]
    if not found:
        yield f"no {kind} {lemma} among {[frame.lemma for frames in document.frames for frame in frames]}"
        return
    frame = found[0]
    view = FrameView(document, frame)
    words = [token.text for token in view.sentence.tokens]
    for slot, heads in expected.get("slots", {}).items():
        if (seen := [words[filler.head] for filler in view.fillers(slot)]) != heads:
            yield f"{lemma}: {slot} is {seen}, not {heads}"
    for key in sorted(PLAIN & set(expected)):
        if (getattr(frame, key) or "none") != expected[key]:
            yield f"{lemma}: {key} is {getattr(frame, key)}, not {expected[key]}"
    negation = words[frame.negation] if frame.negation is not None else None
    if negation != expected.get("negation", negation) or (negation is not None) != expected.get("negated", negation is not None):
        yield f"{lemma}: negation is {negation}"
    parent = view.frames[frame.parent] if frame.parent is not None else None
    if "parent" in expected and (parent is None or parent.lemma != expected["parent"]):
        yield f"{lemma}: parent is {parent.lemma if parent else None}, not {expected['parent']}"
    if "parent_slot" in expected and frame.parent_slot != expected["parent_slot"]:
        yield f"{lemma}: stands in {frame.parent_slot}, not in {expected['parent_slot']}"


def test_each_phenomenon_has_enough_sentences() -> None:
    counts = Counter(name for name, _ in CASES)
    assert {name: count for name, count in counts.items() if count < FEWEST} == {}
    assert len({case["text"] for _, case in CASES}) == len(CASES) >= 220


def test_cases_state_what_they_expect() -> None:
    for name, case in CASES:
        assert set(case) <= {"text", "frames", "parser"}, (name, case["text"])
        assert case["frames"], (name, case["text"])
        for frame in case["frames"]:
            assert set(frame) <= KEYS, (name, case["text"])
            assert len(set(frame) - {"kind"}) > 1, (name, case["text"])


def test_few_sentences_are_excused_by_the_parser() -> None:
    assert sum("parser" in case for _, case in CASES) <= MOST_PARSER_FAULTS * len(CASES)
