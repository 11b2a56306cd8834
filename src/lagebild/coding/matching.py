"""Does a rule fit a frame: its conditions on slots, and the fillers of its participant slots."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.analysis.tree import coordinated, preposition
from lagebild.coding.lexicon import noun_forms, word_matches
from lagebild.languages import Filler, Rule
from lagebild.model import Document, Frame, Mention, Sentence, Slot

_OF_THE_MODAL = frozenset({"modal", "reading"})
_POWERS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "PTY", "OPP", "REB", "SPY", "UAF", "PRM", "PRE"})
"""Sectors that act in politics by their nature."""
_VAGUE = frozenset(
    {"art", "form", "akt", "reihe", "serie", "welle", "vielzahl", "anzahl", "paket", "mischung", "runde", "fall", "zeichen", "ausdruck"}
    | {"teil", "großteil", "hälfte", "drittel", "viertel", "rest", "dutzend"}
    | {"kilo", "kilogramm", "gramm", "tonne", "liter", "barrel", "stück"}
)
"""Nouns that leave it to their attribute what something is ("eine Art Völkermord", "eine Serie von Anschlägen")."""
_SPEAKERS = frozenset({"ich", "wir", "uns", "mich", "mir"})
"""Pronouns of whoever is quoted: in a report that is somebody who acts."""
_CONCERNED = ("object", "dative", "pp:gegen", "pp:für", "pp:mit")
"""Slots that hold whom an act concerns."""


class FrameView:
    """A frame with what matching needs around it: its sentence, the other frames, the resolved mentions."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self.document = document
        self.frame = frame
        self.sentence: Sentence = document.sentences[frame.sentence]
        self.frames = document.frames[frame.sentence]
        self.mentions = document.mentions[frame.sentence] if document.mentions else {}
        self._cache: dict[str, tuple[Slot, ...]] = {}

    def fillers(self, slot: str) -> tuple[Slot, ...]:
        """Fillers of a slot. A prepositional phrase that the frame lacks is looked for at its object and predicate nouns, and for a
        noun at the clause that governs it ("führte mit Russland Gespräche")."""
        if slot not in self._cache:
            base = slot.removesuffix(":attribute")
            found = self.frame.slots.get(slot, ()) if base == slot else tuple(self._attributes(base))
            if slot == "negation" and self.frame.negation is not None:
                found = (Slot(self.frame.negation),)
            if slot in _OF_THE_MODAL and self.frame.modal_token is not None and (slot == "modal" or self.frame.reading is not None):
                found = (Slot(self.frame.modal_token),)
            if not found and base == slot and slot.startswith("pp:"):
                found = tuple(self._displaced(slot[3:])) or tuple(self._announced(slot[3:]))
            if not found and slot == "object":
                found = self._caused()
            self._cache[slot] = found
        return self._cache[slot]

    def _attributes(self, slot: str) -> Iterator[Slot]:
        """The adjectives before the nouns of a slot: what is judged is often said by them alone ("nannte das einen schmutzigen Handel")."""
        for filler in self.fillers(slot):
            for child in self.sentence.children[filler.head]:
                if self.sentence.tokens[child].label == "amod":
                    yield from (Slot(one) for one in coordinated(self.sentence, child))

    def _caused(self) -> tuple[Slot, ...]:
        """What is done by order hangs on the verb of ordering ("ließ die Grenze schließen")."""
        frame = self.frame
        if frame.kind != "verb" or frame.mood != "infinitive" or frame.parent is None or self.frames[frame.parent].lemma != "lassen":
            return ()
        return self.frames[frame.parent].slots.get("object", ())

    def _displaced(self, wanted: str) -> Iterator[Slot]:
        if self.frame.kind == "noun":
            if self.frame.parent is not None:
                parent = self.frames[self.frame.parent]
                near = self.frame.parent_slot in ("object", "subject", "complement")
                if parent.kind == "verb":
                    # Right after the noun the phrase is the noun's, wherever the parser hung it ("bei Angriffen durch Rebellen starben ...").
                    yield from (one for one in parent.slots.get(f"pp:{wanted}", ()) if near or self._follows(one.head))
            return
        # "ist gegen einen Einsatz": the phrase is the predicate itself.
        yield from (Slot(one.head, wanted) for one in self.frame.slots.get("complement", ()) if preposition(self.sentence, one.head) == wanted)
        attached = [slot for slot in self.frame.slots if slot.startswith("pp:")]
        for slot in ("object", "complement", "subject", *attached):
            if slot == "subject" and self.frame.voice == "active" and wanted != "gegen":
                # "sind Tausende gegen die Regierung auf die Straße gegangen": nobody is "gegen" by himself.
                continue
            for filler in self.frame.slots.get(slot, ()):
                for child in self._phrases(filler.head):
                    if preposition(self.sentence, child) == wanted:
                        yield from (Slot(one, wanted) for one in coordinated(self.sentence, child))

    def _phrases(self, noun: int) -> Iterator[int]:
        """The phrases that hang on a noun, and those on these after it ("brachte eine Steuer auf Zucker ins Spiel")."""
        for child in self.sentence.children[noun]:
            if self.sentence.tokens[child].label in ("nmod", "obl"):
                yield child
                if child > noun:
                    yield from self._phrases(child)

    def _follows(self, noun: int) -> bool:
        """Whether the prepositional phrase of a noun begins right after the frame's own noun."""
        return any(child == self.frame.head + 1 for child in self.sentence.children[noun] if self.sentence.tokens[child].label == "case")

    def _announced(self, wanted: str) -> Iterator[Slot]:
        """The pronominal adverb that stands for a phrase whose content follows in a clause ("sprach sich dafür aus, dass ...")."""
        if "clause" not in self.frame.slots:
            return
        adverb = ("dar" if wanted[0] in "aiuoäüö" else "da") + wanted
        for slot in ("adverb", "complement"):
            yield from (one for one in self.frame.slots.get(slot, ()) if self.sentence.tokens[one.head].text.lower() == adverb)

    def mention(self, slot: str, filler: Slot) -> Mention | None:
        """The actor that fills a slot, None if the filler is no actor."""
        found = self.mentions.get(filler.head)
        if slot == "compound":
            return self.compound_mention(filler.head)
        if slot == "adjective":
            return found if found is not None and found.kind == "adjective" else None
        if slot == "verb":
            return None
        if found is None and slot == "subject" and filler.head < self.frame.head and self.frame.embedding in ("relative", "content"):
            return self._owner_meant(filler.head)
        return found

    def _owner_meant(self, antecedent: int) -> Mention | None:
        """Who a relative clause speaks of if its antecedent is a thing: "die Haltung des Ministers, der ... zurückwies"."""
        attributes = [child for child in self.sentence.children[antecedent] if child > antecedent and self.sentence.tokens[child].label == "nmod"]
        if not attributes or preposition(self.sentence, attributes[-1]) not in (None, "von"):
            return None
        found = self.mentions.get(attributes[-1])
        return found if found is not None and (found.kind == "person" or found.name is not None) else None

    def compound_mention(self, head: int) -> Mention | None:
        """The party that the first part of a compound names ("US-Angriff")."""
        return self.mentions.get(-head - 1)

    def lemma(self, token: int) -> str:
        one = self.sentence.tokens[token]
        return one.lemma.lower()

    def holds(self, rule: Rule) -> bool:
        """Whether all conditions of the rule hold."""
        return all(self.fits(slot, wanted) for slot, wanted in rule.required) and not any(self.fits(slot, wanted) for slot, wanted in rule.forbidden)

    def fits(self, slot: str, wanted: tuple[Filler, ...]) -> bool:
        """Whether one of the wanted fillers stands in a slot."""
        fillers = self.fillers(slot)
        for one in wanted:
            if one.word == "NONE":
                if not fillers:
                    return True
            elif one.word == "ANY":
                if fillers:
                    return True
            elif one.word == "ACTOR":
                if any(self.mention(slot, filler) is not None or self.is_speaker(filler) for filler in fillers):
                    return True
                if slot == "subject" and not fillers and self._is_unsigned():
                    return True
            elif one.word == "POWER":
                if any(self._is_power(slot, filler) for filler in fillers):
                    return True
            elif one.word == "NOACTOR":
                if fillers and all(self._is_thing(slot, filler) for filler in fillers):
                    return True
            elif one.sectors:
                if any(self._is_of(slot, filler, one) for filler in fillers):
                    return True
            elif any(self.is_word(slot, filler, one) for filler in fillers) or self._is_far(slot, one):
                return True
        return False

    def _is_power(self, slot: str, filler: Slot) -> bool:
        """Whether a filler acts in politics: a state or body of states, a power of the state, a party or an armed group."""
        mention = self.mention(slot, filler)
        if mention is None or mention.kind in ("compound", "adjective", "opposed"):
            return False
        return mention.sector in _POWERS or (mention.sector is None and mention.country not in (None, "MNC", "NGO"))

    def is_speaker(self, filler: Slot) -> bool:
        """Whether a filler is the first person of a quotation ("Wir sind bereit")."""
        return self.sentence.tokens[filler.head].text.lower() in _SPEAKERS

    def _is_unsigned(self) -> bool:
        """Whether the frame is a passive that leaves out who acts, but names an actor whom it concerns ("dem Fonds wurden Mittel zugesagt")."""
        if self.frame.kind != "verb" or self.frame.voice != "passive":
            return False
        return any(self.mention(slot, filler) is not None for slot in _CONCERNED for filler in self.fillers(slot))

    def _is_far(self, slot: str, wanted: Filler) -> bool:
        """Whether a word of a phrase such as "auf die Straße gehen" hangs, by the parse, on the nouns before it ("gegen das Gesetz auf die
        Straße gegangen"): what stands right before a verb at the end of its clause belongs to the verb."""
        if not slot.startswith("pp:") or self.frame.kind != "verb":
            return False
        last = self.frame.head - 1
        if last < 0 or not self.sentence.tokens[last].tag.startswith("N") or preposition(self.sentence, last) != slot[3:]:
            return False
        return self.is_word(slot, Slot(last), wanted)

    def _is_of(self, slot: str, filler: Slot, wanted: Filler) -> bool:
        """Whether a filler is, or stands for, an actor of one of the sectors; what a compound or an adjective merely hints at is not."""
        mention = self.mention(slot, filler)
        if wanted.person and (mention is None or mention.kind != "person"):
            return False
        return mention is not None and mention.sector in wanted.sectors and mention.kind not in ("compound", "adjective", "opposed")

    def specified(self, filler: Slot) -> list[int]:
        """The tokens that say what a filler is: its head, and what specifies a vague one ("einen Teil der Militärhilfe")."""
        tokens = self.sentence.tokens
        if tokens[filler.head].lemma.lower() not in _VAGUE:
            return [filler.head]
        return [filler.head, *(child for child in self.sentence.children[filler.head] if tokens[child].label in ("nmod", "appos", "flat"))]

    def _is_thing(self, slot: str, filler: Slot) -> bool:
        """Whether a filler is certainly no actor: a common noun or clause that resolves to nobody. Names and pronouns may be somebody."""
        return self.mention(slot, filler) is None and self.sentence.tokens[filler.head].tag.startswith(("NN", "V", "ADJ", "PDS", "CARD"))

    def is_word(self, slot: str, filler: Slot, wanted: Filler) -> bool:
        """Whether a filler is a wanted word, in the sense that the slot gives to words (docs/rules.md)."""
        token = self.sentence.tokens[filler.head]
        word = wanted.word.lower()
        if slot in ("clause", "verb"):
            lemma = next((f.lemma for f in self.frames if f.head == filler.head and f.kind != "noun"), token.lemma.lower())
            return lemma == word
        if slot in _OF_THE_MODAL:
            return word == (self.frame.modal if slot == "modal" else self.frame.reading)
        if slot == "compound":
            return any(part.startswith(word) or part == word for part in token.parts[:1]) or token.text.lower().split("-")[0] == word
        lemma = token.lemma.lower()
        if any(word_matches(form, word, bare=wanted.bare) for form in (*noun_forms(lemma), token.text.lower())):
            return True
        if lemma not in _VAGUE:
            return False
        return any(self.is_word(slot, Slot(child), wanted) for child in self.specified(filler)[1:])
