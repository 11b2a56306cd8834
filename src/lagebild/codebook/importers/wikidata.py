"""Wikidata items, as the JSON dump has them: one item a line, with or without the brackets and commas of the array, plain or gzip.

People (P31 = Q5) give one row of `persons.csv` for each statement of an office held (P39) with start and end (P580, P582); organisations
of a class in `imports.toml` one row of `organisations.csv`. Format: https://www.wikidata.org/wiki/Help:Wikidata_datamodel. Labels of
offices and codes of countries (P298) come from the same file, those of most states also from the column `wikidata` of `states.csv`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lagebild.codebook.importers.rows import Imported, countries_by_item, country_codes, import_table, lines_of
from lagebild.errors import InputError

HUMAN, CLASS, OFFICE, CITIZEN, COUNTRY, JURISDICTION = "Q5", "P31", "P39", "P27", "P17", "P1001"
START, END, FOUNDED, DISSOLVED, ISO_3 = "P580", "P582", "P571", "P576", "P298"
_PRECISION = {9: 4, 10: 7, 11: 10}
"""Wikidata's precision of a time (9 year, 10 month, 11 day) to the length of an ISO prefix."""

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Context:
    items: Mapping[str, tuple[int, Item]]
    """Every item of the file by its id, with its line."""
    path: Path


def read_wikidata(path: Path, language: str = "de") -> Imported:
    """Rows and findings of a file; raises `InputError` if it cannot be read or holds no item."""
    imported = Imported()
    items: dict[str, tuple[int, Item]] = {}
    for line, item in _items(path, imported):
        items[str(item["id"])] = (line, item)
    if not items:
        raise InputError(str(path), "holds no Wikidata item", "give JSON with one item on each line, as the dump has them")
    context = _Context(items, path)
    classes = {one["id"]: one for one in import_table()["class"]}
    for name, (line, item) in items.items():
        kinds = list(_targets(item, CLASS))
        if HUMAN in kinds:
            _person(context, imported, line, item, language)
        elif found := next((classes[kind] for kind in kinds if kind in classes), None):
            _organisation(context, imported, line, name, item, found, language)
    return imported


def _items(path: Path, imported: Imported) -> Iterator[tuple[int, Item]]:
    for number, line in lines_of(path):
        text = line.strip().rstrip(",")
        if text in ("", "[", "]"):
            continue
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            imported.findings.append(f"{path}, line {number}: is no JSON ({error.msg}); each item must stand on one line, as `jq -c` writes it")
            continue
        entities = found.get("entities") if isinstance(found, dict) else None
        for one in entities.values() if isinstance(entities, dict) else found if isinstance(found, list) else [found]:
            if isinstance(one, dict) and isinstance(one.get("id"), str) and ("claims" in one or "labels" in one):
                yield number, {"id": one["id"], **{part: _mapping(one.get(part)) for part in ("labels", "aliases", "claims")}}
            else:
                imported.findings.append(f"{path}, line {number}: is no Wikidata item; an item has an id and claims")


def _mapping(part: object) -> Mapping[str, Any]:
    """A part of an item; the dump writes an empty one as a list."""
    return part if isinstance(part, dict) else {}


def _person(context: _Context, imported: Imported, line: int, item: Item, language: str) -> None:
    where = f"{context.path}, line {line} ({item['id']})"
    name, others = _names(item, language)
    statements = list(_statements(item, OFFICE))
    if not name or not statements:
        imported.findings.append(f"{where}: {'has no label in German or English' if not name else 'holds no office (P39)'}; left out")
        return
    for statement in statements:
        position = _target(statement.get("mainsnak"))
        label = _label(context, position)
        if position is None or label is None:
            imported.findings.append(f"{where}: the office {position or 'of a statement'} has no label in the file; add its item; left out")
            continue
        office = next((one for one in import_table()["office"] if any(phrase in label.lower() for phrase in one["phrases"])), None)
        country = _country(context, context.items[position][1], (JURISDICTION, COUNTRY)) or _country(context, item, (CITIZEN,))
        if office is None or country is None:
            missing = f"{label!r} is no office of imports.toml" if office is None else f"no country is known for {label!r}; add the country's item with P298"
            imported.findings.append(f"{where}: {missing}; left out")
            continue
        qualifiers = _mapping(statement.get("qualifiers"))
        first, last = _time(qualifiers.get(START)), _time(qualifiers.get(END))
        imported.persons.append(
            {
                "name": name, "names": "|".join(others), "office": office["office"], "country": country, "sector": office["sector"],
                "from": first, "to": last, "wikidata": str(item["id"]), "source": "wikidata",
            }
        )  # fmt: skip


