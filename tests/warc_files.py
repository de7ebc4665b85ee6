"""WARC files for tests, written byte by byte: no library stands between the test and the format."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Iterable

DATE = "2019-05-03T10:11:12Z"
OK = "HTTP/1.1 200 OK"


def digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(kind: str, number: int, block: bytes, content_type: str = "", **headers: str) -> bytes:
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{number}>",
        "WARC-Date": DATE,
        "WARC-Target-URI": f"https://post.example/{number}",
        "Content-Type": content_type,
        **{name.replace("_", "-"): value for name, value in headers.items()},
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def response(
    number: int,
    body: bytes,
    media_type: str = "text/html; charset=utf-8",
    status: str = OK,
    http: Iterable[str] = (),
    **headers: str,
) -> bytes:
    lines = (status, *([f"Content-Type: {media_type}"] if media_type else []), *http)
    block = "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n" + body
    return record("response", number, block, "application/http; msgtype=response", **headers)


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def packed(data: bytes) -> bytes:
    """One gzip member."""
    pack = zlib.compressobj(6, zlib.DEFLATED, 31)
    return pack.compress(data) + pack.flush()


def members(records: Iterable[bytes]) -> bytes:
    """A gzip member for each record, as the format asks for."""
    return b"".join(packed(one) for one in records)
