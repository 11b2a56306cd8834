"""Who takes part: fillers of a rule's slots to mentions, with what German puts beside them.

One phrase can name several parties ("die Außenminister der USA, Frankreichs und Russlands", "die amerikanische und die britische
Regierung"); a thing that is praised, blamed or demanded can belong to the party meant ("begrüßte den Beschluss der IAEA").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lagebild.analysis.tree import coordinated, preposition
from lagebild.coding.both import both
from lagebild.coding.inheritance import Inheritance
from lagebild.coding.matching import FrameView
from lagebild.coding.owners import Party, distinct, owner, owners
from lagebild.coding.speakers import SpeakerReader
from lagebild.languages import Rule
from lagebild.model import Mention, Place

_CONTENT = ("object", "dative", "pp:an", "pp:gegen", "pp:auf", "pp:für", "pp:zu", "pp:über", "pp:mit", "pp:von", "pp:um", "pp:hinter", "complement", "genitive")
_MEETING_PREPOSITIONS = ("pp:bei", "pp:auf", "pp:während", "pp:in", "pp:an", "pp:zu")
_OWNED = {
    "ACCUSE": _CONTENT,
    "SUPPORT": _CONTENT,
    "REJECT": _CONTENT,
    "PROTEST": ("pp:gegen", "genitive", "object", "pp:vor"),
    "CONCEDE": ("pp:auf", "dative"),
    "AGREE": ("pp:für", "pp:auf"),
    "SANCTION": ("object", "pp:gegen", "pp:auf", "pp:für", "genitive"),
}
"""Types whose recipient may be the owner of what the act is about, and the slots that name it."""
_PROPERTY = {"ASSAULT": ("object", "pp:auf", "pp:gegen"), "COERCE": ("object", "pp:gegen", "genitive")}
"""Types that strike a body in what it has ("stürmten das Büro der Partei"); whose country or town it is does not count."""
_ON_THE_GROUND = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "RETREAT"})
_DOERS_IN_CONTENT = frozenset({"REQUEST", "ACCUSE", "SUPPORT"})
"""Types whose recipient may be the subject of the clause that says what is demanded, blamed or praised."""
_GROUPS = ("group", "adjective", "opposed")
_OF = (None, "aus", "von")
"""Prepositions of what a phrase belongs to: "Vertreter aus Polen und Estland"."""
_SUBJECT = ("nsubj", "nsubj:pass")
_NAME_KINDS = ("actor", "group")


class ParticipantReader:
    """Built once with the nouns whose genitive is who has to act ("der Rücktritt des Präsidenten")."""

    def __init__(self, agentive: frozenset[str], inheritance: Inheritance, speakers: SpeakerReader) -> None:
        self._agentive = agentive
        self._speakers = speakers
        self._inheritance = inheritance

    def actors(self, view: FrameView, rule: Rule) -> list[Party]:
        """Actors of an event, none twice; where its own phrase names none, those that it takes from around it."""
        return self.named_actors(view, rule) or list(distinct(self._inheritance.actors(view, rule)))

    def named_actors(self, view: FrameView, rule: Rule) -> list[Party]:
        """Actors in the slots of the rule."""
        found = list(distinct(self._filled(view, rule.actor)))
        if any("subject" in alternatives for alternatives in rule.actor) and (first := self._name_before(view)) is not None:
            # "Milosch kritisierte die Regierung": the tagger took an unknown name for an adverb, the parser the object for the subject.
            return [first]
        if rule.type == "CONSULT" and view.frame.kind == "noun" and view.frame.parent is not None and view.frame.parent_slot in _MEETING_PREPOSITIONS:
            parent = view.frames[view.frame.parent]
            subjects = [
                (m, f.head) for f in parent.slots.get("subject", ()) if (m := view.mentions.get(f.head)) is not None and m.kind not in ("adjective", "opposed")
            ]
            taken = {(m.start, m.end) for m, _ in found}
            found += [one for one in subjects if (one[0].start, one[0].end) not in taken and one[0].sector not in (None, "JRN", "CVL")]
        return found

    def _name_before(self, view: FrameView) -> Party | None:
        """A person's name before the finite verb that stands in the slot of adverbs."""
        if view.frame.kind != "verb" or view.frame.voice == "passive":
            return None
        named = ((view.mentions.get(filler.head), filler.head) for filler in view.frame.slots.get("adverb", ()) if filler.head < view.frame.head)
        return next(((m, head) for m, head in named if m is not None and m.kind == "person" and m.how.startswith("surname")), None)

    def recipients(self, view: FrameView, rule: Rule, actors: list[Party]) -> list[Party]:
        """Recipients of an event, without its actors; where its own phrase names none, those that it takes from around it."""
        return self.named_recipients(view, rule, actors) or self._others(iter(self._inheritance.recipients(view, rule, actors)), actors)

    def guests_and_hosts(self, view: FrameView, rule: Rule, actors: list[Party], place: Place | None) -> tuple[list[Party], list[Party]] | None:
        """Guests and hosts of a meeting that its place makes a visit, None for any other event."""
        return self._inheritance.guests_and_hosts(view, rule, actors, place)

    def named_recipients(self, view: FrameView, rule: Rule, actors: list[Party]) -> list[Party]:
        """Recipients of an event, without its actors; the last resort is whom its adjective names ("antiamerikanische Proteste")."""
        found = list(distinct(self._filled(view, rule.recipient)))
        if not found and any("object" in alternatives for alternatives in rule.recipient) and self._name_before(view) is not None:
            found = list(distinct(self._filled(view, (("subject",),))))
        taken = {(m.start, m.end) for m, _ in actors}
        found = self._others(iter(found), actors) if view.frame.kind == "noun" else [one for one in found if (one[0].start, one[0].end) not in taken]
        if rule.type in _ON_THE_GROUND:
            # "der Angriff auf Kabul": the seat of a state is a place there and does not stand for its government.
            found = [one for one in found if not one[0].how.startswith("seat")]
        if not found and rule.type in _OWNED:
            # "Das Angebot Ägyptens lehnt er ab": where the object acts, the parser took the thing for the subject.
            turned = any("object" in alternatives for alternatives in rule.actor) and view.frame.kind == "verb"
            found = self._others(owners(view, (*_OWNED[rule.type], "subject") if turned else _OWNED[rule.type]), actors)
            inside = {one for _, head in actors if head >= 0 for one in view.sentence.subtree(head) if view.sentence.tokens[head].label in _SUBJECT}
            found = [one for one in found if one[1] not in inside and not self._inheritance.parted_from(view, one[1])]
        if not found and rule.type in _PROPERTY:
            found = self._others((one for one in owners(view, _PROPERTY[rule.type]) if one[0].sector is not None and one[0].kind not in _GROUPS), actors)
        if rule.type == "REQUEST" and not found:
            found = self._others(self._agents(view), actors)
        if rule.type in _DOERS_IN_CONTENT and not found:
            found = self._others(self._doers(view), actors)
        if not found:
            against = [(view.mentions.get(filler.head), filler.head) for filler in view.fillers("adjective")]
            found = [(mention, head) for mention, head in against if mention is not None and mention.kind == "opposed"]
        return found

    def _others(self, parties: Iterator[Party], actors: list[Party]) -> list[Party]:
        """Parties that are not the actors themselves, nor taken up from them by a possessive ("zeigten ihre Solidarität")."""
        taken = {(m.start, m.end) for m, _ in actors}
        own = {f"pronoun for {m.text!r}" for m, _ in actors} | {m.how for m, _ in actors if m.how.startswith("pronoun")}
        own_text = {m.how for m, _ in actors}
        first = min((head for _, head in actors), default=-1)
        return [
            one
            for one in distinct(parties)
            if (one[0].start, one[0].end) not in taken
            and one[0].how not in own
            and f"pronoun for {one[0].text!r}" not in own_text
            # "Mit seiner Erklärung bekannte sich der Minister zu ...": a possessive before the subject is the subject's.
            and not (one[0].text.lower().startswith("sein") and one[0].how.startswith("pronoun") and 0 <= one[1] < first)
        ]

    def _filled(self, view: FrameView, slots: tuple[tuple[str, ...], ...]) -> Iterator[Party]:
        for alternatives in slots:
            for slot in alternatives:
                found = [
                    (mention, filler.head)
                    for filler in view.fillers(slot)
                    if (mention := view.mention(slot, filler) or self._speakers.read(view, filler)) is not None
                ]
                if found:
                    for mention, head in found:
                        yield from self._several(view, slot, mention, head)
                    break

    def _several(self, view: FrameView, slot: str, mention: Mention, head: int) -> Iterator[Party]:
        """The parties of one phrase: one for each coordinated origin."""
        if slot in ("compound", "adjective", "possessive") or mention.kind == "name" or (mention.kind == "person" and mention.name is not None):
            yield mention, head
            return
        if pair := both(view, mention, head, self._inheritance.sides, self._inheritance.both_words):
            yield from pair
            return
        origins: list[Party] = []
        for child in view.sentence.children[head]:
            token = view.sentence.tokens[child]
            together = coordinated(view.sentence, child)
            if len(together) > 1 and (token.label == "amod" or (token.label in ("nmod", "appos", "flat") and preposition(view.sentence, child) in _OF)):
                named = [(m, one) for one in together if (m := view.mentions.get(one)) is not None and m.country and m.kind in (*_NAME_KINDS, "adjective")]
                if len({m.country for m, _ in named}) > 1:
                    origins = named
        if not origins:
            yield mention, head
            return
        for origin, token_number in origins:
            yield (
                replace(mention, start=origin.start, end=origin.end, text=origin.text, country=origin.country, how=f"{mention.how}, coordinated"),
                token_number,
            )

    def _agents(self, view: FrameView) -> Iterator[Party]:
        """Who has to do what is demanded: "fordert den Rücktritt des Präsidenten"."""
        for slot in ("object", "pp:nach", "pp:auf", "pp:zu", "pp:um", "genitive"):
            for filler in view.fillers(slot):
                lemma = view.lemma(filler.head)
                if any(lemma == noun or lemma.endswith(noun) for noun in self._agentive):
                    yield from owner(view, filler)

    def _doers(self, view: FrameView) -> Iterator[Party]:
        """Who does what the act is about, said in a clause: "fordert, dass Russland abzieht", "kritisierte, dass Frankreich Waffen liefere"."""
        contents = {filler.head for filler in view.fillers("clause")}
        for frame in view.frames:
            if frame.head in contents and frame.kind != "noun" and frame.mood != "infinitive" and frame.embedding != "interrogative":
                for filler in frame.slots.get("subject", ()):
                    mention = view.mentions.get(filler.head)
                    if mention is not None and mention.kind not in ("adjective", "opposed", "compound"):
                        yield mention, filler.head
