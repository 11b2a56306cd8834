"""Noun phrases as annotators mark them: extent, the name within, and their attributes. Token numbers count within the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.analysis.tree import preposition
from lagebild.model import Sentence

_INSIDE = frozenset({"det", "amod", "nummod", "nmod", "appos", "flat", "compound", "fixed", "case"})
_NAME = ("appos", "flat")
_ADJUNCT = frozenset({"über", "um", "mit", "gegen", "nach", "durch", "bis", "seit", "an", "wegen", "zu", "vor", "zwischen", "während", "trotz", "ab"})
"""Prepositions of phrases that say more about the act than about the party, even if the parser hangs them on the party."""

_PAIRS = (("(", ")"), ("„", "“”"), ("»", "«"), ('"', '"'))
_WHERE_SAID = _ADJUNCT | {"in", "bei", "auf"}
"""After a name also those of place: "sagte Rau in Tallinn" says where he spoke, "die Behörden in Tallinn" which ones."""


def extent(sentence: Sentence, head: int, *, person: bool = False) -> tuple[int, int]:
    """First and last token of the phrase: with title, name and attributes, without relative clauses, coordination and its own preposition.

    With `person` the phrase is known to name one, whatever its tag says.
    """
    members, queue = [head], [head]
    while queue:
        owner = queue.pop()
        for child in sentence.children[owner]:
            label = sentence.tokens[child].label
            if label not in _INSIDE or (label == "case" and owner == head) or (label == "appos" and _after_comma(sentence, child)):
                continue
            if label == "nmod" and preposition(sentence, child) in (_WHERE_SAID if person or sentence.tokens[owner].tag.startswith("NE") else _ADJUNCT):
                continue
            members.append(child)
            queue.append(child)
    # Members may be interrupted by material that is left out ("Russland sein Militär"); the phrase is the unbroken run around its head.
    present = set(members)
    first = last = head
    while first - 1 in present or (first >= 2 and sentence.tokens[first - 1].label in ("punct", "advmod", "cc", "conj") and first - 2 in present):
        first -= 1
    while last + 1 in present or (last + 2 in present and sentence.tokens[last + 1].label in ("punct", "advmod", "cc")):
        last += 1
    return first, _bracketed(sentence, first, last)


def _bracketed(sentence: Sentence, first: int, last: int) -> int:
    """The last token of a phrase with whole brackets and quotation marks: what opens in it is closed by the next token or left out."""
    words = [token.text for token in sentence.tokens[first : last + 2]]
    inside, after = words[: last + 1 - first], words[last + 1 - first :]
    for opening, closing in _PAIRS:
        opened = [i for i, word in enumerate(inside) if word in opening]
        open_now = len(opened) % 2 if opening == closing else len(opened) > sum(word in closing for word in inside)
        if open_now and after and after[0] in closing:
            return last + 1
        if open_now and opened[-1] > 0 and opening == "(":
            return first + opened[-1] - 1
    return last


def _after_comma(sentence: Sentence, token: int) -> bool:
    first = min(sentence.subtree(token))
    return first > 0 and sentence.tokens[first - 1].text in (",", "–", "-", "(")


def name_tokens(sentence: Sentence, head: int) -> list[int]:
    """The head and the name parts that hang on it ("Außenminister" -> Außenminister, Sergej, Lawrow), ascending."""
    found, queue = [head], [head]
    while queue:
        for child in sentence.children[queue.pop()]:
            if sentence.tokens[child].label in _NAME:
                found.append(child)
                queue.append(child)
    return sorted(found)


def attributes(sentence: Sentence, head: int) -> Iterator[tuple[int, str | None]]:
    """Genitive and prepositional attributes of a phrase in text order: (token, preposition; None for a genitive)."""
    for owner in name_tokens(sentence, head):
        for child in sentence.children[owner]:
            if sentence.tokens[child].label == "nmod":
                yield child, preposition(sentence, child)
