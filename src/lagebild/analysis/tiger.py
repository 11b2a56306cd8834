"""Trees in the style of the TIGER treebank -> trees with the reduced labels that the clause layer reads.

TIGER (Brants et al. 2004; as dependencies: Seeker and Kuhn 2012) makes function words heads: the finite auxiliary, the preposition; conjuncts form a chain
through the conjunction; the last part of a name heads it. Here lexical verbs rise above auxiliaries, predicates above copulas, nouns above
prepositions, conjuncts hang on the first one, first names head names, titles head their bearer's name. What is left is relabelled by `labels_tiger.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lagebild.analysis.parser import Tree, Words


@dataclass(frozen=True, slots=True)
class _Rule:
    """One row: TIGER labels, groups or states of the word and of its head (empty: any), and the reduced label."""

    tiger: frozenset[str]
    own: tuple[str, ...]
    head: tuple[str, ...]
    reduced: str


@dataclass(slots=True)
class _Draft:
    """A tree under conversion: heads (the root points to itself), TIGER labels, and reduced labels where they are decided already."""

    words: Words
    heads: list[int]
    labels: list[str]
    done: list[str | None]
    verb_form: dict[int, str] = field(default_factory=dict)
    """Of a word that rose above an auxiliary: the tag of the last one, which decides whether the next verb up is an auxiliary too."""

    def tag(self, token: int) -> str:
        return self.words.tagged[token].tag

    def lemma(self, token: int) -> str:
        return self.words.tagged[token].lemma.lower()

    def below(self, token: int, *labels: str) -> list[int]:
        """Dependents in text order, those whose label is undecided and one of `labels`; all if none is given."""
        return [
            one
            for one, head in enumerate(self.heads)
            if head == token and one != token and (not labels or (self.done[one] is None and self.labels[one] in labels))
        ]

    def raise_above(self, token: int, above: int, label: str) -> None:
        """`token` takes the place of `above`, which becomes its dependent with a reduced label; other dependents go along, parts of a name stay."""
        others = [one for one in self.below(above) if one != token and self.done[one] != "flat"]
        self.heads[token] = token if self.heads[above] == above else self.heads[above]
        self.labels[token], self.labels[above] = self.labels[above], ""
        self.done[token], self.done[above] = None, label
        self.heads[above] = token
        for one in others:
            self.heads[one] = token


class TigerConverter:
    """Built from a language's `labels_tiger.toml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._labels: dict[str, str] = dict(data["labels"])
        self._groups = {name: tuple(tags) for name, tags in data["groups"].items()}
        self._verbs = {name: frozenset(lemmas) for name, lemmas in data["verbs"].items()}
        self._rules = [_Rule(frozenset(one["tiger"]), tuple(one.get("own", ())), tuple(one.get("head", ())), one["reduced"]) for one in data["rule"]]

    def knows(self, label: str) -> bool:
        """Whether a label is in the table."""
        return label.lower() in self._labels

    def convert(self, words: Words, heads: Sequence[int], labels: Sequence[str]) -> Tree:
        """The reduced tree; the root points to itself. Raises `KeyError` for a label that `knows` denies."""
        for label in labels:
            if not self.knows(label):
                raise KeyError(label)
        draft = _Draft(words, list(heads), [label.lower() for label in labels], [None] * len(labels))
        for step in (self._names, self._titles, self._prepositions, self._verb_complexes, self._coordination, self._placeholders):
            step(draft)
        return Tree(tuple(draft.heads), tuple(self._label(draft, token) for token in range(len(labels))))

    def _is(self, draft: _Draft, token: int, group: str) -> bool:
        return draft.tag(token).startswith(self._groups[group])

    def _upwards(self, draft: _Draft) -> list[int]:
        """All tokens, the deepest first, so that what has risen once can rise again."""
        depths = []
        for token in range(len(draft.heads)):
            depth, at = 0, token
            while draft.heads[at] != at:
                depth, at = depth + 1, draft.heads[at]
            depths.append(depth)
        return sorted(range(len(depths)), key=lambda token: (-depths[token], token))

    def _names(self, draft: _Draft) -> None:
        """The first part of a name heads it, wherever TIGER has its head."""
        for token in self._upwards(draft):
            parts = draft.below(token, "pnc")
            first = min([token, *parts])
            if first != token:
                draft.raise_above(first, token, "flat")
            for part in parts:
                if part != first:
                    draft.done[part] = "flat"

    def _titles(self, draft: _Draft) -> None:
        """ "Ministerin" below "Anna Muster" rises above it."""
        for token in range(len(draft.heads)):
            if draft.done[token] is not None or not self._is(draft, token, "name"):
                continue
            titles = [one for one in draft.below(token, "nk") if one < token and self._is(draft, one, "title")]
            if titles:
                draft.raise_above(titles[-1], token, "appos")

    def _prepositions(self, draft: _Draft) -> None:
        for token in self._upwards(draft):
            if not self._is(draft, token, "preposition") or draft.labels[token] in ("svp", "ac", "cp", "cd", "cm"):
                continue
            complements = draft.below(token, "nk")
            nouns = [one for one in complements if self._is(draft, one, "noun")]
            if nouns or (complements and draft.tag(token).startswith("AP")):
                draft.raise_above((nouns or complements)[0], token, "case")

    def _verb_complexes(self, draft: _Draft) -> None:
        for token in self._upwards(draft):
            if draft.done[token] is not None:
                continue
            lemma = draft.lemma(token)
            verbs = [one for one in draft.below(token, "oc") if self._nonfinite(draft, one)] if self._is(draft, token, "auxiliary") else []
            predicates = [one for one in draft.below(token, "pd") if not self._subordinate(draft, one)] if lemma in self._verbs["copula"] else []
            if verbs:
                self._rise(draft, verbs[0], token, self._auxiliary_label(draft, token, verbs[0]))
            elif predicates:
                passive = lemma in self._verbs["state"] and draft.tag(predicates[0]) == "VV(PP)"
                self._rise(draft, predicates[0], token, "aux:pass" if passive else "cop")
            elif lemma in self._verbs["state"] and self._is(draft, token, "auxiliary"):
                # "war am Montag in Oslo": where it is, is the predicate.
                places = [one for one in draft.below(token, "mo") if draft.tag(one) != "VV(PP)" and self._phrase(draft, one)]
                if places:
                    self._rise(draft, places[-1], token, "cop")

    def _rise(self, draft: _Draft, token: int, above: int, label: str) -> None:
        draft.verb_form[token] = draft.tag(above)
        draft.raise_above(token, above, label)

    def _auxiliary_label(self, draft: _Draft, token: int, verb: int) -> str:
        lemma, form = draft.lemma(token), draft.verb_form.get(verb, draft.tag(verb))
        if lemma in self._verbs["passive"] and form == "VV(PP)":
            return "aux:pass"
        return "aux:pass" if lemma in self._verbs["state"] and self._infinitive(draft, verb) else "aux"

    def _coordination(self, draft: _Draft) -> None:
        joined = [token for token in range(len(draft.heads)) if draft.done[token] is None and draft.labels[token] == "cj" and draft.heads[token] != token]
        firsts = {}
        for token in joined:
            at = draft.heads[token]
            while draft.done[at] is None and draft.labels[at] in ("cd", "cj") and draft.heads[at] != at:
                at = draft.heads[at]
            firsts[token] = at
        words = {draft.heads[token]: token for token in reversed(joined) if draft.labels[draft.heads[token]] == "cd" and draft.done[draft.heads[token]] is None}
        for token, first in firsts.items():
            draft.heads[token], draft.done[token] = first, "conj"
        for word, conjunct in words.items():
            if draft.heads[word] != word:
                draft.heads[word], draft.done[word] = conjunct, "cc"
        for token, label in enumerate(draft.labels):
            if label == "cd" and draft.done[token] is None:
                following = [one for one, first in firsts.items() if one > token and first == draft.heads[token]]
                if following:
                    draft.heads[token], draft.done[token] = following[0], "cc"

    def _placeholders(self, draft: _Draft) -> None:
        """A clause below "es" or "darauf" goes to the verb; an "es" that stands for it has no role of its own."""
        for token, label in enumerate(draft.labels):
            placeholder = draft.heads[token]
            if label != "re" or draft.done[token] is not None or placeholder == token:
                continue
            if self._is(draft, placeholder, "pronoun") and draft.heads[placeholder] != placeholder:
                draft.heads[token] = draft.heads[placeholder]
                subject = draft.labels[placeholder] in ("sb", "ep", "ph")
                if draft.tag(placeholder).startswith("PPER"):
                    draft.done[placeholder] = "expl"
            else:
                subject = bool(draft.below(placeholder, "ep", "ph")) and not draft.below(placeholder, "sb")
            if subject:
                draft.done[token] = "csubj"

    def _label(self, draft: _Draft, token: int) -> str:
        head = draft.heads[token]
        if head == token:
            return "root"
        decided = draft.done[token]
        if decided is not None:
            return decided
        label = draft.labels[token]
        if draft.tag(token).startswith("$"):
            return "punct"
        for rule in self._rules:
            if label in rule.tiger and self._fits(draft, token, rule.own) and self._fits(draft, head, rule.head):
                return rule.reduced
        return self._labels[label]

    def _fits(self, draft: _Draft, token: int, kinds: tuple[str, ...]) -> bool:
        states: dict[str, Callable[[_Draft, int], bool]] = {
            "clause": self._clause,
            "nominal": lambda one, at: self._is(one, at, "noun") and not self._decided(one, at) & {"aux", "aux:pass", "cop"},
            "bare": self._bare,
            "phrase": self._phrase,
            "passive": lambda one, at: "aux:pass" in self._decided(one, at),
        }
        return not kinds or any(states[kind](draft, token) if kind in states else self._is(draft, token, kind) for kind in kinds)

    def _decided(self, draft: _Draft, token: int) -> set[str]:
        return {label for one in draft.below(token) if (label := draft.done[one]) is not None}

    def _phrase(self, draft: _Draft, token: int) -> bool:
        return "case" in self._decided(draft, token)

    def _clause(self, draft: _Draft, token: int) -> bool:
        if self._decided(draft, token) & {"aux", "aux:pass", "cop"}:
            return True
        return self._is(draft, token, "verb") and not self._phrase(draft, token) and (draft.tag(token) != "VV(PP)" or self._arguments(draft, token))

    def _subordinate(self, draft: _Draft, token: int) -> bool:
        return bool(draft.below(token, "cp")) or draft.tag(token).endswith("(FIN)")

    def _nonfinite(self, draft: _Draft, token: int) -> bool:
        form = draft.verb_form.get(token, draft.tag(token))
        return form.startswith(self._groups["verb"]) and not form.endswith("(FIN)") and not draft.below(token, "cp")

    def _infinitive(self, draft: _Draft, token: int) -> bool:
        return draft.tag(token) == "VV(IZU)" or bool(draft.below(token, "pm"))

    def _bare(self, draft: _Draft, token: int) -> bool:
        return self._nonfinite(draft, token) and not self._arguments(draft, token, "sb", "cp")

    def _arguments(self, draft: _Draft, token: int, *labels: str) -> bool:
        return bool(draft.below(token, *(labels or ("sb", "oa", "da", "op", "oc", "mo", "cp", "sbp"))))
