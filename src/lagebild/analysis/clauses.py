"""From a parse to verb frames: the clause layer that coding rules see.

Decides predicate lemma, voice, tense, mood, modal, negation, logical slots, and how a clause is embedded. A passive is turned back into its
active, a relative pronoun is replaced by its antecedent, an infinitive gets the subject that controls it, coordinated verbs share their subject.
"""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.morphology import Morphology
from lagebild.analysis.tree import coordinated, dependents, is_relative, preposition
from lagebild.analysis.valency import correct
from lagebild.analysis.verbs import VerbForms
from lagebild.model import Sentence, Slot

_NEGATORS = frozenset({"nicht", "nie", "niemals", "keinesfalls", "keineswegs", "nirgends", "weder", "nimmer", "mitnichten"})
_EMBEDDING_BY_MARKER = {
    "wenn": "conditional",
    "falls": "conditional",
    "sofern": "conditional",
    "soweit": "conditional",
    "ob": "interrogative",
    "um": "purpose",
    "damit": "purpose",
    "weil": "cause",
    "da": "cause",
    "zumal": "cause",
    "obwohl": "concession",
    "obgleich": "concession",
    "wenngleich": "concession",
    "nachdem": "time",
    "bevor": "time",
    "ehe": "time",
    "während": "time",
    "als": "time",
    "bis": "time",
    "seit": "time",
    "seitdem": "time",
    "sobald": "time",
    "solange": "conditional",
    "indem": "time",
    "ohne": "time",
    "anstatt": "time",
    "statt": "time",
    "dass": "content",
    "daß": "content",
    "wie": "time",
    "wonach": "relative",
    "wobei": "time",
    "worauf": "time",
    "woraufhin": "time",
}
_AUXILIARY = ("aux", "aux:pass", "cop")


