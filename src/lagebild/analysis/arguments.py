"""The slots of a clause, from the dependents of its predicate. A passive is turned back into its active here."""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.tree import coordinated, dependents, preposition
from lagebild.analysis.verbs import VerbForms
from lagebild.model import Sentence

_COMPARING = "als"
_AGENTIVE = ("von", "durch")
_SIDES = "Seiten"
_PURPOSE = ("um", "ohne", "damit")


def fill_slots(sentence: Sentence, clause: Clause, forms: VerbForms, words: ClauseWords, *, attributive: bool) -> None:
    """Fill the slots of a clause; `attributive` for a participle before its noun, which has its noun already."""
    tokens = sentence.tokens
    passive = clause.voice == "passive"
    subject = "subject" if not passive else "dative" if clause.recipient_passive else "object"
    for child in sentence.children[clause.head]:
        label, tag = tokens[child].label, tokens[child].tag
        if label in ("nsubj", "nsubj:pass", "csubj"):
            if tag.startswith("V") or label == "csubj":
                clause.fill("clause", child)
            elif not attributive:
                for one in coordinated(sentence, child):
                    clause.fill(subject, one)
        elif label == "obj":
            for one in coordinated(sentence, child):
                clause.fill("reflexive" if tokens[one].tag == "PRF" else "object", one)
        elif label in ("obl:arg", "iobj"):
            for one in coordinated(sentence, child):
                bare = "genitive" if clause.lemma in forms.takes_genitive else "dative"
                clause.fill("reflexive" if tokens[one].tag == "PRF" else bare, one)
        elif label in ("obl", "obl:agent", "nmod") and not (attributive and label == "nmod" and not preposition(sentence, child)):
            _fill_oblique(sentence, clause, child, forms, words)
        elif label in ("ccomp", "xcomp") or (label == "acl" and _is_content(sentence, clause.head, child)):
            if tag.startswith(("ADJ", "NN", "NE")) and not any(dependents(sentence, child, "nsubj", "cop", "mark")):
                clause.fill("complement", child)
            elif not any(tokens[one].text.lower() in _PURPOSE for one in dependents(sentence, child, "mark")):
                clause.fill("clause", child)
        elif label == "advmod":
            clause.fill("adverb", child)
            if tag == "ADJ(D)" and clause.lemma in forms.copular:
                clause.fill("complement", child)
        elif label == "expl" and tag == "PRF":
            clause.fill("reflexive", child)
        elif label == "expl" and _is_pronoun_object(sentence, clause.head, child):
            clause.fill("object", child)


def _is_content(sentence: Sentence, predicate: int, child: int) -> bool:
    """Whether a clause below a predicate that is no verb tells its content: "ist dafür, ... zu", "ist an der Zeit, ... zu"."""
    infinitive = sentence.tokens[child].tag == "VV(IZU)" or any(sentence.tokens[one].tag == "PTKZU" for one in sentence.children[child])
    return infinitive or sentence.tokens[predicate].tag.startswith("PROAV")


def _fill_oblique(sentence: Sentence, clause: Clause, child: int, forms: VerbForms, words: ClauseWords) -> None:
    tokens = sentence.tokens
    prep = preposition(sentence, child)
    compared = any(tokens[one].text.lower() == _COMPARING and tokens[one].label in ("case", "cc", "mark", "advmod") for one in sentence.children[child])
    if prep == "von" and clause.voice == "passive" and tokens[child].text == _SIDES:
        # "von Seiten der Rebellen" names the agent as "von den Rebellen" does.
        child = next(dependents(sentence, child, "nmod"), child)
    for one in coordinated(sentence, child):
        own = preposition(sentence, one) or prep
        if own == _COMPARING or (own is None and compared):
            clause.fill("complement", one, _COMPARING)
        elif own is None:
            clause.fill("genitive", one)
        else:
            marked = tokens[child].label == "obl:agent" or own in _AGENTIVE
            if clause.voice == "passive" and marked and not (own == "von" and not can_be_agent(sentence, clause, one, forms, words)):
                clause.fill("subject", one, own)
            clause.fill(f"pp:{own}", one, own)


def can_be_agent(sentence: Sentence, clause: Clause, token: int, forms: VerbForms, words: ClauseWords) -> bool:
    """Whether a von-phrase of a passive names who acts, and not where something comes from ("vom Dienst suspendiert")."""
    one = sentence.tokens[token]
    lemma = one.lemma.lower()
    if clause.lemma in forms.asks_of and clause.embedding != "attribute":
        return False
    if one.tag.startswith(("CARD", "ADV", "PROAV")) or lemma in words.never_agents:
        return False
    if clause.lemma not in words.separating or one.tag.startswith(("NE", "NNA", "P")):
        return True
    return lemma.endswith(words.acting_endings) or words.roles.find(one.lemma, one.text) is not None


def _is_pronoun_object(sentence: Sentence, head: int, child: int) -> bool:
    """ "löste der Präsident es auf": "es" after the verb, beside another subject and no object or clause, is the object."""
    tokens = sentence.tokens
    if tokens[child].text != "es" or child == 0:
        return False
    labels = {tokens[one].label for one in sentence.children[head]}
    return "nsubj" in labels and not labels & {"obj", "ccomp", "xcomp", "csubj", "nsubj:pass"} and any(dependents(sentence, head, "nsubj"))
