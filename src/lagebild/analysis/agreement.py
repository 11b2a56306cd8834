"""Post-correction of a parse by agreement and valency: who is subject, accusative and dative object of a verb.

A parser that sees words and not cases takes what stands first for the subject. Here the arguments of each verb are labelled anew where
article, ending, number and the verb's valency leave it no choice: one subject, in the nominative, that agrees with the finite verb; one
accusative object; a bare dative. Each possible labelling has a cost; that of the parser is kept unless another is clearly better.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from lagebild.analysis.cases import CaseReader
from lagebild.analysis.parser import Tree, Words
from lagebild.analysis.verbs import VerbForms
from lagebild.languages.roles import Roles

_CORE = ("nsubj", "nsubj:pass", "obj", "obl:arg")
_OBJECTS = ("obj", "obl:arg")
_NOMINAL = ("N", "PPER", "PDS", "PIS", "PRELS", "PWS", "CARD")
_CASE_OF = {"nsubj": "nom", "nsubj:pass": "nom", "obj": "acc", "obl:arg": "dat"}
_CHANGED, _WRONG_CASE, _WRONG_NUMBER, _TWICE, _NO_SUBJECT, _NO_VALENCY, _UNLIKELY, _AFTER, _ORDER, _LIFELESS = (
    1.0,
    4.0,
    3.0,
    4.0,
    2.5,
    2.5,
    4.5,
    0.7,
    0.3,
    3.0,
)
"""Costs of a label other than the parser's, of a case the phrase cannot have, of a subject that does not agree, of a role taken twice, of a subject
lost, of an object that the verb does not take, of a dative that nothing speaks for, of a subject moved behind another argument, and of a dative after
the accusative, and of a thing as subject where somebody who could act would be the object."""


class Agreement:
    """Built once from a language's nouns and verbs."""

    def __init__(self, cases: CaseReader, forms: VerbForms, roles: Roles) -> None:
        self._cases = cases
        self._forms = forms
        self._roles = roles

    def correct(self, words: Words, tree: Tree) -> Tree:
        """The tree with the labels of subjects and objects set right; heads stay as they are."""
        children: list[list[int]] = [[] for _ in words.words]
        for token, head in enumerate(tree.heads):
            if token != head:
                children[head].append(token)
        labels = list(tree.labels)
        for verb, below in enumerate(children):
            if words.tagged[verb].tag.startswith("V"):
                self._verb(words, labels, verb, below, children)
        return Tree(tree.heads, tuple(labels)) if tuple(labels) != tree.labels else tree

    def _verb(self, words: Words, labels: list[str], verb: int, below: list[int], children: list[list[int]]) -> None:
        tagged = words.tagged
        arguments = [
            child
            for child in below
            if labels[child] in _CORE and tagged[child].tag.startswith(_NOMINAL) and not any(labels[one] == "case" for one in children[child])
        ]
        timed = [one for one in arguments if labels[one] in _OBJECTS and tagged[one].lemma.lower() in self._cases.times]
        if timed and any(labels[one] == "obj" and one not in timed for one in arguments):
            # "räumt diesen Sommer seinen Posten": the time is no second object.
            for one in timed:
                labels[one] = "obl"
        arguments = [one for one in arguments if one not in timed]
        if not arguments or len(arguments) > 4:
            return
        lemma = self._lemma(words, labels, verb, below)
        auxiliaries = {tagged[child].lemma.lower() for child in below if labels[child] == "aux"}
        stative = tagged[verb].tag.endswith("(PP)") and auxiliaries == {"sein"} and lemma not in self._forms.perfect_with_sein
        passive = stative or any(labels[child] in ("aux:pass", "nsubj:pass") for child in below)
        readings = [self._cases.readings(words.words, tagged, labels, one, children[one]) for one in arguments]
        subject = "nsubj:pass" if passive else "nsubj"
        current = tuple(subject if labels[one] in ("nsubj", "nsubj:pass") else labels[one] for one in arguments)
        finite = self._finite(words, labels, verb, below)
        # "ist zu erreichen", "hat zu bieten" have a subject, "um ... zu erreichen" has none.
        infinitive = finite is None and (tagged[verb].tag.startswith("VV(IZU)") or any(tagged[child].tag.startswith("PTKZU") for child in below))
        number = None if finite is None else _number(words.words[finite].lower())
        acts = [self._acts(words, argument) for argument in arguments]
        willed = not passive and lemma in self._forms.willed
        plural = [any(labels[one] == "conj" for one in children[argument]) for argument in arguments]

        def cost(roles: tuple[str, ...]) -> float:
            total = _NO_SUBJECT * (subject in current and subject not in roles) + _WRONG_CASE * (infinitive and subject in roles)
            for role in set(roles):
                twice = roles.count(role) - 1
                total += _TWICE * (twice and not (role == "obj" and lemma in self._forms.naming and twice == 1))
            for position, role in enumerate(roles):
                case = _CASE_OF[role]
                fitting = [one[-1] for one in readings[position] if one.startswith(case)]
                total += _CHANGED * (role != current[position]) + _WRONG_CASE * (not fitting)
                if role == subject:
                    fits = number is None or plural[position] or not fitting or any((one == "p") == (number == "plural") for one in fitting)
                    lifeless = willed and not acts[position] and any(acts[other] for other, role in enumerate(roles) if role == "obj")
                    total += _LIFELESS * lifeless
                    total += _WRONG_NUMBER * (not fits) + _AFTER * (position > 0 and role != current[position])
                elif role == "obl:arg":
                    shown = current[position] == "obl:arg" or not any(one.startswith("acc") for one in readings[position])
                    total += (_NO_VALENCY if shown else _UNLIKELY) * (lemma not in self._forms.takes_dative)
                    total += _ORDER * ("obj" in roles[:position])
                elif lemma in self._forms.dative_only or (passive and lemma not in self._forms.naming):
                    total += _NO_VALENCY
            return total

        best = min(product((subject, "obj", "obl:arg"), repeat=len(arguments)), key=lambda roles: (round(cost(roles), 3), roles != current, roles))
        if best != current and cost(best) < cost(current):
            for argument, role in zip(arguments, best, strict=True):
                labels[argument] = role if role != subject or labels[argument] not in ("nsubj", "nsubj:pass") else labels[argument]

    def _acts(self, words: Words, token: int) -> bool:
        """Whether a word names or stands for somebody who can act."""
        tag = words.tagged[token].tag
        return not tag.startswith("NN") or tag.startswith("NNA") or self._roles.find(words.tagged[token].lemma, words.words[token]) is not None

    def _finite(self, words: Words, labels: list[str], verb: int, below: list[int]) -> int | None:
        """The finite verb of the clause: an auxiliary before the predicate itself."""
        found = [child for child in below if labels[child] in ("aux", "aux:pass", "cop") and words.tagged[child].tag.endswith("(FIN)")]
        return found[0] if found else verb if words.tagged[verb].tag.endswith("(FIN)") else None

    def _lemma(self, words: Words, labels: list[str], verb: int, below: list[int]) -> str:
        lemma = words.tagged[verb].lemma.lower()
        particles: Iterator[str] = (words.words[child].lower() for child in below if labels[child] == "compound:prt")
        particle = next(particles, "")
        return lemma if lemma.startswith(particle) else particle + lemma


def _number(form: str) -> str:
    """Number of a finite form of the third person: plural forms end in -n."""
    return "plural" if (form.endswith("n") and form not in ("kann", "bin")) or form == "sind" else "singular"
