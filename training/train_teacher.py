"""Train the teacher: a biaffine graph parser (Dozat and Manning 2017) over HanTa's tags and lemmas.

usage: train_teacher.py CONFIG.toml OUTPUT.pt --trees FOLDER [--minutes N]

Words, lemmas, tags, shapes and characters -> BiLSTM -> biaffine scores of heads and labels; heads are decoded as a
maximum spanning tree. Too slow to ship, more accurate than the shipped parser, so it is used to parse raw text that
the shipped parser then learns from. Needs PyTorch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from treebank import Tree, read_trees

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
from lagebild.analysis.morphology import Morphology  # noqa: E402

PAD, UNKNOWN, ROOT = 0, 1, 2


def shape(word: str) -> str:
    out = []
    for c in word:
        kind = "X" if c.isupper() else "x" if c.islower() else "d" if c.isdigit() else c
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out[:8])


class Vocabulary:
    """Strings to row numbers; 0 padding, 1 unknown, 2 the artificial root."""

    def __init__(self, counts: Counter[str], least: int) -> None:
        self.index = {s: i + 3 for i, s in enumerate(sorted(s for s, n in counts.items() if n >= least))}

    @classmethod
    def of(cls, index: dict[str, int]) -> Vocabulary:
        """A vocabulary with known row numbers."""
        one = cls(Counter(), 1)
        one.index = index
        return one

    def __len__(self) -> int:
        return len(self.index) + 3

    def __getitem__(self, s: str) -> int:
        return self.index.get(s, UNKNOWN)


class Net(nn.Module):
    def __init__(self, sizes: dict, n_labels: int, cfg: dict) -> None:
        super().__init__()
        self.word = nn.Embedding(sizes["word"], cfg["word"], padding_idx=0)
        self.lemma = nn.Embedding(sizes["lemma"], cfg["lemma"], padding_idx=0)
        self.tag = nn.Embedding(sizes["tag"], cfg["tag"], padding_idx=0)
        self.shape = nn.Embedding(sizes["shape"], cfg["shape"], padding_idx=0)
        self.char = nn.Embedding(sizes["char"], cfg["char"], padding_idx=0)
        self.conv = nn.Conv1d(cfg["char"], cfg["char_filters"], 3, padding=1)
        width = cfg["word"] + cfg["lemma"] + cfg["tag"] + cfg["shape"] + cfg["char_filters"]
        self.lstm = nn.LSTM(width, cfg["lstm"], cfg["layers"], bidirectional=True, dropout=cfg["dropout"], batch_first=True)
        self.drop = nn.Dropout(cfg["dropout"])
        out = 2 * cfg["lstm"]
        self.arc_head, self.arc_dep = nn.Linear(out, cfg["arcs"]), nn.Linear(out, cfg["arcs"])
        self.lab_head, self.lab_dep = nn.Linear(out, cfg["labels"]), nn.Linear(out, cfg["labels"])
        self.arc = nn.Parameter(torch.zeros(cfg["arcs"] + 1, cfg["arcs"]))
        self.lab = nn.Parameter(torch.zeros(n_labels, cfg["labels"] + 1, cfg["labels"] + 1))
        nn.init.orthogonal_(self.arc)
        self.act = nn.LeakyReLU(0.1)

    def forward(self, word, lemma, tag, shape, chars, lengths):
        b, n, c = chars.shape
        x = self.char(chars.view(b * n, c)).transpose(1, 2)
        x = self.conv(x).masked_fill((chars.view(b * n, 1, c) == 0), -1e4).amax(2).clamp(min=-10).view(b, n, -1)
        x = torch.cat([self.word(word), self.lemma(lemma), self.tag(tag), self.shape(shape), torch.relu(x)], -1)
        x, _ = self.lstm(pack_padded_sequence(self.drop(x), lengths, batch_first=True, enforce_sorted=False))
        x, _ = pad_packed_sequence(x, batch_first=True, total_length=n)
        x = self.drop(x)
        ah, ad = self.drop(self.act(self.arc_head(x))), self.drop(self.act(self.arc_dep(x)))
        lh, ld = self.drop(self.act(self.lab_head(x))), self.drop(self.act(self.lab_dep(x)))
        one = torch.ones(b, n, 1)
        arcs = torch.cat([ad, one], -1) @ self.arc @ ah.transpose(1, 2)          # b, dependent, head
        return arcs, torch.cat([lh, one], -1), torch.cat([ld, one], -1)

    def labels(self, lh, ld):
        """Scores b, n, labels for given head vectors lh (b, n, k) and dependents ld."""
        return torch.einsum("bni,lij,bnj->bnl", ld, self.lab, lh)


def mst(scores):
    """Chu-Liu/Edmonds on a small numpy matrix scores[dependent][head]; node 0 is the root. Returns heads."""
    import numpy as np
    n = len(scores)
    s = scores.copy()
    np.fill_diagonal(s, -1e9)
    heads = s.argmax(1)
    heads[0] = 0
    # exactly one root: choose the best single child of the root if several or a cycle came out
    def cyclic(h):
        for i in range(1, n):
            seen, j = set(), i
            while j and j not in seen:
                seen.add(j)
                j = h[j]
            if j:
                return seen if j == i else None or {k for k in seen}
        return None
    if cyclic(heads) is None and (heads[1:] == 0).sum() == 1:
        return heads
    import networkx as nx
    best, best_heads = -1e18, heads
    roots = np.argsort(-s[1:, 0])[:3] + 1
    for root in roots:
        graph = nx.DiGraph()
        for d in range(1, n):
            if d == root:
                graph.add_edge(0, d, weight=float(s[d, 0]))
            else:
                for h in range(1, n):
                    if h != d:
                        graph.add_edge(h, d, weight=float(s[d, h]))
        tree = nx.maximum_spanning_arborescence(graph)
        total = sum(w for _, _, w in tree.edges(data="weight"))
        if total > best:
            best = total
            best_heads = np.zeros(n, dtype=int)
            for h, d in tree.edges():
                best_heads[d] = h
    return best_heads


class Teacher:
    """Vocabularies, labels and net together; saved and loaded as one file."""

    def __init__(self, vocab, labels, cfg):
        self.vocab, self.label_names, self.cfg = vocab, labels, cfg
        self.net = Net({k: len(v) for k, v in vocab.items()}, len(labels), cfg)

    def encode(self, batch, rng=None):
        """batch: list of (words, tags, lemmas). Returns tensors with the artificial root at position 0."""
        n = max(len(w) for w, _, _ in batch) + 1
        size = (len(batch), n)
        cols = {k: torch.zeros(size, dtype=torch.long) for k in ("word", "lemma", "tag", "shape")}
        chars = torch.zeros((*size, 16), dtype=torch.long)
        v = self.vocab
        for i, (words, tags, lemmas) in enumerate(batch):
            for k in cols:
                cols[k][i, 0] = ROOT
            chars[i, 0, 0] = ROOT
            for j, (w, t, l) in enumerate(zip(words, tags, lemmas), 1):
                wi, li = v["word"][w.lower()], v["lemma"][l]
                if rng is not None:
                    wi = UNKNOWN if rng.random() < self.cfg["word_dropout"] else wi
                    li = UNKNOWN if rng.random() < self.cfg["word_dropout"] else li
                cols["word"][i, j], cols["lemma"][i, j] = wi, li
                cols["tag"][i, j] = UNKNOWN if rng is not None and rng.random() < 0.05 else v["tag"][t]
                cols["shape"][i, j] = v["shape"][shape(w)]
                ids = [v["char"][c] for c in (w if len(w) <= 16 else w[:8] + w[-8:])]
                chars[i, j, : len(ids)] = torch.tensor(ids)
        return cols["word"], cols["lemma"], cols["tag"], cols["shape"], chars, torch.tensor([len(w) + 1 for w, _, _ in batch])

    def scores(self, batch):
        self.net.eval()
        with torch.no_grad():
            x = self.encode(batch)
            arcs, lh, ld = self.net(*x)
        return x[5], arcs, lh, ld

    @staticmethod
    def parse_ensemble(teachers, batch):
        """Average the arc and label probabilities of several teachers, decode a tree. [(heads, labels)], heads 0-based."""
        runs = [t.scores(batch) for t in teachers]
        lengths = runs[0][0]
        probs = 0
        for _, arcs, _, _ in runs:
            mask = torch.arange(arcs.shape[2])[None, None] >= lengths[:, None, None]
            probs = probs + torch.softmax(arcs.masked_fill(mask, -1e9), -1)
        probs = torch.log(probs / len(runs) + 1e-12).numpy()
        heads = [mst(probs[i, : lengths[i], : lengths[i]]) for i in range(len(batch))]
        n = int(lengths.max())
        index = torch.zeros((len(batch), n), dtype=torch.long)
        for i, h in enumerate(heads):
            index[i, : len(h)] = torch.tensor(h)
        total = 0
        for t, (_, _, lh, ld) in zip(teachers, runs):
            picked = torch.gather(lh, 1, index[..., None].expand(-1, -1, lh.shape[-1]))
            with torch.no_grad():
                total = total + torch.softmax(t.net.labels(picked, ld), -1)
        conf = total / len(runs)
        # a dependent of the root is the root and nothing else is
        best = conf.clone()
        root = teachers[0].label_names.index("ROOT")
        best[..., root] = -1
        top = best.argmax(-1)
        out = []
        for i, h in enumerate(heads):
            labels = ["ROOT" if h[j] == 0 else teachers[0].label_names[top[i, j]] for j in range(1, len(h))]
            out.append(([int(x) - 1 if x else j for j, x in enumerate(h[1:])], labels, float(probs[i, range(1, len(h)), h[1:]].mean())))
        return out

    def save(self, path):
        torch.save({"vocab": {name: vocab.index for name, vocab in self.vocab.items()}, "labels": self.label_names, "cfg": self.cfg, "state": self.net.state_dict()}, path)

    @classmethod
    def load(cls, path):
        d = torch.load(path, weights_only=True)
        one = cls({name: Vocabulary.of(index) for name, index in d["vocab"].items()}, d["labels"], d["cfg"])
        one.net.load_state_dict(d["state"])
        return one


def evaluate(teachers, data, batch_size=64):
    total = u = l = 0
    for i in range(0, len(data), batch_size):
        part = data[i : i + batch_size]
        for (heads, labels, _), (tree, _) in zip(Teacher.parse_ensemble(teachers, [x for _, x in part]), part):
            for j, (gh, gl) in enumerate(zip(tree.heads, tree.labels)):
                if gl == "punct":
                    continue
                total += 1
                u += heads[j] == gh
                l += heads[j] == gh and labels[j] == gl
    return {"uas": round(100 * u / total, 2), "las": round(100 * l / total, 2)}


def prepare(trees, morphology):
    out = []
    for tree in trees:
        tagged = morphology.tag(tree.words)
        out.append((tree, (tree.words, [t.tag for t in tagged], [t.lemma for t in tagged])))
    return out


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("config", type=Path)
    ap.add_argument("output", type=Path)
    ap.add_argument("--trees", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=38)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    cfg = tomllib.loads(args.config.read_text(encoding="utf8"))
    net_cfg = cfg["teacher"]
    rng = random.Random(args.seed)
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    morphology = Morphology(cfg["morphology"])
    held = read_trees(args.trees / cfg["held_out"]["file"])
    random.Random(cfg["seed"]).shuffle(held)
    k = cfg["held_out"]["sentences"]
    select = prepare(held[:k], morphology)
    trees: list[Tree] = held[k:]
    for bank in cfg["treebank"]:
        if bank["file"] != cfg["held_out"]["file"]:
            trees += read_trees(args.trees / bank["file"])
    train = prepare([t for t in trees if 1 < len(t.words) <= 70], morphology)
    tests = {n: prepare(read_trees(args.trees / n), morphology) for n in cfg["tests"]}
    vocab = {
        "word": Vocabulary(Counter(w.lower() for _, (ws, _, _) in train for w in ws), 2),
        "lemma": Vocabulary(Counter(x for _, (_, _, ls) in train for x in ls), 2),
        "tag": Vocabulary(Counter(x for _, (_, ts, _) in train for x in ts), 1),
        "shape": Vocabulary(Counter(shape(w) for _, (ws, _, _) in train for w in ws), 2),
        "char": Vocabulary(Counter(c for _, (ws, _, _) in train for w in ws for c in w), 3),
    }
    labels = sorted({l for t, _ in train for l in t.labels})
    teacher = Teacher(vocab, labels, net_cfg)
    net = teacher.net
    opt = torch.optim.Adam(net.parameters(), lr=net_cfg["rate"], betas=(0.9, 0.95))
    started, best, epoch, step = time.time(), 0, 0, 0
    label_index = {l: i for i, l in enumerate(labels)}
    share = 0.0
    while share < 1 and epoch < net_cfg["epochs"]:
        epoch += 1
        order = sorted(train, key=lambda x: len(x[0].words) + rng.random() * 6)
        batches = []
        part, words = [], 0
        for one in order:
            part.append(one)
            words += len(one[0].words)
            if words > net_cfg["batch_words"]:
                batches.append(part)
                part, words = [], 0
        if part:
            batches.append(part)
        rng.shuffle(batches)
        net.train()
        total = 0.0
        for part in batches:
            step += 1
            share = max((time.time() - started) / (60 * args.minutes), epoch / (net_cfg["epochs"] + 1))
            for g in opt.param_groups:
                g["lr"] = net_cfg["rate"] * (1 if share < 0.4 else max(0.03, 1 - (share - 0.4) / 0.6))
            x = teacher.encode([y for _, y in part], rng)
            arcs, lh, ld = net(*x)
            n = arcs.shape[1]
            gold = torch.full((len(part), n), -100)
            gold_labels = torch.full((len(part), n), -100)
            for i, (t, _) in enumerate(part):
                gold[i, 1 : len(t.heads) + 1] = torch.tensor([0 if h == j else h + 1 for j, h in enumerate(t.heads)])
                gold_labels[i, 1 : len(t.heads) + 1] = torch.tensor([label_index[l] for l in t.labels])
            mask = torch.arange(n)[None, None] >= x[5][:, None, None]
            arcs = arcs.masked_fill(mask, -1e9)
            picked = torch.gather(lh, 1, gold.clamp(min=0)[..., None].expand(-1, -1, lh.shape[-1]))
            loss = nn.functional.cross_entropy(arcs.flatten(0, 1), gold.flatten(), ignore_index=-100)
            loss = loss + nn.functional.cross_entropy(net.labels(picked, ld).flatten(0, 1), gold_labels.flatten(), ignore_index=-100)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 5)
            opt.step()
            total += float(loss)
        fig = evaluate([teacher], select)
        print(json.dumps({"epoch": epoch, "minutes": round((time.time() - started) / 60, 1), "loss": round(total / len(batches), 3), **fig}), flush=True)
        if fig["las"] > best:
            best = fig["las"]
            teacher.save(args.output)
    teacher = Teacher.load(args.output)
    print(json.dumps({n: evaluate([teacher], d) for n, d in tests.items()}), flush=True)


if __name__ == "__main__":
    main()
