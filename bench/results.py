"""Tasks on disk: what they froze, their floors and ceilings, and what a result depends on."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.encoder.weights import WEIGHTS_FOLDER
from train.readers.document import DATA

BENCH = Path(__file__).parent
ROOT = BENCH.parent
EPSILON = 0.0005
"""What a score may fall below its floor, or rise above its ceiling."""
DIGITS = 4


class Skipped(Exception):
    """Something outside the repository is missing; the message says what."""


@dataclass(frozen=True, slots=True)
class Task:
    """One folder of ``bench/`` with a ``task.py``."""

    name: str
    module: ModuleType

    @property
    def folder(self) -> Path:
        """Where the task's files lie."""
        return BENCH / self.name

    @property
    def manual(self) -> bool:
        """Whether the task runs only when it is named."""
        return bool(getattr(self.module, "MANUAL", False))

    @property
    def alone(self) -> bool:
        """Whether nothing else may run beside it."""
        return bool(getattr(self.module, "ALONE", False))

    @property
    def floors(self) -> dict[str, float]:
        """Least values that CI accepts."""
        return _read(self.folder / "floor.json")

    @property
    def ceilings(self) -> dict[str, float]:
        """Greatest values that CI accepts."""
        return _read(self.folder / "ceiling.json")

    @property
    def frozen(self) -> dict[str, float]:
        """Scores of the last frozen result."""
        scores: dict[str, float] = _read(self.folder / "frozen.json").get("scores", {})
        return scores


def find_tasks(names: Iterable[str] = ()) -> list[Task]:
    """The tasks of ``names``, or all, in order of name.

    Raises:
        KeyError: If a name is no task.
    """
    present = sorted(path.parent.name for path in BENCH.glob("*/task.py"))
    wanted = list(names) or present
    for name in wanted:
        if name not in present:
            raise KeyError(name)
    return [Task(name, importlib.import_module(f"bench.{name}.task")) for name in wanted]


def failures(task: Task, scores: dict[str, float]) -> list[str]:
    """One line for each floor or ceiling that the scores break or do not answer."""
    found = []
    for sign, word, limits in ((1, "floor", task.floors), (-1, "ceiling", task.ceilings)):
        for name, limit in limits.items():
            value = scores.get(name)
            if value is None:
                found.append(f"{task.name} {name}: no score, {word} {limit}")
            elif sign * (value - limit) < -EPSILON:
                found.append(f"{task.name} {name}: {value:.{DIGITS}f}, {word} {limit}")
    return found


def freeze(task: Task, scores: dict[str, float], today: date) -> None:
    """Write the frozen result of a task and raise the floors of its gated scores; no floor is lowered."""
    rounded = {name: round(value, DIGITS) for name, value in scores.items()}
    result = {
        "date": today.isoformat(),
        "command": f"python -m bench.run {task.name} --freeze",
        "data": data_hash(getattr(task.module, "DATA", ())),
        "code": code_hash(task),
        "weights": weights_version(),
        "machine": machine(),
        "scores": rounded,
    }
    _write(task.folder / "frozen.json", result)
    floors = task.floors
    for name in getattr(task.module, "GATED", ()):
        floors[name] = max(floors.get(name, 0.0), rounded[name])
    if floors:
        _write(task.folder / "floor.json", floors)


def data_hash(paths: Iterable[str]) -> str | None:
    """SHA-256 over names and bytes of files and folders below ``shared/data``; ``None`` where a task reads none."""
    files = sorted(file for path in paths for file in _files(DATA / path))
    return _hash(files, DATA) if files else None


def code_hash(task: Task) -> str:
    """SHA-256 over the code and tables that a score depends on: the package, the readers, the bench."""
    files = [file for file in (ROOT / "src" / "onrecord").rglob("*") if file.suffix in (".py", ".tsv", ".csv", ".json")]
    files = [file for file in files if WEIGHTS_FOLDER not in file.parents]
    files += [*(ROOT / "train" / "readers").glob("*.py"), *BENCH.glob("*.py"), *task.folder.glob("*.py")]
    return _hash(sorted(files), ROOT)


def weights_version() -> str:
    """Version and start of the digest of the shipped weights."""
    payload = (WEIGHTS_FOLDER / "manifest.json").read_bytes()
    return f"{json.loads(payload)['version']} ({hashlib.sha256(payload).hexdigest()[:12]})"


def machine() -> dict[str, object]:
    """Processor, cores, instruction sets that int8 uses, and the versions that a score may depend on."""
    import numpy
    import onnxruntime

    info = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    fields = dict(line.split(":", 1) for line in info.splitlines() if ":" in line)
    fields = {name.strip(): value.strip() for name, value in fields.items()}
    flags = set(fields.get("flags", "").split())
    return {
        "processor": fields.get("model name", platform.processor()),
        "cores": os.cpu_count(),
        "instructions": [name for name in ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "amx_int8") if name in flags],
        "python": platform.python_version(),
        "onnxruntime": onnxruntime.__version__,
        "numpy": numpy.__version__,
    }


def _files(path: Path) -> list[Path]:
    return [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]


def _hash(files: list[Path], base: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.relative_to(base)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
