"""Deleting a page: its bytes and words go, a tombstone stays and is obeyed."""

import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.errors import UsageError
from onrecord.record import Record
from onrecord.store import tables as t
from onrecord.store.engine import reading, writing
from tests.recording import TALKS, VISIT, add, exported


def test_everything_of_the_page_goes(record: Record) -> None:
    add(record, TALKS)
    before = exported(record)
    add(record, VISIT)
    (gone,) = {page.sha256 for page in record.pages()} - {line["page"]["sha256"] for line in before["articles"]}  # type: ignore[index]
    with writing(record._engine) as connection:
        values = {
            "id": "1",
            "kind": "right",
            "value": "no",
            "sha256": gone,
            "quote": "Müller",
            "who": "x",
            "made": "now",
        }
        connection.execute(t.judgements.insert().values(values))
    tombstone = record.delete_page(gone, "reader")
    assert exported(record) == before
    assert record.payload(gone) is None
    assert not record.search("visited russia")
    with reading(record._engine) as connection:
        for table in t.metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                assert gone not in map(str, row), table.name
        (kept,) = connection.execute(sa.select(t.tombstones)).all()
    assert (kept.id, kept.who, kept.deleted) == (tombstone, "reader", "2031-05-03T00:00:00+00:00")
    assert all(check.ok for check in record.doctor())


def test_the_tombstone_is_obeyed(record: Record) -> None:
    add(record, VISIT)
    record.delete_page(next(record.pages()).sha256, "reader")
    report = add(record, VISIT, TALKS)
    assert (report.added, report.refused) == (1, 1)
    assert len(list(record.pages())) == 1


def test_no_such_page(record: Record) -> None:
    with pytest.raises(UsageError, match="no page"):
        record.delete_page("0" * 64, "reader")


def test_no_byte_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        add(record, "A title\nZebulonia visited Iran.", TALKS)
        assert b"ebulonia" in path.read_bytes() + path.with_name("record.db-wal").read_bytes()
        gone = next(page.sha256 for page in record.pages() if len(page.articles) == 1)
        record.delete_page(gone, "reader")
        for file in tmp_path.iterdir():
            assert b"ebulonia" not in file.read_bytes(), file.name


def test_a_changed_audit_line_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        add(record, VISIT, TALKS)
        for page in list(record.pages()):
            record.delete_page(page.sha256, "reader")
        assert all(check.ok for check in record.doctor())
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE audit SET who = 'somebody' WHERE id = 1")
    connection.close()
    with Record.open(path) as record:
        assert [check.name for check in record.doctor() if not check.ok] == ["audit"]
