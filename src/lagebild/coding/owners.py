"""Whose a thing is: the party in the genitive, von-phrase, possessive or adjective of a thing that an act is about.

Who praises "den Beschluss der IAEA" praises the IAEA; who blames "die Lage in Syrien" blames Syria.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lagebild.analysis.tree import dependents, preposition
from lagebild.coding.matching import FrameView
from lagebild.model import Mention, Slot

Party = tuple[Mention, int]
"""A mention and the token that heads it."""


def owners(view: FrameView, slots: Iterable[str]) -> Iterator[Party]:
    """Owners of the things in the slots of a frame, and parties that a thing stands for ("das Vorgehen der Polizei")."""
    for slot in slots:
        own = view.frame.slots.get(slot, ())
        for filler in view.fillers(slot):
            if slot == "pp:gegen" and own == () and any(filler.head in view.sentence.subtree(one.head) for one in view.frame.slots.get("object", ())):
                # "lehnten ein Gesetz gegen die Diskriminierung von Frauen ab": what the object is against is not what the act is about.
                continue
            mention = view.mentions.get(filler.head)
            if mention is None:
                yield from owner(view, filler)
            elif mention.carried:
                yield mention, filler.head


def owner(view: FrameView, filler: Slot) -> Iterator[Party]:
    """Genitive, von-phrase, possessive or origin of a thing ("Waren aus China"); at most one."""
    sentence = view.sentence
    for child in dependents(sentence, filler.head, "nmod", "det", "amod", "flat"):
        token, mention = sentence.tokens[child], view.mentions.get(child)
        if mention is None:
            if token.label == "nmod" and preposition(sentence, child) is None:
                yield from owner(view, Slot(child))
            continue
        if token.label == "det" and not token.tag.startswith("PPOSAT"):
            continue
        if token.label == "nmod" and preposition(sentence, child) not in (None, "von", "aus"):
            continue
        if token.label == "flat" and not (token.tag.startswith("NE") and token.text.endswith("s")):
            # "in Gewahrsam Litauens": the parser takes a genitive for a name.
            continue
        if token.label == "amod" and mention.kind != "adjective":
            continue
        yield mention, child
        return


def located(view: FrameView, slots: Iterable[str], states_of_affairs: frozenset[str]) -> Iterator[Party]:
    """The state that a state of affairs is that of: "die Lage in Syrien", "der Verlauf der Wahl in Georgien"."""
    for slot in slots:
        for filler in view.fillers(slot):
            if filler.head not in view.mentions:
                yield from _where_it_is(view, filler.head, states_of_affairs)


def _where_it_is(view: FrameView, noun: int, wanted: frozenset[str]) -> Iterator[Party]:
    lemma = view.lemma(noun)
    known = any(lemma == word or lemma.endswith(word) for word in wanted)
    for child in dependents(view.sentence, noun, "nmod"):
        mention, prep = view.mentions.get(child), preposition(view.sentence, child)
        if known and prep == "in" and mention is not None and mention.kind == "actor" and mention.sector is None and mention.country is not None:
            yield mention, child
            return
        if prep is None and mention is None:
            yield from _where_it_is(view, child, wanted)


def distinct(parties: Iterable[Party]) -> Iterator[Party]:
    """Each mention once, in order."""
    seen: set[tuple[int, int, str | None]] = set()
    for mention, head in parties:
        # One phrase can name two ("beide Länder").
        if (one := (mention.start, mention.end, mention.country)) not in seen:
            seen.add(one)
            yield mention, head
