"""Which rules can fire on a word: an index from anchors to rules, so that coding a frame never scans the rule base."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from lagebild.languages import Rule

SHORTEST_TAIL = 4
"""An anchor shorter than this matches no compounds ("Rat" would match "Heirat")."""

_NEGATING_PREFIX = "nicht"


class RuleIndex:
    """Rules by anchor lemma; nouns also by the tail of a compound."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._verbs: dict[str, list[Rule]] = defaultdict(list)
        self._adjectives: dict[str, list[Rule]] = defaultdict(list)
        self._modals: dict[str, list[Rule]] = defaultdict(list)
        self._nouns: dict[str, list[Rule]] = defaultdict(list)
        self._tails: dict[str, list[Rule]] = defaultdict(list)
        for rule in rules:
            for anchor in rule.anchors:
                word = anchor.removeprefix("=").lower()
                if rule.kind == "verb":
                    self._verbs[word].append(rule)
                elif rule.kind == "modal":
                    self._modals[word].append(rule)
                elif rule.kind == "adjective":
                    self._adjectives[word].append(rule)
                else:
                    self._nouns[word].append(rule)
                    if not anchor.startswith("=") and len(word) >= SHORTEST_TAIL:
                        self._tails[word].append(rule)
        self.nouns = lru_cache(maxsize=50_000)(self._find_nouns)

    def verbs(self, lemma: str) -> Sequence[Rule]:
        """Rules anchored on a verb."""
        return self._verbs.get(lemma, ())

    def modals(self, lemma: str) -> Sequence[Rule]:
        """Rules anchored on a modal verb."""
        return self._modals.get(lemma, ())

    def adjectives(self, lemma: str) -> Sequence[Rule]:
        """Rules anchored on a predicative adjective."""
        return self._adjectives.get(lemma, ())

    def _find_nouns(self, lemma: str, text: str = "") -> tuple[Rule, ...]:
        """Rules anchored on a noun or on the tail of a compound, by lemma or by the form in the text (an anchor may be a plural form)."""
        word = lemma.lower()
        found: dict[str, Rule] = {}
        for form in dict.fromkeys((*noun_forms(word), text.lower(), text.lower().removesuffix("n"))):
            for rule in self._nouns.get(form, ()):
                found.setdefault(rule.id, rule)
            if form.startswith(_NEGATING_PREFIX):
                # "Nichtanerkennung" is no kind of recognition.
                continue
            for start in range(2, len(form) - SHORTEST_TAIL + 1):
                for rule in self._tails.get(form[start:], ()):
                    found.setdefault(rule.id, rule)
        return tuple(rule for rule in found.values() if not any(form in rule.exceptions for form in (*noun_forms(word), text.lower())))


@lru_cache(maxsize=1 << 15)
def noun_forms(word: str) -> tuple[str, ...]:
    """A noun's lemma and what it could be if the lemmatiser left an ending ("angriffs", "gesprächen")."""
    forms = [word]
    for ending in ("s", "es", "en", "e", "n", "er"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_TAIL:
            forms.append(word[: -len(ending)])
    return tuple(forms)


SHORT_TAIL = 6
"""Letters of a word that longer words end in without being compounds of it."""
DERIVING = frozenset(
    {"ab", "an", "auf", "aus", "be", "durch", "ein", "ent", "er", "ge", "mit", "nach", "um", "unter", "ver", "vor", "wider", "zer", "zu", "über"}
)
"""Prefixes that make another word of a noun: "Schuss", "Ausschuss"."""
SUFFIX = "schaft"


def word_matches(word: str, wanted: str, *, bare: bool = False) -> bool:
    """Whether a lemma is the wanted word or, unless `bare`, a compound ending in it; both lower case."""
    if word == wanted:
        return True
    if bare or len(wanted) < SHORTEST_TAIL or len(word) <= len(wanted) + 1 or not word.endswith(wanted):
        return False
    # "Band" is no tail of "Verband", "Haft" none of "Gewerkschaft".
    return len(wanted) > SHORT_TAIL or (word.removesuffix(wanted) not in DERIVING and not word.endswith(SUFFIX))