def _organisation(context: _Context, imported: Imported, line: int, identifier: str, item: Item, found: Mapping[str, str], language: str) -> None:
    name, others = _names(item, language)
    country = _country(context, item, (COUNTRY,)) or ("IGO" if found["kind"] == "igo" else "NGO" if found["kind"] == "ngo" else None)
    if not name or country is None:
        defect = "has no label in German or English" if not name else "has no country (P17) that is known; add the country's item with P298"
        imported.findings.append(f"{context.path}, line {line} ({identifier}): {defect}; left out")
        return
    row = {
        "name": name, "names": "|".join(others), "kind": found["kind"], "country": "IGO" if found["kind"] == "igo" else country, "sector": found["sector"],
        "from": _time(_snaks(item, FOUNDED)), "to": _time(_snaks(item, DISSOLVED)), "wikidata": identifier, "source": "wikidata",
    }  # fmt: skip
    imported.add_organisation(row, name)


def _names(item: Item, language: str) -> tuple[str, list[str]]:
    """The label in the language, else in English, and what else the item is called in either."""
    labels = [item["labels"].get(code, {}).get("value", "") for code in (language, "en", "mul")]
    aliases = [one.get("value", "") for code in (language, "en") for one in item["aliases"].get(code, [])]
    found = list(dict.fromkeys(one.replace("|", " ").strip() for one in (*labels, *aliases) if one.strip()))
    return (found[0], found[1:]) if found else ("", [])


def _label(context: _Context, position: str | None) -> str | None:
    labels = context.items[position][1]["labels"] if position is not None and position in context.items else {}
    return next((labels[code]["value"] for code in ("en", "de") if code in labels), None)


def _country(context: _Context, item: Item, properties: tuple[str, ...]) -> str | None:
    """The code of the first country that one of the properties names."""
    for name in properties:
        for target in _targets(item, name):
            known = countries_by_item().get(target)
            if known is None and target in context.items:
                codes = [one.get("datavalue", {}).get("value") for one in _snaks(context.items[target][1], ISO_3)]
                known = next((code for code in codes if code in country_codes()), None)
            if known is not None:
                return known
    return None


def _statements(item: Item, name: str) -> Iterator[Mapping[str, Any]]:
    yield from (one for one in item["claims"].get(name, ()) if one.get("rank") != "deprecated")


def _snaks(item: Item, name: str) -> list[Mapping[str, Any]]:
    return [one.get("mainsnak", {}) for one in _statements(item, name)]


def _targets(item: Item, name: str) -> Iterator[str]:
    yield from (found for snak in _snaks(item, name) if (found := _target(snak)) is not None)


def _target(snak: Mapping[str, Any] | None) -> str | None:
    value = (snak or {}).get("datavalue", {}).get("value")
    return value.get("id") if isinstance(value, dict) else None


def _time(snaks: list[Mapping[str, Any]] | None) -> str:
    """The ISO prefix of the first time that is at least a year, else nothing: "+2005-11-22T00:00:00Z" with precision 10 is "2005-11"."""
    for snak in snaks or ():
        value = snak.get("datavalue", {}).get("value")
        if isinstance(value, dict) and value.get("precision") in _PRECISION and str(value.get("time", "")).startswith("+"):
            return str(value["time"])[1 : 1 + _PRECISION[value["precision"]]]
    return ""
