"""Frames to events: fill the record of each word that `selection` found to be an event.

Status, participants, mode, moment, place and attribution have a module each; here they are brought together, where one decides the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lagebild.codebook import Ontology
from lagebild.coding.attachment import carrying
from lagebild.coding.attribution import AttributionReader
from lagebild.coding.background import Background, is_long_past
from lagebild.coding.contexts import ContextReader
from lagebild.coding.conversion import Reading, converted
from lagebild.coding.dates import moment_of
from lagebild.coding.domains import DomainReader
from lagebild.coding.inheritance import Inheritance
from lagebild.coding.lexicon import RuleIndex
from lagebild.coding.matching import FrameView
from lagebild.coding.merging import identified, merge
from lagebild.coding.modes import ModeReader
from lagebild.coding.participants import ParticipantReader
from lagebild.coding.places import PlaceReader
from lagebild.coding.rejection import Rejection
from lagebild.coding.selection import Candidate, Selector
from lagebild.coding.speakers import SpeakerReader, is_own_word
from lagebild.coding.status import StatusReader
from lagebild.coding.taking_up import taken_up
from lagebild.coding.topics import TopicReader
from lagebild.languages import Language, Rule
from lagebild.model import Attribution, Document, Event, Moment, Span, Status, Trace

_DECIDING = frozenset({"beschließen", "entscheiden"})
"""Under these verbs a verbal act is done: "beschloss, den Fall vor den Sicherheitsrat zu bringen"."""
_SPEECH_TYPES = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})


class Coder:
    """Codes documents of one language; built once over its rules and cues."""

    def __init__(self, language: Language, ontology: Ontology, versions: Mapping[str, str]) -> None:
        self._ontology = ontology
        self._status = StatusReader(language.status)
        self._attribution = AttributionReader(language.speech, self._status.states)
        self._modes = ModeReader(language.types)
        words = language.toml("actors")
        agentive = frozenset(word.lower() for word in words["agentive"])
        speakers = SpeakerReader(words["pronouns"], self._attribution)
        self._participants = ParticipantReader(agentive, Inheritance(language.toml("participants")), speakers)
        self._places = PlaceReader(language.toml("places"), self._attribution.verbs)
        domains, topics = DomainReader(language.domains), TopicReader(language.toml("topics"))
        self._selector = Selector(RuleIndex(language.rules), self._attribution, self._participants, self._places, domains, topics)
        self._contexts = ContextReader(ontology.contexts)
        self._versions = tuple(sorted(versions.items()))
        self._language = language.code

    def code(self, document: Document) -> tuple[Event, ...]:
        """All events of a document in text order."""
        events: list[Event] = []
        background = Background(document, self._status.continuing)
        for number, candidates in enumerate(self.candidates(document)):
            background.advance(number)
            kept = [candidate for candidate in candidates if candidate.dropped is None]
            built = merge([self._carry(taken_up(self._event(one), one.view, one.trigger, events), one, background) for one in kept], self._ontology)
            events += built
            if any(event.status == "historical" for event in built):
                background.enter(number)
        return tuple(events)

    def _carry(self, event: Event, candidate: Candidate, background: Background) -> Event:
        """An undated act goes on with the background that it is told in."""
        if event.status != "actual" or event.date is not None or not background.covers(candidate.view):
            return event
        return identified(replace(event, status="historical", plover=self._ontology.reduce(event.type, event.mode, "historical")))

    def candidates(self, document: Document) -> list[list[Candidate]]:
        """For each sentence all rules that hold, with the reason for those that became no event (shown by `lagebild explain`)."""
        return self._selector.candidates(document)

    def rejections(self, document: Document, sentence: int) -> list[Rejection]:
        """The rules with an anchor in a sentence that code nothing there, each with the conditions that failed."""
        return self._selector.rejections(document, sentence)

    def _event(self, candidate: Candidate) -> Event:
        view, rule, document = candidate.view, candidate.rule, candidate.view.document
        report, sentence = document.report, candidate.view.sentence
        status, cues = self._status.read(view)
        if rule.status and view.frame.embedding not in ("conditional", "interrogative"):
            # What may fail ("könnte scheitern") has not failed.
            if not (rule.status == "negated" and status == "hypothetical"):
                status, cues = rule.status, []  # type: ignore[assignment]
        elif rule.status and status == "negated":
            # The negation is part of the act ("Sollte Oslo nicht einlenken, ..."); what is left is the condition.
            status = "hypothetical"
        elif status == "future" and rule.type in _SPEECH_TYPES and self._declared(view):
            status, cues = "actual", []
        elif status == "actual" and rule.type not in _SPEECH_TYPES and view.frame.kind == "verb" and view.frame.lemma in self._status.scheduling:
            status, cues = "future", [view.frame.head]
        actors = self._participants.actors(view, rule)
        recipients = self._participants.recipients(view, rule, actors)
        if candidate.partner is not None:
            noun_rule, noun_view = candidate.partner
            if not actors:
                # What its noun names as the doer cannot be whom it meets.
                actors = self._participants.actors(noun_view, noun_rule)
                recipients = [one for one in recipients if one[0] not in {m for m, _ in actors}]
            recipients = recipients or self._participants.recipients(noun_view, noun_rule, actors)
        mode = self._modes.read(view, rule, candidate.trigger)
        if mode is None and rule.mode is None and candidate.partner is not None:
            mode = self._modes.read(candidate.partner[1], candidate.partner[0], candidate.trigger)
        moment = moment_of(view, self._attribution.verbs, direct=rule.type in _SPEECH_TYPES)
        status = self._by_moment(document, view, moment, status)
        attribution = self._attribution.read(view)
        source = attribution.source if attribution is not None else None
        if source is not None and rule.type in _SPEECH_TYPES:
            # For verbal acts the speaker is the actor, not the source; and what somebody demands in his own reported speech is his own act.
            if is_own_word(source, [mention for mention, _ in actors]):
                attribution = None
            elif not actors and not self._has_agent(view, rule):
                actors, attribution = [(source, -1)], None
        place = self._places.read(view, rule.type, mode)
        if mode is None and not recipients and (sides := self._participants.guests_and_hosts(view, rule, actors, place)) is not None:
            (actors, recipients), mode = sides, "visit"
        said = converted(view, Reading(rule.type, mode, status, attribution), [mention for mention, _ in actors])
        mode, status, attribution = said.mode, said.status, said.attribution
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
            type=said.type,
            mode=mode,
            status=status,
            status_cues=spans,
            actors=tuple(m for m, _ in actors),
            recipients=tuple(m for m, _ in recipients),
            attribution=attribution,
            date=moment,
            place=place,
            contexts=self._contexts.read(document, sentence.paragraph),
            plover=self._ontology.reduce(said.type, mode, status),
            cameo=self._ontology.cameo(said.type, mode, status),
            trace=Trace(rule.id, tuple(self._explain(view, rule, status, spans, attribution))),
            versions=self._versions,
        )
        return identified(event)

    def _declared(self, view: FrameView) -> bool:
        """A verbal act named as purpose, or as declared will ("erklärte, dagegen stimmen zu wollen"), is done by being said."""
        frame = view.frame
        if frame.embedding == "purpose":
            return True
        parent = view.frames[frame.parent] if frame.parent is not None else None
        if parent is None or parent.kind != "verb" or frame.mood != "infinitive":
            return False
        return parent.lemma in _DECIDING or (parent.lemma in self._attribution.verbs and frame.modal == "wollen")

    def _has_agent(self, view: FrameView, rule: Rule) -> bool:
        """Whether a slot in which the rule looks for its actors is filled, be it by somebody unknown; and a passive that reports what has been
        done ("der Antrag sei abgelehnt worden, sagte ...") leaves its agent unsaid."""
        if rule.actor and view.frame.voice == "passive" and view.frame.tense in ("past", "perfect", "pluperfect") and view.frame.modal is None:
            return True
        return any(not view.is_speaker(filler) for alternatives in rule.actor for slot in alternatives for filler in view.fillers(slot))

    def _by_moment(self, document: Document, view: FrameView, moment: Moment | None, status: Status) -> Status:
        """What the date says: long past is background, and a present tense with a day to come is a plan."""
        if status not in ("actual", "future") or moment is None:
            return status
        if is_long_past(document, moment):
            # Also under a verb of what is to come: "die Invasion im Jahr 1990 wird vor Gericht verhandelt".
            return "historical"
        if status == "future":
            return status
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
