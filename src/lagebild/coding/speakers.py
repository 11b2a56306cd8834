"""Who says "I" and "we": the first person of quoted speech stands for its speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lagebild.coding.attribution import AttributionReader
from lagebild.coding.matching import FrameView
from lagebild.model import Mention, Slot

_BACK = 3
"""How many sentences a quotation may run on after its speaker was named."""


def is_own_word(source: Mention, actors: Iterable[Mention]) -> bool:
    """Whether a source is one of the actors, by name or as the first person of what it says."""
    return any(source.start == actor.start or actor.how == _first_person(source) for actor in actors)


def _first_person(speaker: Mention) -> str:
    return f"first person of {speaker.text!r}"


class SpeakerReader:
    """Built once from the pronouns of a language's `actors.toml`."""

    def __init__(self, pronouns: dict[str, Any], attribution: AttributionReader) -> None:
        self._pronouns = frozenset((*pronouns["first_singular"], *pronouns["first_plural"]))
        self._stems = tuple(word for word in self._pronouns if len(word) > 3)
        self._attribution = attribution

    def read(self, view: FrameView, filler: Slot) -> Mention | None:
        """The speaker for a first-person pronoun in a slot, None for any other filler or if nobody is known to speak."""
        token = view.sentence.tokens[filler.head]
        word = token.text.lower()
        if not token.tag.startswith("P") or not (word in self._pronouns or (token.tag.startswith("PPOS") and word.startswith(self._stems))):
            return None
        speaker = self._speaker(view)
        if speaker is None or (speaker.country is None and speaker.sector is None):
            return None
        return replace(speaker, start=token.start, end=token.end, text=token.text, how=_first_person(speaker))

    def _speaker(self, view: FrameView) -> Mention | None:
        source = self._attribution.read(view)
        if source is not None and source.source is not None:
            return source.source
        document, number = view.document, view.frame.sentence
        for before in range(number, max(-1, number - _BACK - 1), -1):
            if document.sentences[before].paragraph < document.sentences[number].paragraph - 1:
                return None
            named = [
                mention
                for frame in document.frames[before]
                if frame.kind == "verb" and frame.lemma in self._attribution.verbs and frame.number != view.frame.number
                for filler in frame.slots.get("subject", ())
                if (mention := document.mentions[before].get(filler.head)) is not None and not mention.how.startswith("first person")
            ]
            if named:
                return named[-1]
        return None
