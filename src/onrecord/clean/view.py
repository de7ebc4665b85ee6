"""The text that lines are read from, and the way from it to the decoded page: the page itself, or a string inside JSON."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from onrecord.clean.encoding import whole
from onrecord.model import MapSegment, Span

_ESCAPES = re.compile(
    r"""(?:\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.)|[^\\]+""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class View:
    """A text and, where it is not the decoded page itself, the pieces of the page that it was read from."""

    text: str
    pieces: tuple[MapSegment, ...] | None = None

    def page_span(self, span: Span) -> Span:
        """Where a span of the view stands on the page."""
        if self.pieces is None or span[0] >= span[1]:
            return span
        first, last = self._piece(span[0]), self._piece(span[1] - 1)
        start = first.page_start + (span[0] - first.start if first.kind == "exact" else 0)
        end = last.page_start + (span[1] - last.start) if last.kind == "exact" else last.page_end
        return start, end

    def page_map(self, segments: tuple[MapSegment, ...]) -> tuple[MapSegment, ...]:
        """An offset map that counts in the view, made to count on the page."""
        if self.pieces is None:
            return segments
        found: list[MapSegment] = []
        for item in segments:
            if item.kind == "normalised":
                span = self.page_span((item.page_start, item.page_end))
                found.append(MapSegment(item.start, item.end, *span, "normalised"))
            else:
                found.extend(self._cut(item))
        return tuple(found)

    def _cut(self, item: MapSegment) -> list[MapSegment]:
        found = []
        position = item.page_start
        while position < item.page_end:
            piece = self._piece(position)
            end = min(piece.end, item.page_end)
            span = self.page_span((position, end))
            offset = item.start - item.page_start
            found.append(MapSegment(position + offset, end + offset, *span, piece.kind))
            position = end
        return found

    def _piece(self, offset: int) -> MapSegment:
        assert self.pieces is not None
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1]


def json_view(source: str, span: Span) -> View:
    """The value of a JSON string as a view; ``span`` is the string in the source, quotes included."""
    texts: list[str] = []
    pieces: list[MapSegment] = []
    length = 0
    for match in _ESCAPES.finditer(source, span[0] + 1, span[1] - 1):
        escaped = match[0].startswith("\\")
        text = whole(json.loads(f'"{match[0]}"', strict=False)) if escaped else match[0]
        pieces.append(MapSegment(length, length + len(text), *match.span(), "normalised" if escaped else "exact"))
        length += len(text)
        texts.append(text)
    return View("".join(texts), tuple(pieces))


def json_members(source: str) -> dict[str, tuple[Any, Span]]:
    """Values of a JSON object with their spans in the source; empty where it is no object.

    >>> json_members('{"a": "x", "b": 1}')["b"]
    (1, (16, 17))
    """
    decoder = json.JSONDecoder(strict=False)
    found: dict[str, tuple[Any, Span]] = {}
    position = _skip(source, 0)
    if source[position : position + 1] != "{":
        return {}
    try:
        position = _skip(source, position + 1)
        while source[position : position + 1] == '"':
            key, position = decoder.raw_decode(source, position)
            start = _skip(source, position, ":")
            value, position = decoder.raw_decode(source, start)
            found[key] = (value, (start, position))
            position = _skip(source, position, ",")
    except (ValueError, RecursionError):
        return {}
    return found


def _skip(source: str, position: int, mark: str = "") -> int:
    while position < len(source) and source[position] in " \t\r\n" + mark:
        position += 1
    return position
