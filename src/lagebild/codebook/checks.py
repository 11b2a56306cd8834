"""Consistency of the codebook: codes that exist, names that mean one thing, offices without impossible dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from lagebild.codebook.actors import SUPRANATIONAL, load_offices, load_organisations, load_states, load_territories
from lagebild.codebook.governments import check_governments
from lagebild.codebook.ontology import load_ontology
from lagebild.codebook.places import check_places, load_gazetteer
from lagebild.codebook.terms import check_terms, load_terms, load_vacancies
from lagebild.languages import Language
from lagebild.languages.roles import Roles

FEWEST_COUNTRIES = 220
FEWEST_OFFICES = 4000
TYPES = 16
CONTEXTS = 37


def check_codebook() -> list[str]:
    """Findings, one line each, naming file, entry and remedy; empty if all is well. Raises `CodebookError` for an unreadable table."""
    return [*_ontology(), *_actors(), *check_places()]


def check_roles(language: Language) -> Iterator[str]:
    """Findings about the countries that a language's role words name."""
    known = {state.id for state in load_states()} | {one.names.id for one in load_territories()} | SUPRANATIONAL
    for country in sorted(Roles(language.folder / "roles.csv").countries - known):
        yield f"{language.code}/roles.csv: {country} in the column countries is no country of states.csv or territories.csv"


def _ontology() -> Iterator[str]:
    ontology = load_ontology()
    if len(ontology.types) != TYPES:
        yield f"events: {len(ontology.types)} types instead of {TYPES}"
    if len(ontology.contexts) != CONTEXTS:
        yield f"contexts.toml: {len(ontology.contexts)} contexts instead of {CONTEXTS}"
    for name, one in ontology.types.items():
        if one.quad not in (1, 2, 3, 4):
            yield f"events, {name}: quad {one.quad} is none of 1 to 4"
        if (one.score > 0) != (one.quad < 3) and one.score != 0:
            yield f"events, {name}: score {one.score} does not fit quad {one.quad}"


def _actors() -> Iterator[str]:
    states, organisations, offices = load_states(), load_organisations(), load_offices()
    sectors = load_ontology().sectors
    known = {state.id for state in states}
    territories = load_territories()
    own = {one.id for one in territories if one.names.id == one.id}
    if len(known | own) < FEWEST_COUNTRIES:
        yield f"states.csv, territories.csv: {len(known | own)} countries, fewer than {FEWEST_COUNTRIES}"
    for one in territories:
        if one.id in known:
            yield f"territories.csv, {one.id}: is a row of states.csv too; keep one"
        if one.names.id not in known | own:
            yield f"territories.csv, {one.id}: unknown country {one.names.id}; use the code of a state or the territory's own"
        if one.part_of is not None and one.part_of not in known:
            yield f"territories.csv, {one.id}: part_of {one.part_of} is no row of states.csv"
    if len(offices) < FEWEST_OFFICES:
        yield f"persons.csv: {len(offices)} offices, fewer than {FEWEST_OFFICES}"
    countries = known | own | SUPRANATIONAL
    for state in states:
        for neighbour in state.neighbours:
            if neighbour not in known:
                yield f"states.csv, {state.id}: the neighbour {neighbour} is no row of the table"
    owners: dict[str, set[str]] = defaultdict(set)
    for code, state in [(state.id, state) for state in states] + [(one.id, one.names) for one in territories]:
        for name in (state.name, *state.names):
            owners[name].add(code)
    for name, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield f"states.csv, territories.csv: {name!r} names {', '.join(sorted(ids))}; keep it in one row"
    seen: set[str] = set()
    for organisation in organisations:
        if organisation.id in seen:
            yield f"organisations.csv, {organisation.id}: the id is used twice"
        seen.add(organisation.id)
        if organisation.country is not None and organisation.country not in countries:
            yield f"organisations.csv, {organisation.id}: unknown country {organisation.country}"
        if organisation.sector is not None and organisation.sector not in sectors:
            yield f"organisations.csv, {organisation.id}: unknown sector {organisation.sector}"
    for office in offices:
        if office.first > office.last:
            yield f"persons.csv, {office.person}: {office.office} ends before it begins"
        if office.country is not None and office.country not in countries:
            yield f"persons.csv, {office.person}: unknown country {office.country}"
        if office.sector is not None and office.sector not in sectors:
            yield f"persons.csv, {office.person}: unknown sector {office.sector}"
    yield from check_governments({one.id: one for one in organisations})
    yield from check_terms(load_terms(), load_vacancies(), [state.id for state in states])
    load_gazetteer()
