"""Containers of JSON: one article a line, or an array of articles in one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from onrecord.errors import BadRecord, EmptyInput, InputError
from onrecord.limits import MAX_PAGE_BYTES
from onrecord.model import RawPage
from onrecord.sources.fields import key_of
from onrecord.sources.payload import Place, place_name, raw_page_from, too_large
from onrecord.sources.unpack import read_page_bytes

_SKIP_BYTES = 1 << 20
_BOM = b"\xef\xbb\xbf"
_HINT = 'a line holds one article: {"text": "…", "title": "…", "date": "YYYY-MM-DD", "url": "…", "outlet": "…"}; docs/inputs.md has other names'


def json_line_pages(stream: BinaryIO, place: Place, first: bytes = b"") -> Iterator[RawPage | InputError]:
    """Read JSON lines, one line in memory at a time.

    Args:
        stream: The lines.
        place: Where they come from.
        first: The first line, if it was read already.

    Yields:
        A page for each article; an error for each bad line, which costs that line only.

    Raises:
        OSError: The stream cannot be read.
    """
    found = False
    for number, line in _lines(stream, first):
        if line is not None and not line.strip(b" \t\r\n\x00" + _BOM):
            continue
        found = True
        yield _line_page(place, number, line)
    if not found:
        yield EmptyInput(f"{place.name()}: the file is empty", "nothing to read there; fetch or save it again")


def json_file_pages(stream: BinaryIO, place: Place) -> Iterator[RawPage | InputError]:
    """Read a ``.json`` file: an article, an array of articles, or JSON lines under another name.

    Args:
        stream: The file.
        place: Where it comes from.

    Yields:
        As :func:`json_line_pages`; the members of an array are counted from 1.

    Raises:
        OSError: The stream cannot be read.
        InputError: The file as a whole is refused.
    """
    first = stream.readline(MAX_PAGE_BYTES + 2)
    start = first.removeprefix(_BOM).strip()
    if start.startswith(b"{") and isinstance(_parsed(start), dict):
        yield from json_line_pages(stream, place, first)
        return
    page = raw_page_from(
        first + read_page_bytes(stream), file=place.file, member=place.member(), media_type="application/json"
    )
    value = _parsed(page.payload)
    if isinstance(value, dict):
        yield _checked(page, value)
    elif isinstance(value, list):
        yield from _array_pages(place, page.payload)
    else:
        raise BadRecord(f"{place.name()}: this is no JSON of articles", _HINT)


def _array_pages(place: Place, payload: bytes) -> Iterator[RawPage | InputError]:
    text = payload.removeprefix(_BOM).decode("utf-8")
    decoder = json.JSONDecoder()
    position = text.index("[") + 1
    for number in range(1, len(text)):
        while text[position] in " \t\r\n,":
            position += 1
        if text[position] == "]":
            return
        start = position
        value, position = decoder.raw_decode(text, start)
        try:
            yield _checked(_json_page(place, number, text[start:position].encode()), value)
        except InputError as error:
            yield error


def _lines(stream: BinaryIO, first: bytes) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; ``None`` for one over the bound, which is skipped in pieces."""
    number = 0
    line = first
    while line or (line := stream.readline(MAX_PAGE_BYTES + 2)):
        number += 1
        bare = line.rstrip(b"\r\n")
        if len(bare) <= MAX_PAGE_BYTES:
            yield number, bare
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(_SKIP_BYTES)
            yield number, None
        line = b""


def _line_page(place: Place, number: int, line: bytes | None) -> RawPage | InputError:
    if line is None:
        return too_large(place.name(number), None)
    try:
        return _checked(_json_page(place, number, line), _parsed(line.removeprefix(_BOM)))
    except InputError as error:
        return error


def _json_page(place: Place, number: int, payload: bytes) -> RawPage:
    return raw_page_from(payload, file=place.file, member=place.member(number), media_type="application/json")


def _checked(page: RawPage, value: object) -> RawPage:
    name = place_name(page.file, page.member)
    if not isinstance(value, dict):
        raise BadRecord(f"{name}: this is no JSON object", _HINT)
    if key_of(value, "text") is None:
        raise BadRecord(f'{name}: no article text under "text" or another name that is known', _HINT)
    address = key_of(value, "url")
    return replace(page, url=value[address].strip()) if address is not None else page


def holds_article(payload: bytes) -> bool:
    """Whether a payload is JSON of one article."""
    value = _parsed(payload)
    return isinstance(value, dict) and key_of(value, "text") is not None


def _parsed(payload: bytes) -> object:
    try:
        return json.loads(payload.removeprefix(_BOM).decode("utf-8"))
    except (ValueError, RecursionError):
        return None
