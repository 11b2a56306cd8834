"""Event nouns that tell of no event: topics ("die Geschichte der Invasion"), labels ("als Völkermord bezeichnet"), what is pointed back to.

German news names deeds by nouns in every other sentence, most often to speak *about* them. The guidelines code acts, not topics, no bare
anaphora, and a repeated mention only for what it adds; the words that tell are data (`topics.toml`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lagebild.analysis.tree import preposition
from lagebild.coding.matching import FrameView
from lagebild.languages import Rule
from lagebild.model import Mention

MATERIAL_TYPES = frozenset({"AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
"""Types of deeds. Nouns of verbal acts ("Forderung", "Kritik") are told by being named, in whatever phrase."""

_DEFINITE = frozenset({"der", "die", "das", "dem", "den", "des"})

Party = tuple[str | None, str | None]
"""Country and sector: who it is, whatever he is called this time."""


class TopicReader:
    """Built once over a language's `topics.toml`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._nouns = frozenset(word.lower() for word in data["nouns"])
        self._labelling = frozenset(data["labelling_verbs"])
        self._pointing = tuple(data["pointing"])

    def read(self, view: FrameView, rule: Rule) -> str | None:
        """Why a noun that names a deed tells of none, None if it tells."""
        frame = view.frame
        if frame.kind != "noun" or rule.type not in MATERIAL_TYPES or frame.parent is None:
            return None
        parent = view.frames[frame.parent]
        slot = frame.parent_slot or ""
        if parent.kind == "noun" and (slot == "genitive" or slot.startswith("pp:")) and self._is_topic(view, parent.head):
            return f"the topic of {view.sentence.tokens[parent.head].text!r}, no event told"
        if parent.lemma in self._labelling and preposition(view.sentence, frame.head) == "als":
            return f"what something is called by {view.sentence.tokens[parent.head].text!r}"
        return None

    def points_back(self, view: FrameView) -> bool:
        """Whether a noun merely points back ("dieser Angriff")."""
        return any(one.startswith(self._pointing) and len(one) < 9 for one in _determiners(view))

    def _is_topic(self, view: FrameView, head: int) -> bool:
        token = view.sentence.tokens[head]
        return token.lemma.lower() in self._nouns or (bool(token.parts) and token.parts[-1] in self._nouns)


def is_definite(view: FrameView) -> bool:
    """Whether a noun is spoken of as known: with a definite article or a possessive."""
    return "possessive" in view.frame.slots or any(one in _DEFINITE for one in _determiners(view))


def parties(mentions: Iterable[Mention]) -> frozenset[Party]:
    """Who takes part, as far as it is known."""
    return frozenset((one.country, one.sector) for one in mentions)


def _determiners(view: FrameView) -> list[str]:
    sentence = view.sentence
    return [sentence.tokens[child].text.lower() for child in sentence.children[view.frame.head] if sentence.tokens[child].label == "det"]
