"""Events as flat rows: CSV for spreadsheets and data frames."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "id",
    "doc",
    "published",
    "type",
    "mode",
    "status",
    "actors",
    "actor_countries",
    "actor_sectors",
    "recipients",
    "recipient_countries",
    "recipient_sectors",
    "attribution",
    "date_start",
    "date_end",
    "date_precision",
    "place",
    "place_country",
    "lat",
    "lon",
    "contexts",
    "plover_type",
    "plover_mode",
    "quad",
    "score",
    "cameo",
    "trigger",
    "trigger_start",
    "trigger_end",
    "sentence_start",
    "sentence_end",
    "rule",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def header() -> str:
    """The header line of the CSV."""
    return _line(COLUMNS)


def event_row(record: Mapping[str, Any]) -> str:
    """One line of CSV for an event record; several values of a cell are separated by ";". A cell that a spreadsheet would execute as
    a formula is preceded by an apostrophe."""
    date, place, attribution, plover = record["date"] or {}, record["place"] or {}, record["attribution"] or {}, record["plover"]

    def joined(side: str, key: str) -> str:
        return ";".join(one[key] or "" for one in record[side])

    values = (
        record["id"],
        record["doc"],
        record["published"],
        record["type"],
        record["mode"],
        record["status"],
        joined("actors", "text"),
        joined("actors", "country"),
        joined("actors", "sector"),
        joined("recipients", "text"),
        joined("recipients", "country"),
        joined("recipients", "sector"),
        attribution.get("text"),
        date.get("start"),
        date.get("end"),
        date.get("precision"),
        place.get("text"),
        place.get("country"),
        place.get("lat"),
        place.get("lon"),
        ";".join(record["contexts"]),
        plover["type"],
        plover["mode"],
        plover["quad"],
        plover["score"],
        record["cameo"],
        record["trigger"]["text"],
        record["trigger"]["start"],
        record["trigger"]["end"],
        record["sentence"]["start"],
        record["sentence"]["end"],
        record["rule"],
    )
    return _line(tuple(_safe(value) for value in values))


def _safe(value: object) -> object:
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def _line(values: tuple[object, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(["" if value is None else value for value in values])
    return out.getvalue()
