"""Training: one resumable run on a clock. ``python -m train.trainer --minutes 75 --out work/run``.

Settings follow the prototype of ``shared/ENCODER.md``: AdamW, 2e-4 for the encoder and 1e-3 for heads, 4 % warm-up,
linear decay on the clock, clip 1.0, bf16 autocast, batches of windows of similar length from one corpus at a time.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import Parameter
from torch.optim import AdamW

from train.base import base_folder
from train.batches import Batch, make_batch
from train.corpora import CORPORA, Cut, cuts, load_examples
from train.examples import Example
from train.losses import losses
from train.net import Anchors, Encoder, load_base

BATCH_PIECES = 1536
ENCODER_RATE, HEAD_RATE, WARM_UP = 2e-4, 1e-3, 0.04
ROUND_FROM = 0.75
"""Part of the clock after which the encoder learns with the rounding of its int8 export."""
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


def train(minutes: float, out: Path, seed: int, names: set[str] | None) -> None:
    """Train for ``minutes`` of training clock, from the last checkpoint in ``out`` if there is one."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    encoder, anchors = Encoder(), Anchors()
    load_base(encoder, base_folder())
    core, heads = _parameters(encoder, anchors)
    optimizer = AdamW(
        [{"params": core, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}],
        weight_decay=0.01, betas=(0.9, 0.99), fused=True,
    )  # fmt: skip
    rates = [group["lr"] for group in optimizer.param_groups]
    examples = load_examples(tokenizer, names)
    corpora = [corpus for corpus in CORPORA if examples.get(corpus.name)]
    streams = {c.name: batches(examples[c.name], c.short, random.Random(f"{seed}-{c.name}")) for c in corpora}
    clock, step, drawn = _resume(out, encoder, anchors, optimizer, rng)
    # A corpus that joins a resumed run starts level with the others, so that it does not have to catch up.
    before = sum(drawn.values())
    drawn = {corpus.name: drawn.get(corpus.name, round(corpus.share * before)) for corpus in corpora}
    log = open(out / "log.jsonl", "a", encoding="utf-8")  # noqa: SIM115
    saved = clock
    sums: dict[str, list[float]] = {}
    began = time.monotonic() - clock
    encoder.train()
    anchors.train()
    while clock < minutes * 60:
        # The corpus that lags most behind its share comes next: exact shares, no luck.
        total = sum(drawn.values()) + 1
        corpus = max(corpora, key=lambda c: c.share - drawn[c.name] / total)
        batch = next(streams[corpus.name])
        drawn[corpus.name] += batch.pieces
        done = clock / (minutes * 60)
        if done >= ROUND_FROM:
            encoder.round()
        factor = min(1.0, done / WARM_UP + 0.01) * max(0.0, 1 - done)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        with torch.autocast("cpu", torch.bfloat16):
            parts = losses(encoder, anchors, batch)
        if parts:
            sum(parts.values()).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_([*core, *heads], 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        for name, value in parts.items():
            sums.setdefault(f"{corpus.name}:{name}", []).append(float(value.detach()))
        step += 1
        clock = time.monotonic() - began
        if step % 200 == 0:
            means = {name: round(sum(values) / len(values), 4) for name, values in sorted(sums.items())}
            log.write(json.dumps({"step": step, "clock": round(clock), "pieces": sum(drawn.values()), **means}) + "\n")
            log.flush()
            sums.clear()
        if clock - saved > CHECKPOINT_SECONDS:
            _save(out, encoder, anchors, optimizer, rng, clock, step, drawn)
            saved = clock
    _save(out, encoder, anchors, optimizer, rng, clock, step, drawn)
    log.write(json.dumps({"finished": True, "step": step, "clock": round(clock), "drawn": drawn}) + "\n")
    log.close()


def _parameters(encoder: Encoder, anchors: Anchors) -> tuple[list[Parameter], list[Parameter]]:
    """What is trained: the core of the encoder, and what starts from nothing."""
    named = [(name, value) for name, value in encoder.named_parameters() if value.requires_grad]
    fresh = [value for name, value in named if name.startswith(("heads", "shape"))]
    core = [value for name, value in named if not name.startswith(("heads", "shape"))]
    return core, [*fresh, *anchors.parameters()]


def _save(
    out: Path,
    encoder: Encoder,
    anchors: Anchors,
    optimizer: AdamW,
    rng: random.Random,
    clock: float,
    step: int,
    drawn: dict[str, int],
) -> None:
    state = {
        "encoder": encoder.state_dict(), "anchors": anchors.state_dict(), "optimizer": optimizer.state_dict(),
        "rng": rng.getstate(), "torch_rng": torch.get_rng_state(), "clock": clock, "step": step, "drawn": drawn,
    }  # fmt: skip
    partial = out / "checkpoint.partial"
    torch.save(state, partial)
    partial.replace(out / "checkpoint.pt")


def _resume(
    out: Path, encoder: Encoder, anchors: Anchors, optimizer: AdamW, rng: random.Random
) -> tuple[float, int, dict[str, int]]:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0.0, 0, {}
    state = torch.load(path, weights_only=False)
    encoder.load_state_dict(state["encoder"])
    anchors.load_state_dict(state["anchors"])
    optimizer.load_state_dict(state["optimizer"])
    rng.setstate(state["rng"])
    torch.set_rng_state(state["torch_rng"])
    return state["clock"], state["step"], state["drawn"]


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
