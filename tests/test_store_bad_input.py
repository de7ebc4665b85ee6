"""Databases that cannot be used: a clear message with the place and the next step, and nothing lost."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from bench.kill.toy import derive
from onrecord.errors import StoreError
from onrecord.record import Outcome, Record
from tests.recording import OPTIONS, ROOT, TALKS, VISIT, add, raw


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    told: list[Outcome] = []
    pages = [
        raw(f"Talks {n}\n" + "Müller visited Iran. " * 20 + os.urandom(2000).hex(), f"{n}.txt") for n in range(300)
    ]
    with Record.open(path) as record:

        @sa.event.listens_for(record._engine, "connect")
        def bound(connection: object, _record: object) -> None:
            connection.execute("PRAGMA max_page_count = 1000")  # type: ignore[attr-defined]

        record._engine.dispose()
        with pytest.raises(StoreError, match="the disk is full") as caught:
            record.add(pages, OPTIONS, derive=derive, progress=told.append)
        assert str(path) in caught.value.message
        assert "make room" in caught.value.hint
    assert 0 < len(told) < 300
    with Record.open(path) as record:
        assert {page.sha256 for page in record.pages()} == {outcome.sha256 for outcome in told}
        report = record.add(pages, OPTIONS, derive=derive)
        assert (report.unchanged, report.added) == (len(told), 300 - len(told))
        assert all(check.ok for check in record.doctor())


def test_a_file_that_may_not_grow(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\nfrom tests.recording import *\nfrom onrecord.errors import StoreError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nrecord = Record.open(sys.argv[1]); add(record, VISIT)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))\n"
        "try:\n    [add(record, f'{n}' + TALKS * 200) for n in range(200)]\n"
        "except StoreError as error:\n    print(error)"
    )
    path = tmp_path / "record.db"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert str(path) in done.stdout
    assert "Traceback" not in done.stderr
    with Record.open(path) as record:
        assert all(check.ok for check in record.doctor())
        assert record.search("muller")


@pytest.mark.parametrize("content", [b"not a database at all, but text " * 50, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged, or no record at all") as caught:
        Record.open(path)
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert path.read_bytes() == content


def test_a_damaged_record(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with Record.open(path) as record:
        add(record, *(f"{number}\nMüller visited Iran {number}." for number in range(60)))
    content = bytearray(path.read_bytes())
    content[8192:-8192] = os.urandom(len(content) - 16384)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"damaged|cannot be used"):
        _read_all(path)


def _read_all(path: Path) -> None:
    with Record.open(path) as record:
        list(record.pages())
        list(record.events())


@pytest.mark.parametrize("place", ["/proc/record.db", "/no/such/folder/record.db", "/dev/null/record.db"])
def test_a_place_that_cannot_be_written(place: str) -> None:
    with pytest.raises(StoreError, match="cannot be opened or made") as caught:
        Record.open(place)
    assert place in caught.value.message


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be"):
        Record.open(tmp_path)


@pytest.fixture
def nobody() -> Iterator[None]:
    """Root may write everywhere; the test is another user's."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    yield
    os.seteuid(0)


@pytest.fixture
def sealed() -> Iterator[Path]:
    """A record in a folder that may only be read."""
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    path = folder / "record.db"
    with Record.open(path) as record:
        add(record, VISIT)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_reading_without_the_right_to_write(sealed: Path, nobody: None) -> None:
    with Record.open(sealed, create=False) as record:
        assert len(record.search("muller")) == 1
        with pytest.raises(StoreError, match="it may only be read") as caught:
            add(record, TALKS)
    assert str(sealed) in caught.value.message
    assert [path.name for path in sealed.parent.iterdir()] == ["record.db"]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://root@localhost/x", "cannot be kept in mysql"),
        ("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2", "cannot be used"),
        ("postgresql://reader@server:port/news", "cannot be read"),
    ],
)
def test_addresses_that_lead_nowhere(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        Record.open(address)
    assert caught.value.hint


def test_no_password_in_a_message() -> None:
    with pytest.raises(StoreError) as caught:
        Record.open("postgresql://me:hunter2@127.0.0.1:1/none?connect_timeout=2")
    assert "hunter2" not in str(caught.value)


def test_reading_an_address_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no record"):
        Record.open(f"sqlite:///{tmp_path}/none.db", create=False)
    assert not list(tmp_path.iterdir())
    with Record.open(f"sqlite:///{tmp_path}/made.db") as record:
        add(record, VISIT)
    with Record.open(tmp_path / "made.db", create=False) as record:
        assert record.search("muller")
