"""Help for the tests of the command line: a runner, a record of made-up pages, a reader without weights."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import onrecord.pipeline
from bench.kill import toy
from onrecord.cli.app import app
from onrecord.encoder.annotation import Annotation
from onrecord.model import RawPage, ReadOptions
from onrecord.record import Record

Run = Callable[..., Result]
STORY = """Minister opens harbour

March 4, 2019

The minister opened the harbour of a small town on Monday and thanked the workers who had built it in two years.

She said the town would now have ships again, and that the old pier would be kept for the children of the town.
"""
VISIT = "A visit\nAnna Müller visited Russia on 2019-04-28. Boris Vane denied that Anna Müller attacked Iran."
TALKS = "Talks\nBoris Vane said that Iran accused Carla Ortíz.\n----\nMore talks\nCarla Ortíz visited Iran in spring."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    monkeypatch.delenv("ONRECORD_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    runner = CliRunner()
    return lambda *arguments, **more: runner.invoke(app, [str(argument) for argument in arguments], **more)


@pytest.fixture
def unannotated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets ``read`` and ``add`` clean pages for real, in this process, with an encoder that sees nothing."""
    use(monkeypatch, partial(onrecord.pipeline.derive, encode=lambda text: Annotation((), ())))


def use(monkeypatch: pytest.MonkeyPatch, derive: Any) -> None:
    """Derive pages in this process with a function of the test."""
    real = Record.add

    def add(record: Record, pages: Any, options: Any = None, jobs: Any = None, progress: Any = None) -> Any:
        return real(record, pages, options, progress=progress, derive=derive)

    monkeypatch.setattr(Record, "add", add)
    monkeypatch.setattr(onrecord.pipeline, "derive", derive)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Path]:
    """The record of two made-up pages, three articles, at the default place of commands run in ``tmp_path``."""
    path = tmp_path / "onrecord.sqlite"
    with Record.open(path) as opened:
        for name, text, outlet in (("a.txt", VISIT, "The Lantern"), ("b.txt", TALKS, "Evening Bell")):
            options = ReadOptions(published="2019-05-02", outlet=outlet)
            opened.add([RawPage(text.encode(), file=name)], options, derive=toy.derive)
    return path


def lines(result: Result) -> list[dict[str, Any]]:
    """The objects that a command printed."""
    return [json.loads(line) for line in result.stdout.splitlines()]
