"""Time expressions in the forms that people and programs read: TimeML with TIMEX3 inline, JSON records, a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from lagebild.model import Report
from lagebild.resolution import Dated

if TYPE_CHECKING:
    from rich.console import Console

NO_XML = re.compile("[^\\t\\n\\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold; each is printed as one U+FFFD, so that offsets stay."""
UNKNOWN = "XXXX-XX-XX"
"""Value of an expression that no calendar has ("31. Februar")."""
COLUMNS = {"de": ("Stelle", "Ausdruck", "Typ", "Wert", "von", "bis", "Richtung"), "en": ("Offsets", "Expression", "Type", "Value", "from", "to", "Direction")}


def time_record(report: Report, one: Dated, number: int) -> dict[str, Any]:
    """One expression as plain data; `start` and `end` are code points of the report, `text[start:end]` is `text`."""
    expression, moment = one.expression, one.moment
    return {
        "doc": report.id,
        "tid": f"t{number}",
        "start": expression.start,
        "end": expression.end,
        "text": report.text[expression.start : expression.end],
        "type": expression.kind,
        "value": moment.value if moment else UNKNOWN,
        "mod": expression.marker or expression.mod or None,
        "from": moment.start.isoformat() if moment and moment.start else None,
        "to": moment.end.isoformat() if moment and moment.end else None,
        "direction": one.direction,
    }


def timeml(report: Report, times: Sequence[Dated]) -> str:
    """A report as a TimeML element: DOCID, DCT (the day of the report, t0), TEXT with its TIMEX3 inline."""
    day = report.day.isoformat()
    parts = [
        f"<TimeML><DOCID>{_text(report.id)}</DOCID>\n",
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" temporalFunction="false" functionInDocument="CREATION_TIME">{day}</TIMEX3></DCT>\n<TEXT>',
    ]
    behind = 0
    for number, one in enumerate(times, 1):
        expression = one.expression
        relative = expression.kind in ("DATE", "TIME") and not expression.anchored
        attributes = _attributes(time_record(report, one, number)) + (' temporalFunction="true" anchorTimeID="t0"' if relative else ' temporalFunction="false"')
        parts.append(_text(report.text[behind : expression.start]))
        parts.append(f"<TIMEX3 {attributes}>{_text(report.text[expression.start : expression.end])}</TIMEX3>")
        behind = expression.end
    return "".join([*parts, _text(report.text[behind:]), "</TEXT></TimeML>"])


def timeml_all(documents: Sequence[str]) -> str:
    """An XML document of one TimeML element, or of several in the element `corpus`."""
    body = documents[0] if len(documents) == 1 else "\n".join(["<corpus>", *documents, "</corpus>"])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def print_times(records: Sequence[Mapping[str, Any]], language: str, console: Console) -> None:
    """Print the expressions in text order, one a line."""
    from rich.markup import escape as plain
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in COLUMNS[language]:
        table.add_column(name, overflow="fold")
    for one in records:
        value = f"{one['value']} {one['mod']}" if one["mod"] else one["value"]
        cells = [f"{one['start']}-{one['end']}", " ".join(one["text"].split()), one["type"], value, one["from"] or "…", one["to"] or "…", one["direction"]]
        table.add_row(*(plain(cell) for cell in cells))
    console.print(table)


def _attributes(record: Mapping[str, Any]) -> str:
    names = ("tid", "type", "value", "mod")
    return " ".join(f"{name}={quoteattr(record[name])}" for name in names if record[name])


def _text(text: str) -> str:
    return escape(NO_XML.sub("\ufffd", text))
