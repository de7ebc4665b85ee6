"""Pages that could not be read: named with their reasons, and tried again."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from onrecord.record.add import BATCH_PAGES
from onrecord.record.pool import Pool, Result
from onrecord.record.rebuild import derive_again, tell, write_again
from onrecord.record.report import AddReport, Failure, Progress
from onrecord.store import reader
from onrecord.store import tables as t
from onrecord.store.engine import reading, writing

_D = t.derivations.c


def failures(connection: Connection) -> list[Failure]:
    """Pages that are kept but could not be read, in the order of their names."""
    query = sa.select(t.derivations).where(_D.status == "failed").order_by(_D.file, _D.member, _D.url, _D.sha256)
    return [
        Failure(
            row.file, row.member, row.url, row.sha256, row.problem_code or "internal",
            row.problem_message or "no reason was given", row.problem_hint or "",
        )
        for row in connection.execute(query)
    ]  # fmt: skip


def retry(engine: Engine, pool: Pool, progress: Progress | None) -> AddReport:
    """Derive the pages that failed once more; what could be read in the meantime is left alone.

    Args:
        engine: Of the record.
        pool: Derives the pages.
        progress: Told of each page after its commit.
    """
    with reading(engine) as connection:
        query = sa.select(_D.sha256, _D.generation).where(_D.status == "failed").order_by(_D.sha256)
        generations = {row.sha256: row.generation for row in connection.execute(query)}
    report = AddReport()
    waiting = list(generations)
    for first in range(0, len(waiting), BATCH_PAGES):
        results = derive_again(engine, waiting[first : first + BATCH_PAGES], "clean", pool)
        with writing(engine) as connection:
            outcomes = [
                write_again(connection, one, "clean", generations[one.task.sha256])
                for one in results
                if _still_failed(connection, one)
            ]
        tell(outcomes, report, progress)
    return report


def _still_failed(connection: Connection, result: Result) -> bool:
    """Whether nobody else has read the page meanwhile, or given it other options."""
    status = connection.execute(sa.select(_D.status).where(_D.sha256 == result.task.sha256)).scalar_one_or_none()
    return status == "failed" and reader.options(connection, result.task.sha256) == result.task.options
