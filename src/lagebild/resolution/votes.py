"""Which countries a report names, and where: the votes that `context.py` weighs."""

from __future__ import annotations

from lagebild.codebook import Name, NameIndex, office_on
from lagebild.codebook.places import Gazetteer
from lagebild.languages.roles import Roles
from lagebild.model import Document, Sentence
from lagebild.resolution.compounds import CompoundReader
from lagebild.resolution.context import Memory
from lagebild.resolution.origins import NO_CONTEXT, OriginReader

DATELINES = 3
"""The dateline stands in the first sentence, or after a headline that came with the text."""


class VoteReader:
    """Counts names, adjectives, people, places and first parts of compounds before anything is resolved."""

    def __init__(self, names: NameIndex, gazetteer: Gazetteer, roles: Roles, compounds: CompoundReader, origins: OriginReader) -> None:
        self._names = names
        self._gazetteer = gazetteer
        self._roles = roles
        self._compounds = compounds
        self._origins = origins

    def count(self, document: Document, memory: Memory) -> None:
        """Fill the names and the context of a report's memory."""
        if document.report.title:
            for _, _, name in self._names.find(document.report.title.replace(":", " :").split()):
                self._vote(memory, -1, 0, name)
        self._dateline(document, memory)
        for sentence in document.sentences:
            found = self._names.find([token.text for token in sentence.tokens])
            memory.names.append(found)
            for first, _, name in found:
                self._vote(memory, sentence.number, first, name, subject=_in_subject(sentence, first))
            for index in range(len(sentence.tokens)):
                country = self._spoken_of(sentence, index, named=any(first <= index < last for first, last, _ in found))
                if country is not None:
                    memory.context.add(sentence.number, index, country, subject=_in_subject(sentence, index))
                elif not any(f <= index < last for f, last, _ in found) and (country := self._compounded(sentence, index)) is not None:
                    memory.context.add(sentence.number, index, country, compound=True)

    def _dateline(self, document: Document, memory: Memory) -> None:
        """The places of the dateline vote: a report from Vienna that says "die Regierung" means Austria's, unless it speaks of another."""
        for first in document.sentences[:DATELINES]:
            if not first.tokens:
                continue
            words = document.report.text[first.start : first.tokens[0].start].replace("/", " / ").replace("(", " ( ").split()
            for position, _, name in self._names.find(words):
                self._vote(memory, -1, position, name)
                if name.state is not None and memory.context.home is None:
                    memory.context.home = name.state.id
            if words and memory.context.home is None:
                place = self._gazetteer.find(words, 0)
                memory.context.home = place[1].country if place is not None else None

    def _vote(self, memory: Memory, sentence: int, token: int, name: Name, *, subject: bool = False) -> None:
        country = name.state.id if name.state else name.organisation.country if name.organisation else None
        if name.offices:
            current = office_on(name.offices, memory.day)
            country = current.country if current else None
        if name.organisation and name.organisation.kind == "media":
            return
        if country and country not in NO_CONTEXT - {"EUR"}:
            memory.context.add(sentence, token, country, subject=subject)

    def _spoken_of(self, sentence: Sentence, index: int, *, named: bool) -> str | None:
        """Country of a word beside the names: "russische", "Russen", "Kremlchef", a place. `named` words have voted already."""
        token = sentence.tokens[index]
        if token.tag.startswith("ADJ(A"):
            state = self._names.adjective(token.lemma) or self._names.adjective(token.text)
            return state.id if state is not None else None
        if not token.tag.startswith("N"):
            return None
        state = self._names.demonym(token.text)
        if state is not None:
            return state.id
        if named:
            return None
        role = self._roles.find(token.lemma, token.text)
        if role is not None and len(role.countries) == 1:
            return role.countries[0]
        return self._origins.place_country(sentence, index) if token.tag.startswith("NE") else None

    def _compounded(self, sentence: Sentence, index: int) -> str | None:
        """Country of the first part of a hyphenated noun ("US-Truppen", "SPD-Chef")."""
        token = sentence.tokens[index]
        origin = self._compounds.origin(token.text, token.parts) if token.tag.startswith("N") and "-" in token.text[1:-1] else None
        return origin[0] if origin is not None and origin[0] not in NO_CONTEXT else None


def _in_subject(sentence: Sentence, token: int) -> bool:
    """Whether a token is a subject or says whose the subject is ("Irans Präsident", "der iranische Präsident")."""
    if sentence.tokens[token].label in ("nmod", "amod", "appos", "flat"):
        token = sentence.tokens[token].head
    return sentence.tokens[token].label in ("nsubj", "nsubj:pass")
