"""The encoder at run time: ONNX sessions of one thread each, one window a call.

Dynamic int8 takes one activation scale per tensor, so what shares a call changes the answer; one
unpadded window a call gives the same bits in any order and with any number of threads.
"""

from __future__ import annotations

import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.weights import shipped_weights
from onrecord.encoder.windows import CLS, SEP, Ints, Pieces, Window, relations

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]


class Sessions:
    """The graphs of one thread: the encoder, and a small graph for each anchored head."""

    def __init__(self, folder: Path) -> None:
        self.encoder = _session(folder / "encoder.onnx")
        self.anchored = {name: _session(folder / f"{name}.onnx") for name in ("claim", "event", "role")}

    def words(self, pieces: Pieces, window: Window) -> tuple[Floats, Floats]:
        """Vectors and head logits of a window's words, ``[words, width]`` and ``[words, classes]``."""
        a, b = int(pieces.first[window.start]), int(pieces.first[window.end])
        ids = np.concatenate(([CLS], pieces.ids[a:b], [SEP]))[None, :]
        shapes = np.concatenate(([0], pieces.shapes[a:b], [0]))[None, :]
        first = (pieces.first[window.start : window.end] - a + 1)[None, :]
        vectors, logits = self.encoder.run(None, {"ids": ids, "shapes": shapes, "first": first})
        return vectors[0], logits[0]

    def anchors(self, name: str, vectors: Floats, first: Ints, last: Ints, sentence_of: Ints) -> Floats:
        """Logits of an anchored head, ``[anchors, words, classes]``; anchors are words ``first`` to ``last``."""
        related = relations(first, len(vectors), sentence_of)
        inputs = {"words": vectors, "first": first, "last": last, "relation": related}
        (logits,) = self.anchored[name].run(None, inputs)
        return np.asarray(logits, dtype=np.float32)


def _session(path: Path) -> Any:
    onnxruntime: Any = import_module("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


_threads = threading.local()


def sessions() -> Sessions:
    """The calling thread's sessions, made on first use.

    Raises:
        WeightsError: If the weights are missing or damaged.
    """
    found: Sessions | None = getattr(_threads, "sessions", None)
    if found is None:
        found = _threads.sessions = Sessions(shipped_weights().folder)
    return found


@cache
def tokenizer() -> Tokenizer:
    """The wordpiece tokenizer of the base model, from the package's own file."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(shipped_weights().folder / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found
