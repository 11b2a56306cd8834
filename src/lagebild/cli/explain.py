"""`lagebild explain`: sentence by sentence, what was seen and why it was coded so."""

from __future__ import annotations

import sys

import click

from lagebild.cli.dates import DATE
from lagebild.cli.streams import PARSER, Inputs


@click.command()
@click.argument("file")
@click.option("--date", type=DATE, help="Day of publication: YYYY-MM-DD.")
@click.option("--encoding", help="Encoding of the input; UTF-8 if not given.")
@click.option("--sentence", "only", type=int, help="Only this sentence, counted from 0.")
@click.option("--parse", is_flag=True, help="Also show tags, lemmas, heads and labels.")
@PARSER
@click.option("--all", "every", is_flag=True, help="Also show the rules that need other words around the same verb or noun.")
def explain(file: str, date: str | None, encoding: str | None, only: int | None, parse: bool, every: bool, parser: str | None) -> None:
    """Show for each sentence of FILE its clause frames, cues, moments, places, and why each party is who it is; and each rule that has a word in it:
    which one coded the event, which was set aside ("not") and why, which one failed ("failed") and at what.
    """
    from lagebild.cli.explanation import explanation
    from lagebild.pipeline import load_pipeline

    inputs = Inputs([file], date, encoding)
    for report in inputs:
        pipeline = load_pipeline(report.language, parser)
        coded = pipeline.code(report)
        inputs.warn(report, coded.document.warnings)
        for line in explanation(pipeline, coded, only=only, parse=parse, every=every):
            click.echo(line)
    sys.exit(inputs.exit_code())
