"""The verb complex of a clause: from the finite verb and the auxiliaries to tense, mood, voice, modal verb and its reading."""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.tree import dependents
from lagebild.analysis.verbs import VerbForms
from lagebild.model import Sentence

AUXILIARY = ("aux", "aux:pass", "cop")


def auxiliaries_of(sentence: Sentence, token: int, *, verbal: bool) -> list[int]:
    """The auxiliaries of a predicate, with those that it shares: "wird schließen und einberufen", "sollen gekauft und geplant haben"."""
    tokens = sentence.tokens
    own = list(dependents(sentence, token, *AUXILIARY))
    finite = tokens[token].tag.endswith("(FIN)") or any(tokens[one].tag.endswith("(FIN)") for one in own)
    if tokens[token].label == "conj" and not finite:
        shared = [one for one in dependents(sentence, tokens[token].head, *AUXILIARY) if tokens[one].label != "cop" or not verbal]
        return sorted({*own, *shared})
    if own and tokens[token].tag.endswith("(PP)") and all(tokens[one].tag.startswith("VM") for one in own):
        # A participle needs more than a modal; in a coordination it stands with the last verb.
        for below in dependents(sentence, token, "conj"):
            if tokens[below].tag.endswith("(PP)"):
                own += [one for one in dependents(sentence, below, *AUXILIARY) if not tokens[one].tag.endswith("(FIN)")]
    return sorted(own)


def is_participle(sentence: Sentence, clause: Clause, words: ClauseWords) -> bool:
    """Whether the predicate can be a participle: not "verkünden", which is tagged as one beside "wird"."""
    token = sentence.tokens[clause.head]
    if clause.kind == "verb" and token.tag.startswith("ADJ"):
        return True
    if not token.tag.endswith("(PP)"):
        return False
    form = token.text.lower()
    return form != token.lemma.lower() or form.endswith(words.like_infinitive) or "ge" in form[:-3]


def read_verb_complex(sentence: Sentence, clause: Clause, auxiliaries: list[int], forms: VerbForms, words: ClauseWords) -> None:
    """Fill tense, mood, voice, modal, reading and the finite verb of a clause."""
    tokens = sentence.tokens
    clause.finite = finite = _finite(sentence, clause, auxiliaries)
    lemmas = {tokens[one].lemma.lower(): one for one in auxiliaries if tokens[one].text.lower() != "worden"}
    worden = any(tokens[one].text.lower() == "worden" for one in auxiliaries)
    modal = next((one for one in auxiliaries if tokens[one].tag.startswith("VM")), None)
    if modal is not None:
        clause.modal, clause.modal_token = tokens[modal].lemma.lower(), modal
    participle = is_participle(sentence, clause, words)
    if participle and tokens[clause.head].text.lower() == tokens[clause.head].lemma.lower() and _beside_infinitive(sentence, clause.head):
        participle = False
    recipient = participle and any(one in words.recipient_passive for one in lemmas)
    stative = False
    to_be_done = (
        "sein" in lemmas
        and tokens[clause.head].tag.endswith("(INF)")
        and any(tokens[child].tag == "PTKZU" for child in sentence.children[clause.head])
        and clause.lemma not in forms.perfect_with_sein
    )
    if to_be_done:
        # "waren Schüsse zu hören", "ist zu prüfen"
        passive = True
    elif not participle or ("haben" in lemmas and not recipient):
        passive = False
    elif recipient or worden or ("werden" in lemmas and "sein" not in lemmas):
        passive = True
    elif "sein" in lemmas or any(tokens[one].label == "aux:pass" for one in auxiliaries):
        reflexive = any(tokens[child].tag == "PRF" for child in sentence.children[clause.head])
        passive = stative = clause.lemma not in forms.perfect_with_sein and not reflexive and not any(dependents(sentence, clause.head, "obj"))
    else:
        passive = False
    clause.voice = "passive" if passive else "active"
    clause.recipient_passive = recipient
    perfect_infinitive = participle and any(one in lemmas and lemmas[one] != finite for one in ("haben", "sein"))
    if finite is None:
        if _bare_present(sentence, clause, auxiliaries):
            clause.finite = clause.head
            return
        clause.mood = "infinitive"
        clause.tense = "perfect" if participle and auxiliaries else "present"
        return
    tense, clause.mood = forms.reading(tokens[finite].text, tokens[finite].lemma)
    auxiliary = tokens[finite].lemma.lower() if finite != clause.head else None
    if auxiliary in ("haben", "sein") and ((participle and (not stative or worden)) or modal is not None or recipient):
        clause.tense = "pluperfect" if tense == "past" else "perfect"
    elif (
        auxiliary == "werden"
        and tense == "present"
        and tokens[finite].label != "cop"
        and clause.kind == "verb"
        and (not participle or perfect_infinitive or (passive and modal is None and len(auxiliaries) > 1))
    ):
        clause.tense = "future"
    elif modal is not None and perfect_infinitive:
        clause.tense = "perfect"
    else:
        clause.tense = tense
    if stative and tense == "present" and clause.tense == "present":
        clause.tense = "perfect"
    # "muss abgeschlossen sein" is a state that somebody has to bring about: grammar does not decide.
    clause.reading = _reading(sentence, clause, tense, perfect_infinitive, words) if not (stative and perfect_infinitive) else None


def _finite(sentence: Sentence, clause: Clause, auxiliaries: list[int]) -> int | None:
    """The finite verb: an auxiliary before the predicate itself; of several the first in a main clause, the last at the end of a subordinate one."""
    tokens = sentence.tokens
    found = [one for one in auxiliaries if tokens[one].tag.endswith("(FIN)")]
    if found:
        return found[-1] if found[0] > clause.head else found[0]
    return clause.head if tokens[clause.head].tag.endswith("(FIN)") else None


def _beside_infinitive(sentence: Sentence, token: int) -> bool:
    """Whether a form that can be both is coordinated with an infinitive ("die Grenzen schließen und Reservisten einberufen")."""
    one = sentence.tokens[token]
    return one.label == "conj" and sentence.tokens[one.head].tag.endswith("(INF)")


def _bare_present(sentence: Sentence, clause: Clause, auxiliaries: list[int]) -> bool:
    """Whether a "participle" without auxiliary is the present tense of a subordinate clause ("wie viele Soldaten das Land entsendet")."""
    token = sentence.tokens[clause.head]
    return not auxiliaries and token.tag.endswith("(PP)") and token.text.endswith("t") and any(dependents(sentence, clause.head, "nsubj"))


def _reading(sentence: Sentence, clause: Clause, tense: str, perfect_infinitive: bool, words: ClauseWords) -> str | None:
    """The reading of the modal verb where grammar decides, None where it does not."""
    if clause.modal is None or clause.modal_token is None:
        return None
    if clause.finite != clause.modal_token:
        # "hat nicht besuchen dürfen"
        return words.past.get(clause.modal) if clause.tense in ("perfect", "pluperfect") and not perfect_infinitive else None
    if perfect_infinitive:
        form = sentence.tokens[clause.modal_token].text.lower()
        return None if form in words.not_hearsay else words.with_perfect.get(clause.modal)
    if clause.mood == "konjunktiv2":
        return words.konjunktiv2.get(clause.modal)
    return words.past.get(clause.modal) if tense == "past" and clause.mood == "indicative" else None
