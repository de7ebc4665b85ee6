"""The page as it came: its decoded lines, with what was removed and why, and what belongs to another article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from onrecord.clean.encoding import decode
from onrecord.model import Article

MAX_CHARACTERS = 300_000
MAX_LINES = 2_500
_FOLDED = 6
"""So many lines in a row that hold nothing of the article are folded."""
_LONGEST_AWAY = 400
_REASONS = {
    "caption": "caption",
    "widget": "widget",
    "promotion": "promotion",
    "footer": "footer",
    "duplicate": "printed twice",
    "other": "not part of the story",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters with one fate: ``kept``, ``cut``, ``away`` (another article's) or ``rest`` (markup, heads)."""

    text: str
    fate: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page; ``why`` says what became of it, ``other`` is the article that it belongs to."""

    number: int
    pieces: tuple[Piece, ...]
    why: str | None
    other: str | None
    mine: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are shown, or folded because nothing of this article stands in them."""

    lines: tuple[Line, ...]
    folded: bool

    @property
    def other(self) -> str | None:
        """An article that folded lines belong to."""
        return next((line.other for line in self.lines if line.other), None)


@dataclass(frozen=True, slots=True)
class Kept:
    """The page's lines, and how much of it is not shown."""

    blocks: tuple[Block, ...]
    hidden: int
    encoding: str
    size: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: int
    end: int
    fate: str
    why: str | None = None
    other: str | None = None


def kept_page(payload: bytes, media_type: str | None, articles: Sequence[Article], shown: str) -> Kept:
    """The page behind an article.

    Args:
        payload: The page's bytes.
        media_type: As it is on record.
        articles: All articles of the page.
        shown: Id of the one beside which it stands.
    """
    text, encoding = decode(payload, media_type)
    seen = text[:MAX_CHARACTERS]
    fates = _fates(articles, shown, len(seen))
    lines = list(_lines(seen, fates))[:MAX_LINES]
    end = sum(len(line) + 1 for line in seen.split("\n")[:MAX_LINES])
    return Kept(tuple(_blocks(lines)), max(0, len(text) - end), encoding, len(payload))


def _fates(articles: Sequence[Article], shown: str, length: int) -> list[_Stretch]:
    """Stretches in order, none overlapping another; what is kept here outweighs what is cut or another's."""
    found: list[_Stretch] = []
    for article in articles:
        mine = article.id == shown
        for segment in article.map:
            fate = _Stretch(segment.page_start, segment.page_end, "kept" if mine else "away")
            found.append(fate if mine else _Stretch(fate.start, fate.end, "away", None, article.id))
        for line in article.removed:
            why = f"removed: {_REASONS.get(line.reason, line.reason)}"
            found.append(_Stretch(*line.page, "cut", why, None if mine else article.id))
    rank = {"kept": 0, "cut": 1, "away": 2}
    flat: list[_Stretch] = []
    end = 0
    for one in sorted(found, key=lambda item: (item.start, rank[item.fate], -item.end)):
        start, last = max(one.start, end), min(one.end, length)
        if start < last:
            flat.append(_Stretch(start, last, one.fate, one.why, one.other))
            end = last
    return flat


def _lines(text: str, fates: list[_Stretch]) -> Iterator[Line]:
    start = 0
    last: str | None = None
    starts = [one.start for one in fates]
    for number, words in enumerate(text.split("\n"), 1):
        end = start + len(words)
        inside = list(_covering(fates, starts, start, end))
        mine = any(one.other is None for one in inside)
        other = next((one.other for one in inside if one.other), None)
        why = next((one.why for one in inside if one.fate == "cut"), None)
        # Where another article goes on, it is named once.
        yield Line(
            number, tuple(_pieces(text, start, end, inside)), why, None if mine or other == last else other, mine
        )
        if inside:
            last = None if mine else other
        start = end + 1


def _covering(fates: list[_Stretch], starts: list[int], start: int, end: int) -> Iterator[_Stretch]:
    index = max(0, bisect_right(starts, start) - 1)
    while index < len(fates) and fates[index].start < end:
        if fates[index].end > start:
            yield fates[index]
        index += 1


def _pieces(text: str, start: int, end: int, inside: list[_Stretch]) -> Iterator[Piece]:
    bounds = sorted({start, end, *(min(max(at, start), end) for one in inside for at in (one.start, one.end))})
    cut = []
    for first, last in pairwise(bounds):
        fate = next((one.fate for one in inside if one.start <= first and one.end >= last), "rest")
        cut.append((fate, text[first:last]))
    for fate, group in groupby(cut, key=lambda pair: pair[0]):
        words = "".join(part for _, part in group).rstrip("\r")
        if fate == "rest" and len(words) > _LONGEST_AWAY:
            words = f"{words[: _LONGEST_AWAY // 2]} … {len(words) - _LONGEST_AWAY:,} characters … {words[-_LONGEST_AWAY // 2 :]}"
        if words:
            yield Piece(words, fate)


def _blocks(lines: list[Line]) -> Iterator[Block]:
    for mine, group in groupby(lines, key=lambda line: line.mine):
        run = tuple(line for line in group if line.pieces)
        yield Block(run, folded=not mine and len(run) >= _FOLDED)
