"""Turn a trained parser into the files that the wheel carries: ONNX weights (8 bit), weights of labels and characters (16 bit), vocabularies.

usage: export_onnx.py PARSER.pt OUTPUT_FOLDER
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from network import Biaffine

INPUTS = ("word", "lemma", "tag", "shape", "vector", "spelled", "lengths")
OUTPUTS = ("arcs", "heads", "dependents")
EXAMPLE = [
    (("Das", "ist", "gut", "."), ("PDS", "VA(FIN)", "ADJ(D)", "$."), ("die", "sein", "gut", ".")),
    (("Ja", "."), ("ITJ", "$."), ("ja", ".")),
]


def export(model: Biaffine, folder: Path) -> None:
    """Write parser.onnx, labels.npy, characters.npz and parser.json into a folder."""
    model.net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    axes = {name: {0: "sentences", 1: "tokens"} for name in (*INPUTS[:-1], *OUTPUTS)} | {"lengths": {0: "sentences"}}
    axes["arcs"][2] = "tokens"
    with tempfile.TemporaryDirectory() as scratch:
        raw = Path(scratch) / "raw.onnx"
        *columns, chars, lengths = model.encode(EXAMPLE)
        torch.onnx.export(
            model.net,
            (*columns, model.net.spell(chars).detach(), lengths),
            raw,
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(raw, folder / "parser.onnx", weight_type=QuantType.QInt8, per_channel=True)
    np.save(folder / "labels.npy", model.net.lab.detach().numpy().astype("float16"))
    # Words repeat: the parser computes their characters' part once for each word, outside the net.
    conv = model.net.conv
    np.savez(
        folder / "characters.npz",
        embedding=model.net.char.weight.detach().numpy().astype("float16"),
        filters=conv.weight.detach().numpy().astype("float16"),
        bias=conv.bias.detach().numpy().astype("float16"),
    )
    meta = {"labels": model.labels, "vocabulary": model.rows}
    (folder / "parser.json").write_text(json.dumps(meta, ensure_ascii=False, separators=(",", ":")), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("parser", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    export(Biaffine.load(args.parser), args.output)


if __name__ == "__main__":
    main()
