"""What an import yields: rows of `persons.csv` and `organisations.csv`, and what was left out and why."""

from __future__ import annotations

import csv
import gzip
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lagebild.codebook.actors import ACTORS, SUPRANATIONAL, load_states, load_territories
from lagebild.errors import InputError

PERSONS = ("name", "names", "office", "country", "sector", "from", "to", "wikidata", "source")
ORGANISATIONS = ("id", "name", "names", "kind", "country", "sector", "from", "to", "wikidata", "source")


@dataclass(slots=True)
class Imported:
    """Rows in file order, columns as in the actor tables; `findings` name file, line, defect and remedy of what was left out."""

    persons: list[dict[str, str]] = field(default_factory=list)
    organisations: list[dict[str, str]] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)

    def add_organisation(self, row: dict[str, str], short: str) -> None:
        """Keep an organisation under an id that no other has: country and short name."""
        taken = {one["id"] for one in self.organisations}
        stem = f"{row['country'].lower() or 'xxx'}-{_slug(short)}"
        number, name = 2, stem
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        self.organisations.append({**row, "id": name})


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "name"


@cache
def import_table() -> Mapping[str, Any]:
    """The parsed `imports.toml`."""
    with (Path(str(files("lagebild.codebook"))) / "imports.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def country_codes() -> frozenset[str]:
    """All values that `country` may have."""
    return frozenset({state.id for state in load_states()} | {one.names.id for one in load_territories()} | SUPRANATIONAL)


@cache
def countries_by_item() -> Mapping[str, str]:
    """Wikidata items of countries with their codes."""
    found = {}
    for table, column in (("territories.csv", "country"), ("states.csv", "id")):
        with (ACTORS / table).open(encoding="utf8", newline="") as file:
            for row in csv.DictReader(file):
                found.update(dict.fromkeys(filter(None, row["wikidata"].split("|")), row[column]))
    return found


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a UTF-8 file, plain or gzip, with their numbers from 1; raises `InputError` for a file that cannot be read as such."""
    try:
        with gzip.open(path, "rt", encoding="utf-8-sig") if path.suffix == ".gz" else path.open(encoding="utf-8-sig") as file:
            yield from enumerate(file, 1)
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is no UTF-8 text (byte {error.start})", "convert it to UTF-8") from error
    except (gzip.BadGzipFile, EOFError) as error:
        raise InputError(str(path), f"is no complete gzip file ({error})", "unpack it, or drop the ending .gz") from error
    except OSError as error:
        raise InputError(str(path), error.strerror or str(error), "name a file that can be read") from error


def write_tables(imported: Imported, folder: Path, *, replace: bool) -> list[Path]:
    """Write the tables that have rows into a folder, made if needed; raises `InputError` rather than replace a file unasked."""
    tables: list[tuple[str, tuple[str, ...], Iterable[dict[str, str]]]] = [
        ("persons.csv", PERSONS, imported.persons),
        ("organisations.csv", ORGANISATIONS, imported.organisations),
    ]
    wanted = [(folder / name, columns, rows) for name, columns, rows in tables if rows]
    for path, _, _ in wanted:
        if path.exists() and not replace:
            raise InputError(str(path), "exists already", "name another folder with --out, or add --replace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, columns, rows in wanted:
            with path.open("w", encoding="utf8", newline="") as file:
                writer = csv.DictWriter(file, columns, lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
    except OSError as error:
        raise InputError(str(error.filename or folder), error.strerror or str(error), "name a folder that can be written with --out") from error
    return [path for path, _, _ in wanted]
