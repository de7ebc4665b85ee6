"""Spans: half-open pairs of Unicode code point offsets into a text."""

from __future__ import annotations

Span = tuple[int, int]
