"""`lagebild times`: the time expressions of a text with their calendar values; no events."""

from __future__ import annotations

import sys

import click

from lagebild.cli.dates import DATE
from lagebild.cli.streams import LANGUAGE, Inputs, with_progress


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--date", type=DATE, help="Day of publication of plain text files: YYYY-MM-DD.")
@click.option("--encoding", help="Encoding of the input; UTF-8 if not given.")
@click.option("--format", "form", type=click.Choice(["timex3", "jsonl", "table"]), default="timex3", show_default=True, help="How expressions are written.")
@LANGUAGE
def times(files: tuple[str, ...], date: str | None, encoding: str | None, form: str, lang: str) -> None:
    """Find the time expressions of FILES (plain text, or JSONL of reports with id, published and text; "-" is standard input) and resolve
    them against the day of the report, weekdays by tense and modality: "will am Dienstag" is ahead, "sagte am Dienstag" behind.

    timex3 prints the text with TIMEX3 elements inline (TimeML), jsonl one expression a line with its offsets.
    """
    from lagebild.export import time_record, timeml, timeml_all, to_line
    from lagebild.pipeline import load_pipeline

    inputs = Inputs(files, date, encoding)
    documents, records = [], []
    for report in with_progress(inputs, "Reading"):
        found = load_pipeline(report.language).times(report)
        if form == "timex3":
            documents.append(timeml(report, found))
            continue
        for number, one in enumerate(found, 1):
            record = time_record(report, one, number)
            if form == "jsonl":
                click.echo(to_line(record))
            else:
                records.append(record)
    if documents:
        click.echo(timeml_all(documents))
    if form == "table" and inputs.read:
        _print_table(records, lang)
    sys.exit(inputs.exit_code())


def _print_table(records: list[dict[str, object]], language: str) -> None:
    from rich.console import Console

    from lagebild.export.table import WIDTH_OF_A_FILE
    from lagebild.export.timex import print_times

    print_times(records, language, Console() if sys.stdout.isatty() else Console(width=WIDTH_OF_A_FILE, no_color=True, highlight=False))
