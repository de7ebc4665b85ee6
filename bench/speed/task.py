"""Speed, memory and start-up, with a calibration loop of the same run."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.calibration import calibrate
from bench.speed.annotate import THREADS

ALONE = True
DATA = ("polnear/polnear.dev.jsonl",)
STARTS = 5
PASSES = 3
"""The best one counts: a neighbour on the same machine slows annotating and calibration unequally."""
_IMPORT = "import time; start = time.perf_counter(); import onrecord; print(time.perf_counter() - start)"


def run() -> dict[str, float]:
    """Words a second of white-space words; ``ratio`` is words a loop of :mod:`bench.calibration`, both on two cores, in the best of ``PASSES``."""
    passes = [_pass() for _ in range(PASSES)]
    words, loops, _ = max(passes, key=lambda found: found[0] / found[1])
    return _beside() | {
        "words_per_second": words,
        "words_per_second_per_core": words / THREADS,
        "calibration_loops_per_second": loops,
        "ratio": words / loops,
        "peak_mb": max(peak for _, _, peak in passes),
        "import_seconds": best(lambda: float(_output([sys.executable, "-c", _IMPORT]))),
        "help_seconds": best(_help_seconds),
    }


def _pass() -> tuple[float, float, float]:
    """Words a second of one process, calibration loops a second around it, and its peak memory in MB."""
    before = calibrate(THREADS)
    measured = json.loads(_output([sys.executable, "-m", "bench.speed.annotate"]))
    after = calibrate(THREADS)
    return measured["words"] / measured["seconds"], (before + after) / 2, measured["peak_mb"]


def _beside() -> dict[str, float]:
    """Words a second that one core of spaCy's CNN pipeline reads in the same run, where spaCy is installed; not gated."""
    if importlib.util.find_spec("spacy") is None:
        return {}
    measured = json.loads(_output([sys.executable, "-m", "bench.speed.spacy_cnn"], {"OMP_NUM_THREADS": "1"}))
    return {"spacy_cnn.words_per_second_per_core": measured["words"] / measured["seconds"]}


def best(measure: Callable[[], float]) -> float:
    """The least of five measurements: what the program needs when nothing else runs."""
    return min(measure() for _ in range(STARTS))


def _help_seconds() -> float:
    start = time.perf_counter()
    _output([str(Path(sys.executable).with_name("onrecord")), "--help"])
    return time.perf_counter() - start


def _output(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    settings = {**os.environ, **(environment or {})}
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=settings).stdout
