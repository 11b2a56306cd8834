"""Word vectors from raw text, for words that the trees do not hold.

usage: word_vectors.py CONFIG.toml OUTPUT.npz --texts FOLDER --trees FOLDER

Read are the plain texts of the configuration's [[text]] tables and the words of its treebanks. Each word (lower case) is counted by the words
one and two places before and after it, each place on its own, which groups words by grammar rather than by topic. Positive pointwise mutual
information with smoothed contexts, then a truncated singular value decomposition (Levy, Goldberg and Dagan 2015, "Improving Distributional
Similarity with Lessons Learned from Word Embeddings", TACL). Same input, same vectors. Needs SciPy.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import svds

from raw_text import read_text

PLACES = (-2, -1, 1, 2)
CONTEXTS = 4000
"""So many of the most frequent words are counted as neighbours."""
SMOOTHING = 0.75
"""Exponent of the frequencies of contexts: rare contexts say less."""
EDGE = "\n"


def build(texts: list[list[str]], size: int, least: int) -> tuple[list[str], np.ndarray]:
    """Words in sorted order and their vectors, words x size, of length 1."""
    counts = Counter(word for text in texts for word in text)
    words = sorted(word for word, count in counts.items() if count >= least)
    rows = {word: row for row, word in enumerate(words)}
    columns = {word: column for column, (word, _) in enumerate(counts.most_common(CONTEXTS))}
    width = len(columns) + 2
    pairs: Counter[int] = Counter()
    total_columns = width * len(PLACES)
    for text in texts:
        known = [columns.get(word, len(columns)) for word in text]
        for here, word in enumerate(text):
            row = rows.get(word)
            if row is None:
                continue
            for number, place in enumerate(PLACES):
                there = here + place
                column = known[there] if 0 <= there < len(known) else len(columns) + 1
                pairs[row * total_columns + number * width + column] += 1
    keys = np.fromiter(pairs.keys(), dtype=np.int64, count=len(pairs))
    values = np.fromiter(pairs.values(), dtype=np.float64, count=len(pairs))
    row, column = keys // total_columns, keys % total_columns
    of_rows = np.bincount(row, values, minlength=len(words))
    of_columns = np.bincount(column, values, minlength=total_columns) ** SMOOTHING
    information = np.log(values * of_columns.sum() / (of_rows[row] * of_columns[column]))
    positive = information > 0
    matrix = csr_matrix((information[positive], (row[positive], column[positive])), shape=(len(words), total_columns))
    left, values, _ = svds(matrix, k=size, v0=np.ones(min(matrix.shape)))
    vectors = left * np.sqrt(values)
    # The sign of a singular vector is arbitrary: the largest entry is made positive.
    vectors *= np.sign(vectors[np.abs(vectors).argmax(axis=0), np.arange(size)])
    return words, vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("config", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--trees", type=Path, required=True)
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf8"))
    size, least = config["network"]["vector"], config["vectors"]["least"]
    sources = [(args.texts / source["file"], source) for source in config["text"] if "column" not in source]
    sources += [(args.trees / bank["file"], bank) for bank in config["treebank"]]
    words, vectors = build([[word.lower() for word in text] for path, source in sources for text in read_text(path, source)], size, least)
    np.savez_compressed(args.output, words=np.array(words), vectors=vectors.astype("float16"))
    print(f"{len(words)} words, {size} numbers each")


if __name__ == "__main__":
    main()
