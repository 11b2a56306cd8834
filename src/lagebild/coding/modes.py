"""The mode of an event: fixed by its rule, or read off the trigger's stems and the words among its arguments and content."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.coding.lexicon import noun_forms
from lagebild.coding.matching import FrameView
from lagebild.languages import ModeCue, Rule, TypeRules

_SUBJECT_SIDE = ("subject", "adverb", "reflexive", "verb", "possessive")
SHORTEST_STEM = 4


class ModeReader:
    """Built once over the mode cues of all rule files; files of one type share their cues."""

    def __init__(self, types: Sequence[TypeRules]) -> None:
        self._cues: dict[str, list[ModeCue]] = {}
        for one in types:
            self._cues.setdefault(one.type, []).extend(one.modes)

    def read(self, view: FrameView, rule: Rule, trigger: tuple[int, ...]) -> str | None:
        """The event's mode, None where none fits or nothing is said."""
        if rule.mode is not None:
            return rule.mode or None
        cues = self._cues.get(rule.type, ())
        if not cues:
            return None
        stems = {view.frame.lemma.lower()}
        for token in trigger:
            one = view.sentence.tokens[token]
            stems |= {one.lemma.lower(), *one.parts, *one.text.lower().split("-")}
        for cue in cues:
            if any(_has_stem(stem, wanted) for stem in stems for wanted in cue.trigger):
                return cue.name
        # Under a demanding modal the verb itself is what is demanded.
        words = self._words(view) + ([view.frame.lemma] if rule.kind == "modal" else [])
        for cue in cues:
            if any(_is_word(word, wanted) for word in words for wanted in cue.words):
                return cue.name
        return None

    def _words(self, view: FrameView) -> list[str]:
        """Lemmas of everything that the event's slots govern, except the acting side; and of verbs in its content."""
        found: list[str] = []
        for slot, fillers in view.frame.slots.items():
            if slot in _SUBJECT_SIDE:
                continue
            for filler in fillers:
                without = frozenset({"acl", "advcl"}) if slot != "clause" else frozenset({"advcl"})
                members = view.sentence.subtree(filler.head, without=without)
                for token in members:
                    one = view.sentence.tokens[token]
                    if one.tag.startswith(("NN", "V", "ADJ")):
                        found += noun_forms(one.lemma.lower())
                found += [f.lemma for f in view.frames if f.kind == "verb" and f.head in members]
        return found


def _has_stem(stem: str, wanted: str) -> bool:
    if wanted.startswith("="):
        return stem == wanted[1:]
    return stem == wanted or (len(wanted) >= SHORTEST_STEM and (stem.startswith(wanted) or stem.endswith(wanted)))


def _is_word(word: str, wanted: str) -> bool:
    if wanted.startswith("="):
        return word == wanted[1:]
    return word == wanted or (len(wanted) >= SHORTEST_STEM and len(word) > len(wanted) + 2 and (word.endswith(wanted) or word.startswith(wanted)))
