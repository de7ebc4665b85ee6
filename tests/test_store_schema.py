"""The schema: one definition for both databases, older records migrated, newer and foreign ones refused."""

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from onrecord.errors import StoreError
from onrecord.record import Record
from onrecord.store import schema
from onrecord.store import tables as t
from onrecord.store.engine import connect, locate, reading, writing
from tests.recording import VISIT, add, exported


def test_the_migrations_make_the_tables_that_are_defined(record: Record) -> None:
    def ours(_item: object, name: str | None, kind: str, *_: object) -> bool:
        # The index of words is each database's own.
        return not (name or "").startswith(("search_index", "ix_search_vector")) and (name, kind) != (
            "vector",
            "column",
        )

    def other_type(_context: object, _column: object, _defined: object, found: object, made: object) -> bool:
        if isinstance(made, t.PlainText):
            collation = "C" if record._engine.dialect.name == "postgresql" else None
            return not isinstance(found, sa.Text) or found.collation != collation
        return type(found)._type_affinity is not type(made)._type_affinity

    with reading(record._engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": other_type})
        assert compare_metadata(context, t.metadata) == []
        assert schema.version(connection) == schema.HEAD


def test_head_is_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_an_older_record_is_migrated(target: str) -> None:
    with Record.open(target) as record:
        add(record, VISIT)
        before = exported(record)
    _back_to_first(target)
    with Record.open(target, create=False) as record:
        assert exported(record) == before
        assert len(record.search("muller")) == 1
        with reading(record._engine) as connection:
            assert schema.version(connection) == schema.HEAD


def _back_to_first(target: str) -> None:
    engine = connect(locate(target))
    with writing(engine) as connection:
        if connection.dialect.name == "sqlite":
            for name in ("insert", "delete", "update"):
                connection.exec_driver_sql(f"DROP TRIGGER search_{name}")
            connection.exec_driver_sql("DROP TABLE search_index")
        else:
            connection.exec_driver_sql("ALTER TABLE search DROP COLUMN vector")
        for table in ("feeds", "feed_entries", "sketches", "bands"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()


def test_a_newer_record_is_refused(target: str) -> None:
    Record.open(target).close()
    engine = connect(locate(target))
    with writing(engine) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9000'")
    engine.dispose()
    with pytest.raises(StoreError, match="newer version of onrecord") as caught:
        Record.open(target)
    assert "upgrade" in caught.value.hint
    assert caught.value.exit_code == 2


def test_another_programs_database_is_refused(target: str) -> None:
    engine = connect(locate(target))
    with writing(engine) as connection:
        connection.execute(sa.text("CREATE TABLE invoices (id integer)"))
    engine.dispose()
    with pytest.raises(StoreError, match="no record"):
        Record.open(target)


def test_no_record_is_made_unasked(target: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no record at"):
        Record.open(target, create=False)
    assert not list(tmp_path.iterdir())


def test_two_open_a_new_record_at_once(target: str) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as threads:
        records = list(threads.map(lambda _: Record.open(target), range(4)))
    for record in records:
        assert list(record.pages()) == []
        record.close()
