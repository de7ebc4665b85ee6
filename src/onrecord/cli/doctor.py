"""``onrecord doctor``: is everything in its place."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.cli.options import DEFAULT_RECORD, JsonOption, RecordOption
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.record import Check

_PROBE = "The minister of Norland visited the border town on Monday, a spokesman said."


def doctor(record: RecordOption = DEFAULT_RECORD, json: JsonOption = False) -> None:
    """Check the installation and the record: weights, encoder, database, search, versions of the stages."""
    from onrecord.cli.console import joined, print_json, say

    checks = [*_installation(), *_record(record)]
    if json:
        print_json(map(asdict, checks))
    else:
        for check in checks:
            word = ("ok     ", "green") if check.ok else ("failed ", "bold red")
            say(joined(word, (check.name.ljust(10), "bold"), check.message))
            if check.hint and not check.ok:
                say(f"next: {check.hint}", style="dim", indent=7)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def _installation() -> Iterator[Check]:
    from onrecord.record import Check

    yield Check("python", True, f"{platform.python_version()} on {sys.platform}")
    yield _attempted("weights", _weights)
    yield _attempted("encoder", _encoder)


def _attempted(name: str, look: Callable[[], str]) -> Check:
    from onrecord.record import Check

    try:
        return Check(name, True, look())
    except OnrecordError as error:
        return Check(name, False, error.message, error.hint)


def _weights() -> str:
    from onrecord.encoder.weights import find_weights

    return f"version {find_weights().version}, checksums right"


def _encoder() -> str:
    from onrecord.encoder import encode

    annotation = encode(_PROBE)
    return f"read {len(annotation.words)} words"


def _record(target: str) -> Iterator[Check]:
    from onrecord.cli.opening import open_record
    from onrecord.record import Check

    if "://" not in target and not Path(target).expanduser().exists():
        yield Check("record", True, f"none at {target} yet; make one with: onrecord add FILES")
        return
    try:
        with open_record(target) as opened:
            yield from opened.doctor()
    except OnrecordError as error:
        yield Check("record", False, error.message, error.hint)
