"""From logits to labelled word ranges: array operations over all words at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.windows import Ints

Floats = NDArray[np.float32]

CUE_BIAS = 1.0
"""Added to the cue head's "outside" (best whole attributions on PolNeAR dev of 0, .3, .6, 1, 1.4, 1.8, 2.2)."""
EVENT_BIAS = 0.0
"""The same for triggers (PLV dev: neither 1 nor .5 to either side is better)."""
SOURCE_FURTHER = 4.0
"""Summed log odds that a second stretch of a source needs."""
CONTENT_FURTHER = 6.0
"""The same for a further stretch of a content."""
ARGUMENT_FURTHER = 0.0
"""The same for a further argument of a kind: parties come in lists."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``start`` to ``end`` with a label index and the mean probability of their tags."""

    start: int
    end: int
    label: int
    score: float


def softmax(logits: Floats) -> Floats:
    """Along the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def bio_runs(logits: Floats, outside_bias: float = 0.0) -> list[Run]:
    """Spans of a BIO head, ``[words, classes]``; an I that follows another label opens a span."""
    decided = _decided(logits, outside_bias)
    return [] if decided is None else _runs(*decided)


def _decided(logits: Floats, outside_bias: float) -> tuple[Ints, Floats] | None:
    """The likeliest class of every word and its probability; ``None`` where all are outside."""
    if outside_bias:
        logits = logits.copy()
        logits[:, 0] += outside_bias
    tags = logits.argmax(axis=1)
    return (tags, softmax(logits).max(axis=1)) if tags.any() else None


def _runs(tags: Ints, scores: Floats) -> list[Run]:
    labels = np.where(tags > 0, (tags - 1) // 2, -1)
    begins = (tags > 0) & (tags % 2 == 1)
    previous = np.concatenate(([-1], labels[:-1]))
    opens = (labels >= 0) & (begins | (labels != previous))
    closes = np.concatenate((opens[1:] | (labels[1:] != labels[:-1]), [True])) & (labels >= 0)
    starts, ends = np.flatnonzero(opens), np.flatnonzero(closes) + 1
    return [
        Run(int(start), int(end), int(labels[start]), float(scores[start:end].mean()))
        for start, end in zip(starts, ends, strict=True)
    ]


def anchored_runs(logits: Floats) -> list[list[Run]]:
    """Spans of an anchored head, one list an anchor; ``logits`` is ``[anchors, words, classes]``."""
    if not len(logits):
        return []
    tags = logits.argmax(axis=2)
    scores = softmax(logits).max(axis=2)
    return [_runs(row, score) if row.any() else [] for row, score in zip(tags, scores, strict=True)]


def segments(odds: Floats, free: NDArray[np.bool_], further: float) -> list[tuple[int, int]]:
    """Contiguous stretches of the greatest summed log odds: a content is one stretch far more often than its words say.

    Args:
        odds: Log odds that each word belongs, ``[words]``.
        free: Words of the cue and the source; a stretch may run over them and is then parted there.
        further: A second stretch, apart from the first, needs this sum.

    Returns:
        Half-open word ranges in order. Maximum-sum segments as in Bentley (1984), by running minima.
    """
    odds = np.where(free, 0.0, np.clip(odds, -_CLIP, _CLIP))
    found: list[tuple[int, int]] = []
    needed = 0.0
    for _ in range(_MAX_SEGMENTS):
        sums = np.concatenate(([0.0], np.cumsum(odds)))
        lowest = np.minimum.accumulate(sums[:-1])
        gains = sums[1:] - lowest
        end = int(gains.argmax()) + 1
        if gains[end - 1] <= needed:
            break
        start = int(np.flatnonzero(sums[:end] == lowest[end - 1])[-1])
        found += _parts(odds, free, start, end)
        odds[start:end] = -_CLIP
        needed = further
    return sorted(found)


_CLIP = 10.0
_MAX_SEGMENTS = 4


def _parts(odds: Floats, free: NDArray[np.bool_], start: int, end: int) -> list[tuple[int, int]]:
    """A stretch without the free words in it; what is left must itself belong."""
    edges = np.flatnonzero(np.diff(free[start:end])) + start + 1
    bounds = [start, *edges.tolist(), end]
    return [(a, b) for a, b in pairwise(bounds) if not free[a] and odds[a:b].sum() > 0]


def log_odds(logits: Floats) -> Floats:
    """Log odds of every BIO label (begin or inside) against all else: ``[…, classes]`` to ``[…, labels]``."""
    chances = softmax(logits)
    inside = np.clip(chances[..., 1::2] + chances[..., 2::2], 1e-6, 1 - 1e-6)
    return np.asarray(np.log(inside / (1 - inside)), dtype=np.float32)


def class_runs(logits: Floats, outside_bias: float = 0.0) -> list[Run]:
    """Runs of words with the same class other than 0, ``[words, classes]``; labels count from 0."""
    decided = _decided(logits, outside_bias)
    if decided is None:
        return []
    tags, scores = decided
    edges = np.flatnonzero(np.diff(tags)) + 1
    bounds = np.concatenate(([0], edges, [len(tags)]))
    return [Run(int(a), int(b), int(tags[a]) - 1, float(scores[a:b].mean())) for a, b in pairwise(bounds) if tags[a]]
