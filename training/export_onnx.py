"""Turn a trained biaffine parser into the files that the wheel carries: ONNX weights (8 bit) and vocabularies.

usage: export_onnx.py TEACHER.pt OUTPUT_FOLDER
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from train_teacher import Net, Teacher


class Deployed(torch.nn.Module):
    """The net with one forward pass from features to scores of heads and, for every pair, nothing: labels are scored in a second step."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, word, lemma, tag, shape, chars, lengths):
        return self.net(word, lemma, tag, shape, chars, lengths)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("teacher", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    teacher = Teacher.load(args.teacher)
    teacher.net.eval()
    args.output.mkdir(parents=True, exist_ok=True)
    batch = [(("Das", "ist", "gut", "."), ("PDS", "VA(FIN)", "ADJ(D)", "$."), ("die", "sein", "gut", ".")), (("Ja", "."), ("ITJ", "$."), ("ja", "."))]
    example = teacher.encode(batch)
    names = ["word", "lemma", "tag", "shape", "chars", "lengths"]
    axes = {name: {0: "sentences", 1: "tokens"} for name in names[:5]} | {"lengths": {0: "sentences"}}
    axes |= {name: {0: "sentences", 1: "tokens"} for name in ("arcs", "heads", "dependents")}
    axes["arcs"][2] = "tokens"
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(Deployed(teacher.net), example, raw, input_names=names, output_names=["arcs", "heads", "dependents"], dynamic_axes=axes, opset_version=17, dynamo=False)
        quantize_dynamic(raw, args.output / "parser.onnx", weight_type=QuantType.QInt8, per_channel=True)
    vocabulary = {name: vocab.index for name, vocab in teacher.vocab.items()}
    meta = {"labels": teacher.label_names, "vocabulary": vocabulary}
    (args.output / "parser.json").write_text(json.dumps(meta, ensure_ascii=False, separators=(",", ":")), encoding="utf8")
    weights = teacher.net.lab.detach().numpy().astype("float16")
    import numpy as np

    np.save(args.output / "labels.npy", weights)


if __name__ == "__main__":
    main()
