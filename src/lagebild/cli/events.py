"""`lagebild events`: list the events of a store."""

from __future__ import annotations

from typing import Any

import click

from lagebild.cli.dates import DATE
from lagebild.cli.streams import FORMAT, LANGUAGE, EventWriter
from lagebild.model import STATUSES


@click.command()
@click.option("--store", "path", default="lagebild.duckdb", show_default=True, help="The store's file.")
@click.option("--type", "types", multiple=True, help="PLOVER type, such as CONSULT; may be repeated.")
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES), help="May be repeated.")
@click.option("--country", "countries", multiple=True, help="Country code of an actor or recipient, such as RUS; repeated: all must take part.")
@click.option("--from", "start", type=DATE, help="First day of the event, or of publication where it has no date.")
@click.option("--to", "end", type=DATE, help="Last day.")
@FORMAT
@LANGUAGE
def events(
    path: str, types: tuple[str, ...], statuses: tuple[str, ...], countries: tuple[str, ...], start: str | None, end: str | None, form: str, lang: str
) -> None:
    """List the events of a store, by day of publication, report and place in the text."""
    from lagebild.codebook import load_ontology
    from lagebild.store import Store

    known = load_ontology().types
    wanted = [name.upper() for name in types]
    for name in wanted:
        if name not in known:
            raise click.BadParameter(f"{name} is no event type; the types are {', '.join(known)}", param_hint="--type")
    with Store(path, read_only=True) as store:
        found = list(store.events(types=wanted, statuses=statuses, countries=[c.upper() for c in countries], start=start, end=end))
        writer = EventWriter(form, lang)
        by_report: dict[str, list[dict[str, Any]]] = {}
        for record in found:
            by_report.setdefault(record["doc"], []).append(record)
        for doc, records in by_report.items():
            writer.write(records, store.text_of(doc))
    writer.close()
