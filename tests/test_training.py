"""The net is trained on the features that it gets at run time; checked where PyTorch is installed."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from tests.conftest import ROOT

torch = pytest.importorskip("torch", reason="PyTorch is needed for training only")


def test_training_reads_trees(tmp_path, monkeypatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "path", [str(ROOT / "training"), *sys.path])
    from lagebild.analysis.morphology import Morphology
    from network import Biaffine, prepare
    from parse_text import Ensemble
    from train_parser import build
    from treebank import read_trees

    file = tmp_path / "trees.conllu"
    file.write_text(
        "# x\n1\tSie\t_\t_\t_\t_\t2\tnsubj\t_\t_\n2\tkommt\t_\t_\t_\t_\t0\troot\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t2\tpunct\t_\t_\n", encoding="utf8"
    )
    data = prepare(read_trees(file), Morphology("morphmodel_ger.pgz"))
    config = {
        "word": 8,
        "lemma": 8,
        "tag": 4,
        "shape": 2,
        "char": 4,
        "char_filters": 8,
        "lstm": 8,
        "layers": 1,
        "arcs": 8,
        "labels": 8,
        "dropout": 0.0,
        "word_dropout": 0.0,
    }
    np.savez(tmp_path / "v.npz", words=np.array(["kommt", "sie"]), vectors=np.ones((2, 4), dtype="float16"))
    model = build(data, [], tmp_path / "v.npz", config)
    model.save(tmp_path / "p.pt")
    loaded = Biaffine.load(tmp_path / "p.pt")
    (heads, labels), *_ = model.parse([data[0][1]])
    assert loaded.parse([data[0][1]]) == [(heads, labels)]
    [(voted, _, sure)] = Ensemble([model, loaded]).parse([data[0][1]])
    assert [head - 1 if head else token for token, head in enumerate(voted)] == heads
    assert sure < 0
    other = build(data, [], tmp_path / "v.npz", config)
    other.start_from(loaded)
    assert other.parse([data[0][1]]) == [(heads, labels)]
