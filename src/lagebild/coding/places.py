"""Which of a sentence's places belongs to an event: one that hangs on its clause, on its phrase, or on its arguments.

Where somebody spoke is the place of verbal acts only; what a demand or an accusation is about lies elsewhere ("verurteilte den Anschlag in
Istanbul" did not happen there). Force happens where its target is, a visit where it goes to, a withdrawal where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lagebild.analysis.tree import preposition
from lagebild.coding.attachment import HOLDING, carrying, chain_above, clause_above
from lagebild.coding.matching import FrameView
from lagebild.model import Frame, Place

SPEECH = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Verbal acts: what hangs on their arguments is what they are about."""
_HIT = frozenset({"ASSAULT", "PROTEST"})
"""Acts against a place: their object is where they happen ("stürmten die Botschaft", "eroberten die Stadt")."""
_INTO = frozenset({"ASSAULT", "MOBILIZE", "PROTEST", "CONSULT"})
"""Acts that are where they go to: "drangen in das Gebäude ein"; a deportation is not."""
_CROWDS = frozenset({"CVL", "OPP", "REB", "UAF", "CRM", "LAB", "EDU", "REF", "PRM", "SOC"})
"""Sectors of those who have no seat: where they are named they act."""
_NEVER = frozenset({"für", "mit", "wegen", "zwischen"})
_THERE = frozenset({"in", "bei", "nahe", "an", "auf", "vor", "unweit"})
_ELSEWHERE = frozenset({"über", "wegen", "trotz", "für", "nach", "seit", "vor", "aus", "von"})
"""Before an argument: what is named with it lies outside the event ("nach dem Anschlag in Paris", "über die Lage in Libyen")."""
_OCCASION = frozenset({"bei", "während", "auf", "an", "in"})
"""Before the occasion of a verbal act: "bei einem Besuch in Tallinn", "in einer Rede in Kairo"."""
_GRAIN = {"city": 0, "landmark": 0, "name": 0, "noun": 1, "adverb": 1, "region": 2, "country-part": 2, "water": 2, "country": 3}
NEAR = 5
"""So many words may stand between an event's noun and its place after the verb."""
_AT_THE_TIME = frozenset({"als", "während", "wobei"})

Rank = tuple[int, int, int, int]
"""How well a place is known, how far from the event it hangs, how small it is, how deep in the phrase; less is better."""


class PlaceReader:
    """Reads the places of events; built once from a language's `places.toml` and the verbs of reporting, whose own place is that of the speech."""

    def __init__(self, data: Mapping[str, Any], reporting: frozenset[str]) -> None:
        self.named_after = tuple(word.lower() for word in data["named_after"])
        self.occasions = tuple(word.lower() for word in data["occasions"])
        self.reporting = reporting

    def read(self, view: FrameView, event_type: str, mode: str | None) -> Place | None:
        """The event's place, None if the sentence names none.

        What is known wins over a mere noun ("in Istanbul ... vor dem Konsulat"), the nearer phrase over the farther, the town over its country.
        """
        places = view.document.places[view.frame.sentence] if view.document.places else {}
        if not places:
            return None
        finder = _Finder(view, event_type, mode, self)
        found = [(rank, head) for head in places for rank in finder.ranks(head, places[head])]
        outer = [one for one in found if not any(one[0][0] >= rank[0] and _within(places[one[1]], places[other]) for rank, other in found)]
        return places[min(outer, key=lambda one: (one[0], places[one[1]].start))[1]] if outer else None


def _known(place: Place) -> int:
    """0 for a place that the tables know, 1 for a name that they do not or a noun of a country alone, 2 for a mere noun."""
    if place.country is None and place.lat is None:
        return 1 if place.kind == "name" else 2
    return 1 if place.lat is None and (place.kind == "name" or (place.kind == "noun" and place.name == place.text)) else 0


def _within(inner: Place, outer: Place) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and (outer.start, outer.end) != (inner.start, inner.end)


