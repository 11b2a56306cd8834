"""Who "both" are: "die Präsidenten beider Länder", "beide Seiten", "beide" take up the two parties that the report named last."""

from __future__ import annotations

from dataclasses import replace

from lagebild.analysis.tree import dependents
from lagebild.coding.matching import FrameView
from lagebild.coding.owners import Party
from lagebild.model import Mention

_BACK = 3
"""How many sentences before may name the two."""
_NOT_NAMED = ("compound", "opposed", "name")


def both(view: FrameView, mention: Mention, head: int, sides: frozenset[str], words: frozenset[str]) -> list[Party]:
    """The two parties that a phrase with "beide" stands for, each with the words of the phrase; empty without such a word or pair.

    `sides` are nouns for one of two ("Land", "Seite"), `words` the forms of "beide", all in lower case.

    A pair is what a sentence names if it names parties of exactly two countries: before the phrase, else in one of the sentences before.
    """
    if not _says_both(view, head, sides, words):
        return []
    for countries in _pairs(view, head):
        return [(replace(mention, country=country, how=f"{mention.how}, both"), head) for country in countries]
    return []


def _says_both(view: FrameView, head: int, sides: frozenset[str], words: frozenset[str]) -> bool:
    """Whether "beide" stands at the noun, or at a genitive of it without a country of its own."""
    tokens = view.sentence.tokens
    if tokens[head].text.lower() in words:
        return True
    for noun in (head, *dependents(view.sentence, head, "nmod")):
        word = tokens[noun].lemma.lower()
        if word in sides and any(tokens[child].text.lower() in words for child in view.sentence.children[noun]):
            return True
    return False


def _pairs(view: FrameView, head: int) -> list[tuple[str, str]]:
    found = []
    number = view.frame.sentence
    for back in range(_BACK + 1):
        if number - back < 0:
            break
        mentions = view.document.mentions[number - back]
        named = {
            one.country: None
            for token, one in sorted(mentions.items())
            if token >= 0 and one.country and one.kind not in _NOT_NAMED and not one.how.endswith("speaks of") and (back or token < head)
        }
        if len(named) == 2:
            first, second = named
            found.append((first, second))
        elif len(named) > 2:
            break
    return found
