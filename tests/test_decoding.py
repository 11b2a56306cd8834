"""The decoder finds the best tree: compared with trying all trees of small sentences."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.analysis.decoding import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for token in range(1, len(heads) + 1):
        seen = set()
        while token:
            if token in seen:
                return False
            seen.add(token)
            token = heads[token - 1]
    return True


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.floats(-9, 0, width=32), min_size=(n + 1) ** 2, max_size=(n + 1) ** 2)))
def test_best_tree(values: list[float]) -> None:
    size = int(len(values) ** 0.5)
    scores = np.array(values, dtype=np.float32).reshape(size, size)
    heads = tuple(best_tree(scores)[1:])
    assert is_tree(heads)

    def total(candidate: tuple[int, ...]) -> float:
        return float(sum(scores[token, head] for token, head in enumerate(candidate, 1)))

    trees = (c for c in itertools.product(range(size), repeat=size - 1) if all(h != t for t, h in enumerate(c, 1)) and is_tree(c))
    # The root is chosen by its own score among the three best candidates, so only trees with that root compete.
    rooted = [tree for tree in trees if tree.index(0) == heads.index(0)]
    assert total(heads) >= max(map(total, rooted)) - 1e-3
