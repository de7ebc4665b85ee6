"""The schema of a record and its version: made, migrated, or refused."""

from __future__ import annotations

import secrets
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from onrecord.errors import StoreError
from onrecord.store import tables as t
from onrecord.store.engine import reading, writing

HEAD = "0004"
"""Version of the schema that this program reads and writes; versions are counted upwards."""
_MIGRATIONS = Path(__file__).parent / "migrations"


def prepare(engine: Engine, place: str, *, create: bool) -> None:
    """Bring a database to :data:`HEAD`: make the tables, migrate older ones, refuse what is not ours.

    Args:
        engine: Of the database.
        place: How messages call it.
        create: Whether tables may be made in an empty database.

    Raises:
        StoreError: If the database is newer than this program, is no record, or is empty and may not be filled.
    """
    with reading(engine) as connection:
        found = version(connection)
        if found == HEAD:
            return
        _refuse(connection, found, place, create)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            # Outside of a transaction, kept in the file from then on.
            _raw(connection, "PRAGMA journal_mode = WAL")
    else:
        with reading(engine) as connection:
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar_one()
        if encoding != "UTF8":
            raise StoreError(
                f"The record {place} cannot be used: its database is not in UTF-8",
                "make one with: createdb --encoding UTF8 --template template0 NAME",
            )
    with writing(engine) as connection:
        # Another process may have been faster.
        if version(connection) != HEAD:
            _migrate(connection, HEAD)
            _give_key(connection)


def version(connection: Connection) -> str | None:
    """Version of the schema that the database has; ``None`` without one."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _refuse(connection: Connection, found: str | None, place: str, create: bool) -> None:
    if found is None:
        foreign = sa.inspect(connection).get_table_names()
        if foreign:
            raise StoreError(f"{place} is a database, but no record", "name another file or database")
        if not create:
            raise StoreError(f"There is no record at {place}", f"make one with: onrecord add --record {place} FILES")
    elif not (found.isdecimal() and found < HEAD):
        raise StoreError(
            f"The record {place} was written by a newer version of onrecord (schema {found}, this one reads {HEAD})",
            "update onrecord: pip install --upgrade onrecord",
        )


def _migrate(connection: Connection, target: str) -> None:
    # Loaded here because it is needed once in the life of a record and costs a quarter of a second.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _give_key(connection: Connection) -> None:
    known = connection.execute(sa.select(t.settings.c.value).where(t.settings.c.name == "key")).scalar_one_or_none()
    if known is None:
        connection.execute(t.settings.insert().values(name="key", value=secrets.token_hex(32)))


def _raw(connection: Connection, statement: str) -> None:
    raw = connection.connection.dbapi_connection
    assert raw is not None
    cursor = raw.cursor()
    cursor.execute(statement)
    cursor.close()
