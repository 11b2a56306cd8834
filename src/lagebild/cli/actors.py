"""`lagebild actors import`: foreign actor lists into the form of the actor tables."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from lagebild.cli.streams import SOME_FAILED

if TYPE_CHECKING:
    from lagebild.codebook.importers import Imported

OUT = click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("actors"), show_default=True, help="Folder for the tables.")
REPLACE = click.option("--replace", is_flag=True, help="Replace tables that the folder has already.")


@click.group()
def actors() -> None:
    """The actor tables: who is who, with offices and dates. `import` reads lists in other formats into the same form."""


@actors.group("import")
def import_() -> None:
    """Read an actor list in another format and write persons.csv and organisations.csv in the form of Lagebild's tables.

    The tables hold what could be read; everything that was left out is told with file, line and remedy. Look through the rows before you add them to
    the tables of your copy (src/lagebild/codebook/actors/), then run `lagebild check`.
    """


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@OUT
@REPLACE
@click.option("--lang", default="de", show_default=True, help="Language of the names; English where an item has no label in it.")
def wikidata(file: Path, out: Path, replace: bool, lang: str) -> None:
    """Read Wikidata items from FILE: JSON, one item a line, as the dump has them, with or without brackets; .gz is unpacked.

    People give one row for each office held (P39), with its start and end; parties, parliaments, unions, media and international organisations one row
    each. The items of the offices must stand in FILE too, since their labels say which office it is.
    """
    from lagebild.codebook.importers import read_wikidata

    _run(lambda: read_wikidata(file, lang), out, replace)


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@OUT
@REPLACE
def petrarch(file: Path, out: Path, replace: bool) -> None:
    """Read an actor dictionary of PETRARCH from FILE: names, +synonyms, [CODES] with dates; .gz is unpacked.

    Names with dated codes give rows of persons.csv, one for each time; others rows of organisations.csv. CAMEO codes are translated by imports.toml.
    """
    from lagebild.codebook.importers import read_petrarch

    _run(lambda: read_petrarch(file), out, replace)


def _run(read: Callable[[], Imported], out: Path, replace: bool) -> None:
    from lagebild.codebook.importers import write_tables

    imported = read()
    written = write_tables(imported, out, replace=replace)
    for finding in imported.findings:
        click.echo(f"lagebild: {finding}", err=True)
    names = " and ".join(str(path) for path in written) or "nothing"
    counts = f"{len(imported.persons)} persons' offices, {len(imported.organisations)} organisations"
    click.echo(f"{counts}; {len(imported.findings)} findings; wrote {names}", err=True)
    sys.exit(SOME_FAILED if imported.findings else 0)
