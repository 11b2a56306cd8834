"""How well a parser parses: attachment scores on CoNLL-U files.

usage: parsing.py FILE.conllu... [--parser NAME | --weights FOLDER]

Words are those of the file; tags and lemmas are HanTa's, as at run time. UAS: share of words with the right head. LAS: with the right head and
label (labels of docs/reference/analysis.md). nsubj, obj: F1 of subjects and objects with the right head. Punctuation is not counted. `--parser`
takes what `lagebild code --parser` takes, `--weights` what training/export_onnx.py wrote. "Repaired" is the tree that the clause layer gets, after
the post-correction by case, agreement and valency.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from lagebild.analysis.analysis import HANTA_MODELS, Analysis
from lagebild.analysis.graph_parser import GraphParser
from lagebild.analysis.morphology import Morphology
from lagebild.analysis.parser import Tree, Words
from lagebild.analysis.parser_choice import load_parser
from lagebild.languages import load_language

BATCH = 200
COUNTED = ("nsubj", "obj")


def read(path: Path) -> list[tuple[list[str], Tree]]:
    """Words and gold trees."""
    out = []
    for block in path.read_text(encoding="utf8").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit() and line.split("\t")[0].isdigit()]
        heads = tuple(int(row[6]) - 1 if row[6] != "0" else number for number, row in enumerate(rows))
        out.append(([row[1] for row in rows], Tree(heads, tuple(row[7] for row in rows))))
    return out


def figures(pairs: list[tuple[Tree, Tree]]) -> dict[str, float]:
    """Scores in per cent of (gold, parsed) pairs."""
    counts: Counter[str] = Counter()
    for gold, parsed in pairs:
        for head, label, found_head, found_label in zip(gold.heads, gold.labels, parsed.heads, parsed.labels, strict=True):
            if label == "punct":
                continue
            right = head == found_head and label == found_label
            counts.update({"words": 1, "uas": head == found_head, "las": right})
            for name in COUNTED:
                counts.update({f"gold {name}": label == name, f"found {name}": found_label == name, f"right {name}": right and label == name})
    out = {name: 100 * counts[name] / counts["words"] for name in ("uas", "las")}
    for name in COUNTED:
        out[name] = 200 * counts[f"right {name}"] / max(1, counts[f"gold {name}"] + counts[f"found {name}"])
    return out


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    arguments.add_argument("files", type=Path, nargs="+")
    which = arguments.add_mutually_exclusive_group()
    which.add_argument("--parser")
    which.add_argument("--weights", type=Path)
    args = arguments.parse_args()
    language = load_language("de")
    parser = GraphParser(args.weights, language.code) if args.weights else load_parser(args.parser, language)
    analysis = Analysis(language, parser)
    morphology = Morphology(HANTA_MODELS[language.code])
    for path in args.files:
        trees = read(path)
        started = time.process_time()
        sentences = [Words(tuple(words), (True,) * len(words), tuple(morphology.tag(words))) for words, _ in trees]
        gold = [tree for _, tree in trees]
        repaired = [tree for first in range(0, len(sentences), BATCH) for tree in analysis.trees(sentences[first : first + BATCH])]
        seconds = time.process_time() - started
        parsed = [tree for first in range(0, len(sentences), BATCH) for tree in parser.parse(sentences[first : first + BATCH])]
        print(f"{path.name}: {len(trees)} sentences, {len(trees) / seconds:.0f} sentences/s with tagging and repair")
        for name, found in (("parsed", parsed), ("repaired", repaired)):
            print(f"  {name:<9}" + "  ".join(f"{key} {value:.2f}" for key, value in figures(list(zip(gold, found, strict=True))).items()))


if __name__ == "__main__":
    main()
