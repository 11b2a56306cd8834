"""Negation of a clause or a noun and its scope: what negates the predicate, and what only a part of the sentence."""

from __future__ import annotations

from lagebild.analysis.clause import Clause
from lagebild.analysis.clause_words import ClauseWords
from lagebild.analysis.tree import dependents
from lagebild.model import Sentence

_NEGATED_SLOTS = ("subject", "object", "complement", "dative")


def negation_of(sentence: Sentence, clause: Clause, auxiliaries: list[int], words: ClauseWords) -> int | None:
    """The token that negates the predicate of a clause, None if nothing does."""
    tokens = sentence.tokens
    for owner in (clause.head, *auxiliaries):
        for child in sentence.children[owner]:
            if _negates(sentence, child, words):
                return child
            if tokens[child].label != "advmod":
                continue
            # "nicht länger", "nicht mehr", "nie zuvor": the negation of the verb hangs on the adverb, or the adverb on it.
            for below in sentence.children[child]:
                if tokens[child].text.lower() in words.negated_adverbs and _negates(sentence, below, words):
                    return below
    for slot, fillers in clause.slots.items():
        if slot not in _NEGATED_SLOTS and not slot.startswith("pp:"):
            continue
        for filler in fillers:
            for child in dependents(sentence, filler.head, "det", "advmod", "cc"):
                word = tokens[child].text.lower()
                if word.startswith(words.negative_determiners) or word in words.negative_parts:
                    return child
            if not slot.startswith("pp:") and tokens[filler.head].text.lower() in words.negative_pronouns:
                return filler.head
    return _without(sentence, clause.head, words)


def negation_of_noun(sentence: Sentence, noun: int, words: ClauseWords) -> int | None:
    """The token that negates a noun: "keine Einigung", "nicht die Einigung", "ohne Einigung"."""
    tokens = sentence.tokens
    for child in sentence.children[noun]:
        word, label = tokens[child].text.lower(), tokens[child].label
        if label == "det" and word.startswith(words.negative_determiners):
            return child
        if label == "advmod" and word in words.negated_nouns:
            return child
        if label == "case" and word in words.without:
            return child
    return None


def _without(sentence: Sentence, head: int, words: ClauseWords) -> int | None:
    """ "ohne Fragen zu beantworten", "ohne dass ein Schuss fiel"."""
    return next((child for child in dependents(sentence, head, "mark", "case") if sentence.tokens[child].text.lower() in words.without), None)


def _negates(sentence: Sentence, token: int, words: ClauseWords) -> bool:
    """Whether a word negates all that it hangs on, and not just the word after it or one half of a contrast."""
    tokens = sentence.tokens
    if tokens[token].text.lower() not in words.negators and tokens[token].lemma.lower() not in words.negators:
        return False
    after = tokens[token + 1].text.lower() if token + 1 < len(tokens) else ""
    return after not in words.not_negated and not _corrected(sentence, token, words)


def _corrected(sentence: Sentence, token: int, words: ClauseWords) -> bool:
    """Whether a phrase after "nicht" is put right by another of its kind: "nicht in Wien, sondern in Genf" denies no act.

    A new clause after "sondern" denies the first: "nahm nicht teil, sondern reiste ab"."""
    tokens = sentence.tokens
    for later in range(token + 2, min(len(tokens), token + 14)):
        if tokens[later].text.lower() != words.correction:
            continue
        between = tokens[token + 1 : later]
        if any(one.tag.endswith("(FIN)") or one.tag in ("PTKVZ", "VV(PP)", "VV(INF)") for one in between):
            return False
        rest = tokens[later + 1 :]
        end = next((i for i, one in enumerate(rest) if one.text in (",", ".", ";", "“")), len(rest))
        phrase = rest[:end]
        # What follows holds the rest of the verb at most ("sondern in Genf stattfinden"), no second finite verb of its own.
        own = [i for i, one in enumerate(phrase) if one.tag.endswith("(FIN)")]
        return not own or _finite_before(sentence, token) is None
    return False


def _finite_before(sentence: Sentence, token: int) -> int | None:
    return next((i for i in range(token) if sentence.tokens[i].tag.endswith("(FIN)")), None)
