"""Whether a time expression looks back or ahead: by tense, mood, modality and announcing words of the clause it hangs on."""

from __future__ import annotations

from lagebild.languages import Language
from lagebild.model import Document, Frame, Sentence
from lagebild.model.moment import Direction


class DirectionReader:
    """Built once from the planning words of a language's `status.toml`."""

    def __init__(self, language: Language) -> None:
        self._future_verbs = frozenset(language.status["future_verbs"])
        self._future_adjectives = tuple(language.status["future_adjectives"])

    def read(self, document: Document, sentence: Sentence, start: int, end: int) -> Direction:
        """The direction of the words at `start` to `end` (code points of the report): that of the nearest clause above that has one."""
        tokens = sentence.tokens
        inside = [i for i, t in enumerate(tokens) if t.start < end and t.end > start]
        if not inside:
            return "unknown"
        span = set(inside)
        frames = {frame.head: frame for frame in document.frames[sentence.number]}
        current = next((i for i in inside if tokens[i].head not in span or tokens[i].head == i), inside[0])
        for _ in range(len(tokens)):
            frame = frames.get(current)
            if frame is not None and current not in span:
                found = self._of_frame(document.frames[sentence.number], frame, sentence)
                if found is not None:
                    return found
            if tokens[current].head == current:
                break
            current = tokens[current].head
        return "unknown"

    def _of_frame(self, frames: tuple[Frame, ...], frame: Frame, sentence: Sentence) -> Direction | None:
        if frame.kind == "noun":
            for filler in frame.slots.get("adjective", ()):
                if sentence.tokens[filler.head].lemma.lower().startswith(self._future_adjectives):
                    return "future"
            return None
        if frame.embedding == "attribute":
            if frame.lemma in self._future_verbs:
                return "future"
            return "past" if frame.tense == "perfect" else None
        if frame.modal is not None and frame.tense not in ("perfect", "pluperfect"):
            return "past" if frame.tense == "past" and frame.modal in ("können", "müssen", "dürfen") and frame.mood == "indicative" else "future"
        if frame.tense in ("past", "perfect", "pluperfect"):
            return "past"
        if frame.tense == "future" or frame.mood == "konjunktiv2":
            return "future"
        if frame.mood == "infinitive":
            parent = frames[frame.parent] if frame.parent is not None else None
            if frame.embedding in ("content", "purpose") and (
                parent is None or parent.kind != "verb" or parent.lemma in self._future_verbs or frame.embedding == "purpose"
            ):
                return "future"
            return None
        return "future"
