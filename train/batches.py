"""Windows padded into batches of tensors, with the anchors of every window."""

from __future__ import annotations

import random
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from onrecord.encoder.windows import CLS, SEP, relations
from train.corpora import ROLE_ANCHORS, Cut
from train.examples import IGNORE

LENGTHS, ANCHORS = 16, 8
"""Sizes are rounded up to multiples of these: oneDNN builds a kernel for every new shape, a quarter of a step."""


def _grid(size: int, step: int) -> int:
    return -(-size // step) * step


@dataclass(slots=True)
class AnchorBatch:
    """Anchors of one head over a batch: window of each, its words, relations, and the label of every word."""

    window: Tensor
    first: Tensor
    last: Tensor
    relation: Tensor
    labels: Tensor


@dataclass(slots=True)
class Batch:
    """A padded batch; tags hold ``IGNORE`` where nothing is annotated."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    mask: Tensor
    sentence: Tensor
    tags: dict[str, Tensor]
    anchors: dict[str, AnchorBatch]
    pieces: int


def make_batch(cuts: list[Cut], rng: random.Random) -> Batch:
    """Pad ``cuts`` (of one corpus) into a batch."""
    length = _grid(max(cut.size for cut in cuts), LENGTHS)
    count = _grid(max(cut.end - cut.start for cut in cuts), LENGTHS)
    ids = np.zeros((len(cuts), length), np.int64)
    shapes = np.zeros((len(cuts), length), np.int64)
    mask = np.zeros((len(cuts), length), bool)
    first = np.zeros((len(cuts), count), np.int64)
    sentence = np.full((len(cuts), count), -1, np.int64)
    names = set.intersection(*(set(cut.example.tags) for cut in cuts))
    tags = {name: np.full((len(cuts), count), 0 if name == "realis" else IGNORE, np.int64) for name in names}
    for row, cut in enumerate(cuts):
        pieces = cut.example.pieces
        a, b = int(pieces.first[cut.start]), int(pieces.first[cut.end])
        size, words = b - a, cut.end - cut.start
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = CLS, pieces.ids[a:b], SEP
        shapes[row, 1 : size + 1] = pieces.shapes[a:b]
        mask[row, : size + 2] = True
        first[row, :words] = pieces.first[cut.start : cut.end] - a + 1
        sentence[row, :words] = pieces.sentence_of[cut.start : cut.end]
        for name in names:
            tags[name][row, :words] = cut.example.tags[name][cut.start : cut.end]
    heads = set.intersection(*(set(cut.example.anchors) for cut in cuts))
    anchors = {name: batch for name in heads if (batch := _anchors(name, cuts, count, rng)) is not None}
    return Batch(
        torch.from_numpy(ids), torch.from_numpy(shapes), torch.from_numpy(first), torch.from_numpy(mask),
        torch.from_numpy(sentence), {name: torch.from_numpy(value) for name, value in tags.items()}, anchors, int(mask.sum()),
    )  # fmt: skip


def _anchors(name: str, cuts: list[Cut], count: int, rng: random.Random) -> AnchorBatch | None:
    windows, firsts, lasts, related, labels = [], [], [], [], []
    for row, cut in enumerate(cuts):
        inside = [a for a in cut.example.anchors[name] if cut.start <= a.first and a.last < cut.end]
        if name == "role" and len(inside) > ROLE_ANCHORS:
            inside = rng.sample(inside, ROLE_ANCHORS)
        if not inside:
            continue
        words = cut.end - cut.start
        at = np.asarray([a.first - cut.start for a in inside])
        relation = np.zeros((len(inside), count), np.int64)
        relation[:, :words] = relations(at, words, cut.example.pieces.sentence_of[cut.start : cut.end])
        label = np.full((len(inside), count), IGNORE, np.int64)
        label[:, :words] = 0
        for index, anchor in enumerate(inside):
            for start, end, kind in anchor.spans:
                start, end = max(start, cut.start) - cut.start, min(end, cut.end) - cut.start
                if end > start:
                    label[index, start] = 1 + 2 * kind
                    label[index, start + 1 : end] = 2 + 2 * kind
        windows += [row] * len(inside)
        firsts += [a.first - cut.start for a in inside]
        lasts += [a.last - cut.start for a in inside]
        related.append(relation)
        labels.append(label)
    if not windows:
        return None
    spare = _grid(len(windows), ANCHORS) - len(windows)
    at = np.pad(np.asarray((windows, firsts, lasts)), ((0, 0), (0, spare)))
    related.append(np.zeros((spare, count), np.int64))
    labels.append(np.full((spare, count), IGNORE, np.int64))
    return AnchorBatch(
        *(torch.from_numpy(row) for row in at),
        torch.from_numpy(np.concatenate(related)), torch.from_numpy(np.concatenate(labels)),
    )  # fmt: skip
