"""The weights that ship inside the package: checked against their manifest before anything is loaded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.errors import WeightsError

WEIGHTS_FOLDER = Path(__file__).parent / "weights"
MANIFEST_VERSION = 1
FILES = ("encoder.onnx", "claim.onnx", "event.onnx", "role.onnx", "tokenizer.json", "calibration.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """A verified set of weight files; ``version`` goes into every derived row."""

    folder: Path
    version: str


def find_weights(folder: Path = WEIGHTS_FOLDER) -> Weights:
    """Verify the weight files of ``folder``.

    Raises:
        WeightsError: If a file is missing, its checksum differs, or the manifest is of an unknown version.
    """
    manifest_path = folder / "manifest.json"
    hint = "reinstall onrecord; the weights are part of the package"
    try:
        manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"no readable weights manifest at {manifest_path}", hint) from error
    if manifest.get("manifest") != MANIFEST_VERSION:
        raise WeightsError(f"{manifest_path} is of version {manifest.get('manifest')!r}, not {MANIFEST_VERSION}", hint)
    for name in FILES:
        try:
            digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise WeightsError(f"weights file {folder / name} cannot be read", hint) from error
        if digest != manifest["files"].get(name):
            raise WeightsError(f"weights file {folder / name} is damaged: its checksum is not the manifest's", hint)
    return Weights(folder, str(manifest["version"]))


@cache
def shipped_weights() -> Weights:
    """The weights of the package, verified once in a process; raises as :func:`find_weights`."""
    return find_weights()
