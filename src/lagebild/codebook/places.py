"""The gazetteer: place names with coordinates, from `codebook/places.csv`, and the capitals of the states."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lagebild.codebook.actors import ACTORS, load_states, load_territories
from lagebild.errors import CodebookError

PLACES = ACTORS.parent / "places.csv"


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the gazetteer; degrees WGS 84, None where only name and country are known."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: str | None
    kind: str


class Gazetteer:
    """Longest-match look-up of place names in a sentence."""

    def __init__(self, entries: Sequence[tuple[str, KnownPlace]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], KnownPlace]]] = {}
        for name, place in entries:
            words = tuple(name.split())
            self._by_first.setdefault(words[0], []).append((words, place))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Sequence[str], index: int) -> tuple[int, KnownPlace] | None:
        """The longest place name that begins at a word: (number of words, place); a genitive -s is ignored."""
        for first in (words[index], words[index].removesuffix("s")):
            for name, place in self._by_first.get(first, ()):
                size = len(name)
                if size == 1 or tuple(words[index + 1 : index + size]) == name[1:]:
                    return size, place
        return None


@cache
def load_gazetteer(path: Path = PLACES) -> Gazetteer:
    """The shipped places, read once; raises `CodebookError` for a coordinate that is no number."""
    entries: list[tuple[str, KnownPlace]] = []
    with path.open(encoding="utf8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            try:
                lat, lon = (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else (None, None)
            except (ValueError, KeyError) as error:
                raise CodebookError(path.name, f"line {number}", f"lat and lon must be degrees ({error})") from error
            place = KnownPlace(row["name"], row["country"] or None, lat, lon, row["geonames"] or None, row["kind"])
            entries += [(name, place) for name in (row["name"], *row["names"].split("|")) if name]
    known = {name for name, _ in entries}
    for state in (*load_states(), *(one.names for one in load_territories())):
        for name in (state.name, *state.names):
            entries.append((name, KnownPlace(state.name, state.id, None, None, None, "country")))
        if state.capital and state.capital not in known:
            entries.append((state.capital, KnownPlace(state.capital, state.id, None, None, None, "city")))
    return Gazetteer(entries)
