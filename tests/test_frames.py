"""The clause layer: what rules see of a sentence, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lagebild.pipeline import CodedReport

CASES = tomllib.loads((Path(__file__).parent / "data" / "frames.toml").read_text(encoding="utf8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lemma']}: {case['text'][:40]}")
def test_frame(coded: Callable[[str], CodedReport], case: dict[str, Any]) -> None:
    document = coded(case["text"]).document
    kind = case.get("kind", "verb")
    frames = [(s, f) for s, frames in zip(document.sentences, document.frames, strict=True) for f in frames if f.lemma == case["lemma"] and f.kind == kind]
    assert frames, [f.lemma for frames in document.frames for f in frames]
    sentence, frame = frames[0]
    for slot, words in case.get("slots", {}).items():
        assert [sentence.tokens[one.head].text for one in frame.slots.get(slot, ())] == words, slot
    for key in ("tense", "voice", "mood", "modal", "embedding", "marker"):
        if key in case:
            assert getattr(frame, key) == case[key], key
    if "negated" in case:
        assert (frame.negation is not None) == case["negated"]
