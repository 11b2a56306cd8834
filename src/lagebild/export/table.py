"""Events as a table for people: day, status, actor -> recipient, type, on whose word, evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

WORDS: dict[str, dict[str, str]] = {
    "de": {
        "day": "Tag",
        "status": "Status",
        "who": "Wer → wem",
        "what": "Was",
        "source": "Laut",
        "evidence": "Beleg",
        "actual": "berichtet",
        "future": "geplant",
        "hypothetical": "bedingt",
        "negated": "verneint",
        "historical": "früher",
        "unspecified": "ungenannt",
        "nobody": "?",
        "event": "Ereignis",
        "events": "Ereignisse",
        "report": "Meldung",
        "reports": "Meldungen",
        "in": "in",
        "none": "Keine Ereignisse gefunden",
        "days": "Mo Di Mi Do Fr Sa So",
    },
    "en": {
        "day": "Day",
        "status": "Status",
        "who": "Who → whom",
        "what": "What",
        "source": "According to",
        "evidence": "Evidence",
        "actual": "reported",
        "future": "planned",
        "hypothetical": "conditional",
        "negated": "negated",
        "historical": "earlier",
        "unspecified": "unspecified",
        "nobody": "?",
        "event": "event",
        "events": "events",
        "report": "report",
        "reports": "reports",
        "in": "in",
        "none": "No events found",
        "days": "Mon Tue Wed Thu Fri Sat Sun",
    },
}
COLOURS = {"actual": "default", "future": "cyan", "hypothetical": "yellow", "negated": "magenta", "historical": "bright_black"}
WIDTH_OF_A_FILE = 160
"""Columns when the output is no terminal."""


def print_table(records: Sequence[Mapping[str, Any]], evidence: Mapping[str, str], language: str, console: Console) -> None:
    """Print the events of one or more reports and a summary line; `evidence` maps event ids to the words that show them."""
    # rich costs 60 ms to import; only the commands that print a table pay for it.
    from rich.table import Table
    from rich.text import Text

    words = WORDS[language]
    if records:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column(words["day"], no_wrap=True)
        table.add_column(words["status"], no_wrap=True)
        table.add_column(words["who"], ratio=5)
        table.add_column(words["what"], no_wrap=True)
        table.add_column(words["source"], ratio=2)
        table.add_column(words["evidence"], ratio=5)
        for record in records:
            kind = record["type"] + (f"/{record['mode']}" if record["mode"] else "")
            colour = COLOURS[record["status"]]
            table.add_row(
                day_text(record["date"], words),
                Text(words[record["status"]], style=colour),
                parties(record, words),
                Text(kind, style=colour),
                source_text(record["attribution"], words),
                evidence.get(record["id"], record["trigger"]["text"]),
            )
        console.print(table)
    console.print(summary(records, words))


def day_text(moment: Mapping[str, Any] | None, words: Mapping[str, str]) -> str:
    """ "Di 01.02.2022", "31.01.-06.02.2022", "02/2022", or nothing."""
    if moment is None:
        return ""
    if moment["precision"] == "year":
        return str(moment["start"])
    if moment["precision"] == "month":
        return "/".join(reversed(moment["start"].split("-")))
    start, end = date.fromisoformat(moment["start"]), date.fromisoformat(moment["end"])
    if start == end:
        return f"{words['days'].split()[start.weekday()]} {start:%d.%m.%Y}"
    return f"{start:%d.%m.}–{end:%d.%m.%Y}" if start.year == end.year else f"{start:%d.%m.%Y}–{end:%d.%m.%Y}"


def parties(record: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """ "US-Außenminister [USA], Lawrow [RUS] → ..."."""
    actors = ", ".join(_party(one) for one in record["actors"]) or words["nobody"]
    recipients = ", ".join(_party(one) for one in record["recipients"])
    return f"{actors} → {recipients}" if recipients else actors


def _party(one: Mapping[str, Any]) -> str:
    codes = " ".join(code for code in (one["country"], one["sector"]) if code)
    return f"{one['text']} ({codes})" if codes else str(one["text"])


def source_text(attribution: Mapping[str, Any] | None, words: Mapping[str, str]) -> str:
    """The source's words, or the word for an unnamed one."""
    if attribution is None:
        return ""
    return words["unspecified"] if attribution["text"] == "unspecified" else str(attribution["text"])


def summary(records: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> str:
    """ "12 Ereignisse in 2 Meldungen: 7 berichtet, 4 geplant, 1 bedingt"."""
    if not records:
        return words["none"]
    reports = len({record["doc"] for record in records})
    counts = Counter(record["status"] for record in records)
    parts = ", ".join(f"{counts[status]} {words[status]}" for status in ("actual", "future", "hypothetical", "negated", "historical") if counts[status])
    events = words["event"] if len(records) == 1 else words["events"]
    return f"{len(records)} {events} {words['in']} {reports} {words['report'] if reports == 1 else words['reports']}: {parts}"
