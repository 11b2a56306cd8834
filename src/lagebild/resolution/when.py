"""When: the time expressions of each sentence, resolved by the tense and modality of the clause they stand in.

"Am Dienstag" in a report of Monday is tomorrow with "will" and last week with "sagte"; a present tense with a weekday ahead speaks of
the future ("reisen am Dienstag in die Ukraine"), as news German uses no present for the past.
"""

from __future__ import annotations

from dataclasses import replace

from lagebild.languages import Language
from lagebild.model import Document, Frame, Sentence
from lagebild.model.moment import Direction, Expression
from lagebild.resolution.moments import find, load_lexicon, resolve


class MomentResolver:
    """Built once from a language's `moments.toml` and the planning words of its `status.toml`."""

    def __init__(self, language: Language) -> None:
        self._lexicon = load_lexicon(language.folder / "moments.toml")
        self._future_verbs = frozenset(language.status["future_verbs"])
        self._future_adjectives = tuple(language.status["future_adjectives"])

    def resolve(self, document: Document) -> Document:
        """The document with `moments` filled, one tuple a sentence."""
        out = []
        for sentence in document.sentences:
            text = document.report.text[sentence.start : sentence.end]
            moments = []
            for expression in find(text, self._lexicon):
                # "für Samstag" names what is to come, whatever the tense of the announcing verb.
                direction = (
                    "future"
                    if expression.preposition == "für"
                    else self._direction(document, sentence, sentence.start + expression.start, sentence.start + expression.end)
                )
                moment = resolve(expression, document.report.day, direction)
                if moment is not None and moment.start is not None and expression.preposition == "seit" and _is_day(expression):
                    # "seit gestern": the day is known, and that it goes on says the verb.
                    moment = replace(moment, end=moment.start, precision="day")
                if moment is not None:
                    # The record shows the expression with its preposition: "am Dienstag"; not with that of another noun: "auf der heute ...".
                    outer = expression.outer_start if text[expression.outer_start : expression.start].count(" ") <= 1 else expression.start
                    moments.append(
                        replace(
                            moment,
                            span_start=sentence.start + outer,
                            span_end=sentence.start + expression.end,
                            text=text[outer : expression.end],
                        )
                    )
            out.append(tuple(moments))
        return replace(document, moments=tuple(out))

    def _direction(self, document: Document, sentence: Sentence, start: int, end: int) -> Direction:
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


def _is_day(expression: Expression) -> bool:
    """Whether an expression names one day."""
    return expression.kind in ("DATE", "TIME") and (expression.weekday is not None or expression.day is not None or expression.unit == "D")
