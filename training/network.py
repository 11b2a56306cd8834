"""The biaffine graph parser (Dozat and Manning 2017): network, vocabularies, and both together as one parser that can be saved.

Words, lemmas, tags, shapes and characters -> BiLSTM -> biaffine scores of heads and labels. `lagebild.analysis.graph_parser` runs the
same net from ONNX; the features here and there must stay the same, which tests/test_training.py checks where PyTorch is installed.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lagebild.analysis.decoding import best_tree
from lagebild.analysis.graph_parser import CHARACTERS, ROOT, UNKNOWN, shape
from lagebild.analysis.morphology import Morphology
from treebank import Tree

Sample = tuple[Sequence[str], Sequence[str], Sequence[str]]
"""Words, HanTa's tags and HanTa's lemmas of one sentence."""
FIRST_ROW = 3
"""0 is padding, 1 unknown, 2 the artificial root."""
COLUMNS = ("word", "lemma", "tag", "shape")
VECTOR = "vector"
"""The column of vectors from raw text (word_vectors.py), beside the embeddings that are learned from the trees alone."""
TAG_DROPOUT = 0.05
VECTOR_DROPOUT = 0.1


def vocabulary(counts: Counter[str], least: int) -> dict[str, int]:
    """Row numbers of all strings that occur at least so often, in sorted order."""
    return {string: row + FIRST_ROW for row, string in enumerate(sorted(s for s, n in counts.items() if n >= least))}


class Net(nn.Module):
    """Scores of heads for every pair of tokens, and the vectors from which labels are scored."""

    def __init__(self, sizes: Mapping[str, int], labels: int, config: Mapping[str, Any]) -> None:
        super().__init__()
        for column in COLUMNS:
            setattr(self, column, nn.Embedding(sizes[column], config[column], padding_idx=0))
        self.char = nn.Embedding(sizes["char"], config["char"], padding_idx=0)
        self.conv = nn.Conv1d(config["char"], config["char_filters"], 3, padding=1)
        self.vector = nn.Embedding(sizes[VECTOR], config[VECTOR], padding_idx=0)
        width = sum(config[column] for column in (*COLUMNS, VECTOR)) + config["char_filters"]
        self.lstm = nn.LSTM(width, config["lstm"], config["layers"], bidirectional=True, dropout=config["dropout"], batch_first=True)
        self.drop = nn.Dropout(config["dropout"])
        out = 2 * config["lstm"]
        self.arc_head, self.arc_dep = nn.Linear(out, config["arcs"]), nn.Linear(out, config["arcs"])
        self.lab_head, self.lab_dep = nn.Linear(out, config["labels"]), nn.Linear(out, config["labels"])
        self.arc = nn.Parameter(torch.zeros(config["arcs"] + 1, config["arcs"]))
        self.lab = nn.Parameter(torch.zeros(labels, config["labels"] + 1, config["labels"] + 1))
        nn.init.orthogonal_(self.arc)
        self.act = nn.LeakyReLU(0.1)

    def spell(self, chars: Tensor) -> Tensor:
        """Vectors of words from their characters: (..., characters) to (..., filters). Padding is 0."""
        flat = chars.reshape(-1, chars.shape[-1])
        x = self.conv(self.char(flat).transpose(1, 2))
        x = x.masked_fill(flat[:, None] == 0, -1e4).amax(2)
        return torch.relu(x).view(*chars.shape[:-1], -1)

    def forward(
        self, word: Tensor, lemma: Tensor, tag: Tensor, shape: Tensor, vector: Tensor, spelled: Tensor, lengths: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """(sentences, dependents, heads) scores; (sentences, tokens, vector + 1) for heads and for dependents. `spelled`: from `spell`."""
        sentences, tokens = word.shape
        x = torch.cat([self.word(word), self.lemma(lemma), self.tag(tag), self.shape(shape), spelled, self.vector(vector)], -1)
        x, _ = self.lstm(pack_padded_sequence(self.drop(x), lengths, batch_first=True, enforce_sorted=False))
        x, _ = pad_packed_sequence(x, batch_first=True, total_length=tokens)
        x = self.drop(x)
        arc_head, arc_dep = self.drop(self.act(self.arc_head(x))), self.drop(self.act(self.arc_dep(x)))
        lab_head, lab_dep = self.drop(self.act(self.lab_head(x))), self.drop(self.act(self.lab_dep(x)))
        one = torch.ones(sentences, tokens, 1)
        return torch.cat([arc_dep, one], -1) @ self.arc @ arc_head.transpose(1, 2), torch.cat([lab_head, one], -1), torch.cat([lab_dep, one], -1)

    def labels(self, heads: Tensor, dependents: Tensor) -> Tensor:
        """Scores (sentences, tokens, labels) for the vectors of the chosen heads and of their dependents."""
        return torch.einsum("bni,lij,bnj->bnl", dependents, self.lab, heads)


class Biaffine:
    """Net, vocabularies and label names."""

    def __init__(self, rows: dict[str, dict[str, int]], labels: list[str], config: Mapping[str, Any]) -> None:
        self.rows, self.labels, self.config = rows, labels, config
        self.net = Net({name: len(known) + FIRST_ROW for name, known in rows.items()}, len(labels), config)

    def encode(self, batch: Sequence[Sample], rng: random.Random | None = None) -> tuple[Tensor, ...]:
        """Tensors of a batch with the artificial root at position 0; with `rng` words, lemmas and tags are dropped as in training."""
        tokens = max(len(words) for words, _, _ in batch) + 1
        columns = {name: torch.zeros((len(batch), tokens), dtype=torch.long) for name in (*COLUMNS, VECTOR)}
        chars = torch.zeros((len(batch), tokens, CHARACTERS), dtype=torch.long)

        def dropped(row: int, share: float) -> int:
            return UNKNOWN if rng is not None and rng.random() < share else row

        for i, (words, tags, lemmas) in enumerate(batch):
            for column in columns.values():
                column[i, 0] = ROOT
            chars[i, 0, 0] = ROOT
            for j, (word, tag, lemma) in enumerate(zip(words, tags, lemmas, strict=True), 1):
                columns["word"][i, j] = dropped(self.rows["word"].get(word.lower(), UNKNOWN), self.config["word_dropout"])
                columns["lemma"][i, j] = dropped(self.rows["lemma"].get(lemma, UNKNOWN), self.config["word_dropout"])
                columns["tag"][i, j] = dropped(self.rows["tag"].get(tag, UNKNOWN), TAG_DROPOUT)
                columns["shape"][i, j] = self.rows["shape"].get(shape(word), UNKNOWN)
                columns[VECTOR][i, j] = dropped(self.rows[VECTOR].get(word.lower(), UNKNOWN), VECTOR_DROPOUT)
                signs = word if len(word) <= CHARACTERS else word[: CHARACTERS // 2] + word[-CHARACTERS // 2 :]
                rows = [self.rows["char"].get(sign, UNKNOWN) for sign in signs]
                chars[i, j, : len(rows)] = torch.tensor(rows)
        return (*(columns[name] for name in (*COLUMNS, VECTOR)), chars, torch.tensor([len(words) + 1 for words, _, _ in batch]))

    def scores(self, features: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """What the net says to the tensors of `encode`."""
        *columns, chars, lengths = features
        out: tuple[Tensor, Tensor, Tensor] = self.net(*columns, self.net.spell(chars), lengths)
        return out

    def parse(self, batch: Sequence[Sample]) -> list[tuple[list[int], list[str]]]:
        """Heads (0-based, a root points to itself) and labels of each sentence."""
        self.net.eval()
        with torch.no_grad():
            features = self.encode(batch)
            arcs, heads, dependents = self.scores(features)
            out = []
            for i, size in enumerate(features[-1].tolist()):
                tree = best_tree(torch.log_softmax(arcs[i, :size, :size], -1).numpy())
                scores = self.net.labels(heads[i : i + 1, tree], dependents[i : i + 1, :size])[0]
                scores[:, self.labels.index("ROOT")] = -torch.inf
                best = scores.argmax(-1).tolist()
                labels = ["ROOT" if head == 0 else self.labels[best[token]] for token, head in enumerate(tree)][1:]
                out.append(([head - 1 if head else token for token, head in enumerate(tree[1:])], labels))
        return out

    def use_vectors(self, vectors: Tensor) -> None:
        """Begin with these vectors, one for each row after the reserved ones."""
        with torch.no_grad():
            self.net.vector.weight[FIRST_ROW:] = vectors

    def start_from(self, other: Biaffine) -> None:
        """Take over what another parser has learned: rows of strings that both know, and all weights; new inputs begin without effect."""
        theirs, ours = other.net.state_dict(), self.net.state_dict()
        for name, values in theirs.items():
            column = name.removesuffix(".weight")
            if column in self.rows and column in other.rows:
                ours[name][:FIRST_ROW] = values[:FIRST_ROW]
                for string, row in other.rows[column].items():
                    if string in self.rows[column]:
                        ours[name][self.rows[column][string]] = values[row]
            elif ours[name].shape == values.shape:
                ours[name] = values
            else:
                ours[name].zero_()
                ours[name][:, : values.shape[1]] = values
        self.net.load_state_dict(ours)

    def save(self, path: Path) -> None:
        """Write everything into one file."""
        torch.save({"rows": self.rows, "labels": self.labels, "config": dict(self.config), "state": self.net.state_dict()}, path)

    @classmethod
    def load(cls, path: Path) -> Biaffine:
        """Read what `save` wrote."""
        data = torch.load(path, weights_only=True)
        one = cls(data["rows"], data["labels"], data["config"])
        one.net.load_state_dict(data["state"])
        return one


def prepare(trees: Sequence[Tree], morphology: Morphology) -> list[tuple[Tree, Sample]]:
    """Trees with the features that the parser will have at run time."""
    out = []
    for tree in trees:
        tagged = morphology.tag(tree.words)
        out.append((tree, (tree.words, [one.tag for one in tagged], [one.lemma for one in tagged])))
    return out
