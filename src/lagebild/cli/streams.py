"""What commands share at the terminal: reading inputs with their errors counted, progress, and where events are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import click

from lagebild.errors import InputError
from lagebild.export import event_row, header, print_table, to_line
from lagebild.export.table import WIDTH_OF_A_FILE
from lagebild.intake import read_inputs
from lagebild.model import Report

PROGRESS_FROM = 5
"""Fewer reports than this need no progress bar."""
SOME_FAILED, NONE_READ = 3, 4
"""Exit codes: finished although inputs were left out; no input could be read."""

FORMAT = click.option("--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True, help="How events are written.")
LANGUAGE = click.option("--lang", type=click.Choice(["de", "en"]), default="de", envvar="LAGEBILD_LANG", show_default=True, help="Language of the table.")

PARSER = click.option(
    "--parser",
    envvar="LAGEBILD_PARSER",
    metavar="KIND:NAME",
    help="An installed parser instead of the shipped one: spacy:PIPELINE or stanza:PACKAGE.",
)


class Inputs:
    """Reports of all inputs; what cannot be read is told on stderr and counted."""

    def __init__(self, paths: Iterable[str], date: str | None, encoding: str | None) -> None:
        self._stream = read_inputs(paths, date, encoding)
        self.failed = 0
        self.read = 0

    def __iter__(self) -> Iterator[Report]:
        for one in self._stream:
            if isinstance(one, InputError):
                self.failed += 1
                click.echo(f"lagebild: {one}", err=True)
            else:
                self.read += 1
                yield one

    def warn(self, report: Report, warnings: Iterable[str]) -> None:
        """Tell on stderr what of a report that was read could not be coded."""
        for warning in warnings:
            click.echo(f"lagebild: {report.id}: {warning}", err=True)

    def exit_code(self) -> int:
        """0 if all inputs were read, 3 if some, 4 if none."""
        if not self.failed:
            return 0
        return SOME_FAILED if self.read else NONE_READ


def with_progress(reports: Iterable[Report], what: str) -> Iterator[Report]:
    """The reports, with a progress bar on stderr if there are many and stderr is a terminal."""
    if not sys.stderr.isatty():
        yield from reports
        return
    listed = list(reports)
    if len(listed) < PROGRESS_FROM:
        yield from listed
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(listed, description=what)


class EventWriter:
    """Writes event records to stdout in one of the formats; the table is printed at the end, the others line by line."""

    def __init__(self, form: str, language: str) -> None:
        self._form, self._language = form, language
        self._records: list[Mapping[str, Any]] = []
        self._evidence: dict[str, str] = {}
        if form == "csv":
            click.echo(header())

    def write(self, records: Iterable[Mapping[str, Any]], text: str | None) -> None:
        """Write the events of one report; `text` is the report's text, for the evidence."""
        for record in records:
            if self._form == "jsonl":
                click.echo(to_line(record))
            elif self._form == "csv":
                click.echo(event_row(record))
            else:
                self._records.append(record)
                if text is not None:
                    self._evidence[record["id"]] = evidence(text, record)

    def close(self) -> None:
        """Print the table, if that is the format."""
        if self._form != "table":
            return
        from rich.console import Console

        console = Console() if sys.stdout.isatty() else Console(width=WIDTH_OF_A_FILE, no_color=True, highlight=False)
        print_table(self._records, self._evidence, self._language, console)


def evidence(text: str, record: Mapping[str, Any], around: int = 34) -> str:
    """The words around the trigger within its sentence, for a line of evidence."""
    first, last = record["sentence"]["start"], record["sentence"]["end"]
    start, end = max(first, record["trigger"]["start"] - around), min(last, record["trigger"]["end"] + around)
    while start > first and not text[start - 1].isspace():
        start -= 1
    while end < last and not text[end].isspace():
        end += 1
    words = " ".join(text[start:end].split())
    return ("… " if start > first else "") + words + (" …" if end < last else "")
