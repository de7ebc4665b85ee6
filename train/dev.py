"""The combined dev score that decides which checkpoint is kept: mean F1 of the heads' decisions on development sets.

Not their loss: it grows again while scores still rise, since the answers get surer than they are right.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from train.batches import Batch, make_batch
from train.corpora import Cut, cuts
from train.corpus.load import read_stand_off
from train.examples import IGNORE, Example, gold_example, marked_example
from train.losses import SLICES, TYPE_OF_MODE, WEIGHTS, anchored
from train.net import Networks
from train.readers.polnear import read_polnear
from train.readers.roles import read_ewt, read_uw
from train.readers.timeml import read_timeml
from train.readers.worldwide import read_worldwide

OWN = Path(__file__).parents[1] / "bench" / "events" / "gold"
WINDOWS = 120
"""Windows of each set, the same ones every time."""
BATCH = 8


def dev_batches(tokenizer: Tokenizer) -> dict[str, list[Batch]]:
    """A fixed sample of every development set, by its name."""
    sets: dict[str, list[Example]] = {
        "polnear": [gold_example(document, tokenizer) for document in read_polnear("dev")],
        "worldwide": [gold_example(document, tokenizer) for document in read_worldwide("dev")],
        "timeml": [gold_example(document, tokenizer) for document in read_timeml("dev")],
        "ewt": [gold_example(document, tokenizer) for document in read_ewt("dev")],
        "uw": [gold_example(document, tokenizer) for document in read_uw("dev")],
        "own": [marked_example(document, tokenizer, claims=False) for document in read_stand_off(OWN)],
    }
    return {name: _batches(examples, name in ("uw", "own")) for name, examples in sets.items()}


def dev_score(networks: Networks, batches: Mapping[str, Sequence[Batch]]) -> float:
    """Mean over heads of the F1 of their decisions about words, each over all batches of a set; dropout is off."""
    networks.eval()
    counts: dict[str, Tensor] = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for name, group in batches.items():
            for batch in group:
                for head, found in _decided(networks, batch).items():
                    key = f"{name}:{head}"
                    counts[key] = counts.get(key, torch.zeros(3)) + found
    networks.train()
    scores = [float(2 * right / (given + gold)) for right, given, gold in counts.values() if given + gold > 0]
    return sum(scores) / len(scores)


def _decided(networks: Networks, batch: Batch) -> dict[str, Tensor]:
    """Right, given and gold decisions of each head; "outside" is none."""
    words, logits = networks.encoder(batch.ids, batch.shapes, batch.first, batch.mask)
    found: dict[str, Tensor] = {}
    for name, tags in batch.tags.items():
        if name in WEIGHTS:
            found[name] = _of_words(name, logits[:, :, SLICES[name]].float(), tags)
    for name, part in batch.anchors.items():
        scores = anchored(networks, name, words, part)
        found[f"{name} parts"] = _counted(scores.argmax(-1), part.labels, part.labels != IGNORE)
    return found


def _of_words(name: str, logits: Tensor, tags: Tensor) -> Tensor:
    if name == "realis":
        # Tags are sets of values that may stand, as bits.
        seen = tags > 0
        right = ((1 << logits.argmax(-1)) & tags) > 0
        return torch.stack(((right & seen).sum(), seen.sum(), seen.sum())).float()
    seen = tags != IGNORE
    if name == "background":
        return _counted((logits[:, :, 0] > 0).long(), tags, seen)
    if name == "mode":
        logits = logits.masked_fill(~TYPE_OF_MODE[tags.clamp_min(0)], -1e4)
    if name in ("mode", "stance"):
        right = (logits.argmax(-1) == tags) & seen
        return torch.stack((right.sum(), seen.sum(), seen.sum())).float()
    return _counted(logits.argmax(-1), tags, seen)


def _counted(given: Tensor, gold: Tensor, seen: Tensor) -> Tensor:
    right = (given == gold) & (gold > 0) & seen
    return torch.stack((right.sum(), ((given > 0) & seen).sum(), ((gold > 0) & seen).sum())).float()


def _batches(examples: list[Example], short: bool) -> list[Batch]:
    rng = random.Random(1)
    windows: list[Cut] = cuts(examples, short, rng)
    windows = sorted(rng.sample(windows, min(WINDOWS, len(windows))), key=lambda cut: cut.size)
    return [make_batch(windows[at : at + BATCH], rng) for at in range(0, len(windows), BATCH)]
