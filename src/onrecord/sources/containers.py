"""Containers of JSON: one article a line, or an array of articles in one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import BadRecord, EmptyInput, InputError
from onrecord.limits import MAX_PAGE_BYTES
from onrecord.model import RawPage
from onrecord.sources.payload import place_name, raw_page_from, too_large

_SKIP_BYTES = 1 << 20
_BOM = b"\xef\xbb\xbf"
_HINT = 'a line holds one article: {"text": "…", "title": "…", "date": "YYYY-MM-DD", "url": "…", "outlet": "…"}'


def json_line_pages(path: Path) -> Iterator[RawPage | InputError]:
    """Read a file of JSON lines, one line in memory at a time.

    Args:
        path: The file.

    Yields:
        A page for each article; an error for each bad line, which costs that line only.

    Raises:
        OSError: The file cannot be read.
    """
    found = False
    with path.open("rb") as stream:
        for number, line in _lines(stream):
            if line is not None and not line.strip(b" \t\r\n\x00" + _BOM):
                continue
            found = True
            yield _line_page(path, number, line)
    if not found:
        yield EmptyInput(f"{path}: the file is empty", "nothing to read there; fetch or save it again")


def json_file_pages(path: Path) -> Iterator[RawPage | InputError]:
    """Read a ``.json`` file: an article, an array of articles, or JSON lines under another name.

    Args:
        path: The file.

    Yields:
        As :func:`json_line_pages`; the members of an array are counted from 1.

    Raises:
        OSError: The file cannot be read.
        InputError: The file as a whole is refused.
    """
    with path.open("rb") as stream:
        first = stream.readline(MAX_PAGE_BYTES + 1).removeprefix(_BOM).strip()
        if first.startswith(b"{") and isinstance(_parsed(first), dict):
            yield from json_line_pages(path)
            return
        stream.seek(0)
        payload = stream.read(MAX_PAGE_BYTES + 1)
    if len(payload) > MAX_PAGE_BYTES:
        raise too_large(str(path), path.stat().st_size)
    page = raw_page_from(payload, file=str(path), media_type="application/json")
    value = _parsed(payload)
    if isinstance(value, dict):
        yield _checked(page, value)
    elif isinstance(value, list):
        yield from _array_pages(path, payload)
    else:
        raise BadRecord(f"{path}: this is no JSON of articles", _HINT)


def _array_pages(path: Path, payload: bytes) -> Iterator[RawPage | InputError]:
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
            yield _checked(_json_page(path, number, text[start:position].encode()), value)
        except InputError as error:
            yield error


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; ``None`` for one over the bound, which is skipped in pieces."""
    number = 0
    while line := stream.readline(MAX_PAGE_BYTES + 2):
        number += 1
        if len(line.rstrip(b"\r\n")) <= MAX_PAGE_BYTES:
            yield number, line.rstrip(b"\r\n")
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIP_BYTES)
        yield number, None


def _line_page(path: Path, number: int, line: bytes | None) -> RawPage | InputError:
    if line is None:
        return too_large(place_name(str(path), str(number)), None)
    try:
        return _checked(_json_page(path, number, line), _parsed(line.removeprefix(_BOM)))
    except InputError as error:
        return error


def _json_page(path: Path, number: int, payload: bytes) -> RawPage:
    return raw_page_from(payload, file=str(path), member=str(number), media_type="application/json")


def _checked(page: RawPage, value: object) -> RawPage:
    name = place_name(page.file, page.member)
    if not isinstance(value, dict):
        raise BadRecord(f"{name}: this is no JSON object", _HINT)
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadRecord(f'{name}: no article text under "text"', _HINT)
    return page


def _parsed(payload: bytes) -> object:
    try:
        return json.loads(payload.removeprefix(_BOM).decode("utf-8"))
    except (ValueError, RecursionError):
        return None
