"""Fixtures of the record's tests: an empty record on each database, and made-up pages."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from bench.kill.toy import derive
from onrecord.model import RawPage, ReadOptions
from onrecord.record import AddReport, Record
from tests import postgres

ROOT = Path(__file__).parents[1]
TOY = "bench.kill.toy:derive"
OPTIONS = ReadOptions(published="2031-05-02", outlet="The Lantern")
VISIT = "A visit\nAnna Müller visited Russia on 2031-04-28. Boris Vane denied that Anna Müller attacked Iran."
TALKS = "Talks\nBoris Vane said that Iran accused Carla Ortíz.\n----\nMore talks\nCarla Ortíz visited Iran in spring."
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    if postgres.binaries() is None:
        message = "no PostgreSQL under /usr/lib/postgresql: install Debian's postgresql"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with postgres.cluster() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new record may be made."""
    return new_target(request, str(request.param), tmp_path)


def new_target(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    if kind == "sqlite":
        return str(tmp_path / f"record-{next(_numbers)}.db")
    server, schema = request.getfixturevalue("postgres_server"), f"r{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")  # type: ignore[arg-type]
    return f"{server}&options=-csearch_path%3D{schema}"


@pytest.fixture
def record(target: str) -> Iterator[Record]:
    with Record.open(target, clock=lambda: datetime(2031, 5, 3, tzinfo=UTC)) as opened:
        yield opened


@pytest.fixture
def toy_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets workers find the toy stage."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


def raw(text: str, file: str = "a.txt", url: str | None = None) -> RawPage:
    return RawPage(text.encode(), file=file, url=url)


def add(record: Record, *texts: str, options: ReadOptions = OPTIONS) -> AddReport:
    return record.add([raw(text, f"{number}.txt") for number, text in enumerate(texts)], options, derive=derive)


def exported(record: Record) -> dict[str, list[dict[str, object]]]:
    return {kind: list(record.export_rows(kind)) for kind in ("events", "claims", "actors", "articles")}
