"""`lagebild demo`: the example reports, coded, in one go and without a network."""

from __future__ import annotations

from importlib.resources import as_file, files

import click

from lagebild.cli.streams import LANGUAGE, EventWriter, Inputs


@click.command()
@LANGUAGE
def demo(lang: str) -> None:
    """Code the invented example reports that come with Lagebild and print the picture."""
    from lagebild.export import event_record
    from lagebild.pipeline import load_pipeline

    with as_file(files("lagebild") / "examples" / "reports.jsonl") as path:
        inputs = Inputs([str(path)], None, None)
        for report in inputs:
            click.secho(f"\n{report.published:%d.%m.%Y}  {report.title}", bold=True)
            writer = EventWriter("table", lang)
            writer.write([event_record(event) for event in load_pipeline(report.language).code(report).events], report.text)
            writer.close()
    click.echo("\nThese reports are invented. Next: lagebild code YOUR_REPORT.txt --date YYYY-MM-DD, or lagebild explain YOUR_REPORT.txt --date ...")
