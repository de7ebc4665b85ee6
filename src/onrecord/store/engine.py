"""Connections to a record: SQLite or PostgreSQL, one writer at a time."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, OperationalError

from onrecord.errors import StoreError

BUSY_MILLISECONDS = 20_000
_ADVISORY_LOCK = 0x6F6E7265636F7264
_SCHEME = re.compile(r"[a-z][a-z0-9+]*://")
_STEPS_PER_LOOK = 5_000
_CHUNK = 400
"""Steps of SQLite's machine between two looks at the clock: a fraction of a millisecond."""
_QUERY_CANCELED = "57014"


def is_address(target: str | Path) -> bool:
    """Whether a record is named by an address; otherwise it is a file."""
    return _SCHEME.match(str(target)) is not None


def locate(target: str | Path) -> URL:
    """Address of a record: a path is a SQLite file, an address names SQLite or PostgreSQL.

    Raises:
        StoreError: If the address is none, or of another database.
    """
    text = str(target)
    if not is_address(target):
        return _file(Path(text).expanduser())
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as error:
        raise StoreError("The address of the record cannot be read", "write postgresql://user@host/name") from error
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite":
        return _file(Path(url.database)) if url.database and not url.query else url
    raise StoreError(
        f"A record cannot be kept in {url.get_backend_name()}", "give the path of a file, or a postgresql:// address"
    )


def _file(path: Path) -> URL:
    # SQLite keeps its log of changes beside the file; where it cannot, the file can still be read as it lies there.
    effective = os.access in os.supports_effective_ids
    may_write = os.access(path.parent, os.W_OK, effective_ids=effective)
    if may_write or not path.is_file() or path.with_name(path.name + "-wal").exists():
        return URL.create("sqlite", database=str(path))
    return URL.create(
        "sqlite", database=f"file:{quote(str(path))}", query={"mode": "ro", "immutable": "1", "uri": "true"}
    )


def connect(url: URL) -> Engine:
    """Engine for an address; nothing is opened before the first use.

    Raises:
        StoreError: If the driver for PostgreSQL is not installed.
    """
    if url.get_backend_name() == "postgresql":
        try:
            engine = sa.create_engine(url, pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise StoreError(
                "The driver for PostgreSQL is not installed", "run: pip install 'onrecord[postgres]'"
            ) from error
        sa.event.listen(engine, "begin", _begin_postgresql)
        return engine
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the record."""
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of the one writer: others wait for it, it is kept as a whole or not at all."""
    with engine.connect().execution_options(onrecord_writes=True) as connection, connection.begin():
        yield connection


def in_chunks(values: Sequence[str]) -> Iterator[Sequence[str]]:
    """Values some at a time, as many as a statement takes in ``IN (…)``."""
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))


class OutOfTime(Exception):
    """A statement was stopped at the bound of :func:`bounded`."""


@contextmanager
def bounded(connection: Connection, seconds: float) -> Iterator[None]:
    """Let the database stop what it does in this block after so much time.

    SQLite counts from the beginning of the block, PostgreSQL each statement, and until the transaction ends.

    Raises:
        OutOfTime: If it was stopped.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, round(seconds * 1000))}")
        try:
            yield
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", None) == _QUERY_CANCELED:
                raise OutOfTime from error
            raise
        return
    raw: Any = connection.connection.dbapi_connection
    deadline = time.monotonic() + seconds
    stopped = False

    def look() -> bool:
        nonlocal stopped
        stopped = time.monotonic() > deadline
        return stopped

    raw.set_progress_handler(look, _STEPS_PER_LOOK)
    try:
        yield
    except OperationalError as error:
        # Not by its words: what is stopped while it opens the index says something else.
        if stopped:
            raise OutOfTime from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # SQLAlchemy's own transactions start late; ours are started by the listener below.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("onrecord_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("onrecord_writes"):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def tidy(engine: Engine) -> None:
    """After a deletion: leave no bytes of it in free pages, in the index or in the log of changes."""
    with engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        cursor = raw.cursor()
        if engine.dialect.name == "sqlite":
            # Merging the index drops deleted words, and what is freed is written over.
            cursor.execute("PRAGMA secure_delete = ON")
            cursor.execute("INSERT INTO search_index(search_index) VALUES ('optimize')")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            raw.autocommit = True
            cursor.execute("VACUUM")
            raw.autocommit = False
        cursor.close()
