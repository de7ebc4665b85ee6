"""Shared fixtures: where the gold corpora are, and what it means when they are not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
# A slow or busy machine is no failure.
settings.register_profile("onrecord")
settings.load_profile("onrecord")
pytest_plugins = ["tests.recording"]
CORPORA = Path(os.environ.get("ONRECORD_DATA", ROOT.parent / "shared" / "data"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "corpus: reads the gold corpora beside the clone")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker("corpus")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of gold corpora; without it a newcomer's tests skip, and CI's fail."""
    if not CORPORA.is_dir():
        message = f"no corpora at {CORPORA}: the project's shared folder belongs beside the clone"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return CORPORA
