"""Why a rule did not fire: the rules whose anchor stands in a frame, with the conditions that failed there, in words.

Coding itself never asks this; `lagebild explain` and `lagebild evaluate --errors` do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.coding.matching import FrameView
from lagebild.languages import Filler, Rule
from lagebild.model import Frame

_SLOTS = {
    "clause": "the dependent clause",
    "complement": "the predicate noun, adjective or 'als' phrase",
    "compound": "the first part of the compound",
    "verb": "the governing verb",
    "adjective": "the attributive adjective",
    "possessive": "the possessive",
    "reflexive": "the reflexive pronoun",
}
_MOST_WORDS = 6
"""A condition that allows more words than this is shown with its first ones."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A condition of a rule that a frame does not meet."""

    slot: str
    wanted: tuple[Filler, ...]
    forbidden: bool
    """Whether the condition is one of `without`: the slot has what it must not have."""
    found: tuple[str, ...]
    """The words that head the slot's fillers in the text."""

    @property
    def lexical(self) -> bool:
        """Whether only certain words would do: the frame holds another expression than the rule is about."""
        return not self.forbidden and all(not one.is_class and not one.sectors for one in self.wanted)

    def __str__(self) -> str:
        slot = f"the phrase with {self.slot[3:]!r}" if self.slot.startswith("pp:") else _SLOTS.get(self.slot, f"the {self.slot}")
        there = f"it is {', '.join(map(repr, self.found))}" if self.found else "there is none"
        return f"{slot} must {'not ' * self.forbidden}be {_wanted(self.wanted)}; {there}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """A rule with an anchor in a frame that codes nothing there: conditions failed, or a rule with more conditions holds (`beaten_by`)."""

    frame: Frame
    rule: Rule
    failures: tuple[Failure, ...]
    beaten_by: str | None = None

    @property
    def near(self) -> bool:
        """Whether the rule's words are all there, so that only its other conditions stand in the way."""
        return not any(failure.lexical for failure in self.failures)

    def __str__(self) -> str:
        if self.beaten_by is not None:
            return f"{self.beaten_by} fits more closely"
        return "; ".join(map(str, self.failures))


def rejections(view: FrameView, anchored: tuple[Rule, ...], best: Rule | None) -> Iterator[Rejection]:
    """For one frame every rule with an anchor in it except the one that codes it, in file order."""
    for rule in anchored:
        if best is not None and rule.id == best.id:
            continue
        failures = (
            *(_failure(view, slot, wanted, forbidden=False) for slot, wanted in rule.required if not view.fits(slot, wanted)),
            *(_failure(view, slot, wanted, forbidden=True) for slot, wanted in rule.forbidden if view.fits(slot, wanted)),
        )
        yield Rejection(view.frame, rule, failures, best.id if best is not None and not failures else None)


def _failure(view: FrameView, slot: str, wanted: tuple[Filler, ...], *, forbidden: bool) -> Failure:
    tokens = view.sentence.tokens
    return Failure(slot, wanted, forbidden, tuple(tokens[filler.head].text for filler in view.fillers(slot)))


def _wanted(fillers: tuple[Filler, ...]) -> str:
    words = [_in_words(one) for one in fillers[:_MOST_WORDS]]
    if len(fillers) > _MOST_WORDS:
        words.append(f"{len(fillers) - _MOST_WORDS} more words")
    return " or ".join(words)


def _in_words(one: Filler) -> str:
    classes = {"ACTOR": "an actor", "NOACTOR": "a thing that is no actor", "ANY": "filled", "NONE": "empty"}
    if one.sectors:
        return f"{'a person' if one.person else 'an actor'} of {'/'.join(sorted(one.sectors))}"
    return classes.get(one.word) or repr(one.word)
