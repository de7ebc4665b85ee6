"""From raw corpora to the files that ship, in one command: train, export, model card.

``python -m train.run --version 1 --minutes 100`` trains into ``work/run-1`` (resumable: call it again), writes the
graphs to ``src/onrecord/encoder/weights`` and the model card beside this file. Scores are added by
``python -m bench.run --freeze``, which reads the weights that were written.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from train.calibrate import calibrate_shipped
from train.card import write_card
from train.export import export
from train.trainer import train

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "onrecord" / "encoder" / "weights"


def main() -> None:
    """Command line of the whole way."""
    parser = argparse.ArgumentParser(description="From raw corpora to the files that ship, in one command.")
    parser.add_argument("--version", required=True, help="goes into the manifest and every derived row")
    parser.add_argument("--minutes", type=float, default=100, help="training clock; the learning rate decays on it")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="folder of checkpoints and log; work/run-VERSION by default")
    parser.add_argument(
        "--open-only",
        action="store_true",
        help="train without data of class U (no licence)",
    )
    arguments = parser.parse_args()
    out = arguments.out or ROOT / "work" / f"run-{arguments.version}"
    train(arguments.minutes, out, arguments.seed, open_only=arguments.open_only)
    export(out, arguments.version, WEIGHTS)
    calibrate_shipped()
    write_card(out, arguments.version, arguments.minutes, arguments.seed, WEIGHTS)


if __name__ == "__main__":
    main()
