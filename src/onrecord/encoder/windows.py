"""Windows: whole sentences of one article, packed up to a budget of wordpieces.

Training and running cut alike: both call :func:`split_windows` on what :class:`Pieces` holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.model.spans import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]

WINDOW_PIECES = 190
"""Budget of a window in wordpieces, without the two special ones; attribution gains nothing beyond it."""
OVERLAP_SENTENCES = 1
"""Sentences that two neighbouring windows of a long article share."""
WORD_PIECES = 12
"""Wordpieces kept of one word; addresses and hashtags can have hundreds."""
CLS, SEP = 101, 102
SHAPES = 8
DISTANCES = 33
"""Buckets of the signed distance between an anchor and a word."""
RELATIONS = DISTANCES * 5


@dataclass(frozen=True, slots=True)
class Pieces:
    """An article cut into words and wordpieces.

    Attributes:
        words, sentences: Spans in the text.
        ids: Wordpiece ids, ``[pieces]``.
        shapes: Shape class of the word that a piece belongs to, ``[pieces]``.
        first: Index of each word's first piece, ``[words + 1]``; the last entry closes the last word.
        sentence_of: Sentence of each word, ``[words]``.
        sentence_starts: First word of each sentence, ``[sentences + 1]``.
    """

    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    ids: Ints
    shapes: Ints
    first: Ints
    sentence_of: Ints
    sentence_starts: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of an article, of which those from ``keep_start`` to ``keep_end`` are decided here."""

    start: int
    end: int
    keep_start: int
    keep_end: int


def cut(text: str, words: list[Span], sentences: list[Span], tokenizer: Tokenizer) -> Pieces:
    """Wordpieces and shapes of an article's words."""
    tokens = [text[start:end] for start, end in words]
    encoding = tokenizer.encode(tokens, is_pretokenized=True, add_special_tokens=False)
    piece_ids = np.asarray(encoding.ids, dtype=np.int64)
    word_of = np.asarray(encoding.word_ids, dtype=np.int64) if len(encoding.ids) else np.zeros(0, np.int64)
    # A word that the normaliser swallows whole (a lone accent) still needs a piece: the unknown one.
    counts = np.bincount(word_of, minlength=len(words))
    if len(words) and (counts.min() == 0 or counts.max() > WORD_PIECES):
        piece_ids, word_of, counts = _regular(piece_ids, counts)
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    shapes = np.asarray([_shape(token) for token in tokens], dtype=np.int64)
    starts = np.searchsorted([start for start, _ in words], [start for start, _ in sentences]).astype(np.int64)
    starts = np.concatenate((starts, [len(words)])).astype(np.int64)
    sentence_of = np.repeat(np.arange(len(sentences)), np.diff(starts))
    return Pieces(
        tuple(words), tuple(sentences), piece_ids, shapes[word_of] if len(words) else shapes, first, sentence_of, starts
    )


def _regular(piece_ids: Ints, counts: Ints) -> tuple[Ints, Ints, Ints]:
    groups = np.split(piece_ids, np.cumsum(counts)[:-1])
    unknown = np.asarray([100], dtype=np.int64)
    kept = [group[:WORD_PIECES] if len(group) else unknown for group in groups]
    sizes = np.asarray([len(group) for group in kept], dtype=np.int64)
    return np.concatenate(kept), np.repeat(np.arange(len(kept)), sizes), sizes


def _shape(word: str) -> int:
    """Class of a word's spelling; the base is uncased, so this is all it learns of capitals."""
    if word.isalpha():
        if word.islower():
            return 1
        if len(word) == 1:
            return 4
        if word.isupper():
            return 3
        return 2 if word[0].isupper() and word[1:].islower() else 5
    if word[0].isdigit():
        return 6
    return 5 if any(character.isalpha() for character in word) else 7


def split_windows(pieces: Pieces, budget: int = WINDOW_PIECES, overlap: int = OVERLAP_SENTENCES) -> list[Window]:
    """Pack whole sentences into windows of at most ``budget`` pieces.

    A sentence over the budget is cut by words. Windows overlap by ``overlap`` sentences; of the words
    that two windows share, each window decides those that stand farther from its own border.
    """
    bounds = _units(pieces, budget)
    first = pieces.first
    windows: list[tuple[int, int]] = []
    unit = 0
    while unit < len(bounds) - 1:
        end = unit + 1
        while end < len(bounds) - 1 and first[bounds[end + 1]] - first[bounds[unit]] <= budget:
            end += 1
        windows.append((bounds[unit], bounds[end]))
        if end == len(bounds) - 1:
            break
        # Step back only if the next window still gets past this one's end.
        back = min(overlap, end - unit - 1)
        while back and first[bounds[end + 1]] - first[bounds[end - back]] > budget:
            back -= 1
        unit = end - back
    result = []
    for index, (start, end) in enumerate(windows):
        previous = windows[index - 1][1] if index else start
        following = windows[index + 1][0] if index + 1 < len(windows) else end
        result.append(Window(start, end, (start + previous) // 2 if index else start, (following + end) // 2))
    return result


def _units(pieces: Pieces, budget: int) -> list[int]:
    """Word indices where a window may begin or end: sentence starts, and cuts inside overlong sentences."""
    bounds = [0]
    for start, end in zip(pieces.sentence_starts[:-1], pieces.sentence_starts[1:], strict=True):
        at = int(start)
        while pieces.first[end] - pieces.first[at] > budget:
            at = int(np.searchsorted(pieces.first, pieces.first[at] + budget, side="right")) - 1
            bounds.append(at)
        if end > bounds[-1]:
            bounds.append(int(end))
    return bounds


def relations(anchors: Ints, count: int, sentence_of: Ints) -> Ints:
    """How each word stands to each anchor: bucket of the distance and of the sentences between, ``[anchors, words]``."""
    distance = np.arange(count)[None, :] - anchors[:, None]
    apart = np.clip(sentence_of[None, :] - sentence_of[anchors][:, None], -2, 2) + 2
    return np.asarray(_BUCKETS[np.clip(distance, -_FAR, _FAR) + _FAR] * 5 + apart, dtype=np.int64)


_FAR = 128


def _buckets() -> Ints:
    """Exact up to 8 words, then growing: 16 buckets on each side of zero."""
    sizes = np.arange(1, _FAR + 1)
    half = np.where(sizes <= 8, sizes, np.minimum(16, 8 + np.ceil(2 * np.log2(sizes / 8)))).astype(np.int64)
    return np.concatenate((16 - half[::-1], [16], 16 + half))


_BUCKETS = _buckets()
