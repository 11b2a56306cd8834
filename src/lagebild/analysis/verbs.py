"""Tense and mood of a German finite verb form, decided from the form and its infinitive.

HanTa says that a form is finite but not which tense or mood; the parser says neither. Only what a form can be and nothing else
counts as Konjunktiv: "habe" and "angreife" can (third person), "haben" and "angreifen" (plural) cannot be told from the indicative.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

_UMLAUT = str.maketrans({"a": "ä", "o": "ö", "u": "ü"})


class VerbForms:
    """Built once from a language's `verbs.toml`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._finite: dict[str, tuple[str, str]] = {form: (tense, mood) for form, (tense, mood) in data["finite"].items()}
        self._past: dict[str, str] = data["past"]
        # Longest first, so that "empfangen" is tried before "fangen".
        self._bases = sorted(self._past, key=len, reverse=True)
        self.perfect_with_sein = frozenset(data["perfect_with_sein"])
        self.object_control = frozenset(data["object_control"])
        self.willed = frozenset(data["willed"])
        self.copular = frozenset(data["copular"])
        self.asks_of = frozenset(data["asks_of"])
        self.naming = frozenset(data["naming"])
        self.dative_person = frozenset(data["dative_person"])
        self.dative_only = frozenset(data["dative_only"])
        self.takes_dative = self.dative_only | self.dative_person | frozenset(data["dative_too"])
        self.takes_genitive = frozenset(data["genitive"])
        self.dative_required = frozenset(data["dative_required"])
        self.measures = tuple(word.lower() for word in data["measures"])
        self.belonging = tuple(word.lower() for word in data["belonging"])
        self.reading = lru_cache(maxsize=50_000)(self._reading)

    def _reading(self, form: str, lemma: str) -> tuple[str, str]:
        """(tense, mood) of a finite form: tense "present" or "past", mood "indicative", "konjunktiv1" or "konjunktiv2"."""
        form, lemma = form.lower(), lemma.lower()
        if form in self._finite:
            return self._finite[form]
        base = next((base for base in self._bases if lemma.endswith(base)), None)
        prefix = lemma[: len(lemma) - len(base)] if base else ""
        # In a main clause the particle stands apart: "greift ... an" has the lemma "angreifen" and the form "greift".
        bare = form[len(prefix) :] if prefix and form.startswith(prefix) else form
        if base is not None:
            past = self._past[base]
            if bare in (past, past + "en", past + "n") and bare != base:
                return "past", "indicative"
            umlauted = _umlauted(past)
            if umlauted != past and bare in (umlauted, umlauted + "e", umlauted + "en", umlauted + "n"):
                return "present", "konjunktiv2"
            if past.endswith("ie") and bare in (past + "e", past + "en"):
                return "past", "indicative"
        stem = _stem(base or lemma)
        # Also with a strong base, which then only looks like one: "beantragte", "begleitete", "veranlasste".
        if form.endswith((stem + "te", stem + "ten", stem + "ete", stem + "eten")):
            return "past", "indicative"
        if base is None:
            if form.endswith(stem + "e"):
                return "present", "konjunktiv1"
            return "present", "indicative"
        if bare == stem + "e":
            return "present", "konjunktiv1"
        return "present", "indicative"


def _stem(infinitive: str) -> str:
    if infinitive.endswith(("eln", "ern")):
        return infinitive[:-1]
    # "lehnen" keeps the n of its stem.
    return infinitive[:-2] if infinitive.endswith("en") else infinitive.removesuffix("n")


def _umlauted(past: str) -> str:
    """Konjunktiv II stem of a strong past: the last a, o, u of the stem takes its umlaut ("kam" -> "käm", "wusste" -> "wüsste")."""
    for position in range(len(past) - 1, -1, -1):
        if past[position] in "aou" and not (past[position] == "u" and position and past[position - 1] in "ae"):
            return past[:position] + past[position].translate(_UMLAUT) + past[position + 1 :]
    return past
