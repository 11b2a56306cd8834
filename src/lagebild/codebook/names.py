"""One index over all names of the codebook: word sequences to what they can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from lagebild.codebook.actors import Office, Organisation, State, load_offices, load_organisations, load_states, load_territories

LONGEST_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Name:
    """What a word sequence names: exactly one of the three is set; `seat` marks a capital or building that stands for its state."""

    state: State | None = None
    organisation: Organisation | None = None
    offices: tuple[Office, ...] = ()
    seat: bool = False


Meaning = TypeVar("Meaning")


def not_overlapping(count: int, match: Callable[[int], tuple[int, Meaning] | None]) -> list[tuple[int, int, Meaning]]:
    """What `match` finds at the words 0 to `count`, each after the end of the one before: (first word, word after the last, meaning)."""
    found = []
    index = 0
    while index < count:
        one = match(index)
        if one is not None:
            found.append((index, index + one[0], one[1]))
        index += one[0] if one is not None else 1
    return found


class NameIndex:
    """Longest-match look-up of names in a sentence, and look-ups by adjective, demonym and surname."""

    def __init__(self, states: Sequence[State], organisations: Sequence[Organisation], offices: Sequence[Office]) -> None:
        self.states: dict[str, State] = {}
        """The first entry of a code is the state itself, later ones are territories that carry its code."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], Name, str | None]]] = defaultdict(list)
        self.adjectives: dict[str, State] = {}
        self.demonyms: dict[str, State] = {}
        for state in states:
            self.states.setdefault(state.id, state)
            for name in (state.name, *state.names):
                self._add(name, Name(state=state))
            for seat in state.seats:
                self._add(seat, Name(state=state, seat=True))
            for adjective in state.adjectives:
                self.adjectives.setdefault(adjective.lower(), state)
            for demonym in state.demonyms:
                self.demonyms.setdefault(demonym, state)
        self.by_id = {organisation.id: organisation for organisation in organisations}
        self._bodies: dict[tuple[str, str | None], Organisation] = {}
        for organisation in organisations:
            for name in (organisation.name, *organisation.names):
                self._add(name, Name(organisation=organisation))
            self._bodies.setdefault((organisation.name.split()[-1].casefold(), organisation.country), organisation)
        by_name: dict[str, list[Office]] = defaultdict(list)
        self.surnames: dict[str, list[Office]] = defaultdict(list)
        for office in offices:
            for name in dict.fromkeys((office.person, *(n for n in office.names if not n.startswith("=")))):
                by_name[name].append(office)
                if not any(n.startswith("=") for n in office.names):
                    self.surnames[name.split()[-1]].append(office)
            for name in office.names:
                if name.startswith("="):
                    self.surnames[name[1:]].append(office)
        for name, held in by_name.items():
            if " " in name:
                self._add(name, Name(offices=tuple(held)))
        for entries in self._by_first.values():
            # Of names of equal length the body wins over the seat: "Kreml" is a government before it is a building.
            entries.sort(key=lambda entry: (-len(entry[0]), entry[1].seat))

    def _add(self, name: str, meaning: Name) -> None:
        words = tuple(name.split())
        if words:
            # An abbreviation ("AU", "MAS") is a name only in capitals: "Aus" and "Maß" are words.
            exact = name if len(words) == 1 and name.isupper() and len(name) <= LONGEST_ABBREVIATION else None
            self._by_first[words[0].casefold()].append((tuple(word.casefold() for word in words), meaning, exact))

    def find(self, words: Sequence[str]) -> list[tuple[int, int, Name]]:
        """All names in a sentence, longest first at each word, not overlapping: (first word, word after the last, meaning).

        A genitive -s of the last word is ignored, and of the first for inflected first words ("Weißen Hauses").
        """
        folded = [word.casefold() for word in words]
        return not_overlapping(len(words), lambda index: self._at(words, folded, index))

    def _at(self, words: Sequence[str], folded: list[str], index: int) -> tuple[int, Name] | None:
        if not words[index][:1].isupper() and not words[index][:1].isdigit() and words[index][:3] not in ("al-", "asc"):
            return None
        best: tuple[int, Name] | None = None
        for first in _base_forms(folded[index]):
            if first != folded[index] and folded[index].endswith("e") and words[index] in self.surnames:
                # "Hollande" is no form of "Holland".
                continue
            for name, meaning, exact in self._by_first.get(first, ()):
                size = len(name)
                if best is not None and (size < best[0] or (size == best[0] and (meaning.seat or not best[1].seat))):
                    break
                if index + size > len(words) or (exact is not None and words[index] not in (exact, exact + "s")):
                    continue
                rest = folded[index + 1 : index + size]
                if all(_same(found, wanted) for found, wanted in zip(rest, name[1:], strict=True)) and _cased(words[index : index + size], name):
                    best = (size, meaning)
                    break
        return best

    def body(self, word: str, country: str) -> Organisation | None:
        """The body of a country whose name ends with the word: "Bundesrat" is "Schweizer Bundesrat" in Switzerland."""
        return self._bodies.get((word.casefold(), country)) or self._bodies.get((word.casefold().removesuffix("s"), country))

    def surname(self, word: str) -> list[Office]:
        """Offices of all persons with this surname; a genitive -s is ignored."""
        return self.surnames.get(word) or (self.surnames.get(word[:-1], []) if word.endswith("s") else []) or self.surnames.get(word.rstrip("'’"), [])

    def adjective(self, lemma: str) -> State | None:
        """The state that an adjective of origin names ("russischen" -> RUS); compounds by their last part ("französisch-deutsch")."""
        lower = lemma.lower()
        for ending in ("", "e", "en", "er", "em", "es"):
            if ending and not lower.endswith(ending):
                continue
            stem = lower[: len(lower) - len(ending)] if ending else lower
            for one in (
                stem,
                stem.removeprefix("süd"),
                stem.removeprefix("nord"),
                stem.removeprefix("ost"),
                stem.removeprefix("west"),
            ):
                if one in self.adjectives:
                    return self.adjectives[one]
        return None

    def opposed(self, lemma: str) -> State | None:
        """The state that an adjective says somebody is against ("antiamerikanisch", "anti-chinesisch")."""
        lower = lemma.lower()
        return self.adjective(lower.removeprefix("anti").removeprefix("-")) if lower.startswith("anti") else None

    def demonym(self, word: str) -> State | None:
        """The state whose people the word names ("Russen", "Amerikanerin", "Ukrainern")."""
        for form in (word, word.removesuffix("n"), word.removesuffix("s"), word.removesuffix("en")):
            if form in self.demonyms:
                return self.demonyms[form]
        return None


@lru_cache(maxsize=1 << 15)
def _base_forms(word: str) -> tuple[str, ...]:
    """The word and what it may be inflected from ("russlands" -> russland, "weißen" -> weiße, weißes)."""
    forms = [word]
    if word.endswith(("s", "'", "’")):
        forms.append(word[:-1])
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith(("en", "em", "er", "es")) and len(word) > 4:
        forms += [word[:-1], word[:-2] + "e", word[:-2] + "er", word[:-2] + "es", word[:-2]]
    elif word.endswith(("e", "n")) and len(word) > 4:
        forms += [word[:-1], word + "r", word + "s", word + "n"]
    return tuple(dict.fromkeys(forms))


def _same(found: str, wanted: str) -> bool:
    return found == wanted or wanted in _base_forms(found)


def _cased(words: Sequence[str], name: tuple[str, ...]) -> bool:
    """Short one-word names must stand in the text in capitals of their own: "IS" is a name, "is" is not."""
    return len(name) > 1 or len(name[0]) > 3 or words[0].isupper() or words[0][0].isupper()


@cache
def load_names() -> NameIndex:
    """The index over the shipped tables, built once per process."""
    return NameIndex((*load_states(), *(one.names for one in load_territories())), load_organisations(), load_offices())
