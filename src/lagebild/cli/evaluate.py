"""`lagebild evaluate`: how good the coding is, measured on gold reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from lagebild.cli.streams import PARSER

if TYPE_CHECKING:
    from lagebild.evaluation import GoldSet, Prediction
    from lagebild.pipeline import CodedReport


@click.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.argument("predictions", type=click.Path(path_type=Path), required=False)
@click.option("--errors", is_flag=True, help="Also list missed and invented events: the sentence, and the rule or the near rules with what failed.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True, help="How figures are written.")
@PARSER
def evaluate(gold_dir: Path, predictions: Path | None, errors: bool, form: str, parser: str | None) -> None:
    """Code the reports of GOLD_DIR (docs.jsonl, events.jsonl) and compare with the events that people found in them.

    With PREDICTIONS, a JSONL file of event records as `lagebild code` writes them, or a second annotator's events.jsonl, nothing is coded and
    that file is compared.

    Printed are precision, recall and F1 of mentions (event: sentence and type; roles: and the countries of both sides; full: and the status),
    each with a 95 % interval over reports; of the matched mentions the share with the right status, mode, attribution, date and place; the
    same by type and status; and which types are taken for which. Formats and definitions: docs/reference/evaluation.md.
    """
    from lagebild.cli.figures import as_json, as_text, mistake_lines
    from lagebild.evaluation import evaluate as figures_of
    from lagebild.evaluation import mistakes, read_gold, read_predictions
    from lagebild.pipeline import load_pipeline

    gold = read_gold(gold_dir)
    coded: dict[str, CodedReport] = {}
    if predictions is None:
        found = _code(gold, coded, parser)
    else:
        found, warnings = read_predictions(predictions, gold)
        for warning in warnings:
            click.echo(f"lagebild: {warning}", err=True)
    figures = figures_of(gold.reports, gold.events, [one.annotation for one in found])
    wrong = mistakes(gold, found, coded, load_pipeline("de", parser).parts.coder if coded else None) if errors else None
    if form == "json":
        click.echo(as_json(figures, wrong))
        return
    for line in as_text(figures):
        click.echo(line)
    for mistake in wrong or ():
        for line in mistake_lines(mistake):
            click.echo(line)


def _code(gold: GoldSet, coded: dict[str, CodedReport], parser: str | None) -> list[Prediction]:
    """Code all reports, and keep them in `coded`."""
    from lagebild.cli.streams import with_progress
    from lagebild.evaluation import predicted
    from lagebild.export import event_record
    from lagebild.pipeline import load_pipeline

    pipeline = load_pipeline("de", parser)
    found: list[Prediction] = []
    for report in with_progress([one.report for one in gold.reports.values()], "Coding"):
        one = coded[report.id] = pipeline.code(report)
        for warning in one.document.warnings:
            click.echo(f"lagebild: {report.id}: {warning}", err=True)
        found += predicted((event_record(event) for event in one.events), gold)
    return found
