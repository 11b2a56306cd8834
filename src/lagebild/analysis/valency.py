"""Post-correction of a parse by valency: what a verb cannot have two of, and what it needs.

A clause has one subject; verbs of naming have an object and a complement; verbs such as "vorwerfen" have a person in the dative.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lagebild.analysis.clause import Clause
from lagebild.analysis.tree import coordinated, dependents, preposition
from lagebild.analysis.verbs import VerbForms
from lagebild.model import Sentence, Slot

_SINGULAR = frozenset(
    {"war", "wird", "wurde", "kann", "soll", "will", "muss", "darf", "mag", "sei", "habe", "werde", "könne", "müsse", "solle", "wolle", "dürfe"}
)


def correct(sentence: Sentence, clause: Clause, forms: VerbForms) -> None:
    """Valency: one subject, and what the parser called a second one is an object; a second object of a naming verb is a complement."""
    tokens = sentence.tokens
    objects = clause.slots.get("object", [])
    if clause.lemma in forms.naming and len(objects) > 1 and clause.voice == "active":
        clause.slots["object"], clause.slots["complement"] = objects[:1], objects[1:]
    _recover_label(sentence, clause)
    subjects = clause.slots.get("subject", [])
    if clause.voice == "active" and len(subjects) > 1:
        roots = [s.head for s in subjects if tokens[s.head].head == clause.head and s.preposition is None]
        if len(roots) > 1:
            accusative = [r for r in roots if _is_accusative(sentence, r)]
            surplus = accusative[0] if accusative and len(accusative) < len(roots) else roots[-1]
            moved = set(coordinated(sentence, surplus))
            clause.slots["subject"] = [s for s in subjects if s.head not in moved]
            slot = "dative" if clause.lemma in forms.dative_person or objects else "object"
            clause.slots.setdefault(slot, []).extend(Slot(one) for one in sorted(moved))
    _agree(sentence, clause)
    if clause.lemma in forms.dative_person and "dative" not in clause.slots and clause.voice == "active":
        objects = clause.slots.get("object", [])
        direct = [o.head for o in objects if tokens[o.head].head == clause.head]
        if direct and (len(direct) > 1 or "clause" in clause.slots) and not _is_accusative(sentence, direct[0]):
            moved = set(coordinated(sentence, direct[0]))
            clause.slots["dative"] = [o for o in objects if o.head in moved]
            rest = [o for o in objects if o.head not in moved]
            if rest:
                clause.slots["object"] = rest
            else:
                clause.slots.pop("object")
    _recover_dative(sentence, clause, forms)
    _recover_agent(sentence, clause, forms)
    _recover_object(sentence, clause, forms)


def _recover_label(sentence: Sentence, clause: Clause) -> None:
    """A label that the parser hung on what is labelled ("wertete das Vorgehen als Angriff") says what the object is held for."""
    if "complement" in clause.slots:
        return
    tokens = sentence.tokens
    objects = clause.slots.get("object", [])
    labels = [
        child
        for one in objects
        for child in dependents(sentence, one.head, "conj", "nmod")
        if any(tokens[case].text == "als" and tokens[case].label in ("case", "cc", "mark") for case in sentence.children[child])
    ]
    if labels:
        clause.slots["complement"] = [Slot(one, "als") for one in labels]
        clause.slots["object"] = [one for one in objects if one.head not in labels]


def _agree(sentence: Sentence, clause: Clause) -> None:
    """Number: a plural "subject" of a singular verb is its object, where the "object" can be the subject ("Die Garantien lehnte die Nato ab")."""
    subjects, objects = clause.slots.get("subject", []), clause.slots.get("object", [])
    if clause.voice != "active" or clause.finite is None or len(subjects) != 1 or len(objects) != 1:
        return
    if _is_accusative(sentence, subjects[0].head) and not _is_accusative(sentence, objects[0].head):
        # "den Rücktritt forderten Zehntausende": no subject can have this determiner.
        clause.slots["subject"], clause.slots["object"] = objects, subjects
        return
    verb = _verb_number(sentence.tokens[clause.finite].text)
    found, other = _number(sentence, subjects[0].head), _number(sentence, objects[0].head)
    if verb is not None and found not in (None, verb) and other == verb and not _is_accusative(sentence, objects[0].head):
        clause.slots["subject"], clause.slots["object"] = objects, subjects


def _verb_number(form: str) -> str | None:
    """Number of a finite form, where it shows."""
    form = form.lower()
    if form.endswith(("t", "te")) or form in _SINGULAR:
        return "singular"
    return "plural" if form.endswith("en") or form == "sind" else None


def _number(sentence: Sentence, noun: int) -> str | None:
    """Number of a phrase, where determiner, coordination or ending leave no doubt."""
    token = sentence.tokens[noun]
    if any(dependents(sentence, noun, "conj")):
        return "plural"
    words = {sentence.tokens[c].text.lower() for c in dependents(sentence, noun, "det")}
    if words & {"der", "das", "ein", "eine", "einen", "den", "kein", "dieser", "dieses"}:
        return "singular"
    if token.tag.startswith("NE"):
        # "die USA", "die Taliban" are plural, "die Ukraine" is not: the article of a name does not tell.
        return None if "die" in words or token.text.isupper() else "singular"
    inflected = token.tag.startswith("NN") and token.text.lower() != token.lemma.lower() and token.text.endswith(("n", "e", "er", "s"))
    if "die" in words:
        return "plural" if inflected else None
    return "plural" if inflected and not words else None


def _recover_dative(sentence: Sentence, clause: Clause, forms: VerbForms) -> None:
    """ "wirft die OSZE der Wahlkommission vor": a genitive at the end of the subject is the dative that the verb lacks; and a phrase with
    "dem" cannot belong to a subject at all."""
    tokens = sentence.tokens
    if "dative" in clause.slots or clause.voice != "active":
        return
    needs = clause.lemma in forms.dative_person and ("object" in clause.slots or "clause" in clause.slots or clause.lemma in forms.dative_required)
    for slot in ("subject", "object"):
        for filler in clause.slots.get(slot, ()):
            for child in dependents(sentence, filler.head, "nmod", "appos", "flat"):
                words = {tokens[c].text.lower() for c in dependents(sentence, child, "det")}
                if preposition(sentence, child) is not None or filler.preposition is not None:
                    continue
                if child < filler.head:
                    # "gewährt Ägypten Hilfen": a name before the object that is no genitive.
                    named = tokens[child].tag.startswith("NE") and not tokens[child].text.endswith(("s", "ß", "x", "z", "'", "’"))
                    if slot == "object" and needs and named and not words:
                        clause.slots["dative"] = [Slot(one) for one in coordinated(sentence, child)]
                        return
                    continue
                bare = tokens[filler.head].tag.startswith("NE") or slot == "subject"
                genitive = needs and bare and tokens[child].label == "nmod" and words & {"der", "dem", "den"}
                if genitive or (slot == "subject" and any(word.endswith("em") for word in words)):
                    clause.slots["dative"] = [Slot(one) for one in coordinated(sentence, child)]
                    return


def _recover_agent(sentence: Sentence, clause: Clause, forms: VerbForms) -> None:
    """ "wurden Häftlinge von Wärtern geschlagen": what stands with "von" right before the participle is who did it, not whose they are."""
    tokens = sentence.tokens
    if clause.voice != "passive" or "subject" in clause.slots or clause.embedding == "attribute":
        return
    for filler in clause.slots.get("object", ()):
        noun = tokens[filler.head]
        if not noun.tag.startswith("NN") or noun.lemma.lower().endswith(forms.belonging):
            continue
        for child in dependents(sentence, filler.head, "nmod"):
            role = tokens[child].tag.startswith("NN") and preposition(sentence, child) == "von"
            if role and child > filler.head and max(sentence.subtree(child)) + 1 == clause.head:
                clause.slots["subject"] = [Slot(one, "von") for one in coordinated(sentence, child)]
                return


def _recover_object(sentence: Sentence, clause: Clause, forms: VerbForms) -> None:
    """The object of an active verb that has none, where the parse hides it in one of three ways."""
    if clause.kind != "verb" or clause.voice != "active" or any(slot in clause.slots for slot in ("object", "clause", "complement", "reflexive")):
        return
    hidden = next(chain(_after_place(sentence, clause), _bare(sentence, clause, forms), _remark(sentence, clause)), None)
    if hidden is not None:
        found = [Slot(one) for one in coordinated(sentence, hidden)]
        clause.slots["object" if "subject" in clause.slots else "subject"] = found


def _after_place(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """ "empfing in Ankara Außenminister Meier": the place is the phrase with the preposition, the title after it is not; both are told apart."""
    tokens = sentence.tokens
    for slot in ("pp:in", "pp:bei", "pp:vor", "pp:an"):
        for position, filler in enumerate(clause.slots.get(slot, ())):
            children = sentence.children[filler.head]
            if not tokens[filler.head].tag.startswith("NN") or any(tokens[c].label == "det" for c in children):
                continue
            case = next((c for c in children if tokens[c].label == "case"), None)
            place = next((c for c in children if tokens[c].label == "nmod" and tokens[c].tag.startswith("NE") and case is not None and c == case + 1), None)
            if place is not None and place + 1 == filler.head and any(tokens[c].label in ("appos", "flat") for c in children):
                clause.slots[slot][position] = Slot(place, filler.preposition)
                yield filler.head


def _bare(sentence: Sentence, clause: Clause, forms: VerbForms) -> Iterator[int]:
    """ "traf in Tripolis Vertreter der Regierung": a noun without preposition that names no time or measure."""
    tokens = sentence.tokens
    for filler in clause.slots.get("genitive", ()):
        noun = tokens[filler.head]
        genitive = any(tokens[c].text.lower() in ("des", "eines") for c in dependents(sentence, filler.head, "det"))
        if noun.tag.startswith("NN") and noun.label == "obl" and not genitive and not noun.lemma.lower().endswith(forms.measures):
            yield filler.head


def _remark(sentence: Sentence, clause: Clause) -> Iterator[int]:
    """ "tötete bei einem Anschlag auf einen Bus, der ..., zwölf Menschen": after a long bracket the parser takes the object for a remark."""
    tokens = sentence.tokens
    for child in dependents(sentence, clause.head, "parataxis"):
        counted = any(dependents(sentence, child, "nummod", "det"))
        predicate = any(dependents(sentence, child, "cop", "aux", "nsubj"))
        if tokens[child].tag.startswith("NN") and child > clause.head and counted and not predicate and preposition(sentence, child) is None:
            yield child


def _is_accusative(sentence: Sentence, noun: int) -> bool:
    """Whether the determiner can only be accusative singular masculine ("den", "einen", "ihren")."""
    words = [sentence.tokens[c].text.lower() for c in dependents(sentence, noun, "det")]
    plural = sentence.tokens[noun].text.endswith(("en", "n")) and "den" in words
    return any(word == "den" or word.endswith("inen") or word in ("ihren", "unseren", "diesen", "keinen", "jeden") for word in words) and not plural
