"""Dependency parsing: the `Parser` protocol; the parser that the wheel carries is in `graph_parser`.

Labels are the reduced Universal Dependencies set of `docs/reference/analysis.md`; heads count tokens of the same sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from lagebild.analysis.morphology import Tagged


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence as the parser sees it: words, whether a space follows each, and HanTa's tag and lemma for each."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tagged: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads (the root points to itself) and labels, one for each word."""

    heads: tuple[int, ...]
    labels: tuple[str, ...]


class Parser(Protocol):
    """What the analysis needs of a parser. Implementations must give the same trees for the same list of sentences."""

    name: str

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """One tree for each sentence, in order."""
        ...
