"""What a report speaks of around a place: its countries, and the places named before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from lagebild.codebook.places import Gazetteer, KnownPlace, Meanings
from lagebild.model import Document, Sentence
from lagebild.resolution.context import CountryContext
from lagebild.resolution.origins import NO_CONTEXT

DATELINES = 3
CAPITAL = 1.0
"""What being a capital adds to the size of a city, in powers of ten."""
SPOKEN_OF = 3.0
"""What it adds if the whole report is about the country of the city."""
NOT_A_CITY = 7.0
FAR = 2
"""So many sentences back a place is taken up again by "dort" or "in der Stadt"."""
MAIN = 0.5
_GUESSED = ("the country the report speaks of", "a name that", "neighbour of", "pronoun")


class Surroundings:
    """Of one report, read while its sentences are gone through in order."""

    LARGE = 100_000
    MAJOR = 1_000_000

    def __init__(self, document: Document, gazetteer: Gazetteer, home: Sequence[str]) -> None:
        self._home = home
        self._document = document
        self._gazetteer = gazetteer
        self._spoken: list[tuple[int, int, KnownPlace]] = []

    @cached_property
    def _context(self) -> CountryContext:
        """Votes of all mentions that name their country themselves; a name of several places is no witness for one of them."""
        context = CountryContext()
        for number, mentions in enumerate(self._document.mentions):
            for token, mention in mentions.items():
                if mention.country is None or mention.country in NO_CONTEXT or any(guess in mention.how for guess in _GUESSED):
                    continue
                name = self._gazetteer.meanings(mention.text.split(), 0)
                if name is None or len(name[1]) == 1:
                    context.add(number, abs(token), mention.country)
        for sentence in self._document.sentences[:DATELINES]:
            words = (
                self._document.report.text[sentence.start : sentence.tokens[0].start].replace("/", " / ").replace("(", " ( ").split() if sentence.tokens else []
            )
            place = self._gazetteer.find(words, 0) if words else None
            if place is not None and context.home is None:
                context.home = place[1].country
        return context

    @cached_property
    def _shares(self) -> dict[str, float]:
        """Countries by their share of the votes; the dateline has one."""
        votes = Counter(self._context.total)
        if self._context.home is not None:
            votes[self._context.home] += 1
        whole = sum(votes.values())
        return {country: count / whole for country, count in sorted(votes.items(), key=lambda one: (-one[1], one[0]))}

    def countries(self) -> list[str]:
        """The countries that the report speaks of, most first; of a report that names none, those that speak its language."""
        return list(self._shares) or list(self._home)

    def main(self) -> str | None:
        """The country that at least half of the report is about."""
        return next((country for country, share in self._shares.items() if share >= MAIN), None)

    def country(self, sentence: Sentence, token: int) -> str | None:
        """The country that "des Landes" means."""
        return self._context.at(sentence.number, token)

    def is_foreign(self, place: KnownPlace) -> bool:
        """Whether a city that is no capital and no metropolis lies in a country that the report does not speak of."""
        if place.kind != "city" or place.population >= self.MAJOR or place.country is None:
            return False
        capital = self._gazetteer.capital(place.country)
        return (capital is None or capital.name != place.name) and place.country not in self._shares

    def likeliest(self, meanings: Meanings, sentence: int) -> KnownPlace:
        """The meaning that size and the countries of the report speak for; the earlier of equals."""
        return max(meanings, key=lambda place: self._weight(place, sentence))

    def _weight(self, place: KnownPlace, sentence: int) -> float:
        size = math.log10(max(place.population, 10)) if place.kind == "city" else NOT_A_CITY
        capital = self._gazetteer.capital(place.country) if place.country is not None else None
        here = sum(country == place.country for _, country, _ in self._context.votes.get(sentence, ()))
        return (
            size + (CAPITAL if capital is not None and capital.name == place.name else 0) + SPOKEN_OF * self._shares.get(place.country or "", 0) + min(here, 1)
        )

    def speak_of(self, sentence: Sentence, token: int, place: KnownPlace) -> None:
        """Remember a place for what takes it up later."""
        self._spoken.append((sentence.number, token, place))

    def before(self, sentence: Sentence, token: int, kinds: tuple[str, ...] = ()) -> KnownPlace | None:
        """The place last named, of one of the kinds if any are given, not far back."""
        for number, position, place in reversed(self._spoken):
            if sentence.number - number > FAR:
                return None
            if (number, position) < (sentence.number, token) and (not kinds or place.kind in kinds) and (place.country or place.lat is not None):
                return place
        return None
