"""Clean text with its way back: characters of the page, folded, and where each of them came from."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from onrecord.model import MapSegment, Span

JOIN = "\n\n"
"""What stands between two paragraphs."""

# Characters that mark nothing a reader sees: controls, soft hyphen, zero-width space and joiners, byte order mark.
_INVISIBLE = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u2060\ufeff"
_SPACE = r"(?P<space>[\s\u0085]+)"
_UNSEEN = rf"(?P<unseen>[{_INVISIBLE}]+)"
# Words with single spaces between them are one stretch: most of a page needs no folding.
_PLAIN = re.compile(rf"{_SPACE}|{_UNSEEN}|(?P<words>[^\s\u0085{_INVISIBLE}]+(?: [^\s\u0085{_INVISIBLE}]+)*+)")
_MARKUP = re.compile(
    rf"{_SPACE}|{_UNSEEN}"
    rf"|(?P<entity>&(?:#[0-9]{{1,8}};?|\#[xX][0-9a-fA-F]{{1,7}};?|[A-Za-z][A-Za-z0-9]{{1,31}};?))"
    rf"|(?P<words>&|[^\s\u0085&{_INVISIBLE}]+(?: [^\s\u0085&{_INVISIBLE}]+)*+)"
)
_WORD = re.compile(r"[^ ]+| ")
_INVISIBLE_ONLY = re.compile(rf"[{_INVISIBLE}]*\Z")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of clean text; ``pieces`` count in it and in the page. ``page`` spans all of its source."""

    text: str
    pieces: tuple[MapSegment, ...]
    page: Span


def paragraph(source: str, runs: Iterable[Span], *, markup: bool, breaks: Container[Span] = ()) -> Paragraph:
    """Fold runs of the page into one paragraph.

    White space is folded to single spaces, invisible characters are left out, words are brought to NFC and, in markup,
    character references are decoded. Each piece of the result points at its characters of the page.

    Args:
        source: The decoded page.
        runs: Half-open spans of text in it, in order; what lies between two of them is markup.
        markup: Whether character references are decoded.
        breaks: Those of the runs that are a line break tag, which counts as white space.
    """
    pattern = _MARKUP if markup else _PLAIN
    builder = _Builder()
    spans = list(runs)
    for start, end in spans:
        if (start, end) in breaks:
            builder.space(start, end, exact=False)
            continue
        for match in pattern.finditer(source, start, end):
            _add(builder, match)
    return builder.finish((spans[0][0], spans[-1][1]) if spans else (0, 0))


def _add(builder: _Builder, match: re.Match[str]) -> None:
    kind, found = match.lastgroup, match[0]
    start, end = match.span()
    if kind == "space":
        builder.space(start, end, exact=found == " ")
    elif kind == "entity":
        decoded = html.unescape(found)
        if decoded.isspace():
            builder.space(start, end, exact=False)
        elif not _INVISIBLE_ONLY.match(decoded):
            builder.word(" ".join(decoded.split()), start, end, exact=decoded == found)
    elif kind == "words":
        if found.isascii() or unicodedata.is_normalized("NFC", found):
            builder.word(found, start, end, exact=True)
        else:
            for part in _WORD.finditer(found):
                text = unicodedata.normalize("NFC", part[0])
                builder.word(text, start + part.start(), start + part.end(), exact=text == part[0])


class _Builder:
    """Collects pieces; neighbours that are exact and adjoin on the page become one."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._pieces: list[MapSegment] = []
        self._length = 0
        self._space: tuple[int, int, bool] | None = None

    def space(self, start: int, end: int, *, exact: bool) -> None:
        if self._space is not None:
            # Across a tag the first space alone stands for all: what lies between may be a script.
            if self._space[1] == start:
                self._space = (self._space[0], end, False)
        elif self._length:
            self._space = (start, end, exact)

    def word(self, text: str, start: int, end: int, *, exact: bool) -> None:
        if self._space is not None:
            self._append(" ", *self._space)
            self._space = None
        self._append(text, start, end, exact)

    def _append(self, text: str, start: int, end: int, exact: bool) -> None:
        first, self._length = self._length, self._length + len(text)
        self._texts.append(text)
        last = self._pieces[-1] if self._pieces else None
        if exact and last is not None and last.kind == "exact" and last.page_end == start:
            self._pieces[-1] = MapSegment(last.start, self._length, last.page_start, end, "exact")
        else:
            self._pieces.append(MapSegment(first, self._length, start, end, "exact" if exact else "normalised"))

    def finish(self, page: Span) -> Paragraph:
        return Paragraph("".join(self._texts), tuple(self._pieces), page)


def join(source: str, paragraphs: Sequence[Paragraph], gaps: Sequence[bool]) -> tuple[str, tuple[MapSegment, ...]]:
    """Join paragraphs by empty lines into the text of an article and its offset map.

    Args:
        source: The decoded page.
        paragraphs: In the order of the page.
        gaps: For each paragraph but the first, whether nothing but white space and tags lies before it; then the join
            is mapped too.
    """
    texts: list[str] = []
    segments: list[MapSegment] = []
    length = 0
    for index, item in enumerate(paragraphs):
        if index:
            before = segments[-1].page_end
            after = item.pieces[0].page_start
            texts.append(JOIN)
            if gaps[index - 1] and before < after:
                kind = "exact" if source[before:after] == JOIN else "normalised"
                segments.append(MapSegment(length, length + len(JOIN), before, after, kind))
            length += len(JOIN)
        texts.append(item.text)
        segments.extend(
            MapSegment(s.start + length, s.end + length, s.page_start, s.page_end, s.kind) for s in item.pieces
        )
        length += len(item.text)
    return "".join(texts), _merge(segments)


def _merge(segments: list[MapSegment]) -> tuple[MapSegment, ...]:
    merged: list[MapSegment] = []
    for item in segments:
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.kind == item.kind == "exact"
            and (last.end, last.page_end) == (item.start, item.page_start)
        ):
            merged[-1] = MapSegment(last.start, item.end, last.page_start, item.page_end, "exact")
        else:
            merged.append(item)
    return tuple(merged)
