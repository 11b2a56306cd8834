"""From a parse to verb frames: the clause layer that coding rules see.

Decides predicate lemma, voice, tense, mood, modal, negation, logical slots, and how a clause is embedded. A passive is turned back into its
active, a relative pronoun is replaced by its antecedent, an infinitive gets the subject that controls it, coordinated verbs share their subject.
"""

from __future__ import annotations

from lagebild.analysis.arguments import fill_slots
from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.embedding import embed
from lagebild.analysis.morphology import Morphology
from lagebild.analysis.negation import negation_of
from lagebild.analysis.sharing import share
from lagebild.analysis.valency import correct
from lagebild.analysis.verb_complex import AUXILIARY, auxiliaries_of, read_verb_complex
from lagebild.analysis.verbs import VerbForms
from lagebild.model import Sentence


class ClauseBuilder:
    """Verb frames of one sentence after another; built once from a language's verb data, the words of clauses and HanTa."""

    def __init__(self, forms: VerbForms, words: ClauseWords, morphology: Morphology) -> None:
        self._forms = forms
        self._words = words
        self._morphology = morphology

    def build(self, sentence: Sentence) -> dict[int, Clause]:
        """Clauses by the token that heads them."""
        order = [index for index in range(len(sentence.tokens)) if self._is_predicate(sentence, index)]
        clauses = {index: self._clause(sentence, index) for index in order}
        for clause in clauses.values():
            embed(sentence, clause, self._words)
        for index in sorted(order, key=lambda token: _depth(sentence, token)):
            share(sentence, clauses, clauses[index], self._forms, self._words)
        return clauses

    def _is_predicate(self, sentence: Sentence, index: int) -> bool:
        token = sentence.tokens[index]
        if token.label in AUXILIARY or token.label in ("compound:prt", "mark", "case", "punct"):
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
        auxiliaries = auxiliaries_of(sentence, index, verbal=verbal)
        particle = self._particle(sentence, index)
        lemma = self._words.lemmas.get(token.text.lower(), token.lemma.lower())
        if preterite is not None:
            lemma = preterite
        if attributive:
            lemma = self._participle(token.lemma, token.text) or lemma
        elif not verbal:
            participle = self._participle(lemma, token.text) if self._may_be_participle(sentence, index, auxiliaries) else None
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
            clause.fill("subject" if clause.voice == "active" else "object", token.head)
        elif preterite is not None:
            clause.finite, clause.tense = index, "past"
        else:
            read_verb_complex(sentence, clause, auxiliaries, self._forms, self._words)
        fill_slots(sentence, clause, self._forms, self._words, attributive=attributive)
        if not verbal and lemma == "sein":
            clause.fill("complement", index)
        correct(sentence, clause, self._forms)
        clause.negation = negation_of(sentence, clause, auxiliaries, self._words)
        return clause

    def _particle(self, sentence: Sentence, index: int) -> int | None:
        """The separable particle of a verb, without what the parser only takes for one ("zeigte sich bereit", "stimmten nicht für")."""
        tokens = sentence.tokens
        base = tokens[index].lemma.lower()
        for child in sentence.children[index]:
            word = tokens[child].text.lower()
            only = self._words.only_particles.get(word)
            if (tokens[child].label == "compound:prt" or tokens[child].tag == "PTKVZ") and word not in self._words.never_particles:
                return child if only is None or base.endswith(only) else None
        return None

    def _may_be_participle(self, sentence: Sentence, index: int, auxiliaries: list[int]) -> bool:
        """Whether a predicative adjective is to be read as a participle: one with ge-, or beside "hat" or the "werden" of a passive."""
        token = sentence.tokens[index]
        beside = any(sentence.tokens[one].label == "aux:pass" or sentence.tokens[one].lemma.lower() == "haben" for one in auxiliaries)
        return token.tag.startswith("ADJ") and (token.lemma.lower().startswith("ge") or beside)


def _depth(sentence: Sentence, token: int) -> int:
    depth = 0
    while sentence.tokens[token].head != token:
        token = sentence.tokens[token].head
        depth += 1
    return depth
