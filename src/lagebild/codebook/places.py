"""The gazetteer: place names with coordinates, from `codebook/places.csv`, and the states with their capitals.

One name may stand for several places ("Tripoli", "Frankfurt"); which of them is meant is decided where the text is known.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lagebild.codebook.actors import ACTORS, load_states, load_territories
from lagebild.codebook.names import not_overlapping
from lagebild.errors import CodebookError

PLACES = ACTORS.parent / "places.csv"
KINDS = ("city", "country", "country-part", "region", "water", "landmark")
_SEPARATE = re.compile(r"([()/])")


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer; degrees WGS 84, None where only name and country are known."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: str | None
    kind: str
    """city | country | country-part | region | water | landmark"""
    population: int = 0
    """Inhabitants of a city, 0 if unknown."""


Meanings = tuple[KnownPlace, ...]
"""What a name can stand for, the best known first."""


class Gazetteer:
    """Longest-match look-up of place names in a sentence."""

    def __init__(self, entries: Sequence[tuple[str, KnownPlace]], capitals: Sequence[tuple[str, str]] = ()) -> None:
        meanings: dict[tuple[str, ...], list[KnownPlace]] = {}
        for name, place in entries:
            known = meanings.setdefault(_words(name), [])
            if place not in known:
                known.append(place)
        for name, place in entries:
            # "Córdoba (Spanien)" is also what "Córdoba" can mean, but less well known by it; "Hit (Irak)" alone is too short of a name.
            if name.endswith(")") and (known_by := meanings.get(_words(name.partition(" (")[0]))) and place not in known_by:
                known_by.append(place)
        self._by_first: dict[str, list[tuple[tuple[str, ...], Meanings]]] = {}
        for words, places in meanings.items():
            self._by_first.setdefault(words[0], []).append((words, tuple(places)))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))
        self._capitals = {country: self.named(name, country) for country, name in capitals}

    def find(self, words: Sequence[str], index: int) -> tuple[int, KnownPlace] | None:
        """The best known meaning of the longest name that begins at a word: (number of words, place)."""
        found = self.meanings(words, index)
        return (found[0], found[1][0]) if found is not None else None

    def meanings(self, words: Sequence[str], index: int) -> tuple[int, Meanings] | None:
        """All meanings of the longest name that begins at a word: (number of words, places); a genitive -s of its last word is ignored."""
        word = words[index]
        for first in (word, word.removesuffix("s"), word.removesuffix("’").removesuffix("'")) if word[-1:] in "s’'" else (word,):
            for name, places in self._by_first.get(first, ()):
                size = len(name)
                if size == 1:
                    return 1, places
                if first == word and tuple(words[index + 1 : index + size - 1]) == name[1:-1] and index + size <= len(words):
                    last = words[index + size - 1]
                    if last == name[-1] or (last.endswith("s") and last.removesuffix("s").removesuffix("e") in (name[-1], name[-1].removesuffix("e"))):
                        return size, places
        return None

    def scan(self, words: Sequence[str]) -> list[tuple[int, int, Meanings]]:
        """All names in a sentence, longest first at each word, not overlapping: (first word, word after the last, meanings)."""
        return not_overlapping(len(words), lambda index: self.meanings(words, index))

    def named(self, name: str, country: str) -> KnownPlace | None:
        """The place of a country with exactly this name."""
        words = _words(name)
        return next((p for known, places in self._by_first.get(words[0], ()) if known == words for p in places if p.country == country), None)

    def capital(self, country: str) -> KnownPlace | None:
        """The capital of a state."""
        return self._capitals.get(country)


def _words(name: str) -> tuple[str, ...]:
    """A name as the tokenizer divides it ("Frankfurt (Oder)" -> Frankfurt, (, Oder, ))."""
    return tuple(_SEPARATE.sub(r" \1 ", name).split())


@cache
def load_gazetteer(path: Path = PLACES) -> Gazetteer:
    """The shipped places, read once; raises `CodebookError` for a coordinate that is no number."""
    entries: list[tuple[str, KnownPlace]] = []
    numbers: dict[str, str] = {}
    with path.open(encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                lat, lon = (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else (None, None)
                population = int(row["population"] or 0)
            except (ValueError, KeyError) as error:
                raise CodebookError(path.name, f"line {number}", f"lat and lon must be degrees, population a number ({error})") from error
            if row["kind"] == "country":
                numbers[row["country"]] = row["geonames"]
                continue
            place = KnownPlace(row["name"], row["country"] or None, lat, lon, row["geonames"] or None, row["kind"], population)
            entries += [(name, place) for name in (row["name"], *row["names"].split("|")) if name]
    known = {name for name, _ in entries}
    states = [*load_states(), *(one.names for one in load_territories())]
    for state in states:
        for name in (state.name, *state.names):
            # A part of a country that stands among the names of its state is a place of its own ("Tschetschenien").
            if name not in known or name == state.name:
                entries.append((name, KnownPlace(state.name, state.id, None, None, numbers.get(state.id), "country")))
        if state.capital and state.capital not in known:
            entries.append((state.capital, KnownPlace(state.capital, state.id, None, None, None, "city")))
    # A territory inside a state ("Somaliland") has its code, but not its capital.
    return Gazetteer(entries, [(state.id, state.capital) for state in load_states() if state.capital])


def check_places(path: Path = PLACES) -> Iterator[str]:
    """Findings on the table: kinds and countries that do not exist, degrees out of range, one place entered twice."""
    known = {state.id for state in load_states()} | {one.names.id for one in load_territories()}
    seen: set[tuple[str, str]] = set()
    with path.open(encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            if row["kind"] not in KINDS:
                yield f"{path.name}, line {number}: the kind {row['kind']!r} is none of {', '.join(KINDS)}"
            if row["country"] and row["country"] not in known:
                yield f"{path.name}, line {number}: unknown country {row['country']}"
            if row["lat"] and not (abs(float(row["lat"])) <= 90 and abs(float(row["lon"])) <= 180):
                yield f"{path.name}, line {number}: {row['lat']}, {row['lon']} is not on Earth"
            if row["kind"] != "country" and (row["name"], row["country"]) in seen:
                yield f"{path.name}, line {number}: {row['name']!r} stands there twice; keep one row"
            seen.add((row["name"], row["country"]))
