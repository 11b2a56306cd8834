"""Which words of a document become events: candidates by anchor, and the reasons why a candidate is none.

Per frame the most specific rule that holds is its candidate. Dropped are nouns used up by a support-verb construction, everything inside the
content of an opaque act (but not conditions and relative clauses there), and bare repetitions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lagebild.coding.attribution import AttributionReader
from lagebild.coding.lexicon import RuleIndex
from lagebild.coding.matching import FrameView
from lagebild.coding.participants import ParticipantReader
from lagebild.coding.when_where import moment_of, place_of
from lagebild.languages import Rule
from lagebild.model import Document, Frame

_BARE_TYPES = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "MOBILIZE"})
"""Types whose nouns report an event even bare, if it is the report's first mention of the type ("Bei Kämpfen ...")."""
_NOT_CONTENT = frozenset({"conditional", "relative", "time", "cause", "concession"})
_CONTENT_SLOTS = {
    "noun": frozenset({"genitive", "pp:nach", "pp:auf", "pp:zu", "pp:vor", "pp:an", "pp:über", "pp:für", "pp:mit", "pp:um", "pp:gegen", "pp:von"}),
    "adjective": frozenset({"subject", "clause", "pp:zu", "pp:für", "pp:mit", "pp:über", "pp:gegen", "pp:an"}),
    "verb": frozenset({"object", "dative", "genitive", "complement", "clause", "pp:auf", "pp:zu", "pp:vor", "pp:mit", "pp:für", "pp:um", "pp:über"})
    | frozenset({"pp:an", "pp:gegen", "pp:von"}),
}
"""Slots of an act that hold what is demanded, blamed, promised or refused."""
_OCCURRING = frozenset(
    {"kommen", "erfolgen", "stattfinden", "ausbrechen", "geben", "ereignen", "beginnen", "enden", "andauern", "anhalten", "weitergehen", "fortsetzen"}
    | {"toben", "aufflammen", "entbrennen", "verüben", "ausführen", "begehen", "melden", "berichten", "folgen", "eskalieren", "losbrechen"}
)
"""Verbs under which an event noun reports that something happened, be it bare ("es kam zu Kämpfen", "die Hinrichtung erfolgte am Morgen")."""
_CHARGED = frozenset({"ACCUSE", "SANCTION", "COERCE"})
"""Types whose "wegen" names the charge: no event of its own."""
_CIRCUMSTANCES = frozenset({"pp:bei", "pp:nach", "pp:während", "pp:wegen", "pp:infolge"})
"""Slots of a clause that name what else happened."""
_DEMANDING_FORMS = ("sollten", "sollte", "muss", "müssen", "soll", "sollen")


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


class Selector:
    """Built once over a language's rules and what reading them needs."""

    def __init__(self, index: RuleIndex, attribution: AttributionReader, participants: ParticipantReader) -> None:
        self._index = index
        self._attribution = attribution
        self._participants = participants

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
        reported = frame.mood in ("konjunktiv1", "konjunktiv2") or (frame.embedding == "content" and form in _DEMANDING_FORMS)
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
                used |= {token for f in view.fillers(slot) if any(view.is_word(slot, f, one) for one in words) for token in view.specified(f)}
        return used

    def _drop(self, found: list[Candidate]) -> list[Candidate]:
        """Mark what is used up by a construction, lies in opaque content, or is a bare mention."""
        out = []
        for candidate in found:
            reason = None
            others = [other for other in found if other.frame is not candidate.frame]
            nouns = (o for o in others if o.frame.kind == "noun" and o.frame.head in candidate.trigger and o.rule.type == candidate.rule.type)
            partner = next(((o.rule, o.view) for o in nouns), None)
            for other in others:
                if candidate.frame.kind == "noun" and candidate.frame.head in other.trigger and not self._circumstance(candidate, other):
                    reason = f"part of the construction of {other.rule.id}"
                elif other.rule.opaque and self._inside(candidate, other):
                    reason = f"content of the act that {other.rule.id} codes"
                elif other.rule.type in _CHARGED and self._is_charge(candidate.frame, other.frame):
                    reason = f"the charge of the act that {other.rule.id} codes"
                if reason:
                    break
            out.append(replace(candidate, dropped=reason, partner=partner))
        return out

    def _circumstance(self, candidate: Candidate, other: Candidate) -> bool:
        """Whether a noun is an event of another type beside the one that it helps to recognise ("bei Protesten starben zwölf Menschen")."""
        slot = candidate.frame.parent_slot or ""
        return candidate.rule.type != other.rule.type and slot in _CIRCUMSTANCES and candidate.frame.parent == other.frame.number

    def _is_charge(self, frame: Frame, act: Frame) -> bool:
        """Whether a noun without more names what somebody is charged with ("wegen Völkermords angeklagt", "zu zwölf Jahren wegen Terrorismus verurteilt")."""
        told = any(slot.startswith("pp:") for slot in frame.slots)
        return frame.kind == "noun" and not told and frame.parent_slot == "pp:wegen" and frame.parent == act.number

    def _inside(self, candidate: Candidate, act: Candidate) -> bool:
        """Whether a frame stands in the content of an opaque act; conditions and relative clauses there are statements of their own."""
        frame = candidate.frame
        frames = act.view.frames
        steps = 0
        while frame.parent is not None and steps < 8:
            if frame.embedding in _NOT_CONTENT and frame.kind != "noun":
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
                    return slot in _CONTENT_SLOTS[act.frame.kind]
                return slot == "clause" or frame.embedding in ("content", "interrogative")
            frame = parent
            steps += 1
        return False

    def _is_condition(self, view: FrameView, frame: Frame) -> bool:
        """Whether the noun stands in a condition ("im Falle eines Angriffs")."""
        if frame.parent is None:
            return False
        parent = view.frames[frame.parent]
        return parent.kind == "noun" and parent.lemma.lower() == "fall"

    def _bare(self, candidate: Candidate, mentioned: set[str]) -> str | None:
        """A noun that adds no participant, moment or place repeats what was said, or is a mere topic or time reference."""
        if candidate.frame.kind != "noun":
            return None
        view, rule = candidate.view, candidate.rule
        if rule.type in _BARE_TYPES and (rule.type not in mentioned or self._is_told(view)):
            return None
        if rule.opaque and any(slot == "clause" or slot.startswith("pp:") for slot in view.frame.slots):
            return None
        actors = self._participants.actors(view, rule)
        if actors or self._participants.recipients(view, rule, actors):
            return None
        if moment_of(view, self._attribution.verbs) is not None or place_of(view, visit=False, territorial=False) is not None:
            return None
        return "a bare mention: no participant, moment or place"

    def _is_told(self, view: FrameView) -> bool:
        """Whether a bare noun tells something new: it is specified ("sexuelle Gewalt", "Terroranschlag"), or a verb says that it happened."""
        frame = view.frame
        if frame.slots.get("adjective") or view.sentence.tokens[frame.head].parts:
            return True
        return frame.parent is not None and view.frames[frame.parent].lemma in _OCCURRING and frame.parent_slot in ("subject", "object", "pp:zu", None)
