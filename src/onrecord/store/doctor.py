"""Checks of a record: is it whole, which versions made it, what does it hold."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.store import schema
from onrecord.store import tables as t
from onrecord.store.writer import audit_digest

_COUNTED = (t.pages, t.articles, t.events, t.claims, t.relations, t.judgements, t.tombstones)


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its answer; ``hint`` is the next step where it failed."""

    name: str
    ok: bool
    message: str
    hint: str = ""


def doctor(connection: Connection) -> list[Check]:
    """Run all checks; reading only."""
    return [
        Check("schema", True, f"version {schema.version(connection)} on {connection.dialect.name}"),
        _integrity(connection),
        _index(connection),
        _whole(connection),
        _audit(connection),
        *_stages(connection),
        _failed(connection),
        _rebuild(connection),
        Check("counts", True, ", ".join(f"{_count(connection, table)} {table.name}" for table in _COUNTED)),
    ]


def _count(connection: Connection, table: sa.Table) -> int:
    return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def _pages(number: int) -> str:
    return f"{number} page{'' if number == 1 else 's'}"


def _integrity(connection: Connection) -> Check:
    if connection.dialect.name != "sqlite":
        return Check("database", True, "the server answers")
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(10)")]
    found += [str(tuple(row)) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")][:10]
    if found == ["ok"]:
        return Check("database", True, "the file is whole")
    return Check("database", False, "; ".join(found), "restore a copy of the file, or add the pages to a new record")


def _index(connection: Connection) -> Check:
    hint = "run: onrecord rebuild --from link"
    missing = _count(connection, t.articles) - _count(connection, t.search)
    if missing:
        return Check("search", False, f"{missing} articles are not in the index", hint)
    if connection.dialect.name == "sqlite":
        try:
            connection.exec_driver_sql("SELECT rowid FROM search_index WHERE search_index MATCH '\"onrecord\"'").first()
        except DBAPIError as error:
            return Check("search", False, str(error.orig), hint)
    return Check("search", True, "every article is in the index")


def _whole(connection: Connection) -> Check:
    p, d, b = t.pages.c, t.derivations.c, t.payloads.c
    query = (
        sa.select(sa.func.count())
        .select_from(t.pages.outerjoin(t.derivations, d.sha256 == p.sha256).outerjoin(t.payloads, b.sha256 == p.sha256))
        .where(sa.or_(d.sha256.is_(None), b.sha256.is_(None)))
    )
    half = connection.execute(query).scalar_one()
    if half:
        return Check("pages", False, f"{_pages(half)} not whole", "add the files again")
    return Check("pages", True, "every page has its bytes and its derivation")


def _audit(connection: Connection) -> Check:
    previous = ""
    for row in connection.execute(sa.select(t.audit).order_by(t.audit.c.id)):
        expected = audit_digest(previous, row.time, row.who, row.action, row.subject)
        if (row.previous, row.digest) != (previous, expected):
            return Check("audit", False, f"line {row.id} of the audit chain was changed", "compare it with a copy")
        previous = row.digest
    return Check("audit", True, "the chain holds")


def _stages(connection: Connection) -> list[Check]:
    d = t.derivations.c
    checks = []
    for name in ("clean", "encode", "code", "link"):
        column = d[f"version_{name}"]
        # A page whose worker was lost was made by no version; it is counted among the failed ones.
        query = sa.select(column, sa.func.count()).where(d.status != "failed").group_by(column).order_by(column)
        rows = connection.execute(query).all()
        said = ", ".join(f"{_pages(count)} by version {version}" for version, count in rows) or "no page yet"
        hint = "" if len(rows) < 2 else f"run: onrecord rebuild --from {name}"
        checks.append(Check(name, len(rows) < 2, said, hint))
    return checks


def _failed(connection: Connection) -> Check:
    failed = connection.execute(
        sa.select(sa.func.count()).select_from(t.derivations).where(t.derivations.c.status == "failed")
    ).scalar_one()
    return Check("failed", True, f"{_pages(failed)} could not be read" if failed else "no page failed")


def _rebuild(connection: Connection) -> Check:
    stage = connection.execute(sa.select(t.settings.c.value).where(t.settings.c.name == "rebuild")).scalar_one_or_none()
    if stage:
        return Check("rebuild", False, "a rebuild was interrupted", f"run: onrecord rebuild --from {stage.split()[0]}")
    return Check("rebuild", True, "none is open")
