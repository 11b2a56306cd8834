"""Trees of raw text by parsers that are there already: what a new parser can learn from beside the trees made by hand.

usage: parse_text.py CONFIG.toml OUTPUT.conllu PARSER.pt... --texts FOLDER

The configuration's [[text]] tables name the files and how many sentences to take of each. Several parsers vote: the mean of their
probabilities decides heads, then labels. The sentences of which they are least sure are left out.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from lagebild.analysis.decoding import best_tree
from lagebild.analysis.morphology import Morphology
from network import Biaffine, Sample
from raw_text import read_text

UNSURE_SHARE = 0.15
LENGTHS = range(6, 46)
BATCH = 30


class Ensemble:
    """Parsers that vote."""

    def __init__(self, parsers: Sequence[Biaffine]) -> None:
        self._parsers = parsers
        for parser in parsers:
            parser.net.eval()
        self._labels = sorted(set().union(*(parser.labels for parser in parsers)))
        self._columns = [[self._labels.index(label) for label in parser.labels] for parser in parsers]

    def parse(self, batch: Sequence[Sample]) -> list[tuple[list[int], list[str], float]]:
        """Heads counted from 1 (0 is the root), labels, and the mean log probability of the heads, for each sentence."""
        out = []
        with torch.no_grad():
            features = [parser.encode(batch) for parser in self._parsers]
            scored = [parser.scores(one) for parser, one in zip(self._parsers, features, strict=True)]
            for number, (words, _, _) in enumerate(batch):
                size = len(words) + 1
                chances: Tensor = torch.stack([torch.softmax(arcs[number, :size, :size], -1) for arcs, _, _ in scored]).mean(0)
                heads = best_tree(torch.log(chances + 1e-9).numpy())
                labels = torch.zeros(size, len(self._labels))
                for parser, columns, (_, above, below) in zip(self._parsers, self._columns, scored, strict=True):
                    scores = parser.net.labels(above[number : number + 1, heads], below[number : number + 1, :size])[0]
                    scores[:, parser.labels.index("ROOT")] = -torch.inf
                    labels[:, columns] += torch.softmax(scores, -1)
                best = labels.argmax(-1).tolist()
                names = ["root" if head == 0 else self._labels[label] for head, label in zip(heads, best, strict=True)]
                sure = float(torch.log(chances[range(1, size), heads[1:]]).mean())
                out.append((heads[1:], names[1:], sure))
        return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("config", type=Path)
    arguments.add_argument("output", type=Path)
    arguments.add_argument("parsers", type=Path, nargs="+")
    arguments.add_argument("--texts", type=Path, required=True, help="folder with the files named in the configuration")
    args = arguments.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf8"))
    torch.set_num_threads(1)
    rng = random.Random(config["seed"])
    sentences: list[tuple[str, ...]] = []
    for source in config["text"]:
        found = [words for words in read_text(args.texts / source["file"], source) if len(words) in LENGTHS and any(word[0].islower() for word in words)]
        sentences += rng.sample(found, min(len(found), source["sentences"]))
    sentences.sort(key=len)
    morphology = Morphology(config["morphology"])
    ensemble = Ensemble([Biaffine.load(path) for path in args.parsers])
    trees = []
    for first in range(0, len(sentences), BATCH):
        part = sentences[first : first + BATCH]
        tagged = [morphology.tag(words) for words in part]
        samples = [(words, [one.tag for one in tags], [one.lemma for one in tags]) for words, tags in zip(part, tagged, strict=True)]
        trees += [(words, *tree) for words, tree in zip(part, ensemble.parse(samples), strict=True)]
        if first % (100 * BATCH) == 0:
            print(f"{first} of {len(sentences)} sentences", flush=True)
    trees.sort(key=lambda tree: (-tree[3], tree[0]))
    with args.output.open("w", encoding="utf8") as out:
        for words, heads, labels, _ in trees[: round(len(trees) * (1 - UNSURE_SHARE))]:
            for number, (word, head, label) in enumerate(zip(words, heads, labels, strict=True), 1):
                out.write(f"{number}\t{word}\t_\t_\t_\t_\t{head}\t{label}\t_\t_\n")
            out.write("\n")


if __name__ == "__main__":
    main()
