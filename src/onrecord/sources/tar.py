"""Members of a tar archive, one after the other from a stream, nothing held but the header of each.

The standard library's reader trusts the sizes of extended headers and keeps every header it has seen; this one does not.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from onrecord.errors import BadRecord
from onrecord.limits import MAX_RECORD_HEAD_BYTES
from onrecord.sources.unpack import damaged

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_BLOCK = tarfile.BLOCKSIZE
_SKIPPED = 1 << 20
_LINKS = frozenset({tarfile.LNKTYPE, tarfile.SYMTYPE})
_FILES = frozenset({tarfile.REGTYPE, tarfile.AREGTYPE, tarfile.CONTTYPE})
_EXTENDED = frozenset(
    {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
)


@dataclass(frozen=True, slots=True)
class TarMember:
    """A member and its content, to be read before the next member is asked for.

    Attributes:
        what: "file", "folder", "link", or "device" for all that is none of these.
    """

    name: str
    what: str
    size: int
    content: BinaryIO


def tar_members(stream: BinaryIO, name: str) -> Iterator[TarMember]:
    """Read the members of a tar archive.

    Args:
        stream: The archive, unpacked.
        name: Of the archive, for messages.

    Raises:
        BadRecord: The archive is damaged here; nothing behind it can be found.
    """
    long_name: str | None = None
    size: int | None = None
    while block := stream.read(_BLOCK):
        if not block.strip(b"\x00"):
            return
        header = _header(block, name)
        if header.type in _EXTENDED:
            found = _extended(header, _content_of(stream, header.size, name))
            long_name, size = found.get("path", long_name), _size(found.get("size"), size, name)
            continue
        content = _Content(stream, header.size if size is None else size, name)
        shown = (long_name or header.name).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        what = "folder" if shown.endswith("/") else _what(header)
        yield TarMember(shown, what, content.left, io.BufferedReader(content))
        content.skip()
        long_name = size = None


def _header(block: bytes, name: str) -> tarfile.TarInfo:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except tarfile.HeaderError as error:
        raise damaged(name) from error
    extended = header.type in _EXTENDED
    if header.size < 0 or (extended and header.size > MAX_RECORD_HEAD_BYTES):
        raise damaged(name)
    if header.type not in _FILES and not extended and header.type in tarfile.SUPPORTED_TYPES:
        # Links, folders and devices have no content, whatever their size says.
        header.size = header.size if header.type == tarfile.GNUTYPE_SPARSE else 0
    return header


def _what(header: tarfile.TarInfo) -> str:
    if header.type in _LINKS:
        return "link"
    if header.type == tarfile.DIRTYPE:
        return "folder"
    return "file" if header.type in _FILES else "device"


def _extended(header: tarfile.TarInfo, data: bytes) -> dict[str, str]:
    """Path and size that stand in a header of their own, since they do not fit into the ordinary one."""
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": data.rstrip(b"\x00").decode("utf-8", "surrogateescape")}
    found: dict[str, str] = {}
    while header.type in (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE) and data:
        length, _, rest = data.partition(b" ")
        if not length.isdigit() or not len(length) + 1 < int(length) <= len(data):
            break
        key, _, value = rest[: int(length) - len(length) - 1].rstrip(b"\n").partition(b"=")
        found[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        data = data[int(length) :]
    return found


def _size(given: str | None, before: int | None, name: str) -> int | None:
    if given is None:
        return before
    if not given.isdecimal() or len(given) > 18:
        raise damaged(name)
    return int(given)


def _content_of(stream: BinaryIO, size: int, name: str) -> bytes:
    content = _Content(stream, size, name)
    data = io.BufferedReader(content).read(size)
    content.skip()
    return data


class CutShort(BadRecord):
    """The archive is damaged inside a member; nothing behind it can be found."""


class _Content(io.RawIOBase):
    """The content of one member, out of the stream of all."""

    def __init__(self, stream: BinaryIO, size: int, name: str) -> None:
        super().__init__()
        self._stream = stream
        self._name = name
        self._fill = -size % _BLOCK
        self.left = size

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer.

        Raises:
            CutShort: The archive ends, or is damaged, inside the member.
        """
        view = memoryview(buffer).cast("B")
        data = self._next(min(len(view), self.left))
        view[: len(data)] = data
        return len(data)

    def skip(self) -> None:
        """Go on behind the member.

        Raises:
            CutShort: The archive ends, or is damaged, inside the member.
        """
        self.left += self._fill
        self._fill = 0
        while self.left:
            self._next(min(self.left, _SKIPPED))

    def _next(self, wanted: int) -> bytes:
        try:
            data = self._stream.read(wanted)
            if wanted and not data:
                raise damaged(self._name)
        except BadRecord as error:
            raise CutShort(error.message, error.hint) from error
        self.left -= len(data)
        return data
