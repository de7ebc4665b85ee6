"""The loss of every head; a head without labels in a batch adds nothing."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.encoder.labels import MODE_LABELS, REALIS, word_head_slices
from train.batches import AnchorBatch, Batch
from train.examples import IGNORE
from train.net import Arcs, Networks

SLICES = word_head_slices()
WEIGHTS = {
    "entity": 1.0,
    "time": 0.5,
    "cue": 1.0,
    "event": 2.5,
    "mode": 0.5,
    "realis": 0.3,
    "background": 0.2,
    "stance": 0.2,
}
ANCHOR_WEIGHTS = {"claim": 2.5, "event": 3.0, "role": 1.5}
ARC_WEIGHT = 1.0
TYPE_OF_MODE = torch.tensor([[a[0] == b[0] for b in MODE_LABELS] for a in MODE_LABELS])
"""Which mode classes compete with each other: those of the same type."""


def losses(networks: Networks, batch: Batch) -> dict[str, Tensor]:
    """Weighted losses by head."""
    words, logits = networks.encoder(batch.ids, batch.shapes, batch.first, batch.mask)
    found: dict[str, Tensor] = {}
    for name, tags in batch.tags.items():
        if name not in WEIGHTS:
            continue
        value = _word_loss(name, logits[:, :, SLICES[name]].float(), tags)
        if value is not None:
            found[name] = WEIGHTS[name] * value
    if "head" in batch.tags:
        found |= _dependency_losses(networks.arcs, words, batch)
    for name, part in batch.anchors.items():
        scores = anchored(networks, name, words, part).float()
        total = functional.cross_entropy(
            scores.flatten(0, 1), part.labels.flatten(), ignore_index=IGNORE, reduction="sum"
        )
        found[f"{name} parts"] = ANCHOR_WEIGHTS[name] * total / (part.labels != IGNORE).sum()
    return found


def anchored(networks: Networks, name: str, words: Tensor, part: AnchorBatch) -> Tensor:
    """Logits of an anchored head over a batch, ``[anchors, words, classes]``."""
    rows = words[part.window]
    index = torch.arange(len(part.window))
    at = (rows[index, part.first] + rows[index, part.last]) / 2
    return networks.anchors(name, rows, at, part.relation)  # type: ignore[no-any-return]


def _dependency_losses(arcs: Arcs, words: Tensor, batch: Batch) -> dict[str, Tensor]:
    offsets = batch.tags["head"]
    count = offsets.shape[1]
    heads = offsets + torch.arange(count)[None, :]
    known = (offsets != IGNORE) & (heads >= 0) & (heads < count)
    # Where our sentences are shorter than the treebank's, a head can lie outside.
    known &= batch.sentence == torch.gather(batch.sentence, 1, heads.clamp(0, count - 1))
    if not known.any():
        return {}
    scores = arcs(words, batch.sentence)
    labels = arcs.labels(words, heads.clamp(0, count - 1))
    return {
        "head": ARC_WEIGHT * functional.cross_entropy(scores[known], heads[known]),
        "dependency": ARC_WEIGHT * functional.cross_entropy(labels[known].float(), batch.tags["dependency"][known]),
    }


def _word_loss(name: str, logits: Tensor, tags: Tensor) -> Tensor | None:
    if name == "realis":
        seen = tags > 0
        if not seen.any():
            return None
        bits = torch.tensor([1 << index for index in range(len(REALIS))])
        allowed = (tags[seen][:, None] & bits[None, :]) > 0
        return -torch.logsumexp(logits[seen].log_softmax(-1).masked_fill(~allowed, -1e4), -1).mean()
    seen = tags != IGNORE
    if not seen.any():
        return None
    if name == "background":
        return functional.binary_cross_entropy_with_logits(logits[seen][:, 0], tags[seen].float())
    if name == "mode":
        rivals = TYPE_OF_MODE[tags[seen]]
        return functional.cross_entropy(logits[seen].masked_fill(~rivals, -1e4), tags[seen])
    return functional.cross_entropy(logits[seen], tags[seen])
