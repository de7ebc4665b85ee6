"""Bodies of answers with their content coding undone piece by piece, so that a small body cannot fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

ACCEPTED = "gzip, deflate"
"""Codings that are asked for: those that Python itself undoes."""
_PIECE = 1 << 16
_MAX_MEMBERS = 100
_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class BadCoding(Exception):
    """A body that is not coded as its server says; its words complete "it …"."""


class Swollen(Exception):
    """A body that unpacks to more than it may; its words complete "it …"."""


def decoded(body: bytes, coding: str | None, limit: int) -> bytes:
    """Undo the content coding of a body.

    Args:
        body: Bytes as they were sent.
        coding: The header Content-Encoding.
        limit: Most bytes that may come out.

    Raises:
        BadCoding: The coding was not asked for, or the body is damaged or ends early.
        Swollen: More than ``limit`` comes out; at most one piece more was unpacked.

    >>> decoded(zlib.compress(b"a" * 9), "deflate", 100)
    b'aaaaaaaaa'
    """
    name = (coding or "").strip().lower().removeprefix("x-")
    if name in ("", "identity"):
        pieces = iter((body,))
    elif name == "gzip":
        pieces = _members(body)
    elif name == "deflate":
        # Some servers leave out zlib's header; its first two bytes tell (RFC 1950).
        wrapped = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
        pieces = _pieces(zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS), body)
    else:
        raise BadCoding(f"is packed as {coding!r}, which was not asked for")
    found, size = [], 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > limit:
                raise Swollen(f"unpacks to more than {limit:,} bytes")
            found.append(piece)
    except zlib.error as error:
        raise BadCoding(f"is no whole {name} data") from error
    return b"".join(found)


def _members(body: bytes) -> Iterator[bytes]:
    """A gzip body may be several in a row; what follows and is none is left out, as browsers do."""
    for _ in range(_MAX_MEMBERS):
        machine = zlib.decompressobj(_GZIP)
        yield from _pieces(machine, body)
        body = machine.unused_data
        if not body.startswith(_GZIP_MAGIC):
            return
    raise zlib.error("too many members")


def _pieces(machine: zlib._Decompress, body: bytes) -> Iterator[bytes]:
    waiting = body
    while not machine.eof:
        piece = machine.decompress(waiting, _PIECE)
        waiting = machine.unconsumed_tail
        yield piece
        if not piece and not waiting and not machine.eof:
            raise zlib.error("ends early")
