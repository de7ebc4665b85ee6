"""Zip and tar archives: every member that a folder would have read is a page; nothing is ever written to disk."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from onrecord import limits
from onrecord.errors import BadRecord, EmptyInput, InputError, TooLarge
from onrecord.model import RawPage
from onrecord.sources.containers import json_file_pages, json_line_pages
from onrecord.sources.kinds import READ_SUFFIXES, Kind, kind_of
from onrecord.sources.payload import Place, raw_page_from, too_large
from onrecord.sources.tar import CutShort, tar_members
from onrecord.sources.unpack import BROKEN, Bomb, Meter, Unpacked, damaged, gunzipped, read_page_bytes

_DRIVE = re.compile(r"[A-Za-z]:")
_ENCRYPTED = 0x1
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_INDEX_END = b"PK\x05\x06"
_INDEX_END_BYTES = 22
_MAX_COMMENT = 65_535
_LEAVE_OUT = "take it out of the archive, or unpack the archive yourself and look at it; the other members are read"


@dataclass(frozen=True, slots=True)
class _Member:
    """A member of an archive, and what speaks against it."""

    name: str
    size: int
    refused: str | None = None


def stream_pages(
    stream: BinaryIO, place: Place, kind: Kind | None, meter: Meter, size: int | None
) -> Iterator[RawPage | InputError]:
    """Read a page, or the articles of a file of JSON, from a stream.

    Args:
        stream: The bytes.
        place: Where they come from.
        kind: How they are read; none of the archives.
        meter: Counts what is unpacked.
        size: How many there are, where it is known.

    Raises:
        OSError: The stream cannot be read.
        InputError: The stream as a whole is refused.
    """
    if kind is not None and kind.packed:
        stream, size = gunzipped(stream, place.name(), meter), None
    if kind is not None and kind.shape == "lines":
        yield from json_line_pages(stream, place)
    elif kind is not None and kind.shape == "json":
        yield from json_file_pages(stream, place)
    else:
        payload = read_page_bytes(stream)
        if len(payload) > limits.MAX_PAGE_BYTES:
            raise too_large(place.name(), size)
        media_type = kind.media_type if kind is not None else None
        yield raw_page_from(payload, file=place.file, member=place.member(), media_type=media_type)


def zip_pages(path: Path) -> Iterator[RawPage | InputError]:
    """Read the members of a zip archive, in its order.

    Args:
        path: The archive.

    Yields:
        Pages, and an error for each member that is refused or cannot be read; it costs that member only.

    Raises:
        OSError: The archive cannot be read.
        InputError: The archive as a whole is refused.
    """
    meter = Meter(str(path), path.stat().st_size)
    with path.open("rb") as stream:
        _check_index(stream, path)
        try:
            archive = zipfile.ZipFile(stream)
        except BROKEN as error:
            raise damaged(str(path)) from error
        yield from _read(_zip_members(archive, path, meter), path, meter)


def tar_pages(path: Path) -> Iterator[RawPage | InputError]:
    """Read the members of a tar archive, gzipped or not; as :func:`zip_pages`, but damage costs all that follows."""
    meter = Meter(str(path), path.stat().st_size)
    with path.open("rb") as stream:
        packed = stream.peek(2)[:2] == b"\x1f\x8b"
        content = gunzipped(stream, str(path), meter) if packed else stream
        yield from _read(_tar_members(content, path), path, meter)


def _read(
    members: Iterator[tuple[_Member, BinaryIO | None]], path: Path, meter: Meter
) -> Iterator[RawPage | InputError]:
    found = False
    for number, (member, content) in enumerate(members, 1):
        if number > limits.MAX_ARCHIVE_MEMBERS:
            raise _too_many(path)
        place = Place(str(path), member.name)
        kind = kind_of(member.name)
        refused = member.refused or ("an archive inside an archive" if kind and kind.is_archive else None)
        if refused is not None:
            found = True
            yield BadRecord(f"{place.name()}: refused: {refused}", _LEAVE_OUT)
        elif kind is not None and content is not None:
            found = True
            try:
                yield from stream_pages(content, place, kind, meter, member.size)
            except (Bomb, CutShort):
                raise
            except InputError as error:
                yield error
    if not found:
        yield EmptyInput(f"{path}: no page in this archive", f"members that are read: {' '.join(READ_SUFFIXES)}")


def _zip_members(archive: zipfile.ZipFile, path: Path, meter: Meter) -> Iterator[tuple[_Member, BinaryIO | None]]:
    for info in archive.infolist():
        name = info.filename
        refused = _bad_name(name)
        if refused is None and stat.S_ISLNK(info.external_attr >> 16):
            refused = "a link"
        if refused is None and (info.is_dir() or _is_hidden(name)):
            continue
        if refused is None and kind_of(name) is not None:
            refused = _bad_packing(info)
        member = _Member(name, info.file_size, refused)
        if refused is not None or kind_of(name) is None:
            yield member, None
            continue
        try:
            content = archive.open(info)
        except (*BROKEN, RuntimeError):
            yield _Member(name, 0, "its header is damaged"), None
            continue
        with content:
            yield member, io.BufferedReader(Unpacked(content, Place(str(path), name).name(), meter))  # type: ignore[arg-type]


def _tar_members(stream: BinaryIO, path: Path) -> Iterator[tuple[_Member, BinaryIO | None]]:
    for found in tar_members(stream, str(path)):
        name = found.name.removeprefix("./")
        refused = _bad_name(name)
        if refused is None and found.what in ("link", "device"):
            refused = f"a {found.what}"
        if refused is None and (found.what == "folder" or _is_hidden(name)):
            continue
        yield _Member(name, found.size, refused), found.content


def _bad_name(name: str) -> str | None:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "its name is absolute"
    if ".." in parts:
        return 'its name leads out of the archive ("..")'
    return None if name.isprintable() and name else "its name holds characters that cannot be printed"


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.replace("\\", "/").split("/"))


def _bad_packing(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if info.compress_type not in _PLAIN_METHODS:
        return "it is packed in another way than deflate"
    return None


def _check_index(stream: BinaryIO, path: Path) -> None:
    """The index is read as a whole when an archive is opened: refuse one that is too long before that."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _MAX_COMMENT - _INDEX_END_BYTES))
    tail = stream.read()
    at = tail.rfind(_INDEX_END)
    stream.seek(0)
    if at < 0:
        raise damaged(str(path))
    count, length = int.from_bytes(tail[at + 10 : at + 12], "little"), int.from_bytes(tail[at + 12 : at + 16], "little")
    if length == 0xFFFFFFFF or count == 0xFFFF:
        count, length = _large_index(tail, at)
    if count > limits.MAX_ARCHIVE_MEMBERS:
        raise _too_many(path)
    if length > limits.MAX_ARCHIVE_INDEX_BYTES:
        raise TooLarge(
            f"{path}: an index of {length:,} bytes, and an archive may have {limits.MAX_ARCHIVE_INDEX_BYTES:,}",
            "unpack it yourself and add the folder",
        )


def _large_index(tail: bytes, at: int) -> tuple[int, int]:
    # ZIP64: the same numbers in eight bytes, in a record of 56 bytes before the one of 20 bytes before this one.
    start = tail.rfind(b"PK\x06\x06", 0, at)
    if start < 0:
        return limits.MAX_ARCHIVE_MEMBERS + 1, 0
    return int.from_bytes(tail[start + 32 : start + 40], "little"), int.from_bytes(
        tail[start + 40 : start + 48], "little"
    )


def _too_many(path: Path) -> TooLarge:
    return TooLarge(
        f"{path}: more than {limits.MAX_ARCHIVE_MEMBERS:,} members; the rest was not read",
        "unpack it yourself and add the folder",
    )
