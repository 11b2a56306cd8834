"""Frames of event nouns: "der russische Angriff auf die Stadt", "Truppenabzug", "ihr Treffen mit dem Kanzler".

The slots come from the noun's own phrase (genitive, possessive, adjective of origin, first part of a compound, prepositional phrases);
subject and verb come from the clause whose object or prepositional object the noun is, for supporting verbs ("Polen plant Gespräche").
"""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.negation import negation_of_noun
from lagebild.analysis.phrases import name_tokens
from lagebild.analysis.tree import coordinated, dependents, preposition
from lagebild.model import Sentence

_OF_THE_EVENT = ("mit", "gegen", "auf", "durch", "zwischen", "in", "bei", "nach", "aus", "an")
_GOVERNED = ("obj", "obl", "obl:arg", "xcomp", "ccomp")


def build_nominal(sentence: Sentence, index: int, clauses: dict[int, Clause], words: ClauseWords) -> Clause:
    """The frame of the noun at `index`, linked to the clause that governs it."""
    tokens = sentence.tokens
    clause = Clause(index, "noun", tokens[index].lemma, (index,), mood="infinitive")
    for child in (*sentence.children[index], *_shared(sentence, index)):
        label, tag = tokens[child].label, tokens[child].tag
        if label in ("nmod", "obl", "obl:arg", "obl:agent"):
            prep = preposition(sentence, child)
            for one in coordinated(sentence, child):
                own = preposition(sentence, one) or prep
                clause.fill("genitive" if own is None else f"pp:{own}", one, own)
            if prep in (None, "von"):
                _take_over(sentence, clause, child)
        elif label == "det" and tag.startswith("PPOSAT"):
            clause.fill("possessive", child)
        elif label == "amod":
            for one in [child, *dependents(sentence, child, "conj")]:
                clause.fill("adjective", one)
        elif label in ("acl", "ccomp", "xcomp") and child in clauses and clauses[child].embedding == "content":
            clause.fill("clause", child)
    if "genitive" not in clause.slots and "pp:von" in clause.slots:
        # "der Angriff von Rebellen" is a genitive; "die Distanzierung der Partei von ihm" already has one.
        clause.slots["genitive"] = list(clause.slots["pp:von"])
    if tokens[index].parts or "-" in tokens[index].text[1:-1]:
        clause.fill("compound", index)
    clause.negation = negation_of_noun(sentence, index, words)
    _govern(sentence, clause, clauses)
    return clause


def _take_over(sentence: Sentence, clause: Clause, genitive: int) -> None:
    """ "das Treffen des Kanzlers mit dem Präsidenten": what the parser hung on the genitive, or on a name in it, belongs to the event."""
    tokens = sentence.tokens
    for owner in name_tokens(sentence, genitive):
        for below in dependents(sentence, owner, "nmod"):
            prep = preposition(sentence, below)
            # After a name a place is that of the event: "der Besuch von Ministerin Muster in Kairo".
            if prep in _OF_THE_EVENT or (prep == "in" and (owner != genitive or tokens[owner].tag.startswith("NE"))):
                for one in coordinated(sentence, below):
                    clause.fill(f"pp:{prep}", one, prep)


def _shared(sentence: Sentence, index: int) -> list[int]:
    """What a noun shares with the nouns it is coordinated with: the attributes after the last of them ("die Festnahme und Abschiebung von
    Flüchtlingen"), and adjective and possessive before the first ("seine Festnahme und Abschiebung")."""
    tokens = sentence.tokens
    first = tokens[index].head if tokens[index].label == "conj" else index
    group = [one for one in coordinated(sentence, first) if tokens[one].tag.startswith("NN")]
    if index not in group or len(group) < 2 or any(any(dependents(sentence, one, "det")) for one in group[1:]):
        return []
    shared: list[int] = []
    last = group[-1]
    if not any(dependents(sentence, index, "nmod")):
        shared += [child for one in group if one != index for child in dependents(sentence, one, "nmod") if child > last]
    if index != first and not any(dependents(sentence, index, "amod")):
        shared += [c for c in dependents(sentence, first, "amod", "det") if c < first and (tokens[c].label == "amod" or tokens[c].tag.startswith("PPOSAT"))]
    return shared


def _govern(sentence: Sentence, clause: Clause, clauses: dict[int, Clause]) -> None:
    """The clause above the noun, the slot the noun stands in, and what the noun takes from it."""
    tokens = sentence.tokens
    top = clause.head
    while tokens[top].label == "conj" and tokens[top].head not in clauses and tokens[top].head != top:
        top = tokens[top].head
    if tokens[top].label == "conj" and tokens[top].head != top and tokens[tokens[top].head].tag.startswith("N"):
        top = tokens[top].head
    head = tokens[top].head
    clause.parent_token = head if head != top else None
    if top in clauses and tokens[top].tag.startswith("N"):
        # The noun is itself the predicate of a clause ("Das ist ein Angriff").
        clause.parent_token, clause.parent_slot = top, "complement"
        if preposition(sentence, top) is not None and "subject" not in clause.slots:
            # "Der Präsident ist zu Besuch bei der Kanzlerin."
            clause.slots["subject"] = [one for one in clauses[top].slots.get("subject", []) if one.head != top]
        return
    governor = clauses.get(head) if head != top else None
    if governor is None:
        return
    for slot, fillers in governor.slots.items():
        if any(filler.head in (clause.head, top) for filler in fillers):
            clause.parent_slot = slot
            break
    if governor.kind == "verb" and (tokens[top].label in _GOVERNED or (tokens[top].label == "nsubj:pass")):
        clause.fill("verb", governor.head)
        for filler in governor.slots.get("subject", ()):
            if filler.head != clause.head:
                clause.slots.setdefault("subject", []).append(filler)
