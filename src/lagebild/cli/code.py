"""`lagebild code`: text in, events out; nothing is stored."""

from __future__ import annotations

import sys

import click

from lagebild.cli.dates import DATE
from lagebild.cli.streams import FORMAT, LANGUAGE, PARSER, EventWriter, Inputs, with_progress


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--date", type=DATE, help="Day of publication of plain text files: YYYY-MM-DD.")
@click.option("--encoding", help="Encoding of the input; UTF-8 if not given.")
@FORMAT
@LANGUAGE
@PARSER
def code(files: tuple[str, ...], date: str | None, encoding: str | None, form: str, lang: str, parser: str | None) -> None:
    """Code FILES (plain text, or JSONL of reports with id, published and text; "-" is standard input) and print their events."""
    from lagebild.export import event_record
    from lagebild.pipeline import load_pipeline

    inputs = Inputs(files, date, encoding)
    writer = EventWriter(form, lang)
    for report in with_progress(inputs, "Coding"):
        coded = load_pipeline(report.language, parser).code(report)
        inputs.warn(report, coded.document.warnings)
        writer.write([event_record(event) for event in coded.events], report.text)
    if inputs.read:
        writer.close()
    sys.exit(inputs.exit_code())
