"""Deriving all pages again, page by page; a rebuild that was interrupted goes on where it stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from onrecord.errors import UsageError
from onrecord.model import Article, Page, RawPage, ReadOptions
from onrecord.record.add import BATCH_PAGES, failure_of
from onrecord.record.pool import Pool, Result, Task
from onrecord.record.report import AddReport, Outcome, Progress
from onrecord.store import reader, writer
from onrecord.store import tables as t
from onrecord.store.engine import reading, writing
from onrecord.store.flatten import Versions, flatten

STAGES = ("clean", "encode", "code", "link")
_OPEN = "rebuild"


def check_stage(stage: str) -> None:
    """Refuse a stage that is none.

    Raises:
        UsageError: If it is not one of :data:`STAGES`.
    """
    if stage not in STAGES:
        raise UsageError(f"There is no stage {stage!r}", f"name one of: {', '.join(STAGES)}")


def rebuild(engine: Engine, stage: str, pool: Pool | None, now: str, who: str, progress: Progress | None) -> AddReport:
    """Make everything from a stage on again.

    Args:
        engine: Of the record.
        stage: First stage to run again. "encode" and "code" start from the kept articles; what the encoder said
            is not kept, so "code" runs it too. "link" makes ids, statuses, flat rows and the index again.
        pool: Derives the pages; not used for "link".
        now: The time, for the audit chain.
        who: Asks for it.
        progress: Told of each page after its commit.
    """
    check_stage(stage)
    generation = _begin(engine, stage, now, who)
    report = AddReport()
    for some in _unfinished(engine, generation):
        results = _link(engine, some) if stage == "link" else derive_again(engine, some, stage, pool)
        with writing(engine) as connection:
            outcomes = [write_again(connection, result, stage, generation) for result in results]
        tell(outcomes, report, progress)
    with writing(engine) as connection:
        connection.execute(sa.delete(t.settings).where(t.settings.c.name == _OPEN))
    return report


def tell(outcomes: Iterable[Outcome | None], report: AddReport, progress: Progress | None) -> None:
    """Count outcomes after their commit; ``None`` stands for a page that is gone."""
    for outcome in outcomes:
        if outcome is not None:
            report.count(outcome)
            if progress is not None:
                progress(outcome)


def _begin(engine: Engine, stage: str, now: str, who: str) -> int:
    c = t.settings.c
    with writing(engine) as connection:
        found = connection.execute(sa.select(c.value).where(c.name == _OPEN)).scalar_one_or_none()
        if found is not None:
            open_stage, _, number = found.partition(" ")
            if open_stage == stage:
                return int(number)
            connection.execute(sa.delete(t.settings).where(c.name == _OPEN))
        last = connection.execute(sa.select(sa.func.max(t.derivations.c.generation))).scalar_one()
        generation = max(last or 0, int(found.partition(" ")[2]) if found else 0) + 1
        connection.execute(t.settings.insert().values(name=_OPEN, value=f"{stage} {generation}"))
        writer.note(connection, now, who, f"rebuild from {stage}", None)
    return generation


def _unfinished(engine: Engine, generation: int) -> Iterator[list[str]]:
    d = t.derivations.c
    last = ""
    while True:
        query = (
            sa.select(d.sha256).where(d.generation < generation, d.sha256 > last).order_by(d.sha256).limit(BATCH_PAGES)
        )
        with reading(engine) as connection:
            some = list(connection.execute(query).scalars())
        if not some:
            return
        last = some[-1]
        yield some


def _link(engine: Engine, some: list[str]) -> list[Result]:
    results = []
    with reading(engine) as connection:
        for sha256 in some:
            page = reader.page(connection, sha256)
            if page is not None:
                versions = replace(reader.versions(connection, sha256), link=Versions().link)
                derived = flatten(page, reader.hint(connection, sha256), versions)
                results.append(Result(Task(sha256, RawPage(b""), ReadOptions()), derived, b""))
    return results


def derive_again(engine: Engine, some: list[str], stage: str, pool: Pool | None) -> list[Result]:
    """Derive some pages from a stage on; those that are gone meanwhile are left out."""
    assert pool is not None
    results: list[Result] = []
    waiting = 0
    for sha256 in some:
        with reading(engine) as connection:
            task = _task(connection, sha256, stage)
        if task is None:
            continue
        pool.submit(task)
        waiting += 1
        while waiting >= 2 * pool.size:
            waiting -= _next(pool, results)
    while waiting:
        waiting -= _next(pool, results)
    return results


def _next(pool: Pool, results: list[Result]) -> int:
    result = pool.result()
    if result is not None:
        results.append(result)
    return 1


def _task(connection: Connection, sha256: str, stage: str) -> Task | None:
    payload = reader.payload(connection, sha256)
    options = reader.options(connection, sha256)
    if payload is None or options is None:
        return None
    raw = writer.canonical_retrieval(connection, sha256, payload)
    kept = reader.page(connection, sha256) if stage in ("encode", "code") else None
    if kept is None or kept.status == "failed":
        return Task(sha256, raw, options)
    return Task(sha256, raw, options, _only_cleaned(kept), reader.versions(connection, sha256).clean)


def _only_cleaned(page: Page) -> Page:
    return replace(page, articles=tuple(map(_bare, page.articles)))


def _bare(article: Article) -> Article:
    return replace(
        article, sentences=(), mentions=(), actors=(), times=(), claims=(), events=(), relations=(), duplicate_of=None
    )


def write_again(connection: Connection, result: Result, stage: str, generation: int) -> Outcome | None:
    """Put a page that was derived again in the place of what stood there; ``None`` if a person deleted it meanwhile."""
    sha256 = result.task.sha256
    # Deleted meanwhile: a rebuild brings nothing back.
    if writer.refused(connection, sha256) or reader.options(connection, sha256) is None:
        return None
    writer.put_derived(connection, result.derived, generation)
    head = result.derived.head
    if head["status"] == "failed" and stage != "link":
        return Outcome("failed", sha256, head["file"], failure_of(result, result.task.raw))
    return Outcome("derived_again", sha256, head["file"])
