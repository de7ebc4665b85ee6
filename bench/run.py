"""Run benches and print the table: ``python -m bench.run [task ...] [--freeze] [--gate]``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.results import DIGITS, ROOT, Skipped, Task, failures, find_tasks, freeze
from train.readers.document import DATA

SAMPLE = 0.01
SEED = 1
GATE_SECONDS = 480.0
SKIPPED = 77


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a task's process gave: scores, or the reason why there are none."""

    task: Task
    scores: dict[str, float]
    problem: str | None
    skipped: bool
    seconds: float


def main(arguments: list[str] | None = None) -> int:
    """Command line of the benches; returns the exit status."""
    options = _parser().parse_args(arguments)
    if options.worker:
        return _work(options.tasks[0], options.worker, options.gate)
    try:
        tasks = find_tasks(options.tasks)
    except KeyError as error:
        print(f"no bench called {error}; there are: {', '.join(task.name for task in find_tasks())}", file=sys.stderr)
        return 2
    if not options.tasks and not options.all:
        # What takes hours by hand has a sample for the gate.
        tasks = [task for task in tasks if not task.manual or (options.gate and hasattr(task.module, "sample"))]
    if options.frozen:
        for task in tasks:
            _print(task, task.frozen, {})
        return 0
    if not DATA.exists():
        return _without_data()
    if options.gate:
        tasks = [task for task in tasks if task.floors or task.ceilings]
    deadline = time.monotonic() + (GATE_SECONDS if options.gate else 24 * 3600)
    broken = []
    for outcome in _outcomes(tasks, options, deadline):
        _report(outcome)
        if outcome.problem:
            broken += [] if outcome.skipped and not options.gate else [f"{outcome.task.name}: {outcome.problem}"]
            continue
        if options.freeze:
            freeze(outcome.task, outcome.scores, date.today())
        broken += failures(outcome.task, outcome.scores)
    for line in broken:
        print(f"FAILED {line}", file=sys.stderr)
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Run benches and print their scores.")
    parser.add_argument("tasks", nargs="*", help="folders of bench/; all but the manual ones when none is named")
    parser.add_argument("--all", action="store_true", help="the manual ones too")
    parser.add_argument("--freeze", action="store_true", help="write frozen.json and raise the floors")
    parser.add_argument("--frozen", action="store_true", help="print the frozen results, run nothing")
    parser.add_argument("--gate", action="store_true", help="tasks with floors only, samples where a task has them")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    return parser


def _without_data() -> int:
    expected = os.environ.get("CI") == "true"
    outcome = "they are required with CI=true" if expected else "benches skipped"
    print(f"no corpora at {DATA}: {outcome}", file=sys.stderr)
    return 1 if expected else 0


def _outcomes(tasks: list[Task], options: argparse.Namespace, deadline: float) -> Iterator[Outcome]:
    """Each task in a process of its own, two at a time, those that measure time by themselves at the end."""
    with ThreadPoolExecutor(2) as pool:
        together = [task for task in tasks if not task.alone]
        yield from pool.map(lambda task: _outcome(task, options.gate, deadline), together)
    for task in tasks:
        if task.alone:
            yield _outcome(task, options.gate, deadline)


def _outcome(task: Task, gate: bool, deadline: float) -> Outcome:
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "scores.json"
        command = [sys.executable, "-m", "bench.run", task.name, "--worker", str(answer), *(["--gate"] if gate else [])]
        try:
            left = max(1.0, deadline - start)
            done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=left, check=False)
        except subprocess.TimeoutExpired:
            return Outcome(task, {}, "not done in time", False, time.monotonic() - start)
        seconds = time.monotonic() - start
        if done.returncode:
            problem = done.stderr.strip() if done.returncode != SKIPPED else done.stderr.strip().splitlines()[-1]
            return Outcome(task, {}, problem, done.returncode == SKIPPED, seconds)
        return Outcome(task, json.loads(answer.read_text(encoding="utf-8")), None, False, seconds)


def _work(name: str, answer: Path, gate: bool) -> int:
    (task,) = find_tasks([name])
    sample = getattr(task.module, "sample", None) if gate else None
    try:
        scores = sample(SAMPLE, SEED) if sample else task.module.run()
    except Skipped as reason:
        print(reason, file=sys.stderr)
        return SKIPPED
    answer.write_text(json.dumps(scores), encoding="utf-8")
    return 0


def _report(outcome: Outcome) -> None:
    if outcome.problem:
        word = "skipped" if outcome.skipped else "failed"
        print(f"{outcome.task.name:12} {word}: {outcome.problem.splitlines()[-1]}", flush=True)
    else:
        _print(outcome.task, outcome.scores, outcome.task.frozen)
        print(f"{outcome.task.name:12} {outcome.seconds:.0f} s", flush=True)


def _print(task: Task, scores: dict[str, float], frozen: dict[str, float]) -> None:
    floors, ceilings = task.floors, task.ceilings
    for name, value in scores.items():
        if name.endswith((".low", ".high")):
            continue
        line = f"{task.name:12} {name:34} {_number(value):>10}"
        if f"{name}.low" in scores:
            line += f"  [{_number(scores[f'{name}.low'])}, {_number(scores[f'{name}.high'])}]"
        for word, values in (("floor", floors), ("ceiling", ceilings), ("frozen", frozen)):
            if name in values:
                line += f"  {word} {_number(values[name])}"
        print(line)


def _number(value: float) -> str:
    return f"{value:.{DIGITS}f}" if abs(value) < 100 else f"{value:,.0f}"


if __name__ == "__main__":
    sys.exit(main())
