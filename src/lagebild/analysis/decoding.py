"""From scores of heads to a tree: the maximum spanning arborescence with one root (Chu and Liu 1965, Edmonds 1967)."""

from __future__ import annotations

from typing import Any

import numpy as np

Scores = np.ndarray[Any, np.dtype[np.float32]]


def best_tree(scores: Scores) -> list[int]:
    """Heads of the best tree. `scores[d, h]` is the score of head h for token d; row and column 0 stand for the root above the sentence.

    Returns one head for each row; the root's own is 0. Exactly one token hangs on the root.
    """
    matrix = scores.astype(np.float64, copy=True)
    np.fill_diagonal(matrix, -np.inf)
    heads = [0, *(int(head) for head in matrix[1:].argmax(axis=1))]
    roots = [token for token in range(1, len(heads)) if heads[token] == 0]
    if len(roots) == 1 and _cycle(heads) is None:
        return heads
    # The usual two or three candidates for the root decide; each is tried as the only one.
    candidates = sorted(range(1, len(heads)), key=lambda token: -matrix[token, 0])[:3]
    best: tuple[float, list[int]] | None = None
    for root in candidates:
        one = matrix.copy()
        one[1:, 0] = -np.inf
        one[root, 0] = 0.0
        one[root, 1:] = -np.inf
        tree = _arborescence(one)
        total = float(sum(matrix[token, tree[token]] for token in range(1, len(tree))))
        if best is None or total > best[0]:
            best = (total, tree)
    assert best is not None
    return best[1]


def _cycle(heads: list[int]) -> list[int] | None:
    """A cycle among the heads, None if they form a tree."""
    state = [0] * len(heads)
    for start in range(1, len(heads)):
        path = []
        token = start
        while token and state[token] == 0:
            state[token] = start
            path.append(token)
            token = heads[token]
        if token and state[token] == start and token in path:
            return path[path.index(token) :]
    return None


def _arborescence(matrix: np.ndarray[Any, np.dtype[np.float64]]) -> list[int]:
    """Edmonds' algorithm: contract a cycle, solve the smaller problem, expand."""
    heads = [0, *(int(head) for head in matrix[1:].argmax(axis=1))]
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = set(cycle)
    outside = [token for token in range(len(heads)) if token not in inside]
    place = {token: position for position, token in enumerate(outside)}
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = matrix[np.ix_(outside, outside)]
    enter: dict[int, int] = {}
    leave: dict[int, int] = {}
    for token in outside:
        gains = [(matrix[one, token] - matrix[one, heads[one]], one) for one in cycle]
        gain, entry = max(gains)
        enter[token] = entry
        smaller[size, place[token]] = gain
        if token:
            score, best = max((matrix[token, one], one) for one in cycle)
            leave[token] = best
            smaller[place[token], size] = score
    solved = _arborescence(smaller)
    result = list(heads)
    for token in outside:
        if token:
            head = solved[place[token]]
            result[token] = leave[token] if head == size else outside[head]
    above = outside[solved[size]]
    result[enter[above]] = above
    return result
