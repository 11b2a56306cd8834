"""Which cases a noun phrase can stand in, by article, pronoun, adjective ending, gender and the form of the noun.

"der" before a feminine is dative or genitive and never nominative; "den" is accusative singular or, with a noun in -n, dative plural. What a
phrase does not show is left open: the answer is a set, and the set of all cases where nothing can be told.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lagebild.analysis.morphology import Tagged

Readings = frozenset[str]
"""Case and gender, "nom.m" to "gen.p"; p is the plural of any gender."""

_CASES = ("nom", "acc", "dat", "gen")
ALL: Readings = frozenset(f"{case}.{gender}" for case in _CASES for gender in "mfnp")


class CaseReader:
    """Built once from a language's `nouns.toml`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._genders: dict[str, str] = {ending: gender[0] for gender, endings in data["gender"].items() for ending in endings}
        self.times = frozenset(data["times"])
        """Lemmas, in small letters, of nouns whose bare accusative says when or how long."""
        self._weak = tuple(data["weak"]["endings"])
        self._undeclined = frozenset(data["undeclined"])
        self._same_plural = tuple(data["same_plural"])
        self._ones = frozenset(data["ones"])
        self._determiners = {word: frozenset(readings) for word, readings in data["determiners"].items()}
        self._pronouns = {word: frozenset(readings) for word, readings in data["pronouns"].items()}
        self._adjective = {ending: frozenset(readings) for ending, readings in data["endings"]["adjective"].items()}
        for kind, stems in data["stems"].items():
            for stem in stems:
                for ending, readings in data["endings"][kind].items():
                    self._determiners.setdefault(stem + ending, frozenset(readings))
        self.gender = lru_cache(maxsize=50_000)(self._gender)

    def readings(self, words: Sequence[str], tagged: Sequence[Tagged], labels: Sequence[str], head: int, children: Sequence[int]) -> Readings:
        """Case and gender readings of the phrase with this head; `ALL` where neither its words nor its form decide."""
        tag, text = tagged[head].tag, words[head].lower()
        if tag.startswith(("PPER", "PDS", "PIS", "PRELS", "PWS")):
            return self._pronouns.get(text, ALL)
        found = ALL
        determined = False
        for child in children:
            if child > head:
                break
            word = words[child].lower()
            if labels[child] == "det" and word in self._determiners:
                # "die beiden", "alle diese": after an article the second word has no ending of its own.
                found = found & self._determiners[word] if not determined else found
                determined = True
            elif labels[child] == "nummod" and self._is_many(word, tagged[child].tag):
                found = frozenset(one for one in found if one.endswith("p"))
        if not determined:
            adjectives = (c for c in children if c < head and labels[c] == "amod" and tagged[c].tag.startswith("ADJ(A") and words[c][0].islower())
            adjective = next((words[c].lower() for c in adjectives if words[c].lower() not in self._undeclined), "")
            ending = next((one for one in sorted(self._adjective, key=len, reverse=True) if adjective.endswith(one)), None)
            found &= self._adjective[ending] if ending else ALL
        if tag.startswith("N"):
            found &= self._by_form(words[head], tagged[head])
        return found or ALL

    def _is_many(self, word: str, tag: str) -> bool:
        """Whether a number makes its noun a plural."""
        return (word.isdigit() or tag.startswith("CARD")) and word not in self._ones

    def _by_form(self, text: str, tagged: Tagged) -> Readings:
        """What a noun can be by its gender and ending."""
        if tagged.tag.startswith("NNA"):
            # "der Vorsitzende" but "des, dem, den Vorsitzenden".
            return frozenset(one for one in ALL if not (text.endswith("n") and one in ("nom.m", "nom.f", "acc.f")))
        form, lemma = text.lower(), tagged.lemma.lower()
        known = self.gender(lemma)
        if form == lemma + "e" and not self._is_word(lemma):
            # "Flatrate" is not the plural of a masculine in -rat.
            known = None
        gender = known or self.gender(form)
        if tagged.tag.startswith("NE") or text.isupper():
            return frozenset(one for one in ALL if gender is None or one[-1] in (gender, "p"))
        # HanTa guesses the lemma of a word it does not know, so that only a known lemma shows that the form is inflected.
        base = form == lemma or (known is None and gender is not None)
        if not base and known is None:
            return ALL
        weak = not base and form.startswith(lemma.removesuffix("e")) and lemma.endswith(self._weak)
        out = set()
        for one in ALL:
            case, number = one[:3], one[-1]
            if number == "p":
                possible = (not base or known is None or lemma.endswith(self._same_plural)) and (case != "dat" or form.endswith(("n", "s")))
            elif gender is not None and number != gender:
                possible = False
            elif case == "nom" or number == "f":
                possible = base
            elif case == "gen":
                possible = form.endswith("s") or weak
            else:
                possible = base or (number == "m" and weak) or (case == "dat" and form == lemma + "e")
            if possible:
                out.add(one)
        return frozenset(out) or ALL

    def _is_word(self, lemma: str) -> bool:
        """Whether a lemma is a listed word, or a compound with one of at least five letters at its end."""
        return any(lemma[start:] in self._genders for start in range(len(lemma)) if start == 0 or len(lemma) - start >= 5)

    def _gender(self, lemma: str) -> str | None:
        """m, f or n by the longest known ending of a lemma in small letters, None if there is none."""
        return next((self._genders[lemma[start:]] for start in range(len(lemma)) if lemma[start:] in self._genders), None)
