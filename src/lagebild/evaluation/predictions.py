"""Coded events as they are scored: from the coder's own records, from a file of records, or from a second annotator's gold file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lagebild.errors import InputError
from lagebild.evaluation.annotation import UNSPECIFIED, Annotation, Line, countries
from lagebild.evaluation.gold import NOTHING, GoldReport, GoldSet, gold_event
from lagebild.evaluation.lines import check_codes, need, read_lines


@dataclass(frozen=True, slots=True)
class Prediction:
    """A coded event, and the rule that made it, if the record names one."""

    annotation: Annotation
    rule: str | None = None


def predicted(records: Iterable[Mapping[str, Any]], gold: GoldSet) -> list[Prediction]:
    """Event records of the coder, placed in the gold sentences by the start of their triggers."""
    return [Prediction(_annotation(record, gold.reports[record["doc"]]), record.get("rule")) for record in records]


def read_predictions(path: Path, gold: GoldSet) -> tuple[list[Prediction], list[str]]:
    """Predictions of a file, and a line of warning for each report that they name and gold has not. Raises `InputError`."""
    found: list[Prediction] = []
    unknown: dict[str, int] = {}
    for at, record in read_lines(path):
        doc = str(need(record, "doc", (str, int), at))
        if doc not in gold.reports:
            unknown[doc] = unknown.get(doc, 0) + 1
        elif "s" in record:
            found.append(Prediction(gold_event(record, gold.reports, at), record.get("rule")))
        else:
            found.append(_checked(record, gold.reports[doc], at))
    return found, [f"{path}: {count} events of the report {doc!r}, which gold does not have, were left out" for doc, count in sorted(unknown.items())]


def _checked(record: dict[str, Any], gold: GoldReport, at: Line) -> Prediction:
    event_type, status = need(record, "type", (str,), at), need(record, "status", (str,), at)
    check_codes(event_type, record.get("mode"), status, at)
    trigger = need(record, "trigger", (dict,), at)
    start = need(trigger, "start", (int,), at, "trigger")
    if not 0 <= start < len(gold.report.text):
        raise InputError(str(at), f"the trigger begins at {start}, outside the text of {gold.report.id!r}", "count code points of the text as received")
    for side in ("actors", "recipients"):
        for one in need({side: [], **record}, side, (list,), at):
            if not isinstance(one, dict):
                raise InputError(str(at), f"an entry of {side!r} is {one!r}, not an object", "write {text, country, sector}")
    for key in ("attribution", "date", "place"):
        need({key: None, **record}, key, (dict, NOTHING), at)
    if record.get("date"):
        need(record["date"], "start", (str,), at, "date")
    for field, span in _spans(record):
        if gold.report.text[span["start"] : span["end"]] != span["text"]:
            there = gold.report.text[span["start"] : span["end"]]
            raise InputError(
                str(at),
                f"{field} is {span['text']!r}, but {span['start']} to {span['end']} of the report {gold.report.id!r} is {there!r}",
                "count Unicode code points of the text as received, end exclusive",
            )
    return Prediction(_annotation(record, gold), record.get("rule"))


def _spans(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything in a record that says where it stands and how it reads."""
    parts = [(key, record.get(key)) for key in ("trigger", "attribution", "place")]
    parts += [(side, one) for side in ("actors", "recipients") for one in record.get(side, [])]
    for field, value in parts:
        if isinstance(value, dict) and isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and isinstance(value.get("text"), str):
            yield field, value


def _annotation(record: Mapping[str, Any], gold: GoldReport) -> Annotation:
    attribution, date, place = record.get("attribution"), record.get("date"), record.get("place")
    day = None
    if date:
        first, last = date["start"], date.get("end") or date["start"]
        day = first if first == last else f"{first}/{last}"
    return Annotation(
        doc=gold.report.id,
        sentence=gold.sentence_at(record["trigger"]["start"]),
        type=record["type"],
        mode=record.get("mode"),
        status=record.get("status"),
        actors=countries(record.get("actors", [])),
        recipients=countries(record.get("recipients", [])),
        source=(attribution.get("text") or UNSPECIFIED) if attribution else None,
        date=day,
        place=place.get("text") if place else None,
        trigger=record["trigger"].get("text", ""),
    )
