"""Payloads given as bytes: what is refused before anything is known of a page."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from onrecord.errors import BinaryInput, EmptyInput, TooLarge
from onrecord.limits import MAX_PAGE_BYTES
from onrecord.model import RawPage

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstandard data"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
_WIDE_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_MAX_CONTROL_SHARE = 0.02


def raw_page_from(
    payload: bytes,
    *,
    file: str | None = None,
    member: str | None = None,
    url: str | None = None,
    media_type: str | None = None,
    retrieved: str | None = None,
) -> RawPage:
    """Make a page of bytes, or say why they are none.

    Args:
        payload: The bytes as they came.
        file: Path as it was given.
        member: Name of the record, member or line in the container.
        url: Address, where it is known.
        media_type: What the container or the file name says.
        retrieved: Date of fetching, where it is known.

    Raises:
        EmptyInput: No byte, or nothing but white space.
        TooLarge: Over ``limits.MAX_PAGE_BYTES``.
        BinaryInput: No text in any encoding that is read.
    """
    name = place_name(file, member, url)
    if len(payload) > MAX_PAGE_BYTES:
        raise too_large(name, len(payload))
    if not payload.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe\xc2\xa0"):
        raise EmptyInput(f"{name}: the page is empty", "nothing to read there; fetch or save it again")
    _refuse_binary(payload, name)
    return RawPage(payload, file, member, url, media_type, retrieved)


def place_name(file: str | None, member: str | None = None, url: str | None = None) -> str:
    """How a message names a page: file and member, or the address."""
    base = file or url or "the given bytes"
    return f"{base}, line {member}" if member and member.isdigit() else f"{base}, {member}" if member else base


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bytes of a page come from: a file, and the path of the member in an archive."""

    file: str
    inner: str | None = None

    def member(self, part: int | str | None = None) -> str | None:
        """Name of a page in the file: the member, a line or record of it, or both.

        >>> Place("a.zip", "news/b.jsonl").member(3)
        'news/b.jsonl, line 3'
        """
        if self.inner is None:
            return None if part is None else str(part)
        return place_name(self.inner, None if part is None else str(part))

    def name(self, part: int | str | None = None) -> str:
        """How a message names it."""
        return place_name(self.file, self.member(part))


def too_large(name: str, size: int | None) -> TooLarge:
    """The refusal of a page over its bound; ``size`` in bytes, where it is known."""
    found = f"{size:,} bytes" if size is not None else "more bytes"
    return TooLarge(
        f"{name}: {found}, and a page may have {MAX_PAGE_BYTES:,}",
        "split the file into one article each, or make it JSON lines with one article a line",
    )


def _refuse_binary(payload: bytes, name: str) -> None:
    for magic, kind in _MAGIC:
        if payload.startswith(magic):
            raise BinaryInput(f"{name}: this is {kind}, and no text", "save the page as text or HTML")
    if payload.startswith(_WIDE_BOMS):
        return
    controls = len(payload) - len(payload.translate(None, _CONTROLS))
    if controls > _MAX_CONTROL_SHARE * len(payload):
        raise BinaryInput(
            f"{name}: this is no text ({controls:,} of {len(payload):,} bytes are control characters)",
            "save the page as text or HTML, in UTF-8",
        )
