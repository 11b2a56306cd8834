"""German time expressions: the cases of data/moments.toml, and what a table of single sentences cannot say."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.resolution.moment_lexicon import Lexicon
from lagebild.resolution.moments import easter, find, load_lexicon, resolve

TESTS = Path(__file__).parent
CASES: list[dict[str, Any]] = tomllib.loads((TESTS / "data/moments.toml").read_text(encoding="utf-8"))["case"]
LEXICON = TESTS.parent / "src/lagebild/languages/de/moments.toml"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(LEXICON)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['sentence'][:40]}-{case['expression']}")
def test_case(case: dict[str, Any], lexicon: Lexicon) -> None:
    found = {expression.text: expression for expression in find(case["sentence"], lexicon)}
    if not case["expression"]:
        assert list(found) == []
        return
    assert case["expression"] in found
    expression = found[case["expression"]]
    assert case["sentence"][expression.start : expression.end] == expression.text
    moment = resolve(expression, case["reference"], case["direction"])
    assert moment is not None
    expected = (case["kind"], case.get("start"), case.get("end"), case["precision"], case["value"])
    assert (expression.kind, moment.start, moment.end, moment.precision, moment.value) == expected


@pytest.mark.parametrize(
    ("sentence", "outer", "preposition"),
    [
        ("Er kam am Dienstag.", "am Dienstag", "am"),
        ("Das gilt bis zum 17. Mai.", "bis zum 17. Mai", "bis zum"),
        ("In der Nacht zum Mittwoch fielen Schüsse.", "In der Nacht zum Mittwoch", "in"),
        ("Er kam in dieser Woche.", "in dieser Woche", "in"),
        ("Er kam gestern.", "gestern", None),
    ],
)
def test_outer_start(sentence: str, outer: str, preposition: str | None, lexicon: Lexicon) -> None:
    (expression,) = find(sentence, lexicon)
    assert sentence[expression.outer_start : expression.end] == outer
    assert (expression.preposition or "").split(" ")[0] == (preposition or "").split(" ")[0]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("Am Vortag war es ruhig.", date(2021, 5, 2)),
        ("Tags zuvor war es ruhig.", date(2021, 5, 2)),
        ("Drei Tage später war es ruhig.", date(2021, 5, 6)),
        ("Am Abend war es ruhig.", date(2021, 5, 3)),
        ("Um 8 Uhr war es ruhig.", date(2021, 5, 3)),
    ],
)
def test_counts_from_earlier_moment(sentence: str, start: date, lexicon: Lexicon) -> None:
    (named,) = find("Am 3. Mai 2021 gab es Streit.", lexicon)
    earlier = resolve(named, date(2022, 1, 31), "past")
    (expression,) = find(sentence, lexicon)
    moment = resolve(expression, date(2022, 1, 31), "past", earlier)
    assert moment is not None
    assert moment.start == start


def test_parts_of_a_range_keep_their_places(lexicon: Lexicon) -> None:
    sentence = "Der Rat tagt vom 3. bis 5. Mai 2023."
    (expression,) = find(sentence, lexicon)
    assert [sentence[part.start : part.end] for part in expression.parts] == ["3.", "5. Mai 2023"]


def test_day_that_no_calendar_has(lexicon: Lexicon) -> None:
    (expression,) = find("Am 31. Februar tagt der Rat.", lexicon)
    assert resolve(expression, date(2022, 1, 31), "future") is None


def test_several_in_order_without_overlap(lexicon: Lexicon) -> None:
    sentence = "Seit Montag und bis Ende 2023, notfalls jahrelang, tagt der Rat täglich um 9 Uhr."
    spans = [(expression.start, expression.end) for expression in find(sentence, lexicon)]
    assert [sentence[start:end] for start, end in spans] == ["Montag", "Ende 2023", "jahrelang", "täglich", "9 Uhr"]
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@pytest.mark.parametrize("day", [date(1818, 3, 22), date(2000, 4, 23), date(2019, 4, 21), date(2038, 4, 25)])
def test_easter(day: date) -> None:
    assert easter(day.year) == day


VOCABULARY = [word for case in CASES for word in case["sentence"].split()]


REFERENCES = st.dates(date(1600, 1, 1), date(2090, 1, 1))


@given(st.lists(st.sampled_from(VOCABULARY), max_size=12), REFERENCES, st.sampled_from(["past", "future", "unknown"]))
def test_any_order_of_words(words: list[str], reference: date, direction: Any) -> None:
    text = " ".join(words)
    position = 0
    for expression in find(text, load_lexicon(LEXICON)):
        assert expression.text == text[expression.start : expression.end]
        assert position <= expression.start < expression.end
        assert expression.outer_start <= expression.start
        position = expression.end
        moment = resolve(expression, reference, direction)
        if moment and moment.start and moment.end:
            assert moment.start <= moment.end


def test_speed(lexicon: Lexicon) -> None:
    sentences = [case["sentence"] for case in CASES]
    begin = time.process_time()
    for _ in range(5):
        for sentence in sentences:
            find(sentence, lexicon)
    assert len(sentences) * 5 / (time.process_time() - begin) > 3000
