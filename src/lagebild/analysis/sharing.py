"""What clauses take from each other: antecedents of relative pronouns, controlled subjects, what coordinated verbs share."""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.tree import coordinated, dependents, preposition
from lagebild.analysis.verbs import VerbForms
from lagebild.model import Sentence, Slot


def share(sentence: Sentence, clauses: dict[int, Clause], clause: Clause, forms: VerbForms, words: ClauseWords) -> None:
    """Complete a clause from its surroundings; its governor must have been completed before."""
    tokens = sentence.tokens
    token = tokens[clause.head]
    _relative(sentence, clause)
    governor = clauses.get(token.head) if token.head != clause.head else None
    if token.label == "acl" and clause.mood == "infinitive" and clause.embedding == "content" and governor is None:
        _control_by_noun(sentence, clauses, clause, forms, words)
    if governor is None:
        return
    if token.label == "conj":
        _coordinate(clause, governor)
    if token.label in ("xcomp", "ccomp", "csubj", "advcl") and clause.mood == "infinitive" and "subject" not in clause.slots:
        _control(clause, governor.slots.get(_controller(governor, forms, adverbial=token.label == "advcl")))


def _relative(sentence: Sentence, clause: Clause) -> None:
    """A relative pronoun stands for its antecedent, and with a plural verb for all that is coordinated there."""
    tokens = sentence.tokens
    token = tokens[clause.head]
    for slot, fillers in clause.slots.items():
        for position, filler in enumerate(fillers):
            if not tokens[filler.head].tag.startswith("PRELS") or filler.head > clause.head:
                continue
            antecedent = token.head if token.label == "acl" and tokens[token.head].tag.startswith("N") else _noun_before(sentence, filler.head)
            if antecedent is None:
                continue
            fillers[position] = Slot(antecedent, filler.preposition)
            plural = clause.finite is not None and tokens[clause.finite].text.endswith("n") and tokens[filler.head].text.lower() == "die"
            if slot in ("subject", "object") and plural and len(fillers) == 1:
                before = [one for one in coordinated(sentence, antecedent) if one < filler.head]
                if len(before) > 1 and _singular(sentence, antecedent):
                    clause.slots[slot] = [Slot(one, filler.preposition) for one in before]


def _singular(sentence: Sentence, noun: int) -> bool:
    one = sentence.tokens[noun]
    return one.text.lower() == one.lemma.lower()


def _coordinate(clause: Clause, governor: Clause) -> None:
    """Embedding, subject and negation that a coordinated clause has in common with the one before."""
    if clause.embedding == "main" and clause.marker is None:
        clause.embedding, clause.marker, clause.marker_token = governor.embedding, governor.marker, governor.marker_token
        clause.parent_token = governor.parent_token
    if "subject" not in clause.slots and clause.voice == "active":
        inherited = governor.slots.get("subject") if governor.voice == "active" else governor.slots.get("object")
        if inherited:
            clause.slots["subject"] = list(inherited)
    elif clause.voice == "passive" and "object" not in clause.slots:
        inherited = governor.slots.get("object" if governor.voice == "passive" else "subject")
        if inherited:
            clause.slots["object"] = list(inherited)
    if clause.voice == governor.voice == "passive" and (agent := governor.slots.get("subject")):
        # "wurde von Polizisten geschlagen und verhaftet"
        clause.slots.setdefault("subject", list(agent))
    shared = clause.finite is not None and clause.finite == governor.finite
    if clause.negation is None and governor.negation is not None and shared and governor.negation < governor.head < clause.head:
        clause.negation = governor.negation
    if shared and clause.modal == governor.modal and clause.reading is None:
        clause.reading = governor.reading


def _controller(governor: Clause, forms: VerbForms, *, adverbial: bool) -> str:
    """The slot whose filler is the subject of an infinitive under the governor."""
    if governor.lemma in forms.object_control and not adverbial:
        return next((slot for slot in ("object", "dative", "pp:an") if governor.slots.get(slot)), "subject")
    return "subject"


def _control(clause: Clause, inherited: list[Slot] | None) -> None:
    if inherited:
        clause.slots.setdefault("object" if clause.voice == "passive" else "subject", [Slot(one.head) for one in inherited])


def _control_by_noun(sentence: Sentence, clauses: dict[int, Clause], clause: Clause, forms: VerbForms, words: ClauseWords) -> None:
    """The subject of an infinitive that hangs on a noun: the noun itself, where its verb governs by it ("zwang die Behörden, ..."), else
    whose attempt, threat or refusal it is."""
    tokens = sentence.tokens
    if "subject" in clause.slots or (clause.voice == "passive" and "object" in clause.slots):
        return
    noun = tokens[clause.head].head
    above = clauses.get(tokens[noun].head) if tokens[noun].head != noun else None
    if above is not None and above.lemma in forms.object_control:
        slot = _controller(above, forms, adverbial=False)
        if any(filler.head == noun for filler in above.slots.get(slot, ())):
            _control(clause, above.slots[slot])
            return
    lemma = tokens[noun].lemma.lower()
    if any(lemma.endswith(word) for word in words.other_subject):
        return
    for child in dependents(sentence, noun, "nmod"):
        if child < clause.head and preposition(sentence, child) in (None, "von"):
            _control(clause, [Slot(one) for one in coordinated(sentence, child)])
            return
    if above is not None and above.kind == "verb" and any(filler.head == noun for filler in above.slots.get("object", ())):
        _control(clause, above.slots.get("subject"))


def _noun_before(sentence: Sentence, pronoun: int) -> int | None:
    """The head of the phrase that ends before a relative pronoun and its comma, for clauses that the parser hung elsewhere."""
    tokens = sentence.tokens
    position = pronoun - 1
    # Verbs at the end of a clause may stand between ("dem Beispiel des Ministers folgen, der ...").
    while position > 0 and (tokens[position].text == "," or tokens[position].label == "case" or tokens[position].tag.startswith("V")):
        position -= 1
    if position == pronoun - 1 or not tokens[position].tag.startswith("N"):
        return None
    while tokens[position].label in ("flat", "appos", "nmod") and tokens[position].head < position:
        position = tokens[position].head
    return position
