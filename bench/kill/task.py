"""SIGKILLs at random moments of ``add``: nothing lost, nothing half, the same export in the end."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.kill.__main__ import kill_test

KILLS, PAGES, SEED = 50, 1500, 1
SAMPLE_PAGES = 300


def run() -> dict[str, float]:
    """All kills."""
    return score(KILLS, PAGES, SEED)


def sample(fraction: float, seed: int) -> dict[str, float]:
    """A share of the kills, one at least, over fewer pages."""
    return score(max(1, round(KILLS * fraction)), SAMPLE_PAGES, seed)


def score(kills: int, pages: int, seed: int) -> dict[str, float]:
    """What came of the kills on a fresh SQLite record."""
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_test(kills, pages, seed, f"{folder}/round-{{}}.db", str(Path(folder) / "undisturbed.db"))
    return {
        "kills": float(outcome.kills),
        "same_export": float(outcome.same_export),
        "lost": float(len(outcome.lost)),
        "half": float(len(outcome.half)),
        "damaged": float(len(outcome.damaged)),
    }
