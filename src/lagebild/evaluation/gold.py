"""Gold folders: `docs.jsonl` with reports and their sentences, `events.jsonl` with the events that people found in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lagebild.errors import InputError
from lagebild.evaluation.annotation import UNSPECIFIED, Annotation, Line, countries
from lagebild.evaluation.lines import RECORD, check_codes, need, read_lines
from lagebild.intake import parse_published
from lagebild.model import Report

NOTHING = type(None)


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report with the ranges of its sentences, in code points of the text, as the annotators saw them."""

    report: Report
    sentences: tuple[tuple[int, int], ...]

    def sentence_at(self, offset: int) -> int | None:
        """Number of the sentence that holds an offset; None between sentences."""
        return next((number for number, (start, end) in enumerate(self.sentences) if start <= offset < end), None)

    def sentence_text(self, number: int | None) -> str:
        """The sentence in one line; empty for None."""
        if number is None:
            return ""
        start, end = self.sentences[number]
        return " ".join(self.report.text[start:end].split())


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Reports by id, in the order of the file, and their gold events."""

    reports: dict[str, GoldReport]
    events: tuple[Annotation, ...]

    def only(self, chosen: Collection[str]) -> GoldSet:
        """The reports with the chosen ids."""
        return GoldSet({name: one for name, one in self.reports.items() if name in chosen}, tuple(e for e in self.events if e.doc in chosen))


def joined(sets: Iterable[GoldSet]) -> GoldSet:
    """Several gold sets as one. Raises `InputError` for an id that two of them have."""
    reports: dict[str, GoldReport] = {}
    events: list[Annotation] = []
    for one in sets:
        for name in reports.keys() & one.reports.keys():
            raise InputError(f"report {name}", "is in two gold folders", "give every report an id of its own")
        reports |= one.reports
        events += one.events
    return GoldSet(reports, tuple(events))


def read_gold(folder: Path) -> GoldSet:
    """Read and check a gold folder. Raises `InputError` naming file, line, defect and remedy."""
    if not folder.is_dir():
        raise InputError(str(folder), "is no folder", "name a folder with docs.jsonl and events.jsonl")
    for name in ("docs.jsonl", "events.jsonl"):
        if not (folder / name).is_file():
            raise InputError(str(folder), f"has no {name}", "a gold folder holds docs.jsonl (reports) and events.jsonl (their events)")
    reports: dict[str, GoldReport] = {}
    for at, record in read_lines(folder / "docs.jsonl"):
        one = _report(record, at)
        if one.report.id in reports:
            raise InputError(str(at), f"the report {one.report.id!r} is in the file twice", "give every report an id of its own")
        reports[one.report.id] = one
    if not reports:
        raise InputError(str(folder / "docs.jsonl"), "holds no report", RECORD)
    return GoldSet(reports, tuple(gold_event(record, reports, at) for at, record in read_lines(folder / "events.jsonl")))


def _report(record: dict[str, Any], at: Line) -> GoldReport:
    name = str(need(record, "doc", (str, int), at))
    text = need(record, "text", (str,), at)
    day = need(record, "date", (str,), at)
    try:
        published = parse_published(day)
    except ValueError as error:
        raise InputError(str(at), f"the date {day!r} is not ISO 8601", "write YYYY-MM-DD") from error
    last, sentences = 0, []
    for pair in need(record, "sentences", (list,), at):
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, int) for one in pair)):
            raise InputError(str(at), f"the sentence {pair!r} is no range", "write [start, end] in code points of the text, end exclusive")
        start, end = pair
        if not last <= start < end <= len(text):
            raise InputError(
                str(at), f"the sentence [{start}, {end}] does not fit the text of {len(text)} code points", "let sentences follow one another within it"
            )
        last = end
        sentences.append((start, end))
    title = record.get("title")
    return GoldReport(Report(name, published, text, title=str(title) if title is not None else None), tuple(sentences))


def gold_event(record: dict[str, Any], reports: dict[str, GoldReport], at: Line) -> Annotation:
    """An event in the form of gold files: "s" is the number of its sentence, participants, source and place are words of it."""
    doc = str(need(record, "doc", (str, int), at))
    if doc not in reports:
        raise InputError(str(at), f"the report {doc!r} is not in docs.jsonl", "add the report or leave the event out")
    number = need(record, "s", (int,), at)
    if not 0 <= number < len(reports[doc].sentences):
        raise InputError(str(at), f"the report {doc!r} has no sentence {number}", f"sentences count from 0 to {len(reports[doc].sentences) - 1}")
    event_type, status = need(record, "type", (str,), at), need(record, "status", (str,), at)
    mode = need(record, "mode", (str, NOTHING), at)
    check_codes(event_type, mode, status, at)
    sides = {side: need(record, side, (list,), at) for side in ("actors", "recipients")}
    source, where = need(record, "source", (str, NOTHING), at), need(record, "place", (str, NOTHING), at)
    quoted = [(side, need(one, "text", (str,), at, side)) for side, some in sides.items() for one in _objects(some, side, at)]
    quoted += [("source", source)] if source not in (None, UNSPECIFIED) else []
    quoted += [("place", where)] if where is not None else []
    sentence = "".join(reports[doc].sentence_text(number).split())
    for field, said in quoted:
        if "".join(said.split()) not in sentence:
            raise InputError(str(at), f"{field} {said!r} does not stand in sentence {number} of {doc!r}", "quote the words as they stand there")
    return Annotation(
        doc, number, event_type, mode, status, countries(sides["actors"]), countries(sides["recipients"]), source,
        need(record, "date", (str, NOTHING), at), where, need(record, "trigger", (str,), at),
    )  # fmt: skip


def _objects(some: list[Any], side: str, at: Line) -> list[dict[str, Any]]:
    for one in some:
        if not isinstance(one, dict):
            raise InputError(str(at), f"an entry of {side!r} is {one!r}, not an object", RECORD)
        need(one, "country", (str, NOTHING), at, side)
    return some
