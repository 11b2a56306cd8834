"""`lagebild ingest`: code reports and keep them, once each, in a store."""

from __future__ import annotations

import sys

import click

from lagebild.cli.dates import DATE
from lagebild.cli.streams import PARSER, Inputs, with_progress


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--store", "path", default="lagebild.duckdb", show_default=True, help="The store's file; made if it does not exist.")
@click.option("--date", type=DATE, help="Day of publication of plain text files: YYYY-MM-DD.")
@click.option("--encoding", help="Encoding of the input; UTF-8 if not given.")
@PARSER
def ingest(files: tuple[str, ...], path: str, date: str | None, encoding: str | None, parser: str | None) -> None:
    """Code FILES and keep reports and events in a store. A report that the store has already, coded with the same versions, changes nothing."""
    from lagebild.export import event_record
    from lagebild.pipeline import load_pipeline
    from lagebild.store import Store

    inputs = Inputs(files, date, encoding)
    added = known = 0
    with Store(path) as store:
        for report in with_progress(inputs, "Ingesting"):
            pipeline = load_pipeline(report.language, parser)
            if store.coded(report, pipeline.versions):
                known += 1
                continue
            coded = pipeline.code(report)
            inputs.warn(report, coded.document.warnings)
            store.add(report, [event_record(event) for event in coded.events], pipeline.versions)
            added += 1
        reports, events = store.counts()
    held = f"{reports} report{'s'[: reports != 1]} with {events} event{'s'[: events != 1]}"
    click.echo(f"{added} added, {known} known already, {inputs.failed} left out; {path} holds {held}", err=True)
    sys.exit(inputs.exit_code())