class ClauseBuilder:
    """Verb frames of one sentence after another; built once from a language's verb data and HanTa."""

    def __init__(self, forms: VerbForms, morphology: Morphology) -> None:
        self._forms = forms
        self._morphology = morphology

    def build(self, sentence: Sentence) -> dict[int, Clause]:
        """Clauses by the token that heads them."""
        clauses: dict[int, Clause] = {}
        order = [index for index in range(len(sentence.tokens)) if self._is_predicate(sentence, index)]
        for index in order:
            clauses[index] = self._clause(sentence, index)
        for index in order:
            self._embed(sentence, clauses, clauses[index])
        for index in sorted(order, key=lambda token: _depth(sentence, token)):
            self._share(sentence, clauses, clauses[index])
        return clauses

    def _is_predicate(self, sentence: Sentence, index: int) -> bool:
        token = sentence.tokens[index]
        if token.label in _AUXILIARY or token.label in ("compound:prt", "mark", "case", "punct"):
            return False
        if token.tag.startswith("VV"):
            return True
        if token.tag.startswith(("VA", "VM")):
            return True
        if token.tag.startswith("ADJ(A") and token.label in ("amod", "acl", "nmod") and self._participle(token.lemma, token.text):
            return True
        if self._preterite(sentence, index) is not None:
            return True
        return any(sentence.tokens[child].label in ("cop", "aux", "nsubj", "nsubj:pass", "aux:pass") for child in sentence.children[index])

    def _preterite(self, sentence: Sentence, index: int) -> str | None:
        """Infinitive of a weak past tense that HanTa took for an inflected participle ("Bewaffnete entführten ..."), None if it is none."""
        token = sentence.tokens[index]
        if (
            not token.tag.startswith("ADJ(A")
            or token.label in ("amod", "nmod", "nsubj", "obj", "obl", "appos", "flat")
            or not token.text.endswith(("te", "ten"))
        ):
            return None
        labels = {sentence.tokens[child].label for child in sentence.children[index]}
        if labels & {"det", "cop", "case", "aux", "aux:pass"} or not labels & {"nsubj", "obj", "obl", "ccomp", "xcomp"}:
            return None
        return self._morphology.infinitive(token.text.lower().removesuffix("n").removesuffix("e"))

    def _participle(self, lemma: str, text: str) -> str | None:
        """Infinitive of a participle used as an adjective ("eingefordert" -> "einfordern"), None for other adjectives."""
        lower = lemma.lower()
        if lower.endswith("end") and len(lower) > 6:
            return lower[:-1]
        if lower.endswith(("t", "en")) and len(lower) > 4 and not lower.endswith(("lich", "isch", "haft")):
            return self._morphology.infinitive(lower)
        return None

    def _clause(self, sentence: Sentence, index: int) -> Clause:
        tokens = sentence.tokens
        token = tokens[index]
        attributive = token.tag.startswith("ADJ(A") and token.label in ("amod", "acl", "nmod")
        preterite = None if attributive else self._preterite(sentence, index)
        verbal = token.tag.startswith("V") or attributive or preterite is not None
        auxiliaries = list(dependents(sentence, index, *_AUXILIARY))
        if token.label == "conj" and not auxiliaries and not token.tag.endswith("(FIN)"):
            auxiliaries = [child for child in dependents(sentence, token.head, *_AUXILIARY) if tokens[child].label != "cop" or not verbal]
        particle = next((c for c in sentence.children[index] if tokens[c].label == "compound:prt" or tokens[c].tag == "PTKVZ"), None)
        lemma = token.lemma.lower()
        if preterite is not None:
            lemma = preterite
        if attributive:
            lemma = self._participle(token.lemma, token.text) or lemma
        elif not verbal:
            participle = self._participle(lemma, token.text) if token.tag.startswith("ADJ") and lemma.startswith("ge") else None
            lemma = participle or (lemma if token.tag.startswith(("ADJ", "ADV", "PTK")) else "sein")
            verbal = participle is not None
        elif particle is not None and not lemma.startswith(tokens[particle].text.lower()):
            lemma = tokens[particle].text.lower() + lemma
        kind = "verb" if verbal or lemma == "sein" else "adjective"
        trigger = [index] if particle is None else sorted((index, particle))
        clause = Clause(index, kind, lemma, tuple(trigger))
        if attributive:
            clause.embedding = "attribute"
            clause.mood = "infinitive"
            present = token.lemma.lower().endswith("end")
            clause.tense = "present" if present else "perfect"
            clause.voice = "active" if present or lemma in self._forms.perfect_with_sein else "passive"
            noun = tokens[index].head
            clause.fill("subject" if clause.voice == "active" else "object", noun)
        elif preterite is not None:
            clause.finite, clause.tense = index, "past"
        else:
            self._verb_complex(sentence, clause, auxiliaries)
        self._fill_slots(sentence, clause, attributive)
        if not verbal and lemma == "sein":
            clause.fill("complement", index)
        correct(sentence, clause, self._forms)
        self._negate(sentence, clause, auxiliaries)
        return clause

    def _verb_complex(self, sentence: Sentence, clause: Clause, auxiliaries: list[int]) -> None:
        """Tense, mood, voice and modal from the finite verb and the auxiliaries."""
        tokens = sentence.tokens
        head = tokens[clause.head]
        finite = next((i for i in sorted([clause.head, *auxiliaries]) if tokens[i].tag.endswith("(FIN)")), None)
        clause.finite = finite
        lemmas = {tokens[i].lemma.lower(): i for i in auxiliaries}
        modal = next((i for i in auxiliaries if tokens[i].tag.startswith("VM")), None)
        if modal is not None:
            clause.modal, clause.modal_token = tokens[modal].lemma.lower(), modal
        participle = head.tag.endswith("(PP)") or (clause.kind == "verb" and head.tag.startswith("ADJ"))
        passive = any(tokens[i].label == "aux:pass" for i in auxiliaries) or ("werden" in lemmas and participle)
        if "werden" not in lemmas and clause.lemma in self._forms.perfect_with_sein:
            passive = False
        if not passive and participle and "sein" in lemmas and clause.lemma not in self._forms.perfect_with_sein and "haben" not in lemmas:
            reflexive = any(tokens[c].tag == "PRF" for c in sentence.children[clause.head])
            passive = not reflexive and not any(dependents(sentence, clause.head, "obj"))
            stative = passive
        else:
            stative = False
        clause.voice = "passive" if passive else "active"
        if finite is None:
            clause.mood = "infinitive"
            clause.tense = "perfect" if participle and auxiliaries else "present"
            return
        tense, clause.mood = self._forms.reading(tokens[finite].text, tokens[finite].lemma)
        auxiliary = tokens[finite].lemma.lower() if finite != clause.head else None
        worden = any(tokens[i].text.lower() == "worden" for i in auxiliaries)
        if auxiliary in ("haben", "sein") and participle and (not passive or worden):
            clause.tense = "pluperfect" if tense == "past" else "perfect"
        elif (auxiliary == "werden" and not passive and not participle and tokens[finite].label != "cop" and clause.kind == "verb") or (
            auxiliary == "werden" and passive and len(auxiliaries) > 1 and modal is None and tense == "present"
        ):
            clause.tense = "future"
        elif modal is not None and participle and ("haben" in lemmas or "sein" in lemmas):
            clause.tense = "perfect"
        else:
            clause.tense = tense
        if stative and tense == "present":
            clause.tense = "perfect"

    def _fill_slots(self, sentence: Sentence, clause: Clause, attributive: bool) -> None:
        tokens = sentence.tokens
        passive = clause.voice == "passive"
        for child in sentence.children[clause.head]:
            label, tag = tokens[child].label, tokens[child].tag
            if label in ("nsubj", "nsubj:pass", "csubj"):
                if tag.startswith("V") or label == "csubj":
                    clause.fill("clause", child)
                elif not attributive:
                    for one in coordinated(sentence, child):
                        clause.fill("object" if passive else "subject", one)
            elif label == "obj":
                for one in coordinated(sentence, child):
                    clause.fill("reflexive" if tokens[one].tag == "PRF" else "object", one)
            elif label in ("obl:arg", "iobj"):
                for one in coordinated(sentence, child):
                    clause.fill("reflexive" if tokens[one].tag == "PRF" else "dative", one)
            elif label in ("obl", "obl:agent", "nmod") and not (attributive and label == "nmod" and not preposition(sentence, child)):
                self._fill_oblique(sentence, clause, child, passive)
            elif label in ("ccomp", "xcomp"):
                if tag.startswith(("ADJ", "NN", "NE")) and not any(dependents(sentence, child, "nsubj", "cop", "mark")):
                    clause.fill("complement", child)
                elif not any(tokens[c].text.lower() in ("um", "ohne", "damit") for c in dependents(sentence, child, "mark")):
                    clause.fill("clause", child)
            elif label == "advmod":
                clause.fill("adverb", child)
            elif label == "expl" and tag == "PRF":
                clause.fill("reflexive", child)

    def _fill_oblique(self, sentence: Sentence, clause: Clause, child: int, passive: bool) -> None:
        prep = preposition(sentence, child)
        if prep == "von" and passive and sentence.tokens[child].text == "Seiten":
            # "von Seiten der Rebellen" names the agent as "von den Rebellen" does.
            child = next(dependents(sentence, child, "nmod"), child)
        for one in coordinated(sentence, child):
            own = preposition(sentence, one) or prep
            if own is None:
                clause.fill("genitive", one)
            elif own in ("als", "für") and own == "als":
                clause.fill("complement", one, own)
            else:
                asked = own == "von" and clause.lemma in self._forms.asks_of and clause.embedding != "attribute"
                if passive and not asked and (sentence.tokens[child].label == "obl:agent" or own in ("von", "durch")):
                    clause.fill("subject", one, own)
                clause.fill(f"pp:{own}", one, own)

    def _negate(self, sentence: Sentence, clause: Clause, auxiliaries: list[int]) -> None:
        tokens = sentence.tokens
        for owner in (clause.head, *auxiliaries):
            for child in sentence.children[owner]:
                if tokens[child].lemma.lower() in _NEGATORS or tokens[child].text.lower() in _NEGATORS:
                    after = tokens[child + 1].text.lower() if child + 1 < len(tokens) else ""
                    if after not in ("nur", "zuletzt", "allein", "bloß", "minder"):
                        clause.negation = child
                        return
        for slot, fillers in clause.slots.items():
            if slot not in ("subject", "object", "complement", "dative") and not slot.startswith("pp:"):
                continue
            for filler in fillers:
                for child in dependents(sentence, filler.head, "det", "advmod", "cc"):
                    if tokens[child].text.lower().startswith("kein") or tokens[child].text.lower() == "weder":
                        clause.negation = child
                        return
                if not slot.startswith("pp:") and tokens[filler.head].text.lower() in ("niemand", "nichts", "keiner", "keine", "niemanden"):
                    clause.negation = filler.head
                    return

    def _embed(self, sentence: Sentence, clauses: dict[int, Clause], clause: Clause) -> None:
        """How the clause hangs on its governor: embedding, marker, parent."""
        tokens = sentence.tokens
        token = tokens[clause.head]
        marker = next((c for c in dependents(sentence, clause.head, "mark") if tokens[c].tag != "PTKZU"), None)
        if marker is not None:
            clause.marker, clause.marker_token = tokens[marker].text.lower(), marker
        if token.head != clause.head:
            clause.parent_token = token.head
        if clause.embedding == "attribute":
            return
        by_marker = _EMBEDDING_BY_MARKER.get(clause.marker or "")
        if token.label == "acl":
            relative = any(is_relative(sentence, one) for one in sentence.subtree(clause.head, without=frozenset({"acl", "ccomp", "advcl"})))
            clause.embedding = by_marker or ("relative" if relative else "content")
        elif token.label in ("ccomp", "xcomp", "csubj"):
            question = any(tokens[c].tag.startswith("PW") for c in sentence.children[clause.head])
            clause.embedding = "interrogative" if question or by_marker == "interrogative" else (by_marker if by_marker == "conditional" else "content")
            if clause.embedding == "content" and marker is None and self._is_condition(sentence, clause):
                clause.embedding = "conditional"
        elif token.label == "advcl":
            clause.embedding = by_marker or ("conditional" if self._verb_first(sentence, clause) else "time")
        elif by_marker is not None and token.label != "conj":
            clause.embedding = by_marker
        elif clause.head == token.head and self._verb_first(sentence, clause) and tokens[-1].text == "?":
            clause.embedding = "interrogative"

    def _is_condition(self, sentence: Sentence, clause: Clause) -> bool:
        """A clause without conjunction that begins with "sollte" or a Konjunktiv II: "Sollte Russland angreifen, ..."."""
        if clause.finite is None or not self._verb_first(sentence, clause):
            return False
        return clause.mood == "konjunktiv2" or sentence.tokens[clause.finite].text.lower() in ("sollte", "sollten")

    def _verb_first(self, sentence: Sentence, clause: Clause) -> bool:
        first = next((t for t in sentence.subtree(clause.head) if sentence.tokens[t].label not in ("punct", "cc")), clause.head)
        return clause.finite is not None and first == clause.finite

    def _share(self, sentence: Sentence, clauses: dict[int, Clause], clause: Clause) -> None:
        """Antecedents of relative pronouns, controlled subjects, and what coordinated verbs share."""
        tokens = sentence.tokens
        token = tokens[clause.head]
        for fillers in clause.slots.values():
            for position, filler in enumerate(fillers):
                if not tokens[filler.head].tag.startswith("PRELS") or filler.head > clause.head:
                    continue
                antecedent = token.head if token.label == "acl" and tokens[token.head].tag.startswith("N") else _noun_before(sentence, filler.head)
                if antecedent is not None:
                    fillers[position] = Slot(antecedent, filler.preposition)
        governor = clauses.get(token.head) if token.head != clause.head else None
        if governor is None or tokens[governor.head].tag.startswith("N"):
            self._control_by_noun(sentence, clauses, clause)
        if governor is None:
            return
        if token.label == "conj":
            if clause.embedding == "main" and clause.marker is None:
                clause.embedding, clause.marker, clause.marker_token = governor.embedding, governor.marker, governor.marker_token
                clause.parent_token = governor.parent_token
            if "subject" not in clause.slots and clause.voice == "active" and not any(t in clause.slots for t in ("object",) if clause.voice == "passive"):
                inherited = governor.slots.get("subject") if governor.voice == "active" else governor.slots.get("object")
                if inherited:
                    clause.slots["subject"] = list(inherited)
            elif (
                clause.voice == "passive"
                and "object" not in clause.slots
                and (inherited := governor.slots.get("object" if governor.voice == "passive" else "subject"))
            ):
                clause.slots["object"] = list(inherited)
            if clause.voice == governor.voice == "passive" and (agent := governor.slots.get("subject")):
                # "wurde von Polizisten geschlagen und verhaftet"
                clause.slots.setdefault("subject", list(agent))
            if clause.negation is None and governor.negation is not None and clause.finite == governor.finite and clause.finite is not None:
                clause.negation = governor.negation if governor.negation < governor.head < clause.head else None
        if token.label in ("xcomp", "ccomp", "advcl") and clause.mood == "infinitive" and "subject" not in clause.slots:
            controller = "subject"
            if governor.lemma in self._forms.object_control and token.label != "advcl":
                controller = next((s for s in ("object", "dative", "pp:an") if governor.slots.get(s)), "subject")
            inherited = governor.slots.get(controller)
            if inherited:
                slot = "object" if clause.voice == "passive" else "subject"
                clause.slots.setdefault(slot, list(inherited))

    def _control_by_noun(self, sentence: Sentence, clauses: dict[int, Clause], clause: Clause) -> None:
        """Subject of an infinitive that hangs on a noun: whose decision it is ("der Beschluss der Partei, ... zu führen"), else who takes it
        ("die Partei fasste den Beschluss, ... zu führen")."""
        tokens = sentence.tokens
        noun = tokens[clause.head].head
        infinitive = clause.mood == "infinitive" and clause.embedding == "content" and clause.voice == "active"
        if not infinitive or "subject" in clause.slots or not tokens[noun].tag.startswith("NN"):
            return
        whose = [c for c in dependents(sentence, noun, "nmod") if c > noun and preposition(sentence, c) in (None, "von")]
        if whose:
            clause.slots["subject"] = [Slot(one) for one in coordinated(sentence, whose[0])]
            return
        above = clauses.get(tokens[noun].head)
        if above is not None and above.voice == "active" and tokens[noun].label in ("obj", "obl", "xcomp"):
            clause.slots["subject"] = list(above.slots.get("subject", []))


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


def _depth(sentence: Sentence, token: int) -> int:
    depth = 0
    while sentence.tokens[token].head != token:
        token = sentence.tokens[token].head
        depth += 1
    return depth
