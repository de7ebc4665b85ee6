"""JSON lines: one entry a line, as the contract has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from onrecord.model.json import dumps


def write(entries: Iterable[dict[str, Any]], _kind: str, stream: TextIO) -> int:
    """Write entries as JSON lines, one at a time.

    Returns:
        How many were written.
    """
    count = 0
    for entry in entries:
        stream.write(dumps(entry) + "\n")
        count += 1
    return count
