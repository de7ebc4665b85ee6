"""Fixtures of the record's tests: an empty record on each database, and made-up pages."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa

from bench.kill.toy import derive
from onrecord.model import RawPage, ReadOptions
from onrecord.record import AddReport, Record
from onrecord.store import tables as t
from onrecord.store.engine import writing
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
def kind(request: pytest.FixtureRequest) -> str:
    """Which database a test runs on."""
    return str(request.param)


@pytest.fixture
def target(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    """Where a new record may be made."""
    return new_target(request, kind, tmp_path)


def new_target(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    """Where a new record of a kind may be made."""
    if kind == "sqlite":
        return str(tmp_path / f"record-{next(_numbers)}.db")
    server, schema = request.getfixturevalue("postgres_server"), f"r{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")  # type: ignore[arg-type]
    return f"{server}&options=-csearch_path%3D{schema}"


@pytest.fixture(scope="session")
def blank(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """A record of each kind, made once: making one costs more than most tests."""
    made: dict[str, str] = {}

    def get(kind: str) -> str:
        if kind not in made:
            made[kind] = new_target(request, kind, tmp_path_factory.mktemp("blank"))
            Record.open(made[kind]).close()
        return made[kind]

    return get


@pytest.fixture
def record(kind: str, tmp_path: Path, blank: Callable[[str], str]) -> Iterator[Record]:
    """An empty record."""
    place = blank(kind)
    if kind == "sqlite":
        place = shutil.copy(place, tmp_path / "record.db")
    with Record.open(place, clock=lambda: datetime(2031, 5, 3, tzinfo=UTC)) as opened:
        if kind == "postgresql":
            _empty(opened)
        yield opened


def _empty(record: Record) -> None:
    with writing(record._engine) as connection:
        for table in reversed(t.metadata.sorted_tables):
            keep = (table.c.name == "key") if table is t.settings else sa.false()
            connection.execute(sa.delete(table).where(~keep))


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
