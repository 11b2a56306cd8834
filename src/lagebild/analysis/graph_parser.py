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
FORM_COLUMNS = ("word", "shape", "vector")
"""What the net is told of a word form, beside its characters, whatever the sentence."""
ROOT_FORM = ""
FORMS = 40_000
"""Word forms remembered; about 20 MB."""
CHARACTERS = 16
"""A longer word is seen by its first and last eight characters."""
BATCH_TOKENS = 900
"""Tokens per run of the net: larger batches gain no speed and cost memory."""
LEAST_TOKENS, MOST_PADDING = 60, 1.25
"""A batch of more tokens than this ends where padding its sentences to one length would cost a quarter more."""


def shape(word: str) -> str:
    """The word's shape: capitals, small letters, digits as X, x, d, runs cut after two, at most eight signs ("Berlin-2" -> Xxx-d)."""
    out: list[str] = []
    for sign in word:
        kind = "X" if sign.isupper() else "x" if sign.islower() else "d" if sign.isdigit() else sign
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out[:8])


class WordTable:
    """What the net is told of a word form alone: rows in the vocabularies, and the character CNN's vector. Computed once for each form."""

    def __init__(self, folder: Path, vocabulary: dict[str, dict[str, int]]) -> None:
        self._vocabulary = vocabulary
        with np.load(folder / "characters.npz") as stored:
            self._embedding, filters, self._bias = (stored[name].astype(np.float32) for name in ("embedding", "filters", "bias"))
        # Stored as filters x signs' numbers x places; kept so that one matrix product serves three neighbouring signs.
        self._filters = np.ascontiguousarray(filters.transpose(2, 1, 0).reshape(-1, filters.shape[0]))
        self._clear()

    def _clear(self) -> None:
        self._rows: dict[str, int] = {}
        self.columns = np.zeros((FORMS, len(FORM_COLUMNS)), dtype=np.int64)
        self.spelled = np.zeros((FORMS, self._bias.size), dtype=np.float32)
        self._add([ROOT_FORM])

    def rows(self, words: Sequence[str]) -> list[int]:
        """For each word its row in `columns` and `spelled`; row 0 is the artificial root's. Valid until the next call."""
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if len(self._rows) + len(new) > FORMS:
            self._clear()
            new = list(dict.fromkeys(words))
        if new:
            self._add(new)
        return [self._rows[word] for word in words]

    def _add(self, words: Sequence[str]) -> None:
        first = len(self._rows)
        signs = np.zeros((len(words), CHARACTERS), dtype=np.int64)
        known = self._vocabulary["char"]
        for number, word in enumerate(words):
            row = first + number
            self._rows[word] = row
            if word == ROOT_FORM:
                self.columns[row] = ROOT
                signs[number, 0] = ROOT
                continue
            seen = word if len(word) <= CHARACTERS else word[: CHARACTERS // 2] + word[-CHARACTERS // 2 :]
            signs[number, : len(seen)] = [known.get(sign, UNKNOWN) for sign in seen]
            lower = word.lower()
            self.columns[row] = (
                self._vocabulary["word"].get(lower, UNKNOWN),
                self._vocabulary["shape"].get(shape(word), UNKNOWN),
                self._vocabulary["vector"].get(lower, UNKNOWN),
            )
        padded = np.pad(self._embedding[signs], ((0, 0), (1, 1), (0, 0)))
        windows = np.concatenate([padded[:, place : place + CHARACTERS] for place in range(3)], axis=2)
        found = windows @ self._filters + self._bias
        found[signs == 0] = -np.inf
        self.spelled[first : first + len(words)] = np.maximum(found.max(axis=1), 0)


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
        self._lemmas: dict[str, int] = meta["vocabulary"]["lemma"]
        self._tags: dict[str, int] = meta["vocabulary"]["tag"]
        self._words = WordTable(folder, meta["vocabulary"])
        # Stored as labels x dependent x head; kept as dependent x (labels * head), so that one matrix product scores all labels.
        weights = np.load(folder / "labels.npy").astype(np.float32)
        self._weights = np.ascontiguousarray(weights.transpose(1, 0, 2).reshape(weights.shape[1], -1))

    def parse(self, sentences: Sequence[Words]) -> list[Tree]:
        """One tree for each sentence, in order."""
        trees: list[Tree | None] = [None] * len(sentences)
        # Sentences of like length share a batch: less padding.
        order = sorted(range(len(sentences)), key=lambda number: (len(sentences[number].words), number))
        batch: list[int] = []
        tokens = 0
        for number in order:
            size = len(sentences[number].words) + 1
            padded = (len(batch) + 1) * size
            if batch and (padded > BATCH_TOKENS or (tokens > LEAST_TOKENS and padded > MOST_PADDING * (tokens + size))):
                self._run(sentences, batch, trees)
                batch, tokens = [], 0
            batch.append(number)
            tokens += size
        if batch:
            self._run(sentences, batch, trees)
        return [tree for tree in trees if tree is not None]

    def _run(self, sentences: Sequence[Words], batch: list[int], trees: list[Tree | None]) -> None:
        width = max(len(sentences[number].words) for number in batch) + 1
        lengths = np.array([len(sentences[number].words) + 1 for number in batch], dtype=np.int64)
        rows = self._words.rows([word for number in batch for word in sentences[number].words])
        forms = np.zeros((len(batch), width), dtype=np.int64)
        lemmas, tags = np.zeros_like(forms), np.zeros_like(forms)
        lemmas[:, 0] = tags[:, 0] = ROOT
        first = 0
        for row, number in enumerate(batch):
            tagged = sentences[number].tagged
            size = len(tagged) + 1
            forms[row, 1:size] = rows[first : first + size - 1]
            first += size - 1
            lemmas[row, 1:size] = [self._lemmas.get(one.lemma, UNKNOWN) for one in tagged]
            tags[row, 1:size] = [self._tags.get(one.tag, UNKNOWN) for one in tagged]
        columns = self._words.columns[forms]
        spelled = self._words.spelled[forms]
        inside = np.arange(width) < lengths[:, None]
        columns[~inside] = 0
        inputs = {name: np.ascontiguousarray(columns[..., number]) for number, name in enumerate(FORM_COLUMNS)}
        inputs |= {"lemma": lemmas, "tag": tags, "spelled": spelled, "lengths": lengths}
        arcs, heads, dependents = self._session.run(None, inputs)
        found = []
        for row, size in enumerate(lengths.tolist()):
            scores = arcs[row, :size, :size]
            scores = scores - scores.max(axis=1, keepdims=True)
            found.append(best_tree(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))))
        chosen = np.concatenate([heads[row, tree[1:]] for row, tree in enumerate(found)])
        below = np.concatenate([dependents[row, 1:size] for row, size in enumerate(lengths.tolist())])
        labels = ((below @ self._weights).reshape(len(below), len(self._labels), -1) @ chosen[:, :, None])[:, :, 0]
        labels[:, self._root_label] = -np.inf
        names = [self._labels[label] for label in labels.argmax(axis=1).tolist()]
        first = 0
        for number, tree in zip(batch, found, strict=True):
            last = first + len(tree) - 1
            trees[number] = Tree(
                tuple(head - 1 if head else token for token, head in enumerate(tree[1:])),
                tuple("root" if head == 0 else name for head, name in zip(tree[1:], names[first:last], strict=True)),
            )
            first = last
