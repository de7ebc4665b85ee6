"""From a checkpoint to the files that ship: ONNX graphs, int8 encoder, tokenizer, manifest.

``python -m train.export --run work/run --version 1 --out src/onrecord/encoder/weights``
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from onrecord.encoder.certainty import CALIBRATION, FEATURES
from onrecord.encoder.weights import FILES, MANIFEST_VERSION
from train.base import base_folder
from train.examples import DEPENDENCIES
from train.net import Anchors, Encoder, Networks

OPSET = 17


class SmallEmbedding(nn.Module):
    """An embedding of int8 rows with a scale each: a quarter of the size, no loss that a score shows."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Rows of ``ids``."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]  # type: ignore[index]


class AnchorGraph(nn.Module):
    """One anchored head over one window, as the sessions call it."""

    def __init__(self, anchors: Anchors, name: str) -> None:
        super().__init__()
        self.anchors = anchors
        self.name = name

    def forward(self, words: Tensor, first: Tensor, last: Tensor, relation: Tensor) -> Tensor:
        """``words`` is ``[words, width]``, ``first`` and ``last`` ``[anchors]``, ``relation`` ``[anchors, words]``."""
        at = (words[first] + words[last]) / 2
        return self.anchors(self.name, words[None], at, relation)  # type: ignore[no-any-return]


def uncalibrated() -> dict[str, dict[str, float]]:
    """A calibration that leaves the event head's probability as it is."""
    return {"event": {name: float(name == "trigger") for name in FEATURES}}


def export(run: Path, version: str, out: Path, int8: bool = True) -> None:
    """Write the graphs of the best networks in ``run`` to ``out``; ``int8`` false keeps fp32 for comparison."""
    networks = Networks(len(DEPENDENCIES))
    networks.load_state_dict(torch.load(run / "best.pt", map_location="cpu"))
    networks.eval()
    encoder, anchors = networks.encoder, networks.anchors
    if int8:
        encoder.word_embedding = SmallEmbedding(encoder.word_embedding.weight.detach())  # type: ignore[assignment]
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        _encoder_graph(encoder, plain)
        if int8:
            quantize_dynamic(
                plain, out / "encoder.onnx", op_types_to_quantize=["MatMul"], per_channel=True, reduce_range=True,
                weight_type=QuantType.QInt8,
            )  # fmt: skip
        else:
            shutil.copy(plain, out / "encoder.onnx")
    for name in ("claim", "event", "role"):
        _anchor_graph(anchors, name, out / f"{name}.onnx")
    shutil.copy(base_folder() / "tokenizer.json", out / "tokenizer.json")
    (out / CALIBRATION).write_text(json.dumps(uncalibrated(), indent=1) + "\n", encoding="utf-8")
    seal(out, version)


def seal(folder: Path, version: str) -> None:
    """Write the manifest of ``folder``: version and checksums of its files."""
    files = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    manifest = {"manifest": MANIFEST_VERSION, "version": version, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _encoder_graph(encoder: Encoder, path: Path) -> None:
    ids = torch.randint(1000, 2000, (1, 24))
    inputs = (ids, torch.ones_like(ids), torch.arange(1, 20)[None])
    torch.onnx.export(
        encoder, inputs, str(path), input_names=["ids", "shapes", "first"], output_names=["words", "logits"],
        dynamic_axes={"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "first": {1: "words"}},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _anchor_graph(anchors: Anchors, name: str, path: Path) -> None:
    one = Anchors((name,))
    one.load_state_dict(anchors.state_dict(), strict=False)
    one.eval()
    inputs = (torch.randn(9, 384), torch.tensor([1, 4]), torch.tensor([1, 5]), torch.ones(2, 9, dtype=torch.long))
    torch.onnx.export(
        AnchorGraph(one, name), inputs, str(path), input_names=["words", "first", "last", "relation"],
        output_names=["logits"], opset_version=OPSET, dynamo=False,
        dynamic_axes={"words": {0: "words"}, "first": {0: "anchors"}, "last": {0: "anchors"}, "relation": {0: "anchors", 1: "words"}},
    )  # fmt: skip


def main() -> None:
    """Command line of the export."""
    parser = argparse.ArgumentParser(description="From a checkpoint to the files that ship.")
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true")
    arguments = parser.parse_args()
    export(arguments.run, arguments.version, arguments.out, int8=not arguments.fp32)


if __name__ == "__main__":
    main()
