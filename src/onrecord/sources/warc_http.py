"""HTTP responses as an archive keeps them: status, media type, and the payload with its encodings undone under bounds."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import Literal

from fastwarc.warc import WarcRecord

from onrecord.limits import MAX_PAGE_BYTES, MAX_RECORD_HEAD_BYTES
from onrecord.sources.kinds import charset_of

_GZIP_MAGIC = b"\x1f\x8b\x08"
_GZIP, _BARE = 31, -15
_TEXT_BEGINNING = 1000
_CHUNK_HEAD = re.compile(rb"[0-9A-Fa-f]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]{1,80}/[\w!#$&^.+-]{1,80}")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a response says; ``media_type`` with the charset, where one is named."""

    status: int | None
    media_type: str | None
    encodings: tuple[str, ...]


def http_head(record: WarcRecord) -> Head | None:
    """Read the head of the HTTP response in a WARC record, up to its payload; ``None`` if there is none.

    Args:
        record: The record, its block not read yet.
    """
    try:
        record.parse_http("none", max_header_len=MAX_RECORD_HEAD_BYTES, quirks_mode=True)
    except OSError:
        return None
    if not record.is_http_parsed:
        return None
    headers = record.http_headers
    named = [headers.get(name) or "" for name in ("Transfer-Encoding", "Content-Encoding")]
    encodings = (part.strip().lower() for value in named for part in value.split(","))
    return Head(
        headers.status_code,
        media_type_of(headers.get("Content-Type")),
        tuple(part for part in encodings if part not in ("", "identity", "none")),
    )


def media_type_of(value: str | None) -> str | None:
    """A media type in lower case, with the charset where one is named; ``None`` for what is none.

    >>> media_type_of('Text/HTML; Charset="UTF-8"')
    'text/html; charset=utf-8'
    """
    found = _MEDIA_TYPE.match((value or "").strip())
    if found is None or value is None:
        return None
    charset = charset_of(value)
    return found[0].lower() + (f"; charset={charset.lower()}" if charset else "")


def http_payload(data: bytes, encodings: tuple[str, ...]) -> bytes | None:
    """The payload of the HTTP response in a WARC record, chunks joined and compression undone.

    Archives that undid an encoding and kept the header that names it are common; their payload is taken as it stands.

    Args:
        data: The whole record.
        encodings: As its head names them.

    Returns:
        At most one byte more than a page may have; ``None`` if an encoding cannot be undone.
    """
    try:
        return _read(data, "all")
    except OSError:
        pass
    try:
        body = _read(data, "transfer")
    except OSError:
        body = _read(data, "none")
        if _CHUNK_HEAD.match(body):
            return None
    return _undone(body, encodings)


def _undone(body: bytes, encodings: tuple[str, ...]) -> bytes | None:
    if body.startswith(_GZIP_MAGIC):
        return _inflated(body, _GZIP)
    # Some servers send "deflate" without the wrapper that it should have.
    found = _inflated(body, _BARE) if "deflate" in encodings else None
    if found is None and (body.isascii() or b"<" in body[:_TEXT_BEGINNING]):
        return body
    return found


def _inflated(body: bytes, wrapper: int) -> bytes | None:
    unpack = zlib.decompressobj(wrapper)
    try:
        found = unpack.decompress(body, MAX_PAGE_BYTES + 1)
    except zlib.error:
        return None
    return found if unpack.eof or len(found) > MAX_PAGE_BYTES else None


def _read(data: bytes, decoded: Literal["none", "transfer", "all"]) -> bytes:
    record = WarcRecord.from_reader(io.BytesIO(data), quirks_mode=True)
    record.parse_http(decoded, max_header_len=MAX_RECORD_HEAD_BYTES, quirks_mode=True)
    return record.reader.read(MAX_PAGE_BYTES + 1)
