"""Unpacking under bounds: what comes out of a packed file is counted, and a bomb is put down before it goes off."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from onrecord import limits
from onrecord.errors import BadRecord, TooLarge

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BROKEN = (zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, EOFError, struct.error, ValueError, NotImplementedError)
"""What the standard library raises on packed bytes that are damaged or made to do harm."""
_PIECE = 1 << 16


class Bomb(TooLarge):
    """More comes out of a packed file than is unpacked; nothing more of it is read."""


class Meter:
    """Counts what comes out of one packed file.

    Args:
        name: Of the file, for the message.
        packed: Its size in bytes.
    """

    def __init__(self, name: str, packed: int) -> None:
        self._name = name
        self._packed = packed
        self._unpacked = 0

    def add(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            Bomb: They are too many, as such or for the size of the file.
        """
        self._unpacked += count
        bound = max(limits.FREE_UNPACKED_BYTES, limits.MAX_UNPACK_RATIO * self._packed)
        if self._unpacked > min(bound, limits.MAX_UNPACKED_BYTES):
            raise Bomb(
                f"{self._name}: {self._packed:,} packed bytes unpack to more than {self._unpacked - count:,}; "
                "the rest was not read",
                "if the file is what you expect, unpack it yourself and add the folder",
            )


class Unpacked(io.RawIOBase):
    """A stream that unpacks or cuts another one: counted, and with one error for all that can be wrong with it.

    Args:
        stream: Gives the unpacked bytes.
        name: Of the file or member, for messages.
        meter: Counts them.
    """

    def __init__(self, stream: io.BufferedIOBase, name: str, meter: Meter) -> None:
        super().__init__()
        self._stream = stream
        self._name = name
        self._meter = meter

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer.

        Raises:
            BadRecord: The packed bytes are damaged.
            Bomb: They are too many.
        """
        view = memoryview(buffer).cast("B")
        try:
            # Not read(): where the bytes are damaged, that would lose the good ones before them.
            data = self._stream.read1(min(len(view), _PIECE))
        except BROKEN as error:
            raise damaged(self._name) from error
        self._meter.add(len(data))
        view[: len(data)] = data
        return len(data)


def gunzipped(stream: BinaryIO, name: str, meter: Meter) -> BinaryIO:
    """The content of a gzip stream.

    Args:
        stream: The packed bytes.
        name: Of the file or member, for messages.
        meter: Counts what comes out.
    """
    unpacked = Unpacked(gzip.GzipFile(fileobj=stream, mode="rb"), name, meter)
    return io.BufferedReader(unpacked, _PIECE)


def read_page_bytes(stream: BinaryIO) -> bytes:
    """What a stream holds, and at most one byte more than a page may have."""
    parts: list[bytes] = []
    left = limits.MAX_PAGE_BYTES + 1
    while left and (part := stream.read(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def damaged(name: str) -> BadRecord:
    """The refusal of packed bytes that cannot be unpacked."""
    return BadRecord(f"{name}: damaged or cut short, and cannot be unpacked", "fetch or pack it again")
