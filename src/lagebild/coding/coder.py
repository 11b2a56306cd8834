"""Frames to events: find the rules that fit, decide which word is which event, and fill the record.

Order of decisions: candidates by anchor; per frame the most specific rule that holds; nouns used up by a support-verb construction and
everything inside an opaque act's content are dropped; events of one type, participants and status in one sentence are one record.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lagebild.coding.attribution import AttributionReader
from lagebild.coding.contexts import ContextReader
from lagebild.coding.lexicon import RuleIndex
from lagebild.coding.matching import FrameView
from lagebild.coding.modes import ModeReader
from lagebild.coding.participants import ParticipantReader
from lagebild.coding.status import StatusReader
from lagebild.coding.when_where import carrying, moment_of, place_of
from lagebild.codebook import Ontology
from lagebild.languages import Language, Rule
from lagebild.model import Attribution, Document, Event, Frame, Mention, Moment, Span, Status, Trace

HISTORICAL_AFTER_DAYS = 60
"""An event that lies further back than this from the report's day is background (GUIDELINES: roughly 60 days)."""
_BARE_TYPES = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "MOBILIZE"})
"""Types whose nouns report an event even bare, if it is the report's first mention of the type ("Bei Kämpfen ...")."""
_SPEECH_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that holds for a frame; `dropped` says why it became no event, None if it did."""

    frame: Frame
    rule: Rule
    view: FrameView
    trigger: tuple[int, ...]
    dropped: str | None = None
    partner: tuple[Rule, FrameView] | None = None
    """The event noun that a support-verb construction used up: its phrase can name who takes part ("es kam zu Protesten gegen ...")."""


class Coder:
    """Codes documents of one language; built once over its rules and cues."""

    def __init__(self, language: Language, ontology: Ontology, versions: Mapping[str, str]) -> None:
        self._index = RuleIndex(language.rules)
        self._ontology = ontology
        self._status = StatusReader(language.status)
        self._attribution = AttributionReader(language.speech)
        self._modes = ModeReader(language.types)
        self._participants = ParticipantReader(frozenset(word.lower() for word in language.toml("actors")["agentive"]))
        self._contexts = ContextReader(ontology.contexts)
        self._versions = tuple(sorted(versions.items()))
        self._language = language.code

    def code(self, document: Document) -> tuple[Event, ...]:
        """All events of a document in text order."""
        events: list[Event] = []
        background: tuple[int, int] | None = None
        for number, candidates in enumerate(self.candidates(document)):
            kept = [candidate for candidate in candidates if candidate.dropped is None]
            built = self._merge([self._carry(self._event(one), one, background, document) for one in kept])
            events += built
            if any(event.status == "historical" for event in built):
                background = (number, document.sentences[number].paragraph)
        return tuple(events)

    def _carry(self, event: Event, candidate: Candidate, background: tuple[int, int] | None, document: Document) -> Event:
        """An undated pluperfect right after background of the same paragraph goes on with the background."""
        if event.status != "actual" or event.date is not None or background is None:
            return event
        number, paragraph = background
        near = 0 < event.sentence_number - number <= 2 and document.sentences[event.sentence_number].paragraph == paragraph
        tense = next((f.tense for f in carrying(candidate.view) if f.kind != "noun" and f.finite is not None), None)
        if not near or tense != "pluperfect":
            return event
        changed = replace(event, status="historical", plover=self._ontology.reduce(event.type, event.mode, "historical"))
        return replace(changed, id=_identity(changed))

    def candidates(self, document: Document) -> list[list[Candidate]]:
        """For each sentence all rules that hold, with the reason for those that became no event (shown by `lagebild explain`)."""
        mentioned: set[str] = set()
        out = []
        for sentence in document.sentences:
            found = [replace(one, dropped=one.dropped or self._bare(one, mentioned)) for one in self._candidates(document, sentence.number)]
            mentioned |= {one.rule.type for one in found if one.dropped is None}
            out.append(found)
        return out

    def _candidates(self, document: Document, sentence: int) -> list[Candidate]:
        found = []
        for frame in document.frames[sentence]:
            view = FrameView(document, frame)
            best = self._best(view)
            if best is not None:
                found.append(Candidate(frame, best, view, self._trigger(view, best)))
        return self._drop(found)

    def _best(self, view: FrameView) -> Rule | None:
        """The most specific rule that holds for a frame; between equals the first in file order."""
        frame = view.frame
        if frame.kind == "noun":
            rules = self._index.nouns(frame.lemma, view.sentence.tokens[frame.head].text)
        elif frame.kind == "adjective":
            rules = tuple(self._index.adjectives(frame.lemma))
        else:
            rules = tuple(self._index.verbs(frame.lemma))
        if frame.modal is not None and self._is_demand(view):
            rules = tuple(self._index.modals(frame.modal)) or rules
        best: Rule | None = None
        for rule in rules:
            if (best is None or rule.specificity > best.specificity) and view.holds(rule):
                best = rule
        return best

    def _is_demand(self, view: FrameView) -> bool:
        """Reported speech with "müsse" or "solle" on a named person's word: what somebody says that another has to do."""
        frame = view.frame
        if frame.kind == "noun" or frame.modal_token is None or frame.tense in ("perfect", "pluperfect"):
            return False
        form = view.sentence.tokens[frame.modal_token].text.lower()
        reported = frame.mood in ("konjunktiv1", "konjunktiv2") or (frame.embedding == "content" and form in ("sollten", "sollte", "muss", "müssen", "soll", "sollen"))
        if not reported or not self._index.modals(frame.modal or ""):
            return False
        source = self._attribution.read(view)
        return source is not None and source.source is not None and (source.source.country is not None or source.source.sector is not None)

    def _trigger(self, view: FrameView, rule: Rule) -> tuple[int, ...]:
        """The frame's own trigger and the words that fill the lexical conditions of a support-verb construction."""
        tokens = set(view.frame.trigger)
        if rule.kind == "verb":
            tokens |= self._used(view, rule)
        return tuple(sorted(tokens))

    def _used(self, view: FrameView, rule: Rule) -> set[int]:
        used = set()
        for slot, wanted in rule.required:
            words = tuple(one for one in wanted if not one.is_class)
            if words and slot not in ("subject", "adverb", "clause", "verb"):
                used |= {f.head for f in view.fillers(slot) if any(view.is_word(slot, f, one) for one in words)}
        return used

    def _drop(self, found: list[Candidate]) -> list[Candidate]:
        """Mark what is used up by a construction, lies in opaque content, or is a bare mention."""
        out = []
        for candidate in found:
            reason = None
            partner = next(
                ((o.rule, o.view) for o in found if o.frame.kind == "noun" and o.frame is not candidate.frame and o.frame.head in candidate.trigger and o.rule.type == candidate.rule.type),
                None,
            )
            for other in found:
                if other.frame is candidate.frame:
                    continue
                if candidate.frame.kind == "noun" and candidate.frame.head in other.trigger:
                    reason = f"part of the construction of {other.rule.id}"
                elif other.rule.opaque and self._inside(candidate, other):
                    reason = f"content of the act that {other.rule.id} codes"
                if reason:
                    break
            out.append(replace(candidate, dropped=reason, partner=partner))
        return out

    def _inside(self, candidate: Candidate, act: Candidate) -> bool:
        """Whether a frame stands in the content of an opaque act; conditions and relative clauses there are statements of their own."""
        frame = candidate.frame
        frames = act.view.frames
        steps = 0
        while frame.parent is not None and steps < 8:
            if frame.embedding in ("conditional", "relative", "time", "cause", "concession") and frame.kind != "noun":
                return False
            if frame.kind == "noun" and self._is_condition(candidate.view, frame):
                return False
            parent = frames[frame.parent]
            if frame.embedding == "content" and frame.mood == "infinitive" and parent.kind == "noun" and parent.parent == act.frame.number:
                # "weigerten sich einige Polizisten, Gewalt einzusetzen": the parser hung the infinitive on the noun before it.
                return True
            if parent is act.frame:
                slot = frame.parent_slot or ("clause" if frame.embedding == "content" else "")
                if frame.kind == "noun":
                    return slot in self._content_slots(act)
                return slot == "clause" or frame.embedding in ("content", "interrogative")
            frame = parent
            steps += 1
        return False

    def _is_condition(self, view: FrameView, frame: Frame) -> bool:
        """"im Falle eines Angriffs": the noun stands in a condition."""
        if frame.parent is None:
            return False
        parent = view.frames[frame.parent]
        return parent.kind == "noun" and parent.lemma.lower() == "fall"

    def _content_slots(self, act: Candidate) -> frozenset[str]:
        if act.frame.kind == "noun":
            return frozenset({"genitive", "pp:nach", "pp:auf", "pp:zu", "pp:vor", "pp:an", "pp:über", "pp:für", "pp:mit", "pp:um", "pp:gegen", "pp:von"})
        if act.frame.kind == "adjective":
            return frozenset({"subject", "clause", "pp:zu", "pp:für", "pp:mit", "pp:über", "pp:gegen", "pp:an"})
        return frozenset({"object", "complement", "pp:auf", "pp:zu", "pp:vor", "pp:mit", "pp:für", "pp:um", "pp:über", "pp:an", "pp:gegen", "genitive", "dative", "pp:von", "clause"})

    def _bare(self, candidate: Candidate, mentioned: set[str]) -> str | None:
        """A noun that adds no participant, moment or place repeats what was said, or is a mere topic or time reference."""
        if candidate.frame.kind != "noun":
            return None
        view, rule = candidate.view, candidate.rule
        if rule.type not in mentioned and rule.type in _BARE_TYPES:
            return None
        if rule.opaque and any(slot == "clause" or slot.startswith("pp:") for slot in view.frame.slots):
            return None
        actors = self._participants.actors(view, rule)
        if actors or self._participants.recipients(view, rule, actors):
            return None
        if moment_of(view, self._attribution.verbs) is not None or place_of(view, visit=False, territorial=False) is not None:
            return None
        return "a bare mention: no participant, moment or place"

    def _event(self, candidate: Candidate) -> Event:
        view, rule, document = candidate.view, candidate.rule, candidate.view.document
        report, sentence = document.report, candidate.view.sentence
        status, cues = self._status.read(view)
        if rule.status and view.frame.embedding not in ("conditional", "interrogative"):
            status, cues = rule.status, []  # type: ignore[assignment]
        elif status == "future" and rule.type in _SPEECH_TYPES and self._declared(view):
            status, cues = "actual", []
        actors = self._participants.actors(view, rule)
        recipients = self._participants.recipients(view, rule, actors)
        if candidate.partner is not None:
            noun_rule, noun_view = candidate.partner
            actors = actors or self._participants.actors(noun_view, noun_rule)
            recipients = recipients or self._participants.recipients(noun_view, noun_rule, actors)
        mode = self._modes.read(view, rule, candidate.trigger)
        if mode is None and rule.mode is None and candidate.partner is not None:
            mode = self._modes.read(candidate.partner[1], candidate.partner[0], candidate.trigger)
        moment = moment_of(view, self._attribution.verbs)
        status = self._by_moment(document, view, moment, status)
        attribution = self._attribution.read(view)
        if attribution is not None and attribution.source is not None and rule.type in _SPEECH_TYPES and any(attribution.source.start == m.start for m, _ in actors):
            attribution = None
        if attribution is not None and attribution.source is not None and rule.type in _SPEECH_TYPES and not actors and not self._has_agent(view, rule):
            # What somebody demands or condemns in his own reported speech is his own act.
            actors, attribution = [(attribution.source, -1)], None
        event_type, mode, status, attribution = self._announced(rule.type, mode, status, actors, attribution)
        tokens = sentence.tokens
        first, last = tokens[candidate.trigger[0]], tokens[candidate.trigger[-1]]
        trigger = Span.of(report.text, first.start, last.end)
        if len(candidate.trigger) > 1 and candidate.trigger[-1] - candidate.trigger[0] + 1 != len(candidate.trigger):
            head = tokens[view.frame.head]
            trigger = Span.of(report.text, head.start, head.end)
        spans = tuple(Span.of(report.text, tokens[i].start, tokens[i].end) for i in sorted(set(cues)))
        event = Event(
            id="",
            doc=report.id,
            published=report.published.isoformat(),
            language=self._language,
            sentence=(sentence.start, sentence.end),
            sentence_number=sentence.number,
            trigger=trigger,
            type=event_type,
            mode=mode,
            status=status,
            status_cues=spans,
            actors=tuple(m for m, _ in actors),
            recipients=tuple(m for m, _ in recipients),
            attribution=attribution,
            date=moment,
            place=place_of(view, visit=rule.type == "CONSULT" and mode == "visit", territorial=rule.type == "ASSAULT"),
            contexts=self._contexts.read(document, sentence.paragraph),
            plover=self._ontology.reduce(event_type, mode, status),
            cameo=self._ontology.cameo(event_type, mode, status),
            trace=Trace(rule.id, tuple(self._explain(view, rule, status, spans, attribution))),
            versions=self._versions,
        )
        return replace(event, id=_identity(event))

    def _declared(self, view: FrameView) -> bool:
        """A verbal act named as purpose, or as declared will ("erklärte, dagegen stimmen zu wollen"), is done by being said."""
        frame = view.frame
        if frame.embedding == "purpose":
            return True
        parent = view.frames[frame.parent] if frame.parent is not None else None
        declared = parent is not None and parent.kind == "verb" and parent.lemma in self._attribution.verbs
        return declared and frame.mood == "infinitive" and frame.modal == "wollen"

    def _announced(
        self, event_type: str, mode: str | None, status: Status, actors: list[tuple[Mention, int]], attribution: Attribution | None
    ) -> tuple[str, str | None, Status, Attribution | None]:
        """Force that its own author announces is a threat, made by being said; force that others expect stays what it is."""
        source = attribution.source if attribution is not None else None
        if event_type != "ASSAULT" or status != "future" or source is None or source.country is None:
            return event_type, mode, status, attribution
        if not any(m.country == source.country and (m.sector == source.sector or m.sector is None or source.sector is None) for m, _ in actors):
            return event_type, mode, status, attribution
        return "THREATEN", "violence", "actual", None

    def _has_agent(self, view: FrameView, rule: Rule) -> bool:
        """Whether a slot in which the rule looks for its actors is filled, be it by somebody unknown."""
        return any(view.fillers(slot) for alternatives in rule.actor for slot in alternatives)

    def _by_moment(self, document: Document, view: FrameView, moment: Moment | None, status: Status) -> Status:
        """What the date says: long past is background, and a present tense with a day to come is a plan."""
        if status != "actual" or moment is None:
            return status
        if moment.end is not None and (document.report.day - moment.end).days > HISTORICAL_AFTER_DAYS:
            return "historical"
        tense = next((f.tense for f in carrying(view) if f.kind != "noun" and f.mood != "infinitive"), None)
        if moment.start is not None and moment.start > document.report.day and tense in ("present", None):
            return "future"
        return status

    def _explain(self, view: FrameView, rule: Rule, status: Status, cues: tuple[Span, ...], attribution: Attribution | None) -> Iterator[str]:
        frame = view.frame
        yield f"{frame.kind} frame {frame.lemma}, {frame.voice}, {frame.tense}, {frame.mood}, {frame.embedding}"
        for slot, fillers in sorted(frame.slots.items()):
            words = ", ".join(view.sentence.tokens[f.head].text for f in fillers)
            yield f"slot {slot}: {words}"
        yield f"status {status}" + (f" by {', '.join(c.text for c in cues)}" if cues else "")
        if attribution is not None and attribution.cue is not None:
            yield f"attribution by {attribution.cue.text}"

    def _merge(self, events: list[Event]) -> list[Event]:
        """One record per type, mode, participants and status in a sentence; a noun beside a verb of the same type adds what it alone has."""
        out: list[Event] = []
        for event in events:
            twin = next((i for i, other in enumerate(out) if _same_event(event, other)), None)
            if twin is None:
                out.append(event)
                continue
            kept = out[twin]
            richer, poorer = (event, kept) if _wealth(event) > _wealth(kept) else (kept, event)
            merged = replace(
                richer,
                mode=richer.mode or poorer.mode,
                actors=richer.actors or poorer.actors,
                recipients=richer.recipients or poorer.recipients,
                date=richer.date or poorer.date,
                place=richer.place or poorer.place,
            )
            out[twin] = replace(merged, id=_identity(merged))
        return out


def _codes(mentions: tuple[Mention, ...]) -> frozenset[tuple[str | None, str | None]]:
    return frozenset((m.country, m.sector) for m in mentions)


def _same_event(one: Event, other: Event) -> bool:
    if one.type != other.type or one.status != other.status or (one.mode and other.mode and one.mode != other.mode):
        return False
    actors, recipients = _codes(one.actors), _codes(one.recipients)
    others, receivers = _codes(other.actors), _codes(other.recipients)
    # An empty side is open; what both name must be the same.
    return (not actors or not others or actors == others) and (not recipients or not receivers or recipients == receivers)


def _wealth(event: Event) -> int:
    return 2 * bool(event.actors) + 2 * bool(event.recipients) + bool(event.date) + bool(event.place) + bool(event.mode)


def _identity(event: Event) -> str:
    """Content hash: the same event of the same report has the same id on every machine and run."""
    key = [
        event.doc, event.published, event.sentence, event.trigger.start, event.trigger.end, event.trigger.text, event.type, event.mode, event.status,
        [[m.start, m.end] for m in event.actors], [[m.start, m.end] for m in event.recipients],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(key, ensure_ascii=False).encode()).hexdigest()[:24]
