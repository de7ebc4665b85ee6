"""Training: one resumable run on a clock. ``python -m train.trainer --minutes 75 --out work/run``.

Settings follow the prototype of ``shared/ENCODER.md``: AdamW, 4 % warm-up, linear decay on the clock, clip 1.0, bf16
autocast, batches of windows of similar length from one corpus at a time. Rates and batches: ``ABLATIONS.md``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TextIO

import torch
from tokenizers import Tokenizer
from torch.nn import Parameter
from torch.optim import AdamW

from train.base import base_folder
from train.batches import Batch, make_batch
from train.corpora import CORPORA, Cut, cuts, load_examples
from train.dev import dev_batches, dev_score
from train.examples import DEPENDENCIES, Example
from train.losses import losses
from train.net import Networks, load_base

BATCH_PIECES = 768
ENCODER_RATE, HEAD_RATE, WARM_UP = 3e-4, 2e-3, 0.04
ROUND_FROM = 0.75
"""Part of the clock after which the encoder learns with the rounding of its int8 export."""
CHECK_FROM, CHECKS = 0.8, 4
"""When the dev sets are looked at, and how often; not before the rounding has taught what int8 loses."""
CHECKPOINT_SECONDS = 240


def batches(examples: list[Example], short: bool, rng: random.Random) -> Iterator[Batch]:
    """Endless batches of one corpus; each pass is cut and shuffled anew."""
    while True:
        windows = cuts(examples, short, rng)
        rng.shuffle(windows)
        # Windows of like length share a batch, so that hardly anything is padding.
        groups: list[list[Cut]] = []
        for begin in range(0, len(windows), 256):
            group: list[Cut] = []
            for window in sorted(windows[begin : begin + 256], key=lambda cut: cut.size):
                if group and (len(group) + 1) * window.size > BATCH_PIECES:
                    groups.append(group)
                    group = []
                group.append(window)
            if group:
                groups.append(group)
        rng.shuffle(groups)
        for group in groups:
            yield make_batch(group, rng)


@dataclass(slots=True)
class State:
    """How far a run is.

    Attributes:
        clock: Seconds of training so far; evaluation does not count.
        step: Updates so far.
        drawn: Wordpieces drawn from each corpus.
        best: Best dev score so far, and the clock at it.
        checked: Clock of the last look at the dev sets.
    """

    clock: float = 0.0
    step: int = 0
    drawn: dict[str, int] = field(default_factory=dict)
    best: tuple[float, float] = (0.0, 0.0)
    checked: float = 0.0


def train(minutes: float, out: Path, seed: int, names: set[str] | None = None, open_only: bool = False) -> None:
    """Train for ``minutes`` of training clock, from the last checkpoint in ``out`` if there is one.

    From ``CHECK_FROM`` of the clock on, the combined dev score is taken ``CHECKS`` times; ``best.pt`` holds the networks
    with the best, so that a run that learns by heart stops early.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    networks = Networks(len(DEPENDENCIES))
    load_base(networks.encoder, base_folder())
    core, heads = _parameters(networks)
    optimizer = AdamW(
        [{"params": core, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01, betas=(0.9, 0.99), fused=True,
    )  # fmt: skip
    rates = [group["lr"] for group in optimizer.param_groups]
    examples = load_examples(tokenizer, names, open_only)
    held_out = dev_batches(tokenizer)
    corpora = [corpus for corpus in CORPORA if examples.get(corpus.name)]
    streams = {c.name: batches(examples[c.name], c.short, random.Random(f"{seed}-{c.name}")) for c in corpora}
    weight = sum(corpus.share for corpus in corpora)
    state = _resume(out, networks, optimizer, rng)
    # A corpus that joins a resumed run starts level with the others, so that it does not have to catch up.
    before = sum(state.drawn.values())
    state.drawn = {
        corpus.name: state.drawn.get(corpus.name, round(corpus.share / weight * before)) for corpus in corpora
    }
    log = open(out / "log.jsonl", "a", encoding="utf-8")  # noqa: SIM115
    saved = state.clock
    sums: dict[str, list[float]] = {}
    began = time.monotonic() - state.clock
    networks.train()
    whole = minutes * 60
    interval = whole * (1 - CHECK_FROM) / CHECKS
    while state.clock < whole:
        # The corpus that lags most behind its share comes next: exact shares, no luck.
        total = sum(state.drawn.values()) + 1
        corpus = max(corpora, key=lambda c: c.share / weight - state.drawn[c.name] / total)
        batch = next(streams[corpus.name])
        state.drawn[corpus.name] += batch.pieces
        done = state.clock / whole
        if done >= ROUND_FROM:
            networks.encoder.round()
        factor = min(1.0, done / WARM_UP + 0.01) * max(0.0, 1 - done)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        for name, value in _update(networks, optimizer, batch).items():
            sums.setdefault(f"{corpus.name}:{name}", []).append(value)
        state.step += 1
        state.clock = time.monotonic() - began
        if state.step % 200 == 0:
            means = {name: round(sum(values) / len(values), 4) for name, values in sorted(sums.items())}
            _note(log, step=state.step, clock=round(state.clock), pieces=sum(state.drawn.values()), **means)
            sums.clear()
        due = state.clock >= CHECK_FROM * whole and state.clock - state.checked >= interval
        if due or state.clock >= whole:
            score = dev_score(networks, held_out)
            began = time.monotonic() - state.clock
            state.checked = state.clock
            _note(log, step=state.step, clock=round(state.clock), dev=round(score, 5))
            if score > state.best[0]:
                state.best = (score, state.clock)
                torch.save(networks.state_dict(), out / "best.pt")
        if state.clock - saved > CHECKPOINT_SECONDS:
            _save(out, networks, optimizer, rng, state)
            saved = state.clock
    _save(out, networks, optimizer, rng, state)
    _note(log, finished=True, step=state.step, clock=round(state.clock), drawn=state.drawn, best=state.best)
    log.close()


def _update(networks: Networks, optimizer: AdamW, batch: Batch) -> dict[str, float]:
    """One step on a batch; its losses by head."""
    with torch.autocast("cpu", torch.bfloat16):
        parts = losses(networks, batch)
    if parts:
        sum(parts.values()).backward()  # type: ignore[union-attr]
        trained = [value for group in optimizer.param_groups for value in group["params"]]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
    return {name: float(value.detach()) for name, value in parts.items()}


def _note(log: TextIO, **values: object) -> None:
    log.write(json.dumps(values) + "\n")
    log.flush()


def _parameters(networks: Networks) -> tuple[list[Parameter], list[Parameter]]:
    """What is trained: the core of the encoder, and what starts from nothing."""
    named = [(name, value) for name, value in networks.named_parameters() if value.requires_grad]
    grown = ("encoder.heads", "encoder.shape", "anchors", "arcs")
    fresh = [value for name, value in named if name.startswith(grown)]
    core = [value for name, value in named if not name.startswith(grown)]
    return core, fresh


def _save(out: Path, networks: Networks, optimizer: AdamW, rng: random.Random, state: State) -> None:
    partial = out / "checkpoint.partial"
    torch.save(
        {
            "networks": networks.state_dict(), "optimizer": optimizer.state_dict(), "rng": rng.getstate(),
            "torch_rng": torch.get_rng_state(), "state": asdict(state),
        },
        partial,
    )  # fmt: skip
    partial.replace(out / "checkpoint.pt")


def _resume(out: Path, networks: Networks, optimizer: AdamW, rng: random.Random) -> State:
    path = out / "checkpoint.pt"
    if not path.exists():
        return State()
    saved = torch.load(path, weights_only=False)
    networks.load_state_dict(saved["networks"])
    optimizer.load_state_dict(saved["optimizer"])
    rng.setstate(saved["rng"])
    torch.set_rng_state(saved["torch_rng"])
    return State(**saved["state"])


def main() -> None:
    """Command line of the trainer."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpora", help="comma-separated names; all by default")
    arguments = parser.parse_args()
    train(
        arguments.minutes,
        arguments.out,
        arguments.seed,
        set(arguments.corpora.split(",")) if arguments.corpora else None,
    )


if __name__ == "__main__":
    main()
