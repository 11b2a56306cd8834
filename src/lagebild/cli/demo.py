"""`lagebild demo`: the example reports, coded, in one go and without a network."""

from __future__ import annotations

from pathlib import Path

import click

from lagebild.cli.streams import LANGUAGE, EventWriter, Inputs


def examples() -> Path:
    """The example reports: in the package as installed from a wheel, else in the checkout that an editable install points to."""
    package = Path(__file__).parents[1]
    installed = package / "examples" / "reports.jsonl"
    return installed if installed.is_file() else package.parents[1] / "examples" / "reports.jsonl"


@click.command()
@LANGUAGE
def demo(lang: str) -> None:
    """Code the invented example reports that come with Lagebild and print the picture."""
    from lagebild.export import event_record
    from lagebild.pipeline import load_pipeline

    inputs = Inputs([str(examples())], None, None)
    for report in inputs:
        click.secho(f"\n{report.published:%d.%m.%Y}  {report.title}", bold=True)
        writer = EventWriter("table", lang)
        writer.write([event_record(event) for event in load_pipeline(report.language).code(report).events], report.text)
        writer.close()
    click.echo("\nThese reports are invented. Next: lagebild code YOUR_REPORT.txt --date YYYY-MM-DD, or lagebild explain YOUR_REPORT.txt --date ...")
