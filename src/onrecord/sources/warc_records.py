"""Records of a WARC file at the level of bytes: each stands for itself, and damage costs the records it touches only."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.limits import MAX_RECORD_BYTES, MAX_RECORD_HEAD_BYTES
from onrecord.sources.warc_bytes import RECORD_MARK, RecordBytes

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_DIGEST = re.compile(rb"^warc-block-digest:[ \t]*(\w+):([A-Za-z0-9=+/]+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
# Of a head no sum tells whether it is damaged; its letters do.
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BLANK = re.compile(rb"[\r\n]*")
_LINE_MARK = b"\n" + RECORD_MARK
_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha512"})
_GAP = 4
_BEGINNING = 64_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Attributes:
        offset: First byte in the file, or of the gzip member that holds it.
        data: Head and block; of a block over the bound only the beginning.
        whole: The block is all there.
    """

    offset: int
    data: bytes
    whole: bool


@dataclass(frozen=True, slots=True)
class Lost:
    """Bytes of the file whose records cannot be read; ``cut_short`` where the file ends inside a record."""

    start: int
    end: int
    cut_short: bool


def records_of(source: RecordBytes) -> Iterator[Record | Lost]:
    """Read the records of a WARC file.

    A record counts if another record, or the end, follows where its length says so, and if the checksum of its gzip
    member confirms it; where there is none, or it stands behind many records, its own digest must not speak against it.

    Args:
        source: The bytes.

    Yields:
        Records, and what was lost between them.

    Raises:
        Bomb: Too much comes out of the file.
    """
    window = _Window(source)
    while True:
        window.skip_blank()
        if source.damaged and not window.has(1):
            yield window.leap()
        elif not window.has(1):
            return
        else:
            yield window.take()


class _Window:
    """The bytes that are looked at; as many as one record needs."""

    def __init__(self, source: RecordBytes) -> None:
        self._source = source
        self._held = bytearray()

    @property
    def _at(self) -> int:
        return self._source.given - len(self._held)

    def has(self, count: int) -> bool:
        """Whether so many bytes follow before the end or a damaged place."""
        while len(self._held) < count:
            data = self._source.piece()
            if not data:
                return False
            self._held += data
        return True

    def skip_blank(self) -> None:
        """Drop the line breaks between records."""
        while self.has(1):
            blank = _BLANK.match(self._held)
            assert blank is not None
            self._drop(blank.end())
            if self._held:
                return

    def leap(self, start: int | None = None) -> Lost:
        """Drop what is held and go on behind the damage."""
        lost, end, cut_short = self._source.skip_damage()
        self._held.clear()
        return Lost(lost if start is None else min(start, lost), end, cut_short)

    def take(self) -> Record | Lost:
        """The record that begins here, or what is lost here."""
        start = self._source.place(self._at)
        head = self._head()
        named = _LENGTH.search(self._held, 0, head) if head else None
        if named is None:
            return self._search(1, start, inside=not head and RECORD_MARK.startswith(self._held[: len(RECORD_MARK)]))
        length = int(named[1])
        if length > MAX_RECORD_BYTES:
            return self._long(start, head, length)
        total = head + length
        if not self.has(total):
            return self._search(head, start, inside=True)
        # Looking further ends the gzip member, if the record is its last one, and so checks its sum.
        self.has(total + _GAP + len(RECORD_MARK))
        beyond = self._source.sound - self._at - total
        confirmed = beyond >= 0
        if (self._source.damaged and not confirmed) or not (0 <= beyond <= _GAP or self._is_followed(total)):
            return self._search(head, start)
        data = bytes(memoryview(self._held)[:total])
        self._drop(total)
        if not confirmed and (_CONTROLS.search(data, 0, head) or _digest_holds(data, head) is False):
            return Lost(start, self._source.place(self._at), False)
        return Record(start, data, True)

    def _head(self) -> int:
        """Length of the head, its empty line included; 0 if none begins here."""
        if not self.has(len(RECORD_MARK)) or not self._held.startswith(RECORD_MARK):
            return 0
        while True:
            if found := _HEAD_END.search(self._held, 0, MAX_RECORD_HEAD_BYTES):
                return found.end()
            if len(self._held) >= MAX_RECORD_HEAD_BYTES or not self.has(len(self._held) + 1):
                return 0

    def _is_followed(self, total: int) -> bool:
        """Whether another record, or the end, comes where this one ends."""
        after = self._held[total : total + _GAP + len(RECORD_MARK)].lstrip(b"\r\n")
        return RECORD_MARK.startswith(after[: len(RECORD_MARK)])

    def _long(self, start: int, head: int, length: int) -> Record | Lost:
        left = self._source.left()
        if left is not None and head + length - len(self._held) > left:
            return self._search(head, start, inside=True)
        self.has(head + _BEGINNING)
        data = bytes(self._held[: head + _BEGINNING])
        skipped = 0
        while skipped < head + length:
            if not self.has(1):
                return self._search(0, start, inside=True)
            part = min(head + length - skipped, len(self._held))
            self._drop(part)
            skipped += part
        return Record(start, data, False)

    def _search(self, position: int, start: int, *, inside: bool = False) -> Lost:
        """Drop bytes up to the next line that begins a record; ``inside`` if the end would come inside a record."""
        while True:
            # Of a damaged gzip member nothing is believed, wherever the damage showed.
            believed = self._source.sound - self._at if self._source.damaged else len(self._held)
            found = self._held.find(_LINE_MARK, max(0, position - 1), max(0, believed))
            if found >= 0:
                self._drop(found + 1)
                return Lost(start, self._source.place(self._at), False)
            if self._source.damaged:
                return self.leap(start)
            dropped = max(0, len(self._held) - len(_LINE_MARK) + 1)
            self._drop(dropped)
            position = max(0, position - dropped)
            if not self.has(len(self._held) + 1) and not self._source.damaged:
                self._drop(len(self._held))
                return Lost(start, self._source.place(self._at), inside)

    def _drop(self, count: int) -> None:
        del self._held[:count]


def _digest_holds(data: bytes, head: int) -> bool | None:
    """Whether a block is what its digest says; ``None`` where there is no digest that can be checked."""
    named = _DIGEST.search(data, 0, head)
    algorithm = named[1].decode("ascii", "replace").lower().replace("-", "") if named else ""
    if named is None or algorithm not in _ALGORITHMS:
        return None
    digest = hashlib.new(algorithm, memoryview(data)[head:], usedforsecurity=False).digest()
    given, plain = named[2], base64.b32encode(digest)
    return given.lower() == digest.hex().encode() or given.upper().rstrip(b"=") == plain.rstrip(b"=")
