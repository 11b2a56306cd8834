"""When parties governed: `codebook/actors/governments.csv`, one row for one party in one unbroken time in government."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from lagebild.codebook.actors import ACTORS, Organisation, first_day, last_day
from lagebild.errors import CodebookError

ROLES = ("head", "partner")
FEWEST_COUNTRIES = 40


@dataclass(frozen=True, slots=True)
class Government:
    """A party's time in government, both days included; role is head (it names the head of government) or partner."""

    party: str
    first: date
    last: date
    role: str
    line: int


@cache
def load_governments(path: Path = ACTORS / "governments.csv") -> Mapping[str, tuple[Government, ...]]:
    """Times in government by the id of the party; raises `CodebookError` for a row whose dates or role cannot be read."""
    found: dict[str, list[Government]] = defaultdict(list)
    with path.open(encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if row["role"] not in ROLES:
                raise CodebookError(path.name, f"line {number}", f"role must be one of {', '.join(ROLES)}")
            try:
                one = Government(row["party"], first_day(row["from"]), last_day(row["to"]), row["role"], number)
            except ValueError as error:
                raise CodebookError(path.name, f"line {number}", f"from and to must be ISO dates or prefixes of them ({error})") from error
            found[one.party].append(one)
    return {party: tuple(times) for party, times in found.items()}


def governs(party: str, day: date) -> bool:
    """Whether a party was in government on the day."""
    return any(one.first <= day <= one.last for one in load_governments().get(party, ()))


def check_governments(organisations: Mapping[str, Organisation]) -> Iterator[str]:
    """Findings: unknown parties, impossible dates, too few countries."""
    countries = set()
    for party, times in load_governments().items():
        known = organisations.get(party)
        if known is None or known.kind != "party":
            yield f"governments.csv, line {times[0].line}: {party!r} is no party of organisations.csv; add it there or correct the id"
        else:
            countries.add(known.country)
        for one in times:
            if one.first > one.last:
                yield f"governments.csv, line {one.line}: {party} leaves the government before it enters it"
    if len(countries) < FEWEST_COUNTRIES:
        yield f"governments.csv: parties of {len(countries)} countries, fewer than {FEWEST_COUNTRIES}"
