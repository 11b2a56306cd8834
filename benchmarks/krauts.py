"""Score the time expressions of `lagebild times` on the KRAUTS corpus (Strötgen et al. 2018, LREC).

Usage: python benchmarks/krauts.py CORPUS [--errors]

CORPUS holds folders (dolomiten-100, diezeit-25), each with `gold` and `heideltime`, TimeML files of equal names.
Documents sorted by name; even index: development half, odd index: test half. The figures are F1 in per cent:
strict (same extent), relaxed (extents overlap), value (same extent and same TIMEX3 value), type (same extent and type). `--errors` lists the
differences of the development half only. The corpus is CC BY-NC and is not part of this project.
"""

from __future__ import annotations

import argparse
import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from lagebild.model import Report
from lagebild.pipeline import load_pipeline

TAG = re.compile(r"<TIMEX3\b([^>]*?)(/?)>|</TIMEX3>|<[^>]+>")


class Annotation(NamedTuple):
    """One TIMEX3: code points in the plain text, end exclusive, its value and type."""

    start: int
    end: int
    value: str
    kind: str


class Document(NamedTuple):
    """Plain text of a TimeML file's TEXT element, creation day, annotations that cover text."""

    text: str
    created: date
    annotations: list[Annotation]


def read(path: Path) -> Document:
    """Read a TimeML file. Raises `ValueError` if it has no creation time."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?value=\"(\d{4}-\d{2}-\d{2})", source, re.DOTALL)
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.DOTALL)
    if created is None or body is None:
        raise ValueError(f"{path}: no DCT or no TEXT")
    text, position = "", 0
    opened: list[tuple[int, str, str]] = []
    annotations: list[Annotation] = []
    for tag in TAG.finditer(body[1]):
        text += html.unescape(body[1][position : tag.start()])
        position = tag.end()
        if tag.group() == "</TIMEX3>":
            start, value, kind = opened.pop()
            annotations.append(Annotation(start, len(text), value, kind))
        elif tag[1] is not None and not tag[2]:
            found = dict(re.findall(r'(value|type)="([^"]*)"', tag[1]))
            opened.append((len(text), found.get("value", "").strip(), found.get("type", "")))
    text += html.unescape(body[1][position:])
    return Document(text, date.fromisoformat(created[1]), annotations)


def annotate(document: Document, name: str) -> list[Annotation]:
    """What `lagebild times` prints for the text of a document; the ends of a range count singly, as the corpus has them."""
    report = Report(name, datetime.combine(document.created, time(), UTC), document.text, language="de")
    return [
        Annotation(one.expression.start, one.expression.end, one.moment.value if one.moment else "", one.expression.kind)
        for one in load_pipeline("de").times(report)
    ]


def score(gold: list[list[Annotation]], answers: list[list[Annotation]]) -> dict[str, float]:
    """F1 in per cent over all documents, for the four measures."""

    def f1(same: Callable[[Annotation, Annotation], bool]) -> float:
        pairs = list(zip(gold, answers, strict=True))
        recalled = sum(any(same(a, b) for b in found) for truth, found in pairs for a in truth)
        right = sum(any(same(a, b) for a in truth) for truth, found in pairs for b in found)
        total_gold, total_found = sum(map(len, gold)), sum(map(len, answers))
        recall, precision = recalled / max(total_gold, 1), right / max(total_found, 1)
        return 200 * recall * precision / max(recall + precision, 1e-9)

    return {
        "strict": f1(lambda a, b: a[:2] == b[:2]),
        "relaxed": f1(lambda a, b: a.start < b.end and b.start < a.end),
        "value": f1(lambda a, b: a[:3] == b[:3]),
        "type": f1(lambda a, b: a[:2] == b[:2] and a.kind == b.kind),
    }


def show_errors(document: Document, answers: list[Annotation]) -> None:
    """Print what differs: + only ours, - only gold, ~ same extent with other value."""
    theirs, ours = {a[:2]: a.value for a in document.annotations}, {a[:2]: a.value for a in answers}
    for start, end in sorted(theirs.keys() | ours.keys()):
        left, right = document.text[max(0, start - 40) : start], document.text[end : end + 30]
        context = f"{left}[[{document.text[start:end]}]]{right}".replace("\n", " ")
        if (start, end) not in theirs:
            print(f"+ {context} | {ours[start, end]}")
        elif (start, end) not in ours:
            print(f"- {context} | {theirs[start, end]}")
        elif theirs[start, end] != ours[start, end]:
            print(f"~ {context} | gold {theirs[start, end]} ours {ours[start, end]} (report {document.created})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="list the differences of the development half")
    arguments = parser.parse_args()
    paths = sorted(arguments.corpus.glob("*/gold/*.tml"), key=lambda path: path.name)
    gold = [read(path) for path in paths]
    begin = perf_counter()
    ours = [annotate(document, path.stem) for path, document in zip(paths, gold, strict=True)]
    seconds = perf_counter() - begin
    heideltime = []
    for path, document in zip(paths, gold, strict=True):
        other = read(path.parents[1] / "heideltime" / path.name)
        if other.text.split() != document.text.split():
            print(f"text differs: {path.name}")
        heideltime.append(other.annotations)
    halves = {"development": range(0, len(gold), 2), "test": range(1, len(gold), 2), "all": range(len(gold))}
    print(f"{len(gold)} documents, {sum(len(d.text) for d in gold) / seconds / 1e6:.2f} million characters/s with the analysis")
    for half, indices in halves.items():
        truth = [gold[i].annotations for i in indices]
        for system, answers in (("lagebild", ours), ("heideltime", heideltime)):
            figures = score(truth, [answers[i] for i in indices])
            print(f"{half:12} {system:11}" + "".join(f" {name} {figure:5.1f}" for name, figure in figures.items()))
    if arguments.errors:
        for index in halves["development"]:
            show_errors(gold[index], ours[index])


if __name__ == "__main__":
    main()
