"""The program starts at once, and says what it is."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

HEAVY = ("onnxruntime", "trafilatura", "sqlalchemy", "fastapi", "tokenizers", "numpy", "babel")


def start(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "onrecord", *arguments], capture_output=True, text=True, check=False)


def test_version_and_help() -> None:
    assert start("--version").stdout.strip() == f"onrecord {version('onrecord')}"
    helped = start("--help")
    assert helped.returncode == 0
    assert "dossier" in helped.stdout


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, onrecord.cli.app; print([name for name in {HEAVY} if name in sys.modules])"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_help_costs_little_time() -> None:
    # Time of the processor, best of three: the machine may be busy with other things.
    code = (
        "import time, sys, contextlib, io; begin = time.process_time()\n"
        "from onrecord.cli.app import app\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()): app(['--help'])\n"
        "print(time.process_time() - begin)"
    )
    assert min(float(subprocess.check_output([sys.executable, "-c", code], text=True)) for _ in range(3)) < 0.6


def test_wrong_command_is_wrong_usage() -> None:
    done = start("remember")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
