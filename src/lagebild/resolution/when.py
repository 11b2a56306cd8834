"""When: the time expressions of a report, resolved by the tense and modality of the clause they stand in.

"Am Dienstag" in a report of Monday is tomorrow with "will" and last week with "sagte"; a present tense with a weekday ahead speaks of
the future ("reisen am Dienstag in die Ukraine"), as news German uses no present for the past.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import NamedTuple

from lagebild.languages import Language
from lagebild.model import Document, Moment, Sentence
from lagebild.model.moment import Direction, Expression
from lagebild.resolution.directions import DirectionReader
from lagebild.resolution.moments import find, load_lexicon, resolve

NEAR = 2
"""So many sentences a day that was named carries on for "am Abend" and "um 20 Uhr"."""
CARRIED = frozenset({"partofday", "clock", "openclock", "midnight"})
LONG_TEXT = 1500
"""Characters from which a text may show that it is no news of the day."""
NEWS_PER_CHARACTER = 0.25 / 1000
"""Fewer days of the week, yesterdays and tomorrows than this, and a long text is no news of the day."""
OF_THE_DAY = frozenset({"weekday", "night", "dayslater", "clock"})


class Dated(NamedTuple):
    """A time expression with offsets in the report, the direction of its clause, and what it resolves to."""

    expression: Expression
    sentence: int | None
    """Number of the sentence it stands in; None outside sentences (datelines)."""
    direction: Direction
    moment: Moment | None


class MomentResolver:
    """Built once from a language's `moments.toml` and the planning words of its `status.toml`."""

    def __init__(self, language: Language) -> None:
        self._lexicon = load_lexicon(language.folder / "moments.toml")
        self._directions = DirectionReader(language)

    def resolve(self, document: Document) -> Document:
        """The document with `moments` filled, one tuple a sentence."""
        moments: list[list[Moment]] = [[] for _ in document.sentences]
        text = document.report.text
        for expression, number, _, moment in self.dated(document):
            if number is None or moment is None or expression.end > document.sentences[number].end:
                continue
            if moment.start is not None and expression.preposition == "seit" and _is_day(expression):
                # "seit gestern": the day is known, and that it goes on says the verb.
                moment = replace(moment, end=moment.start, precision="day")
            # The record shows the expression with its preposition: "am Dienstag"; not with that of another noun: "auf der heute ...".
            outer = expression.outer_start if text[expression.outer_start : expression.start].count(" ") <= 1 else expression.start
            moments[number].append(replace(moment, span_start=outer, text=text[outer : expression.end]))
        return replace(document, moments=tuple(tuple(found) for found in moments))

    def dated(self, document: Document) -> list[Dated]:
        """All time expressions of the report in text order, ranges as one."""
        starts = [sentence.start for sentence in document.sentences]
        out: list[Dated] = []
        earlier: Moment | None = None
        named = 0
        for expression in find(document.report.text, self._lexicon):
            index = bisect_right(starts, expression.start) - 1
            number = index if index >= 0 and expression.start < document.sentences[index].end else None
            direction = self._direction(document, None if number is None else document.sentences[number], expression)
            known = earlier if expression.form not in CARRIED or index - named <= NEAR else None
            moment = resolve(expression, document.report.day, direction, known)
            out.append(Dated(expression, number, direction, moment))
            if moment is not None and moment.precision in ("day", "part-of-day") and moment.value[:1].isdigit() and expression.form not in CARRIED:
                earlier, named = moment, index
        return out

    def single(self, document: Document) -> tuple[Dated, ...]:
        """Like `dated`, but the two ends of a range each for itself, and "heute" by the kind of text: in a long text that hardly
        names a day of the week, yesterday or tomorrow it is the present age."""
        found = self.dated(document)
        length = len(document.report.text)
        feature = length >= LONG_TEXT and sum(_is_news(one.expression) for one in found) < NEWS_PER_CHARACTER * length
        out: list[Dated] = []
        for one in found:
            if feature and _is_bare_today(one.expression) and one.moment is not None:
                out.append(one._replace(moment=replace(one.moment, value="PRESENT_REF")))
            elif one.expression.parts:
                out += self._parts(document, one)
            else:
                out.append(one)
        return tuple(out)

    def _parts(self, document: Document, whole: Dated) -> list[Dated]:
        """The ends of a range, with the values they have in it."""
        values = whole.moment.value.split("/") if whole.moment else []
        out = []
        for index, part in enumerate(whole.expression.parts):
            moment = resolve(part, document.report.day, whole.direction)
            if moment is not None and len(values) == 2 and whole.moment is not None:
                moment = replace(moment, value=values[index])
            out.append(whole._replace(expression=part, moment=moment))
        return out

    def _direction(self, document: Document, sentence: Sentence | None, expression: Expression) -> Direction:
        if not expression.parts and (found := self._directions.of_preposition(expression)) is not None:
            return found
        return "unknown" if sentence is None else self._directions.read(document, sentence, expression.start, expression.end)


def _is_day(expression: Expression) -> bool:
    """Whether an expression names one day."""
    return expression.kind in ("DATE", "TIME") and (expression.weekday is not None or expression.day is not None or expression.unit == "D")


def _is_news(expression: Expression) -> bool:
    """Whether an expression belongs to news of the day: weekdays, yesterday, tomorrow."""
    return expression.form in OF_THE_DAY or (expression.form == "relative" and (expression.offset != 0 or expression.part_of_day is not None))


def _is_bare_today(expression: Expression) -> bool:
    return expression.form == "relative" and expression.offset == 0 and expression.part_of_day is None and expression.value is None
