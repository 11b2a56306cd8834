"""Train the shipped dependency parser from CoNLL-U files.

usage: train_parser.py CONFIG.toml OUTPUT_FOLDER [--trees FOLDER] [--minutes N]

The configuration names the treebanks (with a weight each), the network and the seed; see training/parser-de.toml.
HanTa's tags and lemmas are features of the network, so the morphology used here is the one used at run time.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.util import fix_random_seed
from thinc.api import Adam, compounding
from treebank import Tree, read_trees

from lagebild.analysis.morphology import Morphology

LABELS_IGNORED = frozenset({"punct"})


def build(network: dict[str, Any], language: str) -> Language:
    """An untrained pipeline with one parser whose tok2vec reads HanTa's tag and lemma."""
    nlp = spacy.blank(language)
    nlp.add_pipe("parser", config={
        "learn_tokens": False,
        "min_action_freq": network["min_action_freq"],
        "update_with_oracle_cut_size": 100,
        "model": {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": "parser", "extra_state_tokens": False,
            "hidden_width": network["hidden"], "maxout_pieces": 2, "use_upper": True,
            "tok2vec": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {
                    "@architectures": "spacy.MultiHashEmbed.v2", "width": network["width"],
                    "attrs": network["attrs"], "rows": network["rows"], "include_static_vectors": False,
                },
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": network["width"],
                    "depth": network["depth"], "window_size": 1, "maxout_pieces": 3,
                },
            },
        },
    })
    return nlp


def example(nlp: Language, morphology: Morphology, tree: Tree) -> Example:
    """The tree as spaCy's pair of input (tags, lemmas) and gold (heads, labels)."""
    tagged = morphology.tag(tree.words)
    starts = [True, *[False] * (len(tree.words) - 1)]
    given: dict[str, Any] = {"words": list(tree.words), "spaces": list(tree.spaces), "sent_starts": starts}
    given |= {"tags": [t.tag for t in tagged], "lemmas": [t.lemma for t in tagged]}
    predicted = Doc(nlp.vocab, **given)
    gold = Doc(nlp.vocab, words=list(tree.words), spaces=list(tree.spaces), heads=list(tree.heads), deps=list(tree.labels))
    return Example(predicted, gold)


def score(nlp: Language, examples: list[Example]) -> dict[str, float]:
    """UAS, LAS and F1 of subjects and objects; punctuation is not counted."""
    docs = [Doc(nlp.vocab, words=[t.text for t in e.predicted], spaces=[bool(t.whitespace_) for t in e.predicted],
                tags=[t.tag_ for t in e.predicted], lemmas=[t.lemma_ for t in e.predicted],
                sent_starts=[i == 0 for i in range(len(e.predicted))]) for e in examples]
    total = unlabelled = labelled = 0
    counts = {name: [0, 0, 0] for name in ("nsubj", "obj")}
    for doc, one in zip(nlp.get_pipe("parser").pipe(docs), examples, strict=True):
        for token, gold in zip(doc, one.reference, strict=True):
            if gold.dep_ in LABELS_IGNORED:
                continue
            head, dep = token.head.i == gold.head.i, token.dep_ == gold.dep_
            total, unlabelled, labelled = total + 1, unlabelled + head, labelled + (head and dep)
            for name, count in counts.items():
                count[0] += gold.dep_ == name
                count[1] += token.dep_ == name
                count[2] += gold.dep_ == name and dep and head
    out = {"uas": unlabelled / total, "las": labelled / total}
    for name, (gold, found, hits) in counts.items():
        out[name] = 2 * hits / (gold + found) if hits else 0.0
    return {k: round(100 * v, 2) for k, v in out.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("config", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--trees", type=Path, required=True, help="folder with the CoNLL-U files named in the configuration")
    parser.add_argument("--minutes", type=float, help="stop after so many minutes even if steps remain")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text(encoding="utf8"))
    seed = config["seed"]
    fix_random_seed(seed)
    rng = random.Random(seed)
    morphology = Morphology(config["morphology"])
    nlp = build(config["network"], config["language"])

    def load(name: str) -> list[Example]:
        return [example(nlp, morphology, tree) for tree in read_trees(args.trees / name)]

    held_out = load(config["held_out"]["file"])
    rng.shuffle(held_out)
    select = held_out[: config["held_out"]["sentences"]]
    train: list[Example] = []
    for bank in config["treebank"]:
        trees = held_out[len(select):] if bank["file"] == config["held_out"]["file"] else load(bank["file"])
        train += trees * bank.get("weight", 1)
    tests = {name: load(name) for name in config["tests"]}
    train = [one for one in train if 1 < len(one.reference) <= config["max_words"]]
    print(f"{len(train)} training sentences, {len(select)} for selection", flush=True)

    nlp.initialize(lambda: train)
    optimizer = Adam(config["learn_rate"], L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    sizes, best, started, step, log = compounding(300, config["batch_words"], 1.002), -1.0, time.time(), 0, []
    done = False
    while not done:
        rng.shuffle(train)
        for batch in minibatch_by_words(train, size=sizes, discard_oversize=False):
            step += 1
            # Linear decay to a tenth of the rate; plain constant rates ended 0.4 LAS lower.
            share = min(1.0, max(step / config["steps"], (time.time() - started) / (60 * args.minutes) if args.minutes else 0))
            optimizer.learn_rate = config["learn_rate"] * (1 - 0.9 * share)
            nlp.update(batch, sgd=optimizer, drop=config["dropout"])
            done = share >= 1.0
            if step % config["evaluate_every"] == 0 or done:
                with nlp.use_params(optimizer.averages):
                    figures = score(nlp, select)
                    log.append({"step": step, "minutes": round((time.time() - started) / 60, 1), **figures})
                    print(json.dumps(log[-1]), flush=True)
                    if figures["las"] > best:
                        best = figures["las"]
                        nlp.to_disk(args.output, exclude=["tokenizer"])
            if done:
                break
    nlp = build(config["network"], config["language"])
    nlp.initialize(lambda: train)
    nlp.from_disk(args.output, exclude=["tokenizer"])
    result = {"log": log, "tests": {name: score(nlp, examples) for name, examples in tests.items()}}
    (args.output / "training-log.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf8")
    print(json.dumps(result["tests"]), flush=True)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
