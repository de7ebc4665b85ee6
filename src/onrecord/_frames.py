"""Frames between the parent and a worker: lengths, a JSON header, raw bytes. No pickle."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")
PREFIX_BYTES = _LENGTHS.size
MAX_HEADER_BYTES = 1_000_000
MAX_BODY_BYTES = 256_000_000
"""Reply of a page at every bound of :mod:`onrecord.limits`, with room."""


def encode(header: dict[str, Any], body: bytes = b"") -> bytes:
    """A frame as bytes."""
    head = json.dumps(header).encode()
    return _LENGTHS.pack(len(head), len(body)) + head + body


def lengths(prefix: bytes) -> tuple[int, int]:
    """Lengths of header and body.

    Raises:
        ValueError: If one is over its bound.
    """
    head, body = _LENGTHS.unpack(prefix)
    if head > MAX_HEADER_BYTES or body > MAX_BODY_BYTES:
        raise ValueError("frame over its bound")
    return head, body


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Next frame of a blocking stream; ``None`` at its end."""
    prefix = stream.read(PREFIX_BYTES)
    if len(prefix) < PREFIX_BYTES:
        return None
    head_length, body_length = lengths(prefix)
    head = stream.read(head_length)
    body = stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        return None
    header = json.loads(head)
    if not isinstance(header, dict):
        raise ValueError("frame without a header")
    return header, body
