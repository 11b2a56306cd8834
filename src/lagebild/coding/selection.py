"""Which words of a document become events: candidates by anchor, and the reasons why a candidate is none.

Per frame the most specific rule that holds is its candidate. Dropped are nouns used up by a support-verb construction, everything inside the
content of an opaque act (but not conditions and relative clauses there), and bare repetitions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lagebild.coding.attribution import AttributionReader
from lagebild.coding.dates import moment_of
from lagebild.coding.domains import PRIVATE, DomainReader
from lagebild.coding.lexicon import RuleIndex
from lagebild.coding.matching import FrameView
from lagebild.coding.participants import ParticipantReader
from lagebild.coding.places import PlaceReader
from lagebild.coding.rejection import Rejection, rejections
from lagebild.coding.topics import MATERIAL_TYPES, Party, TopicReader, is_definite, parties
from lagebild.languages import Rule
from lagebild.model import Document, Frame, Mention

_BARE_TYPES = frozenset({"ASSAULT", "PROTEST", "COERCE", "RETREAT", "MOBILIZE"})
"""Types whose nouns report an event even bare, if it is the report's first mention of the type ("Bei Kämpfen ...")."""
_PUBLIC_TYPES = frozenset({"ASSAULT", "PROTEST", "MOBILIZE"})
"""Types whose words are about force, crowds or troops, whoever takes part."""
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
    | {
        "dauern",
        "abschließen",
        "toben",
        "aufflammen",
        "entbrennen",
        "verüben",
        "ausführen",
        "begehen",
        "melden",
        "berichten",
        "folgen",
        "eskalieren",
        "losbrechen",
    }
)
"""Verbs under which an event noun reports that something happened, be it bare ("es kam zu Kämpfen", "die Hinrichtung erfolgte am Morgen")."""
_CHARGED = frozenset({"ACCUSE", "SANCTION", "COERCE"})
"""Types whose "wegen" names the charge: no event of its own."""
_CIRCUMSTANCES = frozenset({"pp:bei", "pp:nach", "pp:während", "pp:wegen", "pp:infolge"})
"""Slots of a clause that name what else happened."""
_TELLING_SLOTS = _CIRCUMSTANCES | {"subject", "pp:zu", "pp:trotz", "pp:unter", "pp:durch", None}
"""Slots in which even a known deed is told: what it brings about ("die Inhaftierung löste Empörung aus"), what goes on beside it."""
_TIME_SLOTS = frozenset({"pp:vor", "pp:seit", "pp:bis"})
"""Slots of a noun that only says when something else happened ("vor dem Krieg"); what comes "nach dem Anschlag" reports the attack too."""
_DEMANDING_FORMS = ("sollten", "sollte", "muss", "müssen", "soll", "sollen")
_OPINIONS = frozenset({"ansicht", "meinung", "auffassung", "überzeugung", "wille", "willen", "vorstellung"})
"""What somebody thinks that should be ("Nach Ansicht der Opposition muss der Minister gehen"): a demand in the indicative."""


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

    def __init__(
        self,
        index: RuleIndex,
        attribution: AttributionReader,
        participants: ParticipantReader,
        places: PlaceReader,
        domains: DomainReader,
        topics: TopicReader,
    ) -> None:
        self._index = index
        self._topics = topics
        self._domains = domains
        self._attribution = attribution
        self._participants = participants
        self._places = places

    def candidates(self, document: Document) -> list[list[Candidate]]:
        """For each sentence all rules that hold, with the reason for those that became no event (shown by `lagebild explain`)."""
        mentioned: dict[str, set[Party]] = {}
        out = []
        domains = self._domains.read(document)
        disaster = False
        for sentence in document.sentences:
            disaster = "ASSAULT" not in mentioned and (disaster or self._domains.tells_disaster(sentence))
            told = self._candidates(document, sentence.number)
            fated = disaster and all(self._is_casualty(one) for one in told if one.rule.type == "ASSAULT")
            found = [
                replace(one, dropped=one.dropped or self._bare(one, mentioned) or self._elsewhere(one, domains[sentence.number]) or self._fate(one, fated))
                for one in told
            ]
            for one in found:
                if one.dropped is None:
                    mentioned.setdefault(one.rule.type, set()).update(parties(self._named(one.view, one.rule)))
            out.append(found)
        return out

    def _elsewhere(self, candidate: Candidate, domain: str | None) -> str | None:
        """An act told in a field that is no politics, in which no party of politics takes part."""
        if domain is None or (domain == PRIVATE and candidate.rule.type in _PUBLIC_TYPES):
            return None
        participants = self._named(candidate.view, candidate.rule)
        if self._domains.is_fate(domain) and candidate.rule.type == "ASSAULT":
            # Soldiers that an earthquake killed are nobody's victims: here only who did it makes it an attack.
            participants = [mention for mention, _ in self._participants.actors(candidate.view, candidate.rule)]
        if candidate.partner is not None:
            participants += self._named(candidate.partner[1], candidate.partner[0])
        if candidate.rule.opaque:
            # Of a verbal act the speaker is its actor.
            attribution = self._attribution.read(candidate.view)
            participants += [attribution.source] if attribution is not None and attribution.source is not None else []
        if self._domains.is_political(domain, participants):
            return None
        return f"told in a report on {domain}, and no party of politics takes part"

    def _is_casualty(self, candidate: Candidate) -> bool:
        return self._domains.is_casualty(candidate.frame.lemma)

    def _fate(self, candidate: Candidate, fated: bool) -> str | None:
        """Casualties told after a disaster, and before any attack, that nobody is named to have caused."""
        if not fated or candidate.rule.type != "ASSAULT" or self._participants.actors(candidate.view, candidate.rule):
            return None
        return "casualties of a disaster, and nobody is named who did it"

    def _named(self, view: FrameView, rule: Rule) -> list[Mention]:
        actors = self._participants.actors(view, rule)
        return [mention for mention, _ in (*actors, *self._participants.recipients(view, rule, actors))]

    def _candidates(self, document: Document, sentence: int) -> list[Candidate]:
        found = []
        for frame in document.frames[sentence]:
            view = FrameView(document, frame)
            best = self._best(view)
            if best is not None:
                found.append(Candidate(frame, best, view, self._trigger(view, best)))
        return self._drop(found)

    def rejections(self, document: Document, sentence: int) -> list[Rejection]:
        """Every rule with an anchor in a frame of the sentence that codes nothing there, with the conditions that failed."""
        found: list[Rejection] = []
        for frame in document.frames[sentence]:
            view = FrameView(document, frame)
            found += rejections(view, self._anchored(view), self._best(view))
        return found

    def _anchored(self, view: FrameView) -> tuple[Rule, ...]:
        """The rules with an anchor in a frame, in file order."""
        frame = view.frame
        if frame.kind == "noun":
            rules = self._index.nouns(frame.lemma, view.sentence.tokens[frame.head].text)
        elif frame.kind == "adjective":
            rules = tuple(self._index.adjectives(frame.lemma))
        else:
            rules = tuple(self._index.verbs(frame.lemma))
        if frame.modal is not None and self._is_demand(view):
            rules = tuple(self._index.modals(frame.modal)) or rules
        return rules

    def _best(self, view: FrameView) -> Rule | None:
        """The most specific rule that holds for a frame; between equals the first in file order."""
        best: Rule | None = None
        for rule in self._anchored(view):
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
        wished = form in _DEMANDING_FORMS and any(token.lemma.lower() in _OPINIONS for token in view.sentence.tokens)
        if not (reported or wished) or not self._index.modals(frame.modal or ""):
            return False
        source = self._attribution.read(view)
        if not reported and (source is None or source.cue is None or source.cue.text.lower() != "nach"):
            return False
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
            if words and slot not in ("subject", "adverb", "clause", "verb") and not slot.endswith(":attribute"):
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

    def _bare(self, candidate: Candidate, mentioned: dict[str, set[Party]]) -> str | None:
        """A noun that adds no participant, moment or place repeats what was said, or is a mere topic or time reference."""
        frame, view, rule = candidate.frame, candidate.view, candidate.rule
        if frame.kind != "noun":
            return None
        topic = self._topics.read(view, rule)
        if topic is not None:
            return topic
        in_time = frame.parent_slot in _TIME_SLOTS
        back = rule.type in MATERIAL_TYPES and (self._topics.points_back(view) or self._is_presupposed(view))
        if rule.type in _BARE_TYPES and not in_time and not back and (rule.type not in mentioned or self._is_told(view)):
            return None
        if rule.opaque and any(slot == "clause" or slot.startswith("pp:") for slot in frame.slots):
            return None
        actors = self._participants.named_actors(view, rule)
        named = bool(actors) or bool(self._participants.named_recipients(view, rule, actors))
        again = named and self._is_repeated(candidate, mentioned)
        if named and not again:
            return None
        if moment_of(view, self._attribution.verbs) is not None or self._places.read(view, rule.type, rule.mode) is not None:
            return None
        if again:
            return "a repeated mention: no new participant, moment or place"
        if in_time:
            return "a mere reference in time: no participant, moment or place"
        return "a bare mention: no participant, moment or place"

    def _is_repeated(self, candidate: Candidate, mentioned: dict[str, set[Party]]) -> bool:
        """Whether a definite noun of a deed names nobody who has not been named with such a deed before."""
        if candidate.rule.type not in MATERIAL_TYPES or candidate.rule.type not in mentioned or not is_definite(candidate.view):
            return False
        return parties(self._named(candidate.view, candidate.rule)) <= mentioned[candidate.rule.type]

    def _is_presupposed(self, view: FrameView) -> bool:
        """Whether a bare noun is spoken of as known ("die Gewalt verurteilen"), and no verb and no circumstance says that it happened."""
        return is_definite(view) and not self._occurs(view) and view.frame.parent_slot not in _TELLING_SLOTS

    def _occurs(self, view: FrameView) -> bool:
        """Whether a verb says that what the noun names happened ("die Hinrichtung erfolgte am Morgen")."""
        frame = view.frame
        return frame.parent is not None and view.frames[frame.parent].lemma in _OCCURRING and frame.parent_slot in ("subject", "object", "pp:zu", None)

    def _is_told(self, view: FrameView) -> bool:
        """Whether a bare noun tells something new: it is specified ("sexuelle Gewalt", "Terroranschlag"), or a verb says that it happened."""
        return bool(view.frame.slots.get("adjective") or view.sentence.tokens[view.frame.head].parts) or self._occurs(view)
