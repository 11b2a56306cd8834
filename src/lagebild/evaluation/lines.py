"""Lines of JSON with the checks that gold and predictions share; every defect is an `InputError` that names file, line and remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lagebild.codebook import load_ontology
from lagebild.errors import InputError
from lagebild.evaluation.annotation import Line
from lagebild.intake import decode
from lagebild.model import STATUSES

RECORD = "write one JSON object a line, as docs/reference/evaluation.md describes"


def read_lines(path: Path) -> Iterator[tuple[Line, dict[str, Any]]]:
    """The objects of a JSONL file with their places; an empty file has none. Raises `InputError`."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "check the path and its permissions") from error
    if not raw.strip():
        return
    for number, line in enumerate(decode(raw, str(path), None).split("\n"), 1):
        if not line.strip():
            continue
        at = Line(str(path), number)
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(str(at), f"is not valid JSON ({error.msg}, column {error.colno})", RECORD) from error
        if not isinstance(record, dict):
            raise InputError(str(at), "is no JSON object", RECORD)
        yield at, record


def need(record: dict[str, Any], key: str, kinds: tuple[type, ...], at: Line, inside: str = "") -> Any:
    """A field that must be there and of one of the kinds. Raises `InputError`."""
    name = f"{inside}.{key}" if inside else key
    if key not in record:
        raise InputError(str(at), f"lacks the field {name!r}", RECORD)
    value = record[key]
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        wanted = " or ".join("null" if kind is type(None) else _KINDS[kind] for kind in kinds)
        raise InputError(str(at), f"the field {name!r} is {value!r}, not {wanted}", RECORD)
    return value


_KINDS = {str: "a text", int: "a number", list: "a list", dict: "an object"}


def check_codes(event_type: str, mode: str | None, status: str | None, at: Line) -> None:
    """Type, mode and status must be those of the codebook. Raises `InputError`."""
    types = load_ontology().types
    if event_type not in types:
        raise InputError(str(at), f"{event_type!r} is no event type", f"the types are {', '.join(types)}")
    if mode is not None and mode not in types[event_type].modes:
        modes = ", ".join(types[event_type].modes) or "none"
        raise InputError(str(at), f"{mode!r} is no mode of {event_type}", f"its modes are {modes}; write null where none fits")
    if status is not None and status not in STATUSES:
        raise InputError(str(at), f"{status!r} is no status", f"the statuses are {', '.join(STATUSES)}")
