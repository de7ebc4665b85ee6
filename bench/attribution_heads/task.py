"""The encoder's own attributions against PolNeAR, before coding: tells its errors from those of the coding."""

from __future__ import annotations

from bench.attribution.task import DATA as DATA
from bench.attribution.task import find_heads, score
from train.readers.polnear import read_polnear


def run() -> dict[str, float]:
    """PolNeAR dev."""
    return score(read_polnear("dev"), find_heads)
