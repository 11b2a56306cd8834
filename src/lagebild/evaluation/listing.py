"""What went wrong where: missed and invented events with their sentences and what the coder had to say about them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lagebild.coding import Coder, Rejection
from lagebild.evaluation.annotation import Annotation
from lagebild.evaluation.figures import confused, pairs
from lagebild.evaluation.gold import GoldSet
from lagebild.evaluation.predictions import Prediction
from lagebild.model import Document, Sentence
from lagebild.pipeline import CodedReport

NEAREST = 3
"""So many near rules are shown for a missed event."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A missed (`missed`) or an invented event with its sentence; `reasons` are lines, most telling first, empty if nothing is known."""

    missed: bool
    annotation: Annotation
    sentence: str
    reasons: tuple[str, ...]


def mistakes(gold: GoldSet, predictions: Sequence[Prediction], coded: Mapping[str, CodedReport], coder: Coder | None) -> list[Mistake]:
    """All of them, in the order of gold and then of the predictions. `coded` and `coder` are those that made the predictions, empty and None
    for predictions of a file: then the reasons are only what the records say themselves."""
    offered = [one.annotation for one in predictions]
    matched = pairs(gold.events, offered)
    mixed = confused(gold.events, offered, matched)
    found = []
    for i in sorted(set(range(len(gold.events))) - {i for i, _ in matched}):
        event = gold.events[i]
        reasons = [f"coded as {_rule(predictions[mixed[i]])}"] if i in mixed else []
        if coder is not None and event.doc in coded:
            reasons += _reasons(event, gold, coded[event.doc].document, coder)
        found.append(Mistake(True, event, gold.reports[event.doc].sentence_text(event.sentence), tuple(dict.fromkeys(reasons))))
    instead = {j: i for i, j in mixed.items()}
    for j in sorted(set(range(len(offered))) - {j for _, j in matched}):
        event = offered[j]
        reasons = [f"coded as {_rule(predictions[j])}"]
        if j in instead:
            reasons.append(f"gold has {gold.events[instead[j]].type} here")
        found.append(Mistake(False, event, gold.reports[event.doc].sentence_text(event.sentence), tuple(reasons)))
    return found


def _rule(prediction: Prediction) -> str:
    return f"{prediction.annotation.type} by {prediction.rule}" if prediction.rule else prediction.annotation.type


def _reasons(event: Annotation, gold: GoldSet, document: Document, coder: Coder) -> Iterator[str]:
    """Why the coder has nothing on the words of a gold trigger: candidates dropped, else near rules, else no rule at all."""
    if event.sentence is None:
        return
    start, end = gold.reports[event.doc].sentences[event.sentence]
    wanted = frozenset(re.findall(r"\w+", event.trigger.lower()))
    sentences = [one for one in document.sentences if one.start < end and start < one.end]
    candidates = coder.candidates(document)
    dropped: list[str] = []
    kept: list[str] = []
    near: list[Rejection] = []
    for sentence in sentences:
        for one in candidates[sentence.number]:
            if not _words(sentence, one.trigger) & wanted:
                continue
            name = f"{one.rule.type} by {one.rule.id}"
            (kept if one.dropped is None else dropped).append(f"coded as {name}" if one.dropped is None else f"{name} was dropped: {one.dropped}")
        near += [one for one in coder.rejections(document, sentence.number) if one.rule.type == event.type and _words(sentence, one.frame.trigger) & wanted]
    yield from dropped
    yield from kept
    for rejection in sorted(near, key=_distance)[:NEAREST]:
        yield f"near rule {rejection.rule.id}: {rejection}"
    if not (dropped or near):
        frames = [frame for one in sentences for frame in document.frames[one.number] if _words(one, frame.trigger) & wanted]
        lemmas = ", ".join(dict.fromkeys(repr(frame.lemma) for frame in frames))
        yield f"no rule of {event.type} has an anchor in {lemmas}" if frames else "the trigger is in no frame"


def _words(sentence: Sentence, tokens: Sequence[int]) -> frozenset[str]:
    return frozenset(sentence.tokens[token].text.lower() for token in tokens)


def _distance(rejection: Rejection) -> tuple[bool, int, int]:
    """Nearest first: the rule's words are all there, few conditions fail, many hold."""
    return not rejection.near, len(rejection.failures), -len(rejection.rule.required)
