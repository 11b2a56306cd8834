"""Every city of the world from 15,000 inhabitants (`codebook/cities.csv`, from GeoNames), found by how its name sounds.

German texts spell foreign names their own way ("Dschalalabad" for "Jalalabad", "Chimki" for "Khimki"), so names are compared by a key in which
such spellings fall together. Keys are short of certainty: a city is looked for in a country that is known, or by its exact name.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from lagebild.codebook.actors import ACTORS
from lagebild.codebook.places import KnownPlace
from lagebild.errors import CodebookError

CITIES = ACTORS.parent / "cities.csv"
_ARTICLE = re.compile(r"\b(?:al|el|ad|ar|as|at|az|an|ash|asch|esch|ed|er|es|et|ul|en) (?=\w)")
_MARKS = re.compile(r"[’'`ʿʾʻ.()\-]")
_DOUBLED = re.compile(r"(.)\1+")
METROPOLIS = 1_000_000
"""From this number on it is known by how its name sounds."""
COLUMNS = "country,name,names,lat,lon,geonames,population"
LARGE = 100_000
"""From this number of inhabitants a city is known by its exact name alone."""


class Spelling:
    """Names to keys, by pairs of letters that fall together (`spelling` in a language's `places.toml`), applied in their order."""

    def __init__(self, pairs: Sequence[Sequence[str]]) -> None:
        self._pairs = tuple((old, new) for old, new in pairs)

    def key(self, name: str) -> str:
        """What is left of a name without accents, articles ("al-", "Esch-"), doubled letters and differences of transliteration."""
        plain = "".join(one for one in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(one))
        plain = _ARTICLE.sub("", _MARKS.sub(" ", plain).strip()).replace(" ", "")
        for old, new in self._pairs:
            plain = plain.replace(old, new)
        plain = _DOUBLED.sub(r"\1", plain)
        return plain.removesuffix("h").removesuffix("e") if len(plain) > 4 else plain


class Cities:
    """Look-up of cities. The table stays text until a country is asked for: a report speaks of few."""

    def __init__(self, lines: Sequence[str], spelling: Spelling) -> None:
        self._spelling = spelling
        self._lines: dict[str, list[str]] = {}
        for line in lines:
            self._lines.setdefault(line[:3], []).append(line)
        self._keys: dict[str, dict[str, KnownPlace]] = {}
        self._large: dict[str, KnownPlace] | None = None

    def within(self, name: str, country: str) -> KnownPlace | None:
        """The largest city of a country that sounds like the name; None if there is none."""
        if country not in self._keys:
            keys: dict[str, KnownPlace] = {}
            places = [(_place(row), row[2]) for row in csv.reader(self._lines.get(country, ()))]
            for place, _ in places:
                keys.setdefault(self._spelling.key(place.name), place)
            for place, others in places:
                for other in others.split("|") if others else ():
                    keys.setdefault(self._spelling.key(other), place)
            self._keys[country] = keys
        found = self._keys[country]
        return found.get(self._spelling.key(name)) or (found.get(self._spelling.key(name[:-1])) if name.endswith("s") else None)

    def large(self, name: str) -> KnownPlace | None:
        """The largest city of the world with exactly this name, if it is large, or one that sounds like it, if it is a metropolis."""
        if self._large is None:
            self._large = {}
            for row in csv.reader(line for lines in self._lines.values() for line in lines if int(line.rpartition(",")[2]) >= LARGE):
                place = _place(row)
                for key in (row[1], *((self._spelling.key(one) + "~") for one in (row[1], *row[2].split("|")) if place.population >= METROPOLIS)):
                    if key not in self._large or self._large[key].population < place.population:
                        self._large[key] = place
        return self._large.get(name) or self._large.get(self._spelling.key(name) + "~")


def _place(row: Sequence[str]) -> KnownPlace:
    return KnownPlace(row[1], row[0], float(row[3]), float(row[4]), row[5], "city", int(row[6]))


@cache
def load_city_lines(path: Path = CITIES) -> tuple[str, ...]:
    """The lines of the table without its head, read once; raises `CodebookError` if the head is another."""
    head, *lines = path.read_text(encoding="utf8").splitlines()
    if head != COLUMNS:
        raise CodebookError(path.name, "line 1", f"must be {COLUMNS!r}")
    return tuple(lines)
