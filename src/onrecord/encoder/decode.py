"""From logits to labelled word ranges: array operations over all words at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.windows import Ints

Floats = NDArray[np.float32]

CUE_BIAS = 0.0
"""Added to the cue head's "outside": below zero finds more cues."""
EVENT_BIAS = 0.0
"""The same for triggers."""


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
    if not len(logits):
        return []
    if outside_bias:
        logits = logits.copy()
        logits[:, 0] += outside_bias
    tags = logits.argmax(axis=1)
    if not tags.any():
        return []
    return _runs(tags, softmax(logits).max(axis=1))


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


def class_runs(logits: Floats, outside_bias: float = 0.0) -> list[Run]:
    """Runs of words with the same class other than 0, ``[words, classes]``; labels count from 0."""
    if not len(logits):
        return []
    if outside_bias:
        logits = logits.copy()
        logits[:, 0] += outside_bias
    tags = logits.argmax(axis=1)
    if not tags.any():
        return []
    scores = softmax(logits).max(axis=1)
    edges = np.flatnonzero(np.diff(tags)) + 1
    bounds = np.concatenate(([0], edges, [len(tags)]))
    return [
        Run(int(a), int(b), int(tags[a]) - 1, float(scores[a:b].mean()))
        for a, b in zip(bounds[:-1], bounds[1:], strict=True)
        if tags[a]
    ]
