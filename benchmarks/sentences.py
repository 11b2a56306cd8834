"""Score the sentence splitter on reports whose sentences are known.

Usage: python benchmarks/sentences.py GOLD_FOLDER [--trees FILE ...] [--errors]

GOLD_FOLDER holds the folders seed, dev, dev-wire, each with `docs.jsonl`: one report a line with `text` and `sentences`, ranges of code points.
A sentence counts as right if its range is in the gold with the same start and the same end, both ranges trimmed of white space first; so one
missing boundary costs two gold sentences and one of ours. Precision is the share of our ranges that are right, recall the share of gold
ranges that we have, F1 their harmonic mean. Boundaries are measured too: the ends of sentences, those of reports left out, as nobody can miss them.
Even-indexed reports of each folder are looked at while the splitter is written, odd ones are the blind half; `--errors` lists what
differs in the looked-at half and in the trees.

`--trees` names CoNLL-U files: ten of their sentences at a time are joined with spaces, so that nothing but the words tells where they end.
Sentences without a final mark (headlines, table cells) are left out, as no splitter could find their ends.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from lagebild.analysis.sentences import SentenceSplitter
from lagebild.languages import load_language

Range = tuple[int, int]
FOLDERS = ("seed", "dev", "dev-wire")
FINAL = re.compile(r"""[.!?…]["“”»«')]*$""")
JOINED = 10
"""Sentences of a treebank that make one text."""


class Scored(NamedTuple):
    """One report with the gold's ranges and ours, trimmed, in text order."""

    text: str
    gold: list[Range]
    ours: list[Range]


def trim(text: str, start: int, end: int) -> Range:
    """The range without white space at its ends."""
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), end - len(body) + len(body.rstrip())


def read(path: Path, splitter: SentenceSplitter) -> list[Scored]:
    """The reports of a `docs.jsonl`, split."""
    reports = []
    for line in path.read_text(encoding="utf8").splitlines():
        doc = json.loads(line)
        gold = sorted({trim(doc["text"], start, end) for start, end in doc["sentences"]})
        reports.append(Scored(doc["text"], gold, [(b.start, b.end) for b in splitter.split(doc["text"])]))
    return reports


def read_trees(path: Path, splitter: SentenceSplitter) -> list[Scored]:
    """Texts made of the sentences of a CoNLL-U file, split."""
    found = re.findall(r"^# text = (.*)$", path.read_text(encoding="utf8"), re.MULTILINE)
    sentences = [text.strip() for text in found if FINAL.search(text.strip())]
    texts = []
    for first in range(0, len(sentences), JOINED):
        text, gold = "", []
        for sentence in sentences[first : first + JOINED]:
            text += " " * bool(text)
            gold.append((len(text), len(text) + len(sentence)))
            text += sentence
        texts.append(Scored(text, gold, [(b.start, b.end) for b in splitter.split(text)]))
    return texts


def figures(pairs: Iterable[tuple[set[int] | set[Range], set[int] | set[Range]]]) -> tuple[int, int, int, float, float, float]:
    """Gold, ours, right, precision, recall, F1 over pairs of sets (gold, ours)."""
    wanted = found = right = 0
    for gold, ours in pairs:
        wanted, found, right = wanted + len(gold), found + len(ours), right + len(gold & ours)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return wanted, found, right, precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def show(name: str, reports: list[Scored]) -> None:
    """One line of figures."""
    wanted, found, _, precision, recall, f1 = figures((set(one.gold), set(one.ours)) for one in reports)
    ends = figures(({end for _, end in one.gold[:-1]}, {end for _, end in one.ours[:-1]}) for one in reports)
    print(
        f"{name:18} {len(reports):4} reports {wanted:5} gold {found:5} ours | "
        f"sentences P {precision:.4f} R {recall:.4f} F1 {f1:.4f} | boundaries P {ends[3]:.4f} R {ends[4]:.4f} F1 {ends[5]:.4f}"
    )


def show_errors(name: str, reports: list[Scored]) -> None:
    """Print boundaries that differ: + only ours, - only gold."""
    for one in reports:
        theirs, ours = {edge for pair in one.gold for edge in pair}, {edge for pair in one.ours for edge in pair}
        for edge in sorted(theirs ^ ours):
            left, right = one.text[max(0, edge - 60) : edge], one.text[edge : edge + 40]
            print(f"{name} {'-' if edge in theirs else '+'} {left}¦{right}".replace("\n", "⏎"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--trees", type=Path, nargs="*", default=[], help="CoNLL-U files with `# text` lines")
    parser.add_argument("--errors", action="store_true", help="list the differences of the looked-at half and of the trees")
    arguments = parser.parse_args()
    missing = [folder for folder in FOLDERS if not (arguments.gold / folder / "docs.jsonl").is_file()]
    if missing:
        sys.exit(f"{arguments.gold}: no docs.jsonl in {', '.join(missing)}; name the folder with the gold reports")
    splitter = SentenceSplitter(load_language("de").toml("sentences"))
    sets = {folder: read(arguments.gold / folder / "docs.jsonl", splitter) for folder in FOLDERS}
    development = [sets["dev"], sets["dev-wire"]]
    for name, reports in sets.items():
        show(name, reports)
    looked = [one for reports in development for one in reports[::2]]
    show("looked at", looked)
    show("blind", [one for reports in development for one in reports[1::2]])
    show("development", [one for reports in development for one in reports])
    trees = {path.stem: read_trees(path, splitter) for path in arguments.trees}
    for name, reports in trees.items():
        show(name, reports)
    texts = [one.text for reports in sets.values() for one in reports]
    begin = time.perf_counter()
    count = sum(len(splitter.split(text)) for text in texts)
    print(f"{(time.perf_counter() - begin) / count * 1000:.3f} ms a sentence")
    if arguments.errors:
        for name, reports in {"looked at": looked, **trees}.items():
            show_errors(name, reports)


if __name__ == "__main__":
    main()
