"""Where: phrases of place in each sentence, with country and coordinates where the gazetteer has them.

A name that the gazetteer lacks is still a place after a preposition of place; it keeps its text and no country: unknown stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from lagebild.analysis.phrases import extent
from lagebild.analysis.tree import preposition
from lagebild.codebook.places import Gazetteer
from lagebild.languages import Language
from lagebild.model import Document, Mention, Place, Sentence

_LABELS = ("obl", "nmod", "conj", "appos", "flat", "obj", "obl:arg", "nsubj:pass")


class PlaceResolver:
    """Built once over the gazetteer and a language's `places.toml`."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        data: dict[str, Any] = language.toml("places")
        self._gazetteer = gazetteer
        self._nouns = tuple(word.lower() for word in data["nouns"])
        self._prepositions = frozenset(data["prepositions"])
        self._never = frozenset(word.lower() for word in data["never"])

    def resolve(self, document: Document) -> Document:
        """The document with `places` filled: for each sentence, head token -> place."""
        return replace(document, places=tuple(self._sentence(document, sentence) for sentence in document.sentences))

    def _sentence(self, document: Document, sentence: Sentence) -> Mapping[int, Place]:
        words = [token.text for token in sentence.tokens]
        mentions = document.mentions[sentence.number] if document.mentions else {}
        found: dict[int, Place] = {}
        for index, token in enumerate(sentence.tokens):
            if token.label not in _LABELS or not token.tag.startswith(("N", "FM", "XY")):
                continue
            # A newspaper or an office named after a city is not in that city.
            known = self._gazetteer.find(words, index) if not _is_party(mentions.get(index)) else None
            if known is not None:
                found[index] = self._place(document, sentence, index, known[1].name, known[1].country, known[1].lat, known[1].lon, known[1].geonames)
                continue
            prep = preposition(sentence, index)
            lemma = token.lemma.lower()
            if prep is None and token.label in ("obj", "nsubj:pass", "nmod") and lemma.endswith(self._nouns) and lemma not in self._never:
                # What force is used against: "besetzten die Stadt", "die Eroberung der Stadt".
                found[index] = self._described(document, sentence, index, words)
            if prep not in self._prepositions:
                continue
            mention = mentions.get(index)
            if lemma.endswith(self._nouns) and lemma not in self._never:
                found[index] = self._described(document, sentence, index, words)
            elif token.tag.startswith("NE") and not _is_party(mention) and prep in ("in", "bei", "nahe", "aus", "nach", "unweit"):
                found[index] = self._place(document, sentence, index, token.text, None, None, None, None)
        return MappingProxyType(found)

    def _described(self, document: Document, sentence: Sentence, index: int, words: list[str]) -> Place:
        """A place noun takes name and coordinates from the name in its phrase ("in der Hauptstadt Tallinn")."""
        _, last = extent(sentence, index)
        for position in range(index + 1, last + 1):
            known = self._gazetteer.find(words, position)
            if known is not None and sentence.tokens[position].label in ("appos", "flat", "nmod"):
                return self._place(document, sentence, index, known[1].name, known[1].country, known[1].lat, known[1].lon, known[1].geonames)
        return self._place(document, sentence, index, None, None, None, None, None)

    def _place(
        self,
        document: Document,
        sentence: Sentence,
        index: int,
        name: str | None,
        country: str | None,
        lat: float | None,
        lon: float | None,
        geonames: str | None,
    ) -> Place:
        first, last = extent(sentence, index)
        start, end = sentence.tokens[first].start, sentence.tokens[last].end
        text = document.report.text[start:end]
        return Place(start, end, text, name or text, country, lat, lon, geonames)


def _is_party(mention: Mention | None) -> bool:
    return mention is not None and (mention.kind == "person" or mention.how.startswith("organisation"))