class _Finder:
    """The places of one event."""

    def __init__(self, view: FrameView, event_type: str, mode: str | None, reader: PlaceReader) -> None:
        self._reader = reader
        self._view = view
        self._type = event_type
        self._mode = mode
        self._tokens = view.sentence.tokens
        self._places = view.document.places[view.frame.sentence]
        self._carriers = list(self._carry())
        self._around = list(self._neighbours())

    def _carry(self) -> Iterator[Frame]:
        """The frames whose adjuncts are the event's; a phrase that gives time or cause of its clause is not where the clause is."""
        below: Frame | None = None
        for frame in carrying(self._view):
            if below is not None and ((below.parent_slot or "").removeprefix("pp:") in _ELSEWHERE or frame.lemma in self._reader.reporting):
                return
            yield frame
            below = frame

    def _neighbours(self) -> Iterator[tuple[int, int, bool]]:
        """Heads beside the event whose places are its too: (head, distance, whether only what hangs right on it counts)."""
        view, frame = self._view, self._view.frame
        for child in view.frames:
            if child.embedding not in ("attribute", "relative") or child.number == frame.number:
                continue
            owner = self._tokens[child.head].head
            mine = owner == frame.head and (frame.kind == "noun" or child.embedding == "attribute")
            if mine or (child.parent == frame.number and child.embedding == "attribute"):
                yield child.head, 2, False
            elif child.lemma in HOLDING and (child.parent == frame.number or frame.head in chain_above(view, owner)[:2]):
                yield child.head, 1, False
            elif frame.kind == "noun" and self._tells_of(frame, child, owner):
                yield child.head, 4, True
        if frame.kind == "noun":
            return
        if frame.embedding == "relative" and (self._type not in SPEECH or self._is_occasion(frame)):
            yield self._tokens[frame.head].head, 3, False
        above = clause_above(view)
        if above is not None:
            yield above.head, 5, True
        if self._type in SPEECH:
            return
        if frame.embedding == "attribute" and frame.parent is not None and view.frames[frame.parent].kind == "noun":
            yield chain_above(view, frame.head)[-1], 5, True
        if frame.embedding == "time" and frame.marker in _AT_THE_TIME and frame.parent is not None:
            yield view.frames[frame.parent].head, 4, True
        for child in view.frames:
            if child.parent == frame.number and child.embedding == "time" and child.marker == "als" and child.kind == "verb":
                yield child.head, 4, True

    def _tells_of(self, frame: Frame, clause: Frame, owner: int) -> bool:
        """Whether a clause that hangs on something else says where an event's noun is: on one of its participants, or by the verb."""
        if clause.lemma == "stattfinden" and clause.head > frame.head and self._type == "CONSULT":
            return True
        return clause.embedding == "relative" and self._type not in SPEECH and frame.head in chain_above(self._view, owner)[:3]

    def _is_occasion(self, frame: Frame) -> bool:
        """Whether a relative clause says what happened on an occasion: "der Besuch in Armenien, bei dem er ... vorwarf"."""
        for child in self._view.sentence.children[frame.head]:
            if self._tokens[child].tag.startswith("PREL") and preposition(self._view.sentence, child) in _OCCASION:
                return True
        return False

    def ranks(self, head: int, place: Place) -> Iterator[Rank]:
        """How a place can belong to the event, one rank for each way."""
        chain = chain_above(self._view, head)
        known = _known(place)
        grain = _GRAIN.get(place.kind, 1)
        for distance, frame in enumerate(self._carriers):
            if frame.head != head and frame.head in chain and self._hangs(frame, head, place, chain[: chain.index(frame.head)]):
                yield known, distance, grain, chain.index(frame.head)
        if self._follows(head, place, chain):
            yield known, 0, grain, 0
        for other, distance, direct in self._around:
            path = chain[: chain.index(other)] if other in chain else None
            if path is not None and other != head and not (direct and path) and place.preposition in _THERE and self._admits(place, head, path):
                yield known, distance, grain, len(path)
        if self._shares(head, chain) and (self._admits(place, head, []) or (place.preposition is None and self._tokens[head].label == "obj")):
            yield known, 1, grain, 0

    def _shares(self, head: int, chain: list[int]) -> bool:
        """Whether a phrase stands before what two coordinated clauses share: before the first verb ("In Kairo stürmten sie das Amt und
        zündeten es an"), or within an auxiliary that both have ("wurde in Berlin gefasst und später ausgeliefert"); or is what was taken
        ("besetzten den Sender und nahmen Geiseln")."""
        frame = self._view.frame
        first = self._tokens[frame.head].head
        if frame.kind == "noun" or self._tokens[frame.head].label != "conj" or chain[:1] != [first]:
            return False
        clause = next((f for f in self._view.frames if f.head == first and f.kind != "noun"), None)
        if clause is None or clause.finite is None:
            return False
        seized = self._type in ("COERCE", "ASSAULT", "PROTEST") and self._tokens[head].label == "obj" and head < frame.head
        return head < clause.finite or (frame.finite in (None, clause.finite) and head < first) or seized

    def _hangs(self, frame: Frame, head: int, place: Place, path: list[int]) -> bool:
        """Whether a place below a frame is where the event is; `path` are the heads between them."""
        slots = frame.slots
        subjects = {filler.head for filler in slots.get("subject", ())} & set(path)
        if subjects and (self._type in SPEECH or path[-1] not in subjects or len(path) > 1 or not self._acts_where_it_is(frame, path[-1])):
            return False
        if place.preposition is None:
            if self._mode == "visit" and len(path) == 1 and self._tokens[head].label == "appos" and path[0] not in self._places:
                # "besuchte am Montag Vilnius": the parser takes the name for one of the day.
                return True
            if path and self._tokens[head].label != "conj":
                return False
            hit = any(filler.head == head for filler in slots.get("object", ()))
            genitive = self._tokens[head].label == "nmod" and frame.kind == "noun" and frame is self._view.frame
            return (hit and (self._type in _HIT or self._mode == "visit")) or (genitive and self._type == "ASSAULT")
        if not self._admits(place, head, path):
            return False
        if place.preposition == "aus":
            # "zogen sich nach Kämpfen aus der Stadt zurück": the parser takes it for the noun's.
            return len(path) <= 1
        if not path:
            return not (self._type in SPEECH and self._is_about(frame, head, place))
        top = path[-1]
        governing = preposition(self._view.sentence, top)
        if self._type in SPEECH:
            if frame.kind == "noun" or top in self._places:
                return False
            occasion = self._tokens[top].lemma.lower().endswith(self._reader.occasions)
            return (governing is not None and occasion) or (governing in _OCCASION and (governing != "auf" or self._is_dative(top)))
        if governing == "mit" and top not in self._view.mentions:
            return False
        return governing not in _ELSEWHERE or top in self._places or (frame.kind == "noun" and governing == "von")

    def _acts_where_it_is(self, frame: Frame, subject: int) -> bool:
        """Whether what follows a subject says where it acts, not who it is: after the verb ("griffen Kämpfer in Homs ... an"), and of
        crowds, fighters and courts everywhere ("Demonstranten auf dem Maidan warfen Steine", "ein Gericht in Manila verurteilte")."""
        mention = self._view.mentions.get(subject)
        if mention is not None and (mention.sector in _CROWDS if self._type in _HIT else self._type == "SANCTION" and mention.sector == "JUD"):
            return True
        return frame.finite is not None and frame.finite < subject and frame.embedding == "main"

    def _is_about(self, frame: Frame, head: int, place: Place) -> bool:
        """Whether a country right after the object of a verbal act belongs to it ("lobte die Reformen in Griechenland")."""
        case = min((c for c in self._view.sentence.children[head] if self._tokens[c].label == "case"), default=0)
        return place.kind in ("country", "region", "country-part") and any(filler.head == case - 1 for filler in frame.slots.get("object", ()))

    def _follows(self, head: int, place: Place, chain: list[int]) -> bool:
        """Whether a phrase stands right after the event's noun, or with it before the verb, though the parser hung it on the verb."""
        frame, tokens = self._view.frame, self._tokens
        if frame.kind != "noun" or place.preposition not in _THERE or frame.head in chain or not self._admits(place, head, []):
            return False
        case = min((c for c in self._view.sentence.children[head] if tokens[c].label == "case"), default=head)
        between = tokens[frame.head + 1 : case]
        if case <= frame.head or any(token.tag.startswith(("V", "PTKVZ", "$")) or token.text in ",;:" for token in between):
            return False
        return len(between) <= NEAR or not any(token.tag.startswith("V") for token in tokens[: frame.head])

    def _admits(self, place: Place, head: int, path: list[int]) -> bool:
        """Whether a preposition and a kind of place say where this event is."""
        prep, event_type = place.preposition, self._type
        force = event_type == "ASSAULT"
        if prep is None or prep in _NEVER:
            return False
        if prep == "von":
            frame = self._view.frame
            return frame.kind == "noun" and not path and place.kind in ("city", "name", "landmark") and frame.lemma.lower().endswith(self._reader.named_after)
        if prep == "aus":
            return event_type == "RETREAT" and self._mode == "withdraw"
        if prep == "über":
            return force and not path
        if prep in ("um", "gegen"):
            return force and (prep == "um" or place.kind not in ("country", "adverb"))
        if prep == "durch":
            return event_type == "PROTEST" and place.kind not in ("country", "noun")
        if prep in ("nach", "zu"):
            return self._mode == "visit" or (prep == "nach" and event_type == "MOBILIZE")
        if prep == "auf" and event_type == "PROTEST":
            return not (self._is_direction(head) and place.kind == "noun")
        if prep == "auf":
            return (
                force
                or event_type == "MOBILIZE"
                or self._mode == "visit"
                or self._is_dative(head)
                or (place.kind in ("country", "region", "country-part") and not path)
            )
        if prep in ("an", "bei"):
            return place.kind != "country" and not (prep == "an" and place.kind == "city")
        if prep == "in" and self._is_direction(head) and event_type not in _INTO and self._mode != "visit":
            return False
        return not (prep == "vor" and place.kind == "country" and event_type in SPEECH)

    def _is_direction(self, head: int) -> bool:
        """Whether an article says "where to" and not "where": "ins Grenzgebiet", "in die Hauptstadt"."""
        below = [self._tokens[c] for c in self._view.sentence.children[head]]
        return any(
            (t.label == "det" and t.text.lower() in ("die", "das", "eine", "ein", "einen")) or (t.label == "case" and t.text.lower() == "ins") for t in below
        )

    def _is_dative(self, head: int) -> bool:
        """Whether an article says "where" and not "where to": "auf dem Platz", "auf der Straße"."""
        tokens = self._tokens
        while tokens[head].label in ("appos", "flat") and tokens[head].head != head:
            head = tokens[head].head
        return any(tokens[c].label == "det" and tokens[c].text.lower().endswith(("em", "er")) for c in self._view.sentence.children[head])
