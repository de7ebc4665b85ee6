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
_IMPORT = "import time; start = time.perf_counter(); import onrecord; print(time.perf_counter() - start)"


def run() -> dict[str, float]:
    """Words a second of white-space words; ``ratio`` is words a loop of :mod:`bench.calibration`, both on two cores."""
    before = calibrate(THREADS)
    measured = json.loads(_output([sys.executable, "-m", "bench.speed.annotate"]))
    after = calibrate(THREADS)
    loops = (before + after) / 2
    words = measured["words"] / measured["seconds"]
    return _beside() | {
        "words_per_second": words,
        "words_per_second_per_core": words / THREADS,
        "calibration_loops_per_second": loops,
        "ratio": words / loops,
        "peak_mb": measured["peak_mb"],
        "import_seconds": best(lambda: float(_output([sys.executable, "-c", _IMPORT]))),
        "help_seconds": best(_help_seconds),
    }


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
