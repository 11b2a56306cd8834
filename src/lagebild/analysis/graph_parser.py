"""The parser that the wheel carries: a biaffine graph parser (Dozat and Manning 2017) run by ONNX Runtime.

Three BiLSTM layers over words, HanTa's lemmas and tags, shapes and characters score every pair of tokens; the best tree is decoded here.
Weights are 8-bit integers. Trained and exported by `training/`; nothing is downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lagebild.analysis.decoding import best_tree
from lagebild.analysis.parser import Tree, Words

UNKNOWN, ROOT = 1, 2
CHARACTERS = 16
"""A longer word is seen by its first and last eight characters."""
BATCH_TOKENS = 900
"""Tokens per run of the net: larger batches gain no speed and cost memory."""


def shape(word: str) -> str:
    """The word's shape: capitals, small letters, digits as X, x, d, runs cut after two, at most eight signs ("Berlin-2" -> Xxx-d)."""
    out: list[str] = []
    for sign in word:
        kind = "X" if sign.isupper() else "x" if sign.islower() else "d" if sign.isdigit() else sign
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out[:8])


class GraphParser:
    """Loads in a fifth of a second. One report is one call, so that a tree never depends on the reports around it."""

    def __init__(self, folder: Path, language: str) -> None:
        import onnxruntime

        if not (folder / "parser.onnx").is_file():
            raise FileNotFoundError(f"no parser in {folder}: the installation is incomplete, reinstall lagebild")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(str(folder / "parser.onnx"), options, providers=["CPUExecutionProvider"])
        meta = json.loads((folder / "parser.json").read_text(encoding="utf8"))
        self.name = f"lagebild-{language}-parser"
        self._labels: list[str] = [label.lower() for label in meta["labels"]]
        self._root_label = self._labels.index("root")
        self._vocabulary: dict[str, dict[str, int]] = meta["vocabulary"]
        # Stored as labels x dependent x head; kept as dependent x (labels * head), so that one matrix product scores all labels.
        weights = np.load(folder / "labels.npy").astype(np.float32)
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))
        self._rows: dict[str, tuple[int, int, list[int]]] = {}

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """One tree for each sentence, in order."""
        trees: list[Tree | None] = [None] * len(sentences)
        # Sentences of like length share a batch: less padding.
        order = sorted(range(len(sentences)), key=lambda number: (len(sentences[number].words), number))
        batch: list[int] = []
        for number in order:
            if batch and (len(batch) + 1) * (len(sentences[number].words) + 1) > BATCH_TOKENS:
                self._run(sentences, batch, trees)
                batch = []
            batch.append(number)
        if batch:
            self._run(sentences, batch, trees)
        return [tree for tree in trees if tree is not None]

    def _run(self, sentences: Sequence[Words], batch: list[int], trees: list[Tree | None]) -> None:
        width = max(len(sentences[number].words) for number in batch) + 1
        columns = {name: np.zeros((len(batch), width), dtype=np.int64) for name in ("word", "lemma", "tag", "shape")}
        characters = np.zeros((len(batch), width, CHARACTERS), dtype=np.int64)
        lengths = np.array([len(sentences[number].words) + 1 for number in batch], dtype=np.int64)
        lemmas, tags = self._vocabulary["lemma"], self._vocabulary["tag"]
        for row, number in enumerate(batch):
            one = sentences[number]
            size = len(one.words) + 1
            for column in columns.values():
                column[row, 0] = ROOT
            characters[row, 0, 0] = ROOT
            features = [self._features(word) for word in one.words]
            columns["word"][row, 1:size] = [f[0] for f in features]
            columns["shape"][row, 1:size] = [f[1] for f in features]
            columns["lemma"][row, 1:size] = [lemmas.get(t.lemma, UNKNOWN) for t in one.tagged]
            columns["tag"][row, 1:size] = [tags.get(t.tag, UNKNOWN) for t in one.tagged]
            characters[row, 1:size] = [f[2] for f in features]
        arcs, heads, dependents = self._session.run(None, {**columns, "chars": characters, "lengths": lengths})
        for row, number in enumerate(batch):
            size = int(lengths[row])
            scores = arcs[row, :size, :size]
            scores = scores - np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1, keepdims=True)) - scores.max(axis=1, keepdims=True)
            tree = best_tree(scores)
            chosen = heads[row, tree[1:]]
            halves = (dependents[row, 1:size] @ self._weights).reshape(size - 1, len(self._labels), -1)
            labels = np.einsum("nlj,nj->nl", halves, chosen)
            labels[:, self._root_label] = -np.inf
            best = labels.argmax(axis=1)
            trees[number] = Tree(
                tuple(head - 1 if head else token for token, head in enumerate(tree[1:])),
                tuple("root" if head == 0 else self._labels[int(label)] for head, label in zip(tree[1:], best, strict=True)),
            )

    def _features(self, word: str) -> tuple[int, int, list[int]]:
        found = self._rows.get(word)
        if found is None:
            signs = word if len(word) <= CHARACTERS else word[: CHARACTERS // 2] + word[-CHARACTERS // 2 :]
            known = self._vocabulary["char"]
            rows = [known.get(sign, UNKNOWN) for sign in signs]
            found = (
                self._vocabulary["word"].get(word.lower(), UNKNOWN),
                self._vocabulary["shape"].get(shape(word), UNKNOWN),
                rows + [0] * (CHARACTERS - len(rows)),
            )
            if len(self._rows) > 200_000:
                self._rows.clear()
            self._rows[word] = found
        return found
