"""Inputs to reports: plain text files, JSONL of reports, standard input.

An input that cannot be read becomes an `InputError` in the stream, never an exception: the other inputs are still read.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lagebild.errors import InputError
from lagebild.intake.language_check import detect
from lagebild.languages import LANGUAGES
from lagebild.model import PUBLICATION_STATUSES, Report

JSONL_SUFFIXES = (".jsonl", ".ndjson")
TEXT_KEYS = ("title", "outlet", "agency", "url", "dateline", "version", "uri", "note")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_inputs(paths: Iterable[str], date: str | None = None, encoding: str | None = None) -> Iterator[Report | InputError]:
    """Reports of all inputs in order; "-" is standard input. `date` is used where an input names none."""
    for path in paths:
        try:
            raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        except OSError as error:
            yield InputError(path, f"cannot be read ({error.strerror})", "check the path and its permissions")
            continue
        name = "stdin" if path == "-" else path
        try:
            text = decode(raw, name, encoding)
        except InputError as error:
            yield error
            continue
        if path.lower().endswith(JSONL_SUFFIXES) or (path == "-" and text.lstrip().startswith("{")):
            yield from _lines(text, name, date)
        else:
            yield _text(text, name, date)


def decode(raw: bytes, where: str, encoding: str | None) -> str:
    """Bytes to text: the encoding asked for, else a byte order mark, else UTF-8. Nothing is guessed; raises `InputError`."""
    if not raw.strip():
        raise InputError(where, "is empty", "give a file with the text of a report")
    marked = next((name for mark, name in _BOMS if raw.startswith(mark)), None)
    if marked is None and b"\0" in raw[:8192]:
        raise InputError(where, "is a binary file", "give plain text or JSONL")
    try:
        return raw.decode(encoding or marked or "utf-8")
    except (UnicodeDecodeError, LookupError) as error:
        if isinstance(error, LookupError):
            raise InputError(where, f"the encoding {encoding!r} is unknown", "use a name such as utf-8, cp1252 or iso-8859-15") from error
        raise InputError(where, f"is not {encoding or 'UTF-8'} (byte {error.start})", "name its encoding, for example --encoding cp1252") from error


def parse_published(value: str) -> datetime:
    """An ISO date or date-time; without a zone it is UTC. Raises `ValueError`."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(text: str, name: str, date: str | None) -> Report | InputError:
    if date is None:
        return InputError(name, "has no date", "add --date YYYY-MM-DD, the day it was published: weekdays and terms are resolved against it")
    return _checked(Report(id=Path(name).name, published=parse_published(date), text=text, language=""), name)


def _lines(text: str, name: str, date: str | None) -> Iterator[Report | InputError]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            yield InputError(where, f"is not valid JSON ({error.msg}, column {error.colno})", "write one report a line")
            continue
        yield _record(record, where, date)


def _record(record: Any, where: str, date: str | None) -> Report | InputError:
    if not isinstance(record, dict):
        return InputError(where, "is no JSON object", 'write {"id": ..., "published": ..., "text": ...}')
    identity = record.get("id", record.get("doc"))
    text = record.get("text")
    published = record.get("published", record.get("date")) or date
    if identity is None or not isinstance(text, str) or not text.strip():
        return InputError(where, f"lacks {'an id' if identity is None else 'a text'}", "a report needs id, published and text")
    if published is None:
        return InputError(where, "has no date", 'add "published": "YYYY-MM-DD" or --date')
    try:
        moment = parse_published(str(published))
    except ValueError:
        return InputError(where, f"the date {str(published)!r} is not ISO 8601", "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS+01:00")
    status = record.get("status") or "usable"
    if status not in PUBLICATION_STATUSES:
        return InputError(where, f"the status {str(status)!r} is unknown", f"write one of {', '.join(PUBLICATION_STATUSES)}, or leave it out")
    extra: dict[str, Any] = {key: str(record[key]) for key in TEXT_KEYS if record.get(key) is not None}
    return _checked(Report(id=str(identity), published=moment, text=text, language=str(record.get("language") or ""), status=status, **extra), where)


def _checked(report: Report, where: str) -> Report | InputError:
    """The report with its language, or the reason why it cannot be coded."""
    found = report.language or detect(report.text) or "de"
    if found not in LANGUAGES:
        known = "another language" if found == "und" else f"{found!r}"
        return InputError(where, f"is in {known}, not German", "only German reports are coded; leave this input out")
    return Report(**{name: getattr(report, name) for name in Report.__slots__} | {"language": found})
