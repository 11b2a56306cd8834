"""Trees with labels of full Universal Dependencies -> trees with the reduced labels that the clause layer reads.

Heads stay but for two conventions (docs/reference/analysis.md): in reported speech the reporting verb is the head of what is reported, and
in "Ministerin Anna Muster" the first name is an apposition of the title.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lagebild.analysis.parser import Tree, Words


class UniversalConverter:
    """Built from a language's `labels_ud.toml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._labels: dict[str, str] = dict(data["labels"])

    def knows(self, label: str) -> bool:
        """Whether a label, or its main label, is in the table."""
        return self._reduced(label) is not None

    def convert(self, words: Words, heads: Sequence[int], labels: Sequence[str]) -> Tree:
        """The reduced tree; the root points to itself. Raises `KeyError` for a label that `knows` denies."""
        reduced = []
        for label in labels:
            found = self._reduced(label)
            if found is None:
                raise KeyError(label)
            reduced.append(found)
        changed = list(heads)
        _titles(words, changed, reduced)
        _reported_speech(words, changed, reduced)
        return Tree(tuple(changed), tuple("root" if head == token else label for token, (head, label) in enumerate(zip(changed, reduced, strict=True))))

    def _reduced(self, label: str) -> str | None:
        lower = label.lower()
        return self._labels.get(lower) or self._labels.get(lower.partition(":")[0])


def _titles(words: Words, heads: list[int], labels: list[str]) -> None:
    """A name that is `flat` below a common noun: its first part becomes an apposition, the parts directly after it hang on that."""
    tags = [tagged.tag for tagged in words.tagged]
    first: dict[int, int] = {}
    for token, label in enumerate(labels):
        head = heads[token]
        if label != "flat" or head >= token or not tags[head].startswith("NN"):
            continue
        if head in first and token - first[head] <= 3:
            heads[token] = first[head]
        elif tags[token].startswith("NE"):
            first[head] = token
            labels[token] = "appos"


def _reported_speech(words: Words, heads: list[int], labels: list[str]) -> None:
    """ "..., sagte die Ministerin": the verb that stands before its subject as a `parataxis` becomes the head, what was said its `ccomp`."""
    for token, label in enumerate(labels):
        said = heads[token]
        if label != "parataxis" or not words.tagged[token].tag.endswith("(FIN)"):
            continue
        below = [child for child, head in enumerate(heads) if head == token and child != token]
        subjects = [child for child in below if labels[child] == "nsubj"]
        objects = any(labels[child] in ("obj", "ccomp", "xcomp") for child in below)
        starts = not any(child < token and labels[child] != "punct" for child in below)
        if not (starts and not objects and subjects and subjects[0] > token and any(child < token for child in _subtree(heads, said, without=token))):
            continue
        heads[token], labels[token] = (heads[said], labels[said]) if heads[said] != said else (token, "root")
        heads[said], labels[said] = token, "ccomp"


def _subtree(heads: Sequence[int], top: int, without: int) -> list[int]:
    """The tokens below `top` and itself, leaving out what hangs on `without`."""
    inside = []
    for token in range(len(heads)):
        at = token
        while at not in (top, without) and heads[at] != at:
            at = heads[at]
        if at == top:
            inside.append(token)
    return inside
