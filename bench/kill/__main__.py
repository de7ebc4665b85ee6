"""Kill `add` at random moments, go on, and compare with a run that nobody disturbed.

``python -m bench.kill --kills 50 --seed 1 [--record postgresql://...]``
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from onrecord.model import page_digest
from onrecord.record import Record

ROOT = Path(__file__).parents[2]
KINDS = ("events", "claims", "actors", "articles")


@dataclass
class Outcome:
    """What came of the kills; ``ok`` if nothing was lost, halved or different."""

    kills: int = 0
    rounds: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    same_export: bool = True
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        """Whether nothing was lost, halved, damaged or different."""
        return self.same_export and not (self.lost or self.half or self.damaged)


def export_digest(target: str) -> str:
    """SHA-256 over all exports of a record."""
    digest = sha256()
    with Record.open(target, create=False) as record:
        for kind in KINDS:
            for row in record.export_rows(kind):
                digest.update(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def run(target: str, count: int, kill_after: float | None) -> tuple[list[str], bool, float]:
    """One run of the adder, killed after some seconds; what it acknowledged, whether it finished, how long it took."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.kill.adder", target, str(count)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        # Loading the program is not worth killing; the clock starts when it says that it runs.
        process.stdout.readline()
        began = time.monotonic()
        if kill_after is not None:
            try:
                process.wait(kill_after)
            except subprocess.TimeoutExpired:
                # Its workers are left to find out by themselves that their parent is gone.
                process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().splitlines()
    took = time.monotonic() - began
    whole = [line for line in lines if len(line.split()) == 2 and len(line.split()[1]) == 64]
    return [line.split()[1] for line in whole], "finished" in lines, took


def inspect(target: str, acknowledged: set[str], outcome: Outcome) -> None:
    """Check a record after a kill: what was acknowledged is there, what is there is whole."""
    if not acknowledged and "://" not in target and not Path(target).exists():
        return
    with Record.open(target) as record:
        outcome.damaged += [f"{check.name}: {check.message}" for check in record.doctor() if not check.ok]
        held = {page.sha256: page for page in record.pages()}
        for page in held.values():
            payload = record.payload(page.sha256)
            stories = 0 if page.status == "failed" else 2
            if payload is None or page_digest(payload) != page.sha256 or len(page.articles) != stories:
                outcome.half.append(page.sha256)
        outcome.lost += sorted(acknowledged - set(held))


def kill_test(kills: int, count: int, seed: int, target: str, undisturbed: str) -> Outcome:
    """Kill ``kills`` times; whenever a round is finished, compare its export and begin a new one.

    Args:
        kills: Number of SIGKILLs.
        count: Pages of a round.
        seed: Of the random moments.
        target: Pattern of records with one ``{}`` for the round.
        undisturbed: Record of the run that is compared with.
    """
    draw, outcome, began = random.Random(seed), Outcome(), time.monotonic()
    _, finished, whole = run(undisturbed, count, None)
    assert finished, "the undisturbed run did not finish"
    wanted = export_digest(undisturbed)
    while outcome.kills < kills:
        outcome.rounds += 1
        place, acknowledged, finished = target.format(outcome.rounds), set[str](), False
        while not finished:
            # The last round is let through once the kills are done.
            moment = draw.uniform(0, whole) if outcome.kills < kills else None
            told, finished, took = run(place, count, moment)
            if finished and not acknowledged:
                # Nothing disturbed this one: the machine is faster now, and moments are drawn from its time.
                whole = took
            acknowledged |= set(told)
            outcome.acknowledged += len(told)
            outcome.kills += not finished
            inspect(place, acknowledged, outcome)
        outcome.same_export &= export_digest(place) == wanted
    outcome.seconds = round(time.monotonic() - began, 1)
    return outcome


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pages", type=int, default=1500)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "round-{}.db"))
        outcome = kill_test(given.kills, given.pages, given.seed, place, str(Path(folder, "undisturbed.db")))
    print(json.dumps({**asdict(outcome), "ok": outcome.ok}))
    sys.exit(0 if outcome.ok else 1)


if __name__ == "__main__":
    main()
