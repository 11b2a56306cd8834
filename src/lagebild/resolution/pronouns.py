"""Which party a pronoun takes up: the nearest subject that can agree with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lagebild.model import Mention, Sentence

_SUBJECT = ("nsubj", "nsubj:pass")
_NO_PARTY = ("adjective", "opposed", "compound")
"""Kinds of mentions that a pronoun does not take up: "das US-Fahrzeug" is not the USA."""


def antecedent(sentence: Sentence, pronoun: int, mentions: Sequence[Mapping[int, Mention]], words: Mapping[str, Any]) -> Mention | None:
    """The mention that a personal, possessive or demonstrative pronoun stands for, None if nothing fits.

    `mentions` holds the mentions found so far, one mapping per sentence, the last one for the pronoun's own. First and second persons
    stand for the speaker and are left to attribution.
    """
    token = sentence.tokens[pronoun]
    lower = token.text.lower()
    possessive = token.tag.startswith("PPOSAT")
    if not possessive and lower not in words["singular"] and lower not in words["plural"]:
        return None
    if possessive and not lower.startswith(tuple(words["possessive"])):
        return None
    plural = _is_plural(sentence, pronoun, words)
    for candidate in _candidates(sentence, pronoun, mentions, possessive):
        if _agrees(lower, candidate, plural, possessive, words):
            return candidate
    return None


def _candidates(sentence: Sentence, pronoun: int, mentions: Sequence[Mapping[int, Mention]], possessive: bool) -> Iterator[Mention]:
    """Own sentence before the pronoun: subjects first, nearest first; then the sentence before, subjects first in text order."""
    own = {token: mention for token, mention in mentions[-1].items() if token < pronoun and mention.kind not in _NO_PARTY}
    clause = None if possessive else sentence.tokens[pronoun].head
    tokens = sentence.tokens
    subjects = [t for t in sorted(own, reverse=True) if tokens[t].label in _SUBJECT and tokens[t].head != clause]
    yield from (own[t] for t in subjects)
    yield from (own[t] for t in sorted(own, reverse=True) if t not in subjects and (clause is None or tokens[t].head != clause) and tokens[t].label != "nmod")
    for before in list(reversed(mentions[:-1]))[:2]:
        ordered = [before[t] for t in sorted(before) if before[t].kind not in _NO_PARTY]
        # "dieser" and "letzterer" take up what was named last, personal pronouns what the sentence was about.
        yield from reversed(ordered) if sentence.tokens[pronoun].tag.startswith("PDS") else ordered


def _agrees(pronoun: str, candidate: Mention, plural: bool, possessive: bool, words: Mapping[str, Any]) -> bool:
    """Whether a mention can be meant. A group without a country ("westliche Staaten") can, by plurals, rather than the next best country."""
    if candidate.country is None and candidate.sector is None:
        return candidate.kind == "group" and plural and not possessive
    state = candidate.kind == "actor" and candidate.sector is None and candidate.how.startswith(("state", "seat"))
    if plural and pronoun in words["plural"]:
        return candidate.kind != "person" or _plural_role(candidate, words["many"])
    person = candidate.kind == "person" and not _plural_role(candidate, words["many"])
    if not possessive and pronoun in words["of_persons_or_states"]:
        return person or state
    if pronoun in words["of_persons"]:
        return person
    if pronoun in words["of_states"]:
        return state
    if pronoun in words["of_bodies"] and not possessive:
        return not state and candidate.kind != "group"
    return True


def _plural_role(candidate: Mention, many: Sequence[str]) -> bool:
    """Whether a mention without a name is of several persons ("die Soldaten", "zwei Minister")."""
    if candidate.name is not None:
        return False
    words = candidate.text.split()
    first = words[0].lower()
    several = first in many or first[:1].isdigit() or len(words) == 1
    return several and not words[-1].endswith("in")


def _is_plural(sentence: Sentence, pronoun: int, words: Mapping[str, Any]) -> bool:
    """Whether the verb of a subject pronoun is plural ("sie fordern")."""
    token = sentence.tokens[pronoun]
    if token.label not in _SUBJECT:
        return token.text.lower() in words["always_plural"]
    head = token.head
    verbs = [head, *[c for c in sentence.children[head] if sentence.tokens[c].label in ("aux", "aux:pass", "cop")]]
    finite = next((sentence.tokens[v].text.lower() for v in verbs if sentence.tokens[v].tag.endswith("(FIN)")), "")
    return finite.endswith(tuple(words["plural_endings"])) or finite in words["plural_verbs"]
