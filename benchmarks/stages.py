"""Measure where the time goes: analysis (split, tokenize, tag, parse, frames), resolution (who, when, where) and coding, by stage.

usage: stages.py CORPUS [--reports N] [--rounds N] [--language CODE]

CORPUS is what `lagebild code` reads: JSONL of reports, or plain texts with --date. Everything runs in one process. The first tenth of the
reports (at least one) warms up, so that models are loaded and what is remembered by form is remembered; then all are measured, and of
several rounds the quickest of each stage counts. Times are those of the process, so other programs on the machine disturb them little.
The target is the line "resolution / analysis": at most 30 per cent.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

from lagebild.intake import read_inputs
from lagebild.model import Document, Report
from lagebild.pipeline import STEPS, Pipeline, load_pipeline

TARGET = 0.30
ANALYSIS = ("split", "tokenize", "tag", "parse", "frames", "rest of analysis")
NAMES = {"resolve_actors": "who", "resolve_moments": "when", "resolve_places": "where"}


class Clock:
    """Seconds of processor time by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time counted under a stage."""

        def run(*arguments: Any, **named: Any) -> Any:
            begin = time.process_time()
            result = function(*arguments, **named)
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.process_time() - begin
            return result

        return run


def watch(pipeline: Pipeline, clock: Clock) -> None:
    """Time the stages within the analysis by wrapping its parts."""
    analysis: Any = pipeline.parts.analysis
    analysis._splitter.split = clock.timed("split", analysis._splitter.split)
    analysis._tokenizer = clock.timed("tokenize", analysis._tokenizer)
    analysis._morphology.tag = clock.timed("tag", analysis._morphology.tag)
    analysis.parser.parse = clock.timed("parse", analysis.parser.parse)
    analysis._frames = clock.timed("frames", analysis._frames)


def measure(pipeline: Pipeline, clock: Clock, reports: Iterable[Report]) -> list[Document]:
    """Code reports as the pipeline does, stage by stage."""
    documents = []
    for report in reports:
        document = clock.timed("analysis", pipeline.parts.analysis.analyse)(report)
        for step in STEPS:
            document = clock.timed(NAMES.get(step.__name__, step.__name__), step)(pipeline.parts, document)
        clock.timed("coding", pipeline.parts.coder.code)(document)
        documents.append(document)
    return documents


def table(seconds: dict[str, float], sentences: int, words: int) -> str:
    """The figures as lines of text."""
    resolution = [name for name in seconds if name in NAMES.values()]
    seconds["rest of analysis"] = seconds["analysis"] - sum(seconds.get(name, 0.0) for name in ANALYSIS[:-1])
    seconds["resolution"] = sum(seconds[name] for name in resolution)
    whole = seconds["analysis"] + seconds["resolution"] + seconds["coding"]
    lines = [f"{'stage':20}{'ms per sentence':>18}{'share':>10}"]
    for group, members in (("analysis", ANALYSIS), ("resolution", tuple(resolution)), ("coding", ())):
        lines += [
            f"{name:20}{1000 * seconds.get(name, 0.0) / sentences:18.3f}{seconds.get(name, 0.0) / whole:10.1%}" for name in (group, *(f"{m}" for m in members))
        ]
    share = seconds["resolution"] / seconds["analysis"]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines += [
        "",
        f"{sentences} sentences of {words / sentences:.1f} words, {sentences / whole:.0f} sentences/s, {1000 * whole / sentences:.3f} ms each",
        f"resolution / analysis {share:.1%} (target: at most {TARGET:.0%})",
        f"resident memory at most {peak:.0f} MB",
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure and print; 1 if the target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", nargs="+")
    parser.add_argument("--reports", type=int, default=200, help="so many reports of the corpus at most")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--date", help="day of plain texts, YYYY-MM-DD")
    parser.add_argument("--language", default="de")
    arguments = parser.parse_args()
    reports = [one for one in read_inputs(arguments.corpus, arguments.date) if isinstance(one, Report)][: arguments.reports]
    if not reports:
        print("stages: the corpus holds no readable report", file=sys.stderr)
        return 2
    pipeline = load_pipeline(arguments.language)
    clock = Clock()
    watch(pipeline, clock)
    measure(pipeline, clock, reports[: max(1, len(reports) // 10)])
    best: dict[str, float] = {}
    documents: list[Document] = []
    for _ in range(arguments.rounds):
        clock.seconds.clear()
        documents = measure(pipeline, clock, reports)
        best = {name: min(value, best.get(name, value)) for name, value in clock.seconds.items()}
    sentences = sum(len(document.sentences) for document in documents)
    words = sum(len(sentence.tokens) for document in documents for sentence in document.sentences)
    print(table(best, sentences, words))
    return int(best["resolution"] > TARGET * best["analysis"])


if __name__ == "__main__":
    sys.exit(main())
