"""Entries as files: one module per format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TextIO

from onrecord.export import csv, jsonl

Writer = Callable[[Iterable[dict[str, Any]], str, TextIO], int]
FORMATS: dict[str, Writer] = {"jsonl": jsonl.write, "csv": csv.write}
"""Formats of ``onrecord export``: ``(entries, kind, stream) -> how many were written``."""

__all__ = ["FORMATS", "Writer"]
