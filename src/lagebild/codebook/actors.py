"""The actor tables: states, territories, organisations and persons with dated offices, read from `codebook/actors/*.csv`.

The columns of each table are described in `codebook/actors/README.md`. Dates are ISO prefixes: "2013" is the whole year.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from lagebild.errors import CodebookError

ACTORS = Path(str(files("lagebild.codebook"))) / "actors"
SUPRANATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"})


@dataclass(frozen=True, slots=True)
class State:
    """A state with every German word that stands for it."""

    id: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str
    seats: tuple[str, ...]
    neighbours: tuple[str, ...]
    name_en: str


@dataclass(frozen=True, slots=True)
class Territory:
    """A country that is no state of its own: its names as a `State` whose id is the code records carry ("GRL", or "GEO" for Abkhazia)."""

    id: str
    names: State
    part_of: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by name; `country` is a state's id or one of UNO, EUR, IGO, NGO, MNC, IMG, ISM."""

    id: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None


@dataclass(frozen=True, slots=True)
class Office:
    """One person in one office for one time; `first`/`last` are the earliest and latest day the dates allow."""

    person: str
    names: tuple[str, ...]
    office: str
    country: str | None
    sector: str | None
    first: date
    last: date
    wikidata: str | None

    def held(self, day: date) -> bool:
        """Whether the office was held on the day."""
        return self.first <= day <= self.last


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _rows(path: Path, columns: set[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf8", newline="") as file:
        reader = csv.DictReader(file)
        missing = columns - set(reader.fieldnames or ())
        if missing:
            raise CodebookError(path.name, "header", f"column {sorted(missing)[0]!r} is missing")
        for number, row in enumerate(reader, 2):
            if None in row or None in row.values():
                raise CodebookError(path.name, f"line {number}", "the number of cells differs from the header; quote cells that hold a comma")
            yield row


def first_day(prefix: str) -> date:
    """The earliest day of an ISO prefix; an empty prefix is the beginning of time."""
    parts = [int(part) for part in prefix.split("-")] if prefix else []
    return date(*(parts + [1, 1, 1][len(parts) :])) if parts else date.min


def last_day(prefix: str) -> date:
    """The latest day of an ISO prefix; an empty prefix is the end of time."""
    if not prefix:
        return date.max
    parts = [int(part) for part in prefix.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0], 13)
    following = date(year + 1, 1, 1) if month > 12 else date(year, month, 1)
    return date.fromordinal(following.toordinal() - 1)


_STATE_COLUMNS = frozenset({"id", "name", "names", "adjectives", "demonyms", "capital", "seats", "name_en"})


def _state(row: dict[str, str], code: str) -> State:
    return State(
        code, row["name"], _split(row["names"]), _split(row["adjectives"]), _split(row["demonyms"]), row["capital"], _split(row["seats"]),
        _split(row.get("neighbours", "")), row["name_en"],
    )  # fmt: skip


@cache
def load_states(path: Path = ACTORS / "states.csv") -> tuple[State, ...]:
    """All states; raises `CodebookError` for a row that cannot be read."""
    return tuple(_state(row, row["id"]) for row in _rows(path, {*_STATE_COLUMNS, "neighbours"}))


@cache
def load_territories(path: Path = ACTORS / "territories.csv") -> tuple[Territory, ...]:
    """All territories; raises `CodebookError` for a row that cannot be read."""
    columns = {*_STATE_COLUMNS, "country", "part_of", "kind"}
    return tuple(Territory(row["id"], _state(row, row["country"]), row["part_of"] or None, row["kind"]) for row in _rows(path, columns))


@cache
def load_organisations(path: Path = ACTORS / "organisations.csv") -> tuple[Organisation, ...]:
    """All organisations; raises `CodebookError` for a row that cannot be read."""
    columns = {"id", "name", "names", "kind", "country", "sector", "wikidata"}
    return tuple(
        Organisation(row["id"], row["name"], _split(row["names"]), row["kind"], row["country"] or None, row["sector"] or None, row["wikidata"] or None)
        for row in _rows(path, columns)
    )


@cache
def load_offices(path: Path = ACTORS / "persons.csv") -> tuple[Office, ...]:
    """All dated offices; raises `CodebookError` for a row whose dates cannot be read."""
    out = []
    for row in _rows(path, {"name", "names", "office", "country", "sector", "from", "to", "wikidata"}):
        try:
            first, last = first_day(row["from"]), last_day(row["to"])
        except ValueError as error:
            raise CodebookError(path.name, row["name"], f"from and to must be ISO dates or prefixes of them ({error})") from error
        out.append(
            Office(row["name"], _split(row["names"]), row["office"], row["country"] or None, row["sector"] or None, first, last, row["wikidata"] or None)
        )
    return tuple(out)


RANKS = (
    ("president", "prime minister", "chancellor", "king", "emir", "supreme leader", "un secretary-general", "nato secretary-general"),
    ("foreign minister", "defence minister", "eu commission president", "eu council president", "eu foreign policy chief", "vice president", "pope"),
    ("interior minister", "finance minister", "party leader", "parliament speaker", "opposition leader", "rebel leader"),
)


def fame(office: Office) -> int:
    """How widely known holders of an office are: of several persons with one surname the best known is meant."""
    return next((rank for rank, offices in enumerate(RANKS) if office.office in offices), len(RANKS))


def office_on(offices: tuple[Office, ...], day: date) -> Office | None:
    """The office held on the day; else the last one left before it; else the first one to come."""
    held = [one for one in offices if one.held(day)]
    if held:
        return max(held, key=lambda one: (one.sector == "GOV", one.first))
    past = [one for one in offices if one.last < day]
    if past:
        return max(past, key=lambda one: one.last)
    return min(offices, key=lambda one: one.first) if offices else None
