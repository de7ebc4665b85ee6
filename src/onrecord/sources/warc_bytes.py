"""The bytes of a WARC file, plain or gzipped, with their places in the file.

Readers of gzip stop at the first damaged byte and lose all that follows. Here each gzip member stands for itself: a
damaged one is skipped, the next one that begins with a record is looked for, and it is told what was lost.
"""

from __future__ import annotations

import zlib
from collections import deque
from typing import BinaryIO, Protocol

from onrecord.sources.unpack import Meter

_READ = 1 << 16
_READ_PACKED = 1 << 13
_PIECE = 1 << 18
_MAGIC = b"\x1f\x8b\x08"
_WITH_HEADER = 31
_PROBED = 1024
RECORD_MARK = b"WARC/"
"""How a record begins."""


class RecordBytes(Protocol):
    """Plain bytes, one piece after the other.

    Attributes:
        given: How many were given.
        sound: How many of them a checksum has confirmed.
        damaged: It stopped at a damaged place; :meth:`skip_damage` goes on behind it.
    """

    given: int
    sound: int
    damaged: bool

    def piece(self) -> bytes:
        """More bytes; none at the end, and at a damaged place."""

    def place(self, position: int) -> int:
        """Where in the file to look for a plain position; later questions are never about earlier ones."""

    def left(self) -> int | None:
        """How many plain bytes are to come, if that is known."""

    def skip_damage(self) -> tuple[int, int, bool]:
        """Go on behind the damage: first byte lost, first byte not lost, and whether the file just ends there."""


class PlainBytes:
    """A file that is not packed.

    Args:
        stream: The file, at its first record.
        size: Of the file.
    """

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.given = 0
        self.sound = 0
        self.damaged = False
        self._stream = stream
        self._size = size
        self._start = stream.tell()

    def piece(self) -> bytes:
        """More bytes; none at the end."""
        data = self._stream.read(_READ)
        self.given += len(data)
        return data

    def place(self, position: int) -> int:
        """Where in the file a position is."""
        return self._start + position

    def left(self) -> int | None:
        """How many bytes are to come."""
        return self._size - self._start - self.given

    def skip_damage(self) -> tuple[int, int, bool]:
        """Never called: without checksums no place is known to be damaged."""
        raise NotImplementedError


class GzipBytes:
    """A file of gzip members, any number of records in each.

    Args:
        stream: The file, at the first byte of a member; it must be able to seek.
        meter: Counts what is unpacked.
    """

    def __init__(self, stream: BinaryIO, meter: Meter) -> None:
        self.given = 0
        self.sound = 0
        self.damaged = False
        self._stream = stream
        self._meter = meter
        self._packed = b""
        self._offset = stream.tell()
        self._inflate: zlib._Decompress | None = None
        self._member = self._offset
        self._cut_short = False
        self._starts: deque[tuple[int, int]] = deque()

    def piece(self) -> bytes:
        """More bytes; none at the end, and at a damaged place.

        Raises:
            Bomb: They are too many.
        """
        while not self.damaged:
            if self._inflate is None and not self._open():
                return b""
            assert self._inflate is not None
            if not self._packed and not self._more():
                self.damaged = self._cut_short = True
                return b""
            try:
                data = self._inflate.decompress(self._packed, _PIECE)
            except zlib.error:
                self.damaged = True
                return b""
            ended = self._inflate.eof
            self._keep(self._inflate.unused_data if ended else self._inflate.unconsumed_tail)
            self._meter.add(len(data))
            self.given += len(data)
            if ended:
                self.sound = self.given
                self._inflate = None
            if data:
                return data
        return b""

    def place(self, position: int) -> int:
        """The first byte of the member that holds a position."""
        while len(self._starts) > 1 and self._starts[1][0] <= position:
            self._starts.popleft()
        return self._starts[0][1] if self._starts else self._member

    def left(self) -> int | None:
        """Not known."""
        return None

    def skip_damage(self) -> tuple[int, int, bool]:
        """Go on at the next member that begins with a record, looked for from the damaged one's second byte."""
        lost, cut_short = self._member, self._cut_short
        self._stream.seek(lost + 1)
        self._packed, self._offset = b"", lost + 1
        found = self._find()
        self._inflate = None
        self._member = self._offset
        self._starts.clear()
        self.sound = self.given
        self.damaged = self._cut_short = False
        return lost, self._offset, cut_short and not found

    def _open(self) -> bool:
        """Begin the next member; false at the end, and where none begins."""
        while True:
            # Some writers fill up the last block of a file with zeros.
            self._keep(self._packed.lstrip(b"\x00"))
            if len(self._packed) >= len(_MAGIC) or not self._more():
                break
        self._member = self._offset
        if not self._packed:
            return False
        if not self._packed.startswith(_MAGIC):
            self.damaged = True
            self._cut_short = _MAGIC.startswith(self._packed)
            return False
        self._starts.append((self.given, self._offset))
        self._inflate = zlib.decompressobj(_WITH_HEADER)
        return True

    def _find(self) -> bool:
        while True:
            at = self._packed.find(_MAGIC)
            if at < 0:
                self._keep(self._packed[-(len(_MAGIC) - 1) :])
                if not self._more():
                    self._keep(b"")
                    return False
                continue
            self._keep(self._packed[at:])
            while len(self._packed) < _PROBED and self._more():
                pass
            if _begins_record(self._packed[:_PROBED]):
                return True
            self._keep(self._packed[1:])

    def _keep(self, rest: bytes) -> None:
        self._offset += len(self._packed) - len(rest)
        self._packed = rest

    def _more(self) -> bool:
        data = self._stream.read(_READ_PACKED)
        self._packed += data
        return bool(data)


def _begins_record(packed: bytes) -> bool:
    # The three bytes of the magic stand by chance in every 16 MB of packed data.
    try:
        return zlib.decompressobj(_WITH_HEADER).decompress(packed, len(RECORD_MARK)) == RECORD_MARK
    except zlib.error:
        return False
