"""The bound of time on searching: the database stops itself, and a person is told what to do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.store import engine, search
from onrecord.store.engine import OutOfTime, bounded, reading
from onrecord.web import create_app
from tests.cli import Run, run
from tests.recording import TALKS, VISIT, add

__all__ = ["run"]
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(60)",
}


@pytest.fixture
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite looks at the clock at every step and has no time left; PostgreSQL's bound is a millisecond at least."""
    monkeypatch.setattr(search, "INDEX_SECONDS", 0.0)
    monkeypatch.setattr(engine, "_STEPS_PER_LOOK", 1)


def test_the_database_stops_a_statement(record: Record, kind: str) -> None:
    began = time.monotonic()
    with pytest.raises(OutOfTime), reading(record._engine) as connection, bounded(connection, 0.2):
        connection.execute(sa.text(ENDLESS[kind])).all()
    assert time.monotonic() - began < 20
    with reading(record._engine) as connection:
        assert connection.execute(sa.text("SELECT 1")).scalar_one() == 1


def test_other_failures_pass_as_they_are(record: Record) -> None:
    with pytest.raises(sa.exc.DBAPIError), reading(record._engine) as connection, bounded(connection, 5):
        connection.execute(sa.text("SELECT nothing FROM nowhere"))


def test_a_bound_ends_with_its_block(tmp_path: Path) -> None:
    with Record.open(tmp_path / "record.db") as record, reading(record._engine) as connection:
        with bounded(connection, 0.0):
            pass
        count = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 50000) SELECT count(*) FROM n"
        assert connection.execute(sa.text(count)).scalar_one() == 50_000


def test_a_phrase_is_looked_for_in_time(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    add(record, VISIT, TALKS)
    monkeypatch.setattr(search, "TEXT_SECONDS", -1.0)
    with pytest.raises(UsageError, match="looking for the phrase took longer") as caught:
        record.search('"anna muller"')
    assert "rarer word" in caught.value.hint
    assert len(record.search("muller")) == 1
    assert len(record.search('"anna muller"', limit=None)) == 1


def test_a_slow_search_on_the_command_line(run: Run, tmp_path: Path, no_time: None) -> None:
    with Record.open(tmp_path / "onrecord.sqlite") as record:
        add(record, VISIT, TALKS)
    for more in ((), ("--json",)):
        result = run("search", "müller", *more)
        assert result.exit_code == 2
        assert "The search was stopped" in result.output
        assert "next: give more words, or rarer ones" in result.output


def test_a_slow_search_in_the_reading_room(tmp_path: Path, no_time: None) -> None:
    with Record.open(tmp_path / "record.db") as record:
        add(record, VISIT, TALKS)
        room = TestClient(create_app(record), base_url="http://127.0.0.1:8000")
        answer = room.get("/search?q=müller")
        assert answer.status_code == 400
        assert "The search was stopped" in answer.text
        assert room.get("/search.json?q=müller").json()["error"]["hint"] == "give more words, or rarer ones"
