"""The text of `lagebild explain`."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.coding import Candidate, Rejection
from lagebild.model import Event, Frame, Mention, Sentence
from lagebild.pipeline import CodedReport, Pipeline


def explanation(pipeline: Pipeline, coded: CodedReport, *, only: int | None = None, parse: bool = False, every: bool = False) -> Iterator[str]:
    """Lines for each sentence: text, frames, mentions, moments, places, candidates with the reason why not, rules that nearly fitted with what
    failed (`every`: also those that need other words), events with their trace."""
    document = coded.document
    candidates = pipeline.parts.coder.candidates(document)
    for sentence in document.sentences:
        if only is not None and sentence.number != only:
            continue
        text = document.report.text[sentence.start : sentence.end]
        yield f"\n[{sentence.number}] {' '.join(text.split())}"
        if parse:
            yield from _parse(sentence)
        for frame in document.frames[sentence.number]:
            if frame.kind != "noun":
                yield f"  frame    {_frame(sentence, frame)}"
        for token, mention in sorted(document.mentions[sentence.number].items()):
            if token >= 0:
                yield f"  party    {_party(mention)}"
        for moment in document.moments[sentence.number]:
            end = f" to {moment.end}" if moment.end != moment.start else ""
            yield f"  moment   {moment.text!r} = {moment.start}{end} ({moment.precision})"
        for place in document.places[sentence.number].values():
            yield f"  place    {place.text!r} = {place.name} {place.country or ''}".rstrip()
        for candidate in candidates[sentence.number]:
            if candidate.dropped is not None:
                yield f"  not      {_words(sentence, candidate)}: {candidate.rule.type} by {candidate.rule.id}, but {candidate.dropped}"
        yield from _rejected(sentence, pipeline.parts.coder.rejections(document, sentence.number), every=every)
        for event in coded.events:
            if event.sentence_number == sentence.number:
                yield from _event(event)


def _parse(sentence: Sentence) -> Iterator[str]:
    for number, token in enumerate(sentence.tokens):
        head = "root" if token.head == number else sentence.tokens[token.head].text
        yield f"  {number:3} {token.text:24} {token.tag:10} {token.lemma:24} {token.label:12} {head}"


def _frame(sentence: Sentence, frame: Frame) -> str:
    tokens = sentence.tokens
    slots = "; ".join(f"{name}: {', '.join(tokens[one.head].text for one in fillers)}" for name, fillers in frame.slots.items())
    marks: list[str] = [frame.voice, frame.tense, frame.mood, frame.embedding]
    if frame.modal:
        marks.append(f"modal {frame.modal}")
    if frame.negation is not None:
        marks.append(f"negated by {tokens[frame.negation].text!r}")
    return f"{frame.lemma} ({', '.join(marks)}) {slots}"


def _party(mention: Mention) -> str:
    codes = " ".join(code for code in (mention.country or "no country", mention.sector) if code)
    return f"{mention.text!r} = {mention.name or '-'} [{codes}] because: {mention.how}"


def _rejected(sentence: Sentence, rejections: list[Rejection], *, every: bool) -> Iterator[str]:
    others: dict[int, int] = {}
    for one in sorted(rejections, key=lambda one: (one.frame.head, len(one.failures))):
        words = " ".join(sentence.tokens[token].text for token in one.frame.trigger)
        if every or one.near:
            yield f"  failed   {words}: {one.rule.type} by {one.rule.id}, but {one}"
        else:
            others[one.frame.head] = others.get(one.frame.head, 0) + 1
    for head, count in others.items():
        yield f"  failed   {sentence.tokens[head].text}: rules for phrases with other words: {count}; --all shows them"


def _words(sentence: Sentence, candidate: Candidate) -> str:
    return " ".join(sentence.tokens[token].text for token in candidate.trigger)


def _event(event: Event) -> Iterator[str]:
    kind = event.type + (f"/{event.mode}" if event.mode else "")
    yield f"  EVENT    {kind}, {event.status}, at {event.trigger.text!r} ({event.trigger.start}-{event.trigger.end}), rule {event.trace.rule}"
    for name, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties:
            yield f"    {name:9} {_party(party)}"
    for step in event.trace.steps:
        yield f"    because   {step}"
    if event.attribution is not None:
        source = event.attribution.source
        yield f"    source    {_party(source) if source is not None else 'unspecified'}"
    if event.date is not None:
        yield f"    date      {event.date.text!r} = {event.date.start}"
    if event.place is not None:
        yield f"    place     {event.place.text!r}"
