"""CoNLL-U files as training examples: words, spaces, heads, labels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """One annotated sentence; `heads` are 0-based indices, a root points to itself."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]


def read_trees(path: Path) -> list[Tree]:
    """All trees of a CoNLL-U file; multi-word ranges and empty nodes are skipped."""
    trees: list[Tree] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf8").splitlines(), ""]:
        if line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            trees.append(_tree(rows))
            rows = []
    return trees


def _tree(rows: list[list[str]]) -> Tree:
    return Tree(
        words=tuple(row[1] for row in rows),
        spaces=tuple("SpaceAfter=No" not in row[9] for row in rows),
        heads=tuple(int(row[6]) - 1 if row[6] != "0" else index for index, row in enumerate(rows)),
        labels=tuple("ROOT" if row[7] == "root" else row[7] for row in rows),
    )
