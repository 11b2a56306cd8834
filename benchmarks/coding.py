"""What coding costs beside the analysis, and that it never scans the rules: time a frame, and rules looked at a frame.

usage: coding.py [REPORTS.jsonl] [--rounds N]

REPORTS holds reports as `lagebild code` reads them; without it the example reports are taken. Each step runs once to warm up and then N times;
the best round counts. Times are processor times of one process: other work on the machine changes them little.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from lagebild.coding import Coder
from lagebild.coding.lexicon import RuleIndex
from lagebild.intake import read_inputs
from lagebild.languages import load_language
from lagebild.model import Document, Frame, Report
from lagebild.pipeline import STEPS, Pipeline, load_pipeline

EXAMPLES = Path(__file__).parents[1] / "examples" / "reports.jsonl"


def best(rounds: int, work: Callable[[], object]) -> float:
    """Processor seconds of the quickest of some rounds, after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def analysed(pipeline: Pipeline, reports: list[Report]) -> list[Document]:
    return [pipeline.parts.analysis.analyse(report) for report in reports]


def resolved(pipeline: Pipeline, documents: list[Document]) -> list[Document]:
    out = []
    for document in documents:
        for step in STEPS:
            document = step(pipeline.parts, document)
        out.append(document)
    return out


def code(coder: Coder, documents: list[Document]) -> int:
    """Number of events."""
    return sum(len(coder.code(document)) for document in documents)


def looked_at(index: RuleIndex, frame: Frame, text: str) -> int:
    """Rules whose conditions are tested on a frame: those with an anchor in it."""
    if frame.kind == "noun":
        return len(index.nouns(frame.lemma, text))
    return len(index.adjectives(frame.lemma) if frame.kind == "adjective" else index.verbs(frame.lemma))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", default=str(EXAMPLES))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    pipeline = load_pipeline("de")
    reports = [one for one in read_inputs([arguments.reports]) if isinstance(one, Report)]
    documents = analysed(pipeline, reports)
    ready = resolved(pipeline, documents)
    seconds = {
        "analysis": best(arguments.rounds, lambda: analysed(pipeline, reports)),
        "resolution": best(arguments.rounds, lambda: resolved(pipeline, documents)),
        "coding": best(arguments.rounds, lambda: code(pipeline.parts.coder, ready)),
    }
    frames = [(frame, one.sentences[frame.sentence].tokens[frame.head].text) for one in ready for some in one.frames for frame in some]
    sentences = sum(len(one.sentences) for one in ready)
    rules = load_language("de").rules
    index = RuleIndex(rules)
    counts = sorted(looked_at(index, frame, text) for frame, text in frames)
    print(f"{len(reports)} reports, {sentences} sentences, {len(frames)} frames, {code(pipeline.parts.coder, ready)} events")
    for step, took in seconds.items():
        share = took / seconds["analysis"]
        print(f"{step:11} {1e6 * took / len(frames):8.0f} µs a frame  {1e3 * took / sentences:7.2f} ms a sentence  {share:5.2f} of the analysis")
    mean, middle = sum(counts) / len(counts), counts[len(counts) // 2]
    print(f"rules looked at: {mean:.1f} a frame on average, {middle} at the median, {counts[-1]} at most, of {len(rules)}")


if __name__ == "__main__":
    main()
