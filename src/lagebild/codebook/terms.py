"""Holes and overlaps in the offices of heads of state and government: what `lagebild check` reports about `persons.csv`.

Two chains for each country, "state" and "government". A hole is a time without a holder, an overlap a time with two. Dates are prefixes
("2013"), so only what is certain counts: a hole lies between the latest day the one row allows and the earliest day of the next, an
overlap is what both rows cover in any reading. What history explains (a presidency of three, a vacant seat, no such office) is a row of
`vacancies.csv`.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from lagebild.codebook.actors import ACTORS, first_day, last_day
from lagebild.errors import CodebookError

CHAINS = {
    "state": frozenset({"president", "king", "queen", "emperor", "emir", "sultan", "grand duke", "prince", "pope", "head of state"}),
    "government": frozenset({"prime minister", "chancellor", "head of government"}),
}
SINCE = date(2005, 1, 1)
"""From this day on the chains are complete."""
UNTIL = date(2026, 1, 1)
"""The table is kept up to here: an office left later need not have its successor yet."""
TOLERANCE = timedelta(days=45)
"""Shorter holes are the weeks between an election and an oath."""
KINDS = ("none", "vacant", "several")


@dataclass(frozen=True, slots=True)
class Term:
    """One row of `persons.csv`: `line` as an editor counts; each date with its earliest and its latest reading."""

    line: int
    person: str
    country: str
    office: str
    first: date
    surely_from: date
    surely_to: date
    last: date


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A time that history explains; kind is none (no such office), vacant or several."""

    country: str
    chain: str
    first: date
    last: date
    kind: str


def load_terms(path: Path = ACTORS / "persons.csv") -> list[Term]:
    """All terms of heads of state and government in file order."""
    with path.open(encoding="utf8", newline="") as file:
        return [
            Term(
                number, row["name"], row["country"], row["office"], first_day(row["from"]),
                last_day(row["from"]) if row["from"] else date.min, first_day(row["to"]) if row["to"] else date.max, last_day(row["to"]),
            )
            for number, row in enumerate(csv.DictReader(file), 2)
            if any(row["office"] in offices for offices in CHAINS.values())
        ]  # fmt: skip


def load_vacancies(path: Path = ACTORS / "vacancies.csv") -> list[Vacancy]:
    """All explained times; raises `CodebookError` for a row that names no chain or kind, or gives no reason."""
    found = []
    with path.open(encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if row["chain"] not in CHAINS or row["kind"] not in KINDS or not row["why"]:
                raise CodebookError(path.name, f"line {number}", f"chain must be one of {', '.join(CHAINS)}, kind one of {', '.join(KINDS)}, why filled")
            try:
                found.append(Vacancy(row["country"], row["chain"], first_day(row["from"]), last_day(row["to"]), row["kind"]))
            except ValueError as error:
                raise CodebookError(path.name, f"line {number}", f"from and to must be ISO dates or prefixes of them ({error})") from error
    return found


def check_terms(terms: Sequence[Term], vacancies: Sequence[Vacancy], countries: Sequence[str], file: str = "persons.csv") -> Iterator[str]:
    """Findings for each country: nobody at all, holes, overlaps; each with the line to look at."""
    chains: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for term in terms:
        if term.last >= SINCE:
            chains[term.country, next(name for name, offices in CHAINS.items() if term.office in offices)].append(term)
    for country in countries:
        for chain in CHAINS:
            explained = [one for one in vacancies if one.country == country and one.chain == chain]
            holders = sorted(chains.get((country, chain), ()), key=lambda term: (term.first, term.last, term.line))
            if holders:
                yield from _holes(holders, explained, file, f"{country}, head of {chain}")
                yield from _overlaps(holders, explained, file, f"{country}, head of {chain}")
            elif chain == "state" and (country, "government") not in chains and not explained:
                yield f"{file}: {country} has neither head of state nor head of government since {SINCE.year}; add them, or the reason to vacancies.csv"


def _holes(holders: Sequence[Term], explained: Sequence[Vacancy], file: str, what: str) -> Iterator[str]:
    end, before = SINCE - timedelta(days=1), "the beginning"
    for term in holders:
        if term.first - end > TOLERANCE and not _covered(end, term.first, explained, ("none", "vacant")):
            gap = f"nobody from {end} to {term.first} (after {before}, before {term.person})"
            yield f"{file}, line {term.line}: {what}: {gap}; add who held it, or the reason to vacancies.csv"
        if term.last > end:
            end, before = term.last, term.person
    if end < UNTIL and not _covered(end, date.max, explained, ("none", "vacant")):
        line = max(holders, key=lambda term: (term.last, term.line)).line
        yield f"{file}, line {line}: {what}: nobody since {end} (after {before}); add who holds it, empty the date, or add the reason to vacancies.csv"


def _overlaps(holders: Sequence[Term], explained: Sequence[Vacancy], file: str, what: str) -> Iterator[str]:
    for number, one in enumerate(holders):
        for other in holders[number + 1 :]:
            first, last = max(one.surely_from, other.surely_from, SINCE), min(one.surely_to, other.surely_to)
            if one.person != other.person and last > first and last - first > TOLERANCE and not _covered(first, last, explained, ("several",)):
                both = f"both {one.person} and {other.person} from {first} to {last}"
                yield f"{file}, lines {one.line} and {other.line}: {what}: {both}; correct a date, or add the reason to vacancies.csv"


def _covered(first: date, last: date, explained: Sequence[Vacancy], kinds: tuple[str, ...]) -> bool:
    """Whether an explained time covers nearly all of a time."""
    return any(
        one.kind in kinds and (one.first <= first or one.first - first <= TOLERANCE) and (one.last >= last or last - one.last <= TOLERANCE) for one in explained
    )
