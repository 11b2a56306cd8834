"""Who takes part where the event's own phrase is silent: what a noun takes from the clause around it, and an act from its content.

"Die Rebellen nahmen an den Kämpfen teil": the doers of the fighting stand at the verb. "Die Bereitschaft, in Gespräche mit dem Iran
einzutreten": the other side stands in the clause. The words are data (`participants.toml`); each way is tried in turn, and only for a side
that the rule's own slots leave empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lagebild.analysis.tree import coordinated, dependents, preposition
from lagebild.coding.matching import FrameView
from lagebild.coding.owners import Party, located, owner, owners
from lagebild.languages import Rule
from lagebild.model import Frame, Mention, Place, Slot

_CIRCLE_TYPES = frozenset({"ACCUSE", "REJECT", "SUPPORT", "PROTEST", "REQUEST"})
_STEP_TYPES = frozenset({"COERCE", "SANCTION", "MOBILIZE", "RETREAT", "AID"})
_MET_TYPES = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_SPOKEN_OF = "the country the report speaks of"
_HINTS = ("adjective", "opposed", "compound")
"""Kinds of mentions that only hint at a party."""


def _lists(table: dict[str, Any]) -> dict[str, frozenset[str]]:
    return {slot: frozenset(word.lower() for word in words) for slot, words in table.items()}


class Inheritance:
    """Built once from a language's `participants.toml`."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._taking_part = _lists(data["taking_part"])
        self._persons = frozenset(word.lower() for word in data["persons"]["nouns"])
        self._answering = frozenset(word.lower() for word in data["answering_for"]["nouns"])
        self._means = tuple(f"pp:{word}" for word in data["means"]["prepositions"])
        self._befalling = frozenset(data["means"]["except"])
        self._done = frozenset(word.lower() for word in data["means"]["done"])
        self._managing = frozenset(data["managing"]["verbs"])
        self.sides = frozenset(word.lower() for word in data["both"]["nouns"])
        self.both_words = frozenset(data["both"]["words"])
        self._parting = tuple(word.lower() for word in data["parting"]["nouns"])
        self._announcing = frozenset(data["announcing"]["verbs"])
        self._ordering = frozenset(word.lower() for word in data["ordering"]["nouns"])
        self._met = tuple(f"pp:{word}" for word in data["met"]["prepositions"])
        self._met_verbs = _lists(data["met"]["verbs"])
        self._hosting = frozenset(data["hosting"]["words"])
        self._circle = tuple(f"pp:{word}" for word in data["circle"]["prepositions"])
        self._affairs = frozenset(word.lower() for word in data["affairs"]["nouns"])
        self._affair_slots = tuple(data["affairs"]["slots"])
        self._casualties = _lists(data["casualties"])
        self._content: dict[str, list[str]] = data["content"]
        self._beside: dict[str, list[str]] = data["beside"]

    def actors(self, view: FrameView, rule: Rule) -> list[Party]:
        """Actors from around an event whose own slots name none; the first way that finds somebody decides."""
        ways = (
            (self._takers, self._behind, self._answerable, self._by_means, self._heard_in)
            if view.frame.kind == "noun"
            else (self._managers, self._announcers, self._orderers, self._owners_of_construction, self._heard_in, self._declarers)
        )
        return next((found for way in ways if (found := list(way(view, rule)))), [])

    def recipients(self, view: FrameView, rule: Rule, actors: list[Party]) -> list[Party]:
        """Recipients from around an event whose own slots name none; actors may be among them."""
        ways = (self._in_content, self._subject_met, self._stood_before, self._invited, self._state_of_affairs, self._what_was_done, self._struck, self._glued)
        return next((found for way in ways if (found := list(way(view, rule, actors)))), [])

    def parted_from(self, view: FrameView, head: int) -> bool:
        """Whether a party is what something parts from: "die Unabhängigkeit von Dänemark"."""
        return preposition(view.sentence, head) == "von" and view.lemma(view.sentence.tokens[head].head).endswith(self._parting)

    def guests_and_hosts(self, view: FrameView, rule: Rule, actors: list[Party], place: Place | None) -> tuple[list[Party], list[Party]] | None:
        """A meeting of two sides in the country of one of them, as guests and hosts; None for any other meeting."""
        lemma = view.frame.lemma.lower()
        if rule.type != "CONSULT" or rule.mode is not None or place is None or place.country is None or not any(lemma.endswith(w) for w in self._hosting):
            return None
        hosts = [one for one in actors if one[0].country == place.country]
        if any(m.how.endswith(_SPOKEN_OF) for m, _ in hosts):
            # "Der Minister traf in Wien seinen Amtskollegen": Vienna does not tell whose minister he is.
            return None
        guests = [one for one in actors if one[0].country not in (None, place.country)]
        if not hosts or not guests or len({m.country for m, _ in guests}) > 1:
            return None
        together = {other for _, head in hosts if head >= 0 for other in coordinated(view.sentence, head)}
        if any(head in together for _, head in guests) or any(set(coordinated(view.sentence, head)) & {h for _, h in hosts} for _, head in guests if head >= 0):
            return None
        return guests, hosts

    def _takers(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "nahmen an den Kämpfen teil", "die von Studenten organisierten Proteste", "der Boykott, dem viele folgten"."""
        if rule.type == "CONSULT":
            return
        for frame in view.frames:
            if frame.kind != "noun" and any(
                frame.lemma in verbs and any(filler.head == view.frame.head for filler in frame.slots.get(slot, ()))
                for slot, verbs in self._taking_part.items()
            ):
                yield from _parties(view, frame, "subject")

    def _behind(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "die Teilnehmer der Proteste": the noun that the event noun hangs on."""
        token = view.sentence.tokens[view.frame.head]
        if token.label == "nmod" and preposition(view.sentence, view.frame.head) in (None, "von", "an"):
            mention = view.mentions.get(token.head)
            if mention is not None and mention.kind not in _HINTS and self._is_one_of(view, token.head, self._persons):
                yield mention, token.head

    def _answerable(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "übernahm die Verantwortung für den Anschlag"."""
        tokens = view.sentence.tokens
        noun = tokens[view.frame.head].head
        if preposition(view.sentence, view.frame.head) == "für" and self._is_one_of(view, noun, self._answering):
            for frame in view.frames:
                if any(filler.head == noun for filler in frame.slots.get("object", ())):
                    yield from _parties(view, frame, "subject")

    def _by_means(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "antwortete mit Luftangriffen", "gelangte durch einen Staatsstreich an die Spitze"."""
        frame = view.frame
        if frame.parent is None or frame.parent_slot not in self._means or rule.type == "CONSULT":
            return
        governor = view.frames[frame.parent]
        if governor.kind != "verb" or governor.voice == "passive":
            return
        done = any(self._is_one_of(view, filler.head, self._done) for one in (frame, governor) for fillers in one.slots.values() for filler in fillers)
        if governor.lemma not in self._befalling or done:
            yield from _parties(view, governor, "subject")

    def _heard_in(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "In der Opposition wurde Kritik laut", "aus Paris hieß es"."""
        frame = view.frame
        if rule.type not in _CIRCLE_TYPES:
            return
        if frame.kind == "noun":
            if frame.parent is None or frame.parent_slot not in ("subject", "object", "complement"):
                return
            frame = view.frames[frame.parent]
            if frame.kind != "verb" or (frame.parent_slot == "object" and frame.voice != "passive"):
                return
        doing = view.frame.kind == "noun" or any("subject" in alternatives for alternatives in rule.actor)
        if doing and any(filler.head in view.mentions for filler in frame.slots.get("subject", ())):
            return
        for slot in self._circle:
            for mention, head in _parties(view, frame, slot):
                if mention.kind != "person" and (mention.sector is not None or (slot == "pp:aus" and mention.country is not None)):
                    yield mention, head

    def _managers(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "Der Polizei gelang es, den Täter festzunehmen": the dative of some verbs does what their infinitive says."""
        frame = view.frame
        if frame.mood != "infinitive" or frame.slots.get("subject"):
            return
        for other in view.frames:
            governs = other.number == frame.parent or any(filler.head == frame.head for filler in other.slots.get("clause", ()))
            if governs and other.lemma in self._managing:
                yield from _parties(view, other, "dative")

    def _announcers(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "Die Grenzen werden geschlossen, kündigte die Regierung an": who announces a step of power takes it."""
        frame = view.frame
        if rule.type not in _STEP_TYPES or frame.voice != "passive" or frame.slots.get("subject"):
            return
        for other in view.frames:
            if other.lemma in self._announcing and (other.number == frame.parent or other.parent == frame.number) and other.embedding != "relative":
                yield from (one for one in _parties(view, other, "subject") if one[0].kind != "person" or one[0].sector == "GOV")

    def _declarers(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "schränkte ein, dass an ein Treffen nicht gedacht sei": an act that is said without a doer is the speaker's."""
        frame = view.frame
        if rule.type not in _CIRCLE_TYPES or frame.voice != "passive" or frame.embedding != "content" or frame.parent is None:
            return
        if not frame.slots.get("subject") and not frame.slots.get("object"):
            yield from _parties(view, view.frames[frame.parent], "subject")

    def _orderers(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "auf Anordnung des Präsidenten wurde er verhaftet"."""
        if view.frame.voice == "passive" and not view.frame.slots.get("subject"):
            for filler in view.frame.slots.get("pp:auf", ()):
                if self._is_one_of(view, filler.head, self._ordering):
                    yield from owner(view, filler)

    def _owners_of_construction(self, view: FrameView, rule: Rule) -> Iterator[Party]:
        """ "befindet sich in Gewahrsam der Polizei": the genitive of the noun of a support-verb construction whose subject is no doer."""
        if rule.type not in (*_STEP_TYPES, "ASSAULT") or any(slot in ("subject", "object") for alternatives in rule.actor for slot in alternatives):
            return
        for slot, wanted in rule.required:
            words = [one for one in wanted if not one.is_class]
            if slot.startswith("pp:") and words:
                for filler in view.fillers(slot):
                    if any(view.is_word(slot, filler, one) for one in words):
                        yield from (one for one in owner(view, filler) if not one[0].how.startswith("pronoun"))

    def _in_content(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "drohte, die Ukraine anzugreifen", "die Bereitschaft, in Gespräche mit dem Iran einzutreten"."""
        slots = self._content.get(rule.type)
        if slots is None:
            return
        around = {view.frame.head} | {filler.head for name, fillers in view.frame.slots.items() if name != "subject" for filler in fillers}
        own = {mention.country for mention, _ in actors}
        for frame in view.frames:
            if frame.kind == "noun" or frame.embedding != "content" or frame.head == view.frame.head:
                continue
            if view.sentence.tokens[frame.head].head not in around and frame.parent != view.frame.number:
                continue
            content = FrameView(view.document, frame)
            for slot in slots:
                found = [
                    (mention, filler.head)
                    for filler in content.fillers(slot)
                    if (mention := view.mentions.get(filler.head)) is not None and mention.kind not in _HINTS
                ]
                if slot == "object" and rule.type == "AGREE":
                    # What is promised can be a party of one's own ("die Gefangenen freizulassen"); the other side is another's.
                    found = [one for one in found if own - {None} and one[0].country is not None and one[0].country not in own]
                found = found or [one for one in owners(content, (slot,)) if one[0].country is not None and one[0].country not in own]
                if found:
                    yield from found
                    return

    def _subject_met(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "Trotz einer Aufforderung der EU verhängte Ungarn ...", "reagierte auf die Kritik der Türkei"."""
        frame = view.frame
        visited = rule.type == "CONSULT" and rule.mode == "visit" and frame.parent_slot == "object"
        if (rule.type not in _MET_TYPES and not visited) or frame.kind != "noun" or frame.parent is None or frame.parent_slot is None:
            return
        governor = view.frames[frame.parent]
        answered = governor.lemma in self._met_verbs.get(frame.parent_slot, ())
        # "auf Einladung der Stadt reiste er": only a demand that somebody follows, not "auf Befehl des Königs wurde er verhaftet".
        followed = frame.parent_slot == "pp:auf" and rule.type == "REQUEST" and governor.voice == "active"
        if governor.kind != "verb" or not (answered or (not visited and (followed or frame.parent_slot in self._met))):
            return
        yield from _parties(view, governor, "object" if governor.voice == "passive" else "subject")

    def _stood_before(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "Proteste vor dem chinesischen Konsulat": a body, not a mere place; "lehnte Gespräche mit der Regierung ab"."""
        for slot in self._beside.get(rule.type, ()):
            for filler in view.fillers(slot):
                mention = view.mentions.get(filler.head)
                if mention is not None and mention.kind not in _HINTS and (mention.sector is not None or rule.type != "PROTEST"):
                    yield mention, filler.head

    def _state_of_affairs(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "kritisierte die Lage der Menschenrechte in Ägypten"."""
        if rule.type == "ACCUSE":
            yield from located(view, self._affair_slots, self._affairs)

    def _what_was_done(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "Die Regierung schloss den Sender, was die Opposition kritisierte": who did what a clause with "was" comments on."""
        frame = view.frame
        if rule.type not in ("ACCUSE", "SUPPORT") or frame.parent is None:
            return
        if any(view.sentence.tokens[filler.head].text.lower() == "was" for filler in frame.slots.get("object", ())):
            yield from _parties(view, view.frames[frame.parent], "subject")

    def _struck(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "Vor einem Hotel explodierte eine Bombe, zwei Menschen starben": who is hurt in a clause beside an attack that names no victim."""
        if rule.type != "ASSAULT":
            return
        for frame in view.frames:
            # The parser may hang a second main clause on the last noun of the first.
            beside = frame.embedding in ("main", view.frame.embedding) or (frame.embedding == "content" and frame.finite is not None and frame.marker is None)
            if frame.number == view.frame.number or frame.kind != "verb" or not beside:
                continue
            for slot, verbs in self._casualties.items():
                if frame.lemma in verbs and frame.negation is None and (slot == "subject" or frame.voice == "passive" or frame.slots.get("subject")):
                    yield from (one for one in _parties(view, frame, slot) if one[0].sector is not None)

    def _invited(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "lud zu einer Sitzung des Ausschusses": who is to meet."""
        if actors and (rule.type, rule.mode) in (("REQUEST", "meet"), ("CONSULT", "visit")):
            yield from owners(view, ("pp:zu",))
            if rule.type == "REQUEST":
                yield from (one for filler in view.fillers("pp:mit") if (one := (view.mentions.get(filler.head), filler.head))[0] is not None)  # type: ignore[misc]

    def _glued(self, view: FrameView, rule: Rule, actors: list[Party]) -> Iterator[Party]:
        """ "Am Montag besucht Außenminister Maas Teheran": a state or seat at the end of the subject that is the object."""
        if view.frame.kind != "verb" or view.frame.voice == "passive" or view.frame.slots.get("object"):
            return
        if not any(slot == "object" for alternatives in rule.recipient for slot in alternatives) and (rule.type, rule.mode) != ("CONSULT", "visit"):
            return
        for filler in view.frame.slots.get("subject", ()):
            queue = [filler.head]
            while queue:
                for child in dependents(view.sentence, queue.pop(), "flat", "appos", "nmod"):
                    mention = view.mentions.get(child)
                    bare = not any(dependents(view.sentence, child, "case", "det"))
                    whole = view.mentions.get(filler.head)
                    # "Gestern kritisierte Tusk Juncker": two surnames, the second is no part of the first.
                    person = mention is not None and mention.kind == "person" and whole is not None and whole.how.startswith("surname beside")
                    state = mention is not None and mention.sector is None and mention.how.startswith(("state", "seat"))
                    if mention is not None and bare and child > filler.head and (state or person):
                        yield mention, child
                    queue.append(child)

    def _is_one_of(self, view: FrameView, token: int, words: frozenset[str]) -> bool:
        lemma = view.lemma(token)
        return any(lemma == word or lemma.endswith(word) for word in words)


def _parties(view: FrameView, frame: Frame, slot: str) -> Iterator[Party]:
    """The mentions in a slot of another frame of the sentence."""
    for filler in frame.slots.get(slot, ()):
        mention: Mention | None = view.mentions.get(filler.head)
        if mention is not None and mention.kind not in _HINTS:
            yield mention, Slot(filler.head).head
