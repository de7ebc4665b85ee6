"""A small sample of the kill bench: `add` killed at random moments loses nothing that it told of."""

from pathlib import Path

import pytest

from bench.kill.__main__ import kill_test
from tests.recording import new_target


def test_sigkill_at_random_moments(tmp_path: Path) -> None:
    outcome = kill_test(2, 200, 11, str(tmp_path / "round-{}.db"), str(tmp_path / "undisturbed.db"))
    assert outcome.kills >= 2
    assert outcome.acknowledged > 0
    assert outcome.ok, outcome


def test_sigkill_on_postgresql(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    killed, whole = (new_target(request, "postgresql", tmp_path) for _ in range(2))
    outcome = kill_test(1, 100, 5, killed, whole)
    assert outcome.ok, outcome
