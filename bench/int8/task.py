"""What int8 costs: the gated scores of the tasks with the shipped weights against an fp32 export of the same checkpoint.

``python -m train.export --fp32 --run RUN --version 1 --out FOLDER``, then ``BENCH_FP32=FOLDER python -m bench.run int8``.
"""

from __future__ import annotations

import importlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.results import Skipped, find_tasks
from onrecord.encoder.session import Sessions

MANUAL = True
TASKS = ("entities", "attribution", "times", "plover", "roles")


def run() -> dict[str, float]:
    """For each gated score: fp32, and what int8 loses."""
    folder = os.environ.get("BENCH_FP32")
    if not folder:
        raise Skipped("BENCH_FP32 names no folder with an fp32 export")
    scores = {}
    for task in find_tasks(TASKS):
        shipped = task.module.run()
        with weights_of(Path(folder)):
            full = task.module.run()
        for name in task.module.GATED:
            scores[f"{task.name}.{name}.fp32"] = full[name]
            scores[f"{task.name}.{name}.loss"] = full[name] - shipped[name]
    return {**scores, "worst.loss": max(value for name, value in scores.items() if name.endswith(".loss"))}


@contextmanager
def weights_of(folder: Path) -> Iterator[None]:
    """Let ``encode`` read other weights for a while; only a bench may want that."""
    module = importlib.import_module("onrecord.encoder.encode")
    threads = threading.local()

    def sessions() -> Sessions:
        if not hasattr(threads, "sessions"):
            threads.sessions = Sessions(folder)
        found: Sessions = threads.sessions
        return found

    shipped = module.sessions
    module.sessions = sessions
    try:
        yield
    finally:
        module.sessions = shipped
