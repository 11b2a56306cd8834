"""Train the parser that the wheel carries.

usage: train_parser.py CONFIG.toml OUTPUT.pt --trees FOLDER --vectors VECTORS.npz [--parsed TREES.conllu] [--start PARSER.pt] [--step first|second|third]

The configuration names the treebanks, the network and the seed; see parser-de.toml. After each epoch the parser is scored on sentences held
out of the training part, at the end on the test files; neither is trained on. Needs PyTorch.
Then: export_onnx.py OUTPUT.pt FOLDER.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from lagebild.analysis.graph_parser import shape
from lagebild.analysis.morphology import Morphology
from network import FIRST_ROW, Biaffine, Sample, prepare, vocabulary
from treebank import Tree, read_trees

Prepared = list[tuple[Tree, Sample]]
CONSTANT_SHARE = 0.4
"""The learning rate is constant for this share of the time, then falls to a thirtieth; falling from the start ended 0.3 LAS lower."""


MEMORY = 0.998
"""What is scored and kept is the running average of the weights, each step this much of the old: it ended above the best single epoch, and choosing an
epoch by 150 sentences means choosing by chance."""
PARSED_SHARE = 0.7
"""For this share of the time, trees of raw text are mixed with those made by hand; the last word have those made by hand."""


def score(parser: Biaffine, data: Prepared, batch: int = 64) -> dict[str, float]:
    """UAS, LAS, and F1 of subjects and objects, in per cent; punctuation is not counted."""
    total = unlabelled = labelled = 0
    counts = {name: [0, 0, 0] for name in ("nsubj", "obj")}
    for first in range(0, len(data), batch):
        part = data[first : first + batch]
        for (heads, labels), (tree, _) in zip(parser.parse([sample for _, sample in part]), part, strict=True):
            for token, (gold_head, gold) in enumerate(zip(tree.heads, tree.labels, strict=True)):
                if gold == "punct":
                    continue
                hit = heads[token] == gold_head
                total, unlabelled, labelled = total + 1, unlabelled + hit, labelled + (hit and labels[token] == gold)
                for name, count in counts.items():
                    count[0] += gold == name
                    count[1] += labels[token] == name
                    count[2] += hit and gold == name and labels[token] == name
    out = {"uas": 100 * unlabelled / total, "las": 100 * labelled / total}
    for name, (gold_count, found, hits) in counts.items():
        out[name] = 200 * hits / (gold_count + found) if hits else 0.0
    return {name: round(value, 2) for name, value in out.items()}


@contextmanager
def weights_of(model: Biaffine, average: AveragedModel) -> Iterator[None]:
    """The model with the averaged weights for a while."""
    own = copy.deepcopy(model.net.state_dict())
    model.net.load_state_dict(average.module.state_dict())
    yield
    model.net.load_state_dict(own)


def batches(data: Prepared, words: int, rng: random.Random) -> list[Prepared]:
    """Sentences of like length together, about so many words each, in random order."""
    out: list[Prepared] = []
    part: Prepared = []
    count = 0
    for one in sorted(data, key=lambda item: len(item[0].words) + rng.random() * 6):
        part.append(one)
        count += len(one[0].words)
        if count > words:
            out.append(part)
            part, count = [], 0
    if part:
        out.append(part)
    rng.shuffle(out)
    return out


def loss_of(parser: Biaffine, part: Prepared, index: dict[str, int], rng: random.Random) -> torch.Tensor:
    """Cross entropy of heads plus that of labels, given the right heads."""
    features = parser.encode([sample for _, sample in part], rng)
    arcs, heads, dependents = parser.scores(features)
    tokens = arcs.shape[1]
    gold = torch.full((len(part), tokens), -100)
    gold_labels = torch.full((len(part), tokens), -100)
    for row, (tree, _) in enumerate(part):
        gold[row, 1 : len(tree.heads) + 1] = torch.tensor([0 if head == token else head + 1 for token, head in enumerate(tree.heads)])
        gold_labels[row, 1 : len(tree.heads) + 1] = torch.tensor([index[label] for label in tree.labels])
    mask = torch.arange(tokens)[None, None] >= features[-1][:, None, None]
    picked = torch.gather(heads, 1, gold.clamp(min=0)[..., None].expand(-1, -1, heads.shape[-1]))
    of_heads = nn.functional.cross_entropy(arcs.masked_fill(mask, -1e9).flatten(0, 1), gold.flatten(), ignore_index=-100)
    of_labels = nn.functional.cross_entropy(parser.net.labels(picked, dependents).flatten(0, 1), gold_labels.flatten(), ignore_index=-100)
    return of_heads + of_labels


def build(train: Prepared, parsed: Prepared, vectors: Path, network: dict[str, Any]) -> Biaffine:
    """An untrained parser with the vocabularies of the training part, wider ones for words of raw text."""

    def strings(column: int, data: Prepared) -> Iterator[str]:
        return (string for _, sample in data for string in sample[column])

    stored = np.load(vectors)
    words = Counter(word.lower() for word in strings(0, train)), Counter(word.lower() for word in strings(0, parsed))
    lemmas = Counter(strings(2, train)), Counter(strings(2, parsed))
    rows = {
        "word": vocabulary(_frequent(*words), 1),
        "lemma": vocabulary(_frequent(*lemmas), 1),
        "tag": vocabulary(Counter(strings(1, train)), 1),
        "shape": vocabulary(Counter(shape(word) for word in strings(0, train)), 2),
        "char": vocabulary(Counter(sign for word in strings(0, train) for sign in word), 3),
        "vector": {str(word): row + FIRST_ROW for row, word in enumerate(stored["words"])},
    }
    model = Biaffine(rows, sorted({label for tree, _ in train for label in tree.labels}), {**network, "vector": stored["vectors"].shape[1]})
    model.use_vectors(torch.from_numpy(stored["vectors"].astype("float32")))
    return model


def _frequent(train: Counter[str], parsed: Counter[str]) -> Counter[str]:
    """Strings that occur often enough to learn something about them."""
    return Counter(string for string in train | parsed if train[string] >= 2 or parsed[string] >= 8)


def load_data(config: dict[str, Any], folder: Path, morphology: Morphology) -> tuple[Prepared, Prepared, dict[str, Prepared]]:
    """Training part, held-out part, test files."""
    held = read_trees(folder / config["held_out"]["file"])
    random.Random(config["seed"]).shuffle(held)
    size = config["held_out"]["sentences"]
    trees: list[Tree] = held[size:]
    for bank in config["treebank"]:
        if bank["file"] != config["held_out"]["file"]:
            trees += read_trees(folder / bank["file"])
    train = prepare([tree for tree in trees if 1 < len(tree.words) <= config["max_words"]], morphology)
    return train, prepare(held[:size], morphology), {name: prepare(read_trees(folder / name), morphology) for name in config["tests"]}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("config", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--trees", type=Path, required=True, help="folder with the CoNLL-U files named in the configuration")
    parser.add_argument("--step", choices=("first", "second", "third"), default="first", help="rate and length, from the configuration")
    parser.add_argument("--minutes", type=float, help="stop after so many minutes even if epochs remain; the configuration's if not given")
    parser.add_argument("--seed", type=int, help="of another parser of the first step; the configuration's if not given")
    parser.add_argument("--vectors", type=Path, required=True, help="what word_vectors.py wrote")
    parser.add_argument("--parsed", type=Path, help="CoNLL-U with trees of raw text from an earlier parser")
    parser.add_argument("--start", type=Path, help="a parser to go on from, with the same sizes and labels")
    args = parser.parse_args(arguments)
    config = tomllib.loads(args.config.read_text(encoding="utf8"))
    network, step = config["network"], config["step"][args.step]
    minutes = args.minutes or step["minutes"]
    seed = config["seed"] if args.seed is None else args.seed
    rng = random.Random(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    morphology = Morphology(config["morphology"])
    train, select, tests = load_data(config, args.trees, morphology)
    parsed = prepare(read_trees(args.parsed), morphology) if args.parsed else []
    model = build(train, parsed, args.vectors, network)
    if args.start:
        model.start_from(Biaffine.load(args.start))
    index = {label: row for row, label in enumerate(model.labels)}
    optimizer = torch.optim.Adam(model.net.parameters(), lr=step["rate"], betas=(0.9, 0.95))
    print(f"{len(train)} training sentences, {len(select)} for selection, {sum(p.numel() for p in model.net.parameters())} weights", flush=True)
    average = AveragedModel(model.net, multi_avg_fn=get_ema_multi_avg_fn(MEMORY))
    started, share, epoch = time.time(), 0.0, 0
    while share < 1 and epoch < step["epochs"]:
        epoch += 1
        model.net.train()
        mixed = train + rng.sample(parsed, min(len(parsed), step["parsed_sentences"])) if share < PARSED_SHARE else train
        for part in batches(mixed, network["batch_words"], rng):
            share = max((time.time() - started) / (60 * minutes), epoch / (step["epochs"] + 1))
            for group in optimizer.param_groups:
                group["lr"] = step["rate"] * (1 if share < CONSTANT_SHARE else max(0.03, 1 - (share - CONSTANT_SHARE) / (1 - CONSTANT_SHARE)))
            loss = loss_of(model, part, index, rng)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.net.parameters(), 5)
            optimizer.step()
            average.update_parameters(model.net)
        with weights_of(model, average):
            figures = score(model, select)
            print(json.dumps({"epoch": epoch, "minutes": round((time.time() - started) / 60, 1), **figures}), flush=True)
            model.save(args.output)
    model = Biaffine.load(args.output)
    print(json.dumps({name: score(model, data) for name, data in tests.items()}), flush=True)


if __name__ == "__main__":
    main()
