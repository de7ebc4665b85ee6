"""Bytes to text: byte order mark, UTF-8, what server and page declare, and a fall back that always answers."""

from __future__ import annotations

import codecs
import re

from onrecord.sources.kinds import charset_of

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION_BYTES = 8192
_DECLARED = re.compile(
    rb"""(?:<meta\b[^>]{0,300}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.I
)
# Labels that pages use for windows-1252 (WHATWG Encoding Standard).
_WESTERN = frozenset({"ascii", "iso8859-1", "cp1252"})
# Codecs of Python that read text, but that no page is written in.
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape"})
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNDEFINED_1252 = {0x81: 0xFFFD, 0x8D: 0xFFFD, 0x8F: 0xFFFD, 0x90: 0xFFFD, 0x9D: 0xFFFD}
MIXED = "utf-8+windows-1252"
"""Name of the encoding of a page that holds lines of both."""


def decode(raw: bytes, media_type: str | None = None) -> tuple[str, str]:
    """Decode a page; offsets of the record count in the result.

    Valid UTF-8 is believed before any declaration: text of another encoding is hardly ever valid UTF-8 by chance,
    while pages that declare the wrong encoding are common.

    Args:
        raw: The payload.
        media_type: As the server sent it; a charset in it is believed before what the page says of itself.

    Returns:
        The text and the name of the encoding. Never raises; what no encoding explains becomes U+FFFD.

    >>> decode("Zoë".encode("cp1252"))
    ('Zoë', 'windows-1252')
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            body = raw[len(mark) :] if name == "utf-8" else raw
            return body.decode(name, errors="replace"), name
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    page = _DECLARED.search(raw[:_DECLARATION_BYTES])
    for label in (charset_of(media_type), page and page[1].decode("ascii")):
        declared = _codec(label) if label else None
        if declared and declared not in _WESTERN and not declared.startswith("utf"):
            text = raw.decode(declared, errors="replace")
            if text.count("�") <= 0.01 * len(text):
                return text, declared
    return _decode_by_line(raw)


def _codec(label: str) -> str | None:
    try:
        info = codecs.lookup(label)
        # Python looks at the codec only where there is something to decode; "hex" and its like read no text.
        b"a".decode(info.name, errors="replace")
    except (LookupError, ValueError):
        return None
    return None if info.name in _NO_CHARSETS else info.name


def whole(text: str) -> str:
    """A text with U+FFFD for each half of a character that escapes in JSON may name; UTF-8 cannot hold those."""
    return _SURROGATE.sub("\ufffd", text)


def _decode_by_line(raw: bytes) -> tuple[str, str]:
    parts: list[str] = []
    used: set[str] = set()
    for line in raw.splitlines(keepends=True):
        try:
            parts.append(line.decode("utf-8"))
            if not line.isascii():
                used.add("utf-8")
        except UnicodeDecodeError:
            parts.append(_decode_pieces(line, used))
    return "".join(parts), MIXED if len(used) == 2 else used.pop()


def _decode_pieces(line: bytes, used: set[str]) -> str:
    """A line that is no UTF-8 as a whole: each run of high bytes is taken for itself."""

    def piece(match: re.Match[bytes]) -> bytes:
        try:
            match[0].decode("utf-8")
            used.add("utf-8")
            return match[0]
        except UnicodeDecodeError:
            used.add("windows-1252")
            text = match[0].decode("latin-1").translate(_UNDEFINED_1252)
            return "".join(c if c == "�" else c.encode("latin-1").decode("cp1252") for c in text).encode()

    return re.sub(rb"[\x80-\xff]+", piece, line).decode("utf-8")
