"""The combined dev score that decides which checkpoint is kept: mean loss of the heads on development sets."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

from train.batches import Batch, make_batch
from train.corpora import Cut, cuts
from train.corpus.load import read_stand_off
from train.examples import Example, gold_example, marked_example
from train.losses import losses
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


def dev_loss(networks: Networks, batches: Mapping[str, Sequence[Batch]]) -> float:
    """Mean over heads of their weighted loss, each head a mean over its batches; dropout is off."""
    networks.eval()
    sums: dict[str, list[float]] = {}
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for name, group in batches.items():
            for batch in group:
                for head, value in losses(networks, batch).items():
                    sums.setdefault(f"{name}:{head}", []).append(float(value))
    networks.train()
    return sum(sum(values) / len(values) for values in sums.values()) / len(sums)


def _batches(examples: list[Example], short: bool) -> list[Batch]:
    rng = random.Random(1)
    windows: list[Cut] = cuts(examples, short, rng)
    windows = sorted(rng.sample(windows, min(WINDOWS, len(windows))), key=lambda cut: cut.size)
    return [make_batch(windows[at : at + BATCH], rng) for at in range(0, len(windows), BATCH)]
