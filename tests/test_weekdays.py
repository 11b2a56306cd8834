"""Days of the week by tense, modality and announcing words: sentences with the day they mean, counted as a share."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from lagebild.model import Report
from lagebild.pipeline import load_pipeline

DATA: dict[str, Any] = tomllib.loads((Path(__file__).parent / "data/weekdays.toml").read_text(encoding="utf-8"))
REFERENCE: date = DATA["reference"]
SHARE = 0.95
AT_LEAST = 320


class Case(NamedTuple):
    """A sentence with what is expected of its days of the week, in order: past, future, today or an ISO date."""

    group: str
    sentence: str
    expected: tuple[str, ...]


def cases() -> Iterator[Case]:
    for group in DATA["group"]:
        for key in ("past", "future", "today"):
            yield from (Case(group["what"], sentence, (key,)) for sentence in group.get(key, ()))
        for day, sentences in group.get("dates", {}).items():
            yield from (Case(group["what"], sentence, (day,)) for sentence in sentences)
        yield from (Case(group["what"], sentence, tuple(expected)) for sentence, *expected in group.get("pairs", ()))


def _expected(word: str, weekday: int) -> date:
    distance = weekday - REFERENCE.isoweekday()
    if word == "past":
        return REFERENCE - timedelta(-distance % 7 or 7)
    if word == "future":
        return REFERENCE + timedelta(distance % 7 or 7)
    return REFERENCE if word == "today" else date.fromisoformat(word)


def _difference(case: Case) -> str | None:
    """What is wrong with a sentence, None if nothing."""
    report = Report("sentence", datetime.combine(REFERENCE, time(), UTC), case.sentence, language="de")
    days = [one for one in load_pipeline("de").times(report) if one.expression.weekday]
    found = [one.moment.value[:10] if one.moment else "" for one in days]
    expected = [str(_expected(word, one.expression.weekday or 1)) for word, one in zip(case.expected, days, strict=False)]
    if found == expected and len(days) == len(case.expected):
        return None
    return f"{case.group}: {case.sentence} expected {expected} found {found}"


@cache
def wrong() -> list[str]:
    """One line for each sentence whose days are not the expected ones."""
    return [line for case in cases() if (line := _difference(case)) is not None]


CORE = {case.group: case for case in reversed(list(cases()))}
"""The first sentence of each group: these hold one by one."""


@pytest.mark.parametrize("case", CORE.values(), ids=CORE.keys())
def test_core_case(case: Case) -> None:
    assert _difference(case) is None


def test_enough_sentences_and_none_twice() -> None:
    sentences = [case.sentence for case in cases()]
    assert len(sentences) >= AT_LEAST
    assert len(set(sentences)) == len(sentences)


def test_share_of_right_days() -> None:
    total = sum(1 for _ in cases())
    assert 1 - len(wrong()) / total >= SHARE, "\n".join(wrong())
