"""Background that runs on: after a sentence about a day long past, an undated pluperfect still tells of that time.

Background begins with a moment or an event from long before the report, goes on through sentences told in the past, and ends where the report
turns back to the present: with a recent day or a main clause in the present tense.
"""

from __future__ import annotations

from lagebild.coding.attachment import carrying, chain_above, top_of
from lagebild.coding.matching import FrameView
from lagebild.model import Document, Frame, Moment

HISTORICAL_AFTER_DAYS = 60
"""An event that lies further back than this from the report's day is background: roughly two months."""
_REACH = 2
"""Sentences after the last one of the background that can still go on with it."""


class Background:
    """Where the background of one report was last; advanced sentence by sentence."""

    def __init__(self, document: Document, continuing: frozenset[str]) -> None:
        self._document = document
        self._continuing = continuing
        self._last: tuple[int, int] | None = None
        self._began: int | None = None

    def advance(self, sentence: int) -> None:
        """Read a sentence's moments and tense, before its events are built."""
        moments = self._document.moments[sentence] if self._document.moments else ()
        ends = [m for m in moments if m.end is not None]
        recent = any(not is_long_past(self._document, m) for m in ends)
        if ends and not recent:
            self.enter(sentence)
            self._began = sentence
            return
        tense = next((f.tense for f in self._document.frames[sentence] if f.kind != "noun" and f.embedding == "main" and f.finite is not None), None)
        if recent or tense == "present":
            self._last = self._began = None
        elif self._last is not None and tense in ("past", "pluperfect") and self._is_near(sentence) and self._paragraph(sentence) == self._last[1]:
            self.enter(sentence)

    def enter(self, sentence: int) -> None:
        """The sentence tells of long ago."""
        self._last = (sentence, self._paragraph(sentence))

    def covers(self, view: FrameView) -> bool:
        """Whether an undated act belongs to the background: told near to it in the pluperfect, or as what came "später", or joined by "und"."""
        clause = next((f for f in carrying(view) if f.kind != "noun" and f.finite is not None), None)
        if clause is None:
            return False
        if self._is_joined(view, clause):
            return True
        if not self._is_near(view.frame.sentence):
            return False
        if clause.tense == "pluperfect" or (clause.tense == "past" and self._is_next(view.frame.sentence)):
            return True
        goes_on = any(view.sentence.tokens[one.head].text.lower() in self._continuing for one in clause.slots.get("adverb", ()))
        return goes_on and clause.tense == "past" and self._began is not None and self._began < view.frame.sentence

    def _is_joined(self, view: FrameView, clause: Frame) -> bool:
        """Whether a clause goes on after "und" with another one of the same tense whose day is long past: "1982 scheiterte ..., und er ließ ..."."""
        token = view.sentence.tokens[clause.head]
        first = next((f for f in view.frames if f.head == token.head and f.kind == "verb"), None)
        if token.label != "conj" or first is None or first.tense != clause.tense or clause.tense not in ("past", "pluperfect"):
            return False
        moments = self._document.moments[view.frame.sentence] if self._document.moments else ()
        if any(m.end is not None and not is_long_past(self._document, m) for m in moments):
            return False
        heads = [top_of(view, m.span_start, m.span_end) for m in moments if is_long_past(self._document, m)]
        return any(one is not None and one < clause.head and first.head in chain_above(view, one) for one in heads)

    def _is_next(self, sentence: int) -> bool:
        """Whether a sentence follows right on one of the same paragraph that names the day long past: news told in the past begins with a day."""
        return self._began is not None and sentence == self._began + 1 and self._paragraph(sentence) == self._paragraph(self._began)

    def _is_near(self, sentence: int) -> bool:
        return self._last is not None and 0 <= sentence - self._last[0] <= _REACH

    def _paragraph(self, sentence: int) -> int:
        return self._document.sentences[sentence].paragraph


def is_long_past(document: Document, moment: Moment) -> bool:
    """Whether a moment lies so far before the report that what happened then is background."""
    return moment.end is not None and (document.report.day - moment.end).days > HISTORICAL_AFTER_DAYS
