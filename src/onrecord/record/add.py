"""Adding pages: what is new goes to the workers, what comes back is written by this one writer in batches.

A page counts only after its commit; what a kill interrupts was never told and is simply added again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.engine import Connection, Engine

from onrecord import limits
from onrecord.errors import InputError, OnrecordError, TooLarge
from onrecord.model import Problem, RawPage, ReadOptions, page_digest
from onrecord.record.pool import Pool, Result, Task
from onrecord.record.report import AddReport, Failure, Outcome, Progress
from onrecord.store import writer
from onrecord.store.engine import reading, writing
from onrecord.store.tables import storable
from onrecord.store.versions import link_versions

BATCH_PAGES = 64
BATCH_BYTES = 32_000_000
BATCH_SECONDS = 0.5
_NEVER_REBUILT = 0


@dataclass(frozen=True, slots=True)
class _Incoming:
    """A page on its way: as it came, and as what it will count."""

    raw: RawPage
    sha256: str
    kind: str


class Adder:
    """Adds pages to one record; used once.

    Args:
        engine: Of the record.
        pool: Derives the pages.
        options: Given with all of these pages.
        now: Tells the time for "added"; a string in ISO 8601.
        progress: Told of each page after its commit.
    """

    def __init__(
        self, engine: Engine, pool: Pool, options: ReadOptions, now: Callable[[], str], progress: Progress | None
    ) -> None:
        self._engine = engine
        self._pool = pool
        self._options = options
        self._now = now
        self._progress = progress
        self._report = AddReport()
        self._open: dict[str, _Incoming] = {}
        self._batch: list[tuple[_Incoming, Result | None]] = []
        self._batched: set[str] = set()
        self._batch_bytes = 0
        self._batch_since = 0.0

    def run(self, pages: Iterable[RawPage | InputError]) -> AddReport:
        """Add all pages.

        Raises:
            OnrecordError: If neither page nor record is at fault; what was derived by then is kept.
        """
        try:
            self._run(pages)
        except (OnrecordError, KeyboardInterrupt):
            self._flush()
            raise
        return self._report

    def _run(self, pages: Iterable[RawPage | InputError]) -> None:
        for page in pages:
            if isinstance(page, InputError):
                self._tell(_never_a_page(page, RawPage(b"")))
            elif len(page.payload) > limits.MAX_PAGE_BYTES:
                error = TooLarge(
                    f"The page is over {limits.MAX_PAGE_BYTES // 1_000_000} MB", "cut it into smaller files"
                )
                self._tell(_never_a_page(error, page))
            else:
                self._take(_storable(page))
            while len(self._open) >= 2 * self._pool.size:
                self._collect(None)
            self._collect_ready()
        while self._open:
            self._collect(None)
        self._flush()

    def _take(self, raw: RawPage) -> None:
        sha256 = page_digest(raw.payload)
        while sha256 in self._open:
            self._collect(None)
        if sha256 in self._batched:
            self._flush()
        with reading(self._engine) as connection:
            held = writer.standing(connection, sha256, raw, self._options)
        if held.refused:
            self._tell(Outcome("refused", sha256, raw.file, url=raw.url))
        elif held.options == self._options and not held.failed and not held.moved:
            incoming = _Incoming(raw, sha256, "unchanged")
            if held.known:
                self._tell(Outcome("unchanged", sha256, raw.file, url=raw.url))
            else:
                self._put(incoming, None)
        else:
            self._open[sha256] = _Incoming(raw, sha256, "added" if held.options is None else "derived_again")
            self._pool.submit(Task(sha256, held.canonical, self._options))

    def _collect_ready(self) -> None:
        while self._open and self._collect(0.0):
            pass
        if self._batch and time.monotonic() - self._batch_since > BATCH_SECONDS:
            self._flush()

    def _collect(self, timeout: float | None) -> bool:
        if timeout is None and self._batch:
            # Nobody should wait for a commit because a slow page holds up the line.
            timeout = max(0.0, self._batch_since + BATCH_SECONDS - time.monotonic())
        result = self._pool.result(timeout)
        if result is None:
            if self._batch and time.monotonic() - self._batch_since >= BATCH_SECONDS:
                self._flush()
            return False
        self._put(self._open.pop(result.task.sha256), result)
        return True

    def _put(self, incoming: _Incoming, result: Result | None) -> None:
        if not self._batch:
            self._batch_since = time.monotonic()
        self._batch.append((incoming, result))
        self._batched.add(incoming.sha256)
        self._batch_bytes += len(incoming.raw.payload)
        full = len(self._batch) >= BATCH_PAGES or self._batch_bytes >= BATCH_BYTES
        if full or time.monotonic() - self._batch_since > BATCH_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if not self._batch:
            return
        with writing(self._engine) as connection:
            outcomes = [self._write(connection, incoming, result) for incoming, result in self._batch]
        self._batch, self._batched, self._batch_bytes = [], set(), 0
        for outcome in outcomes:
            self._tell(outcome)

    def _write(self, connection: Connection, incoming: _Incoming, result: Result | None) -> Outcome:
        sha256, raw, kind = incoming.sha256, incoming.raw, incoming.kind
        # A person may have deleted the page while it was derived.
        if writer.refused(connection, sha256):
            return Outcome("refused", sha256, raw.file, url=raw.url)
        if result is not None:
            writer.put_page(connection, sha256, len(raw.payload), result.packed, self._options, self._now())
        writer.put_retrieval(connection, sha256, raw, self._options)
        if result is None:
            link_versions(connection, raw.url)
            return Outcome(kind, sha256, raw.file, url=raw.url)
        writer.put_derived(connection, result.derived, _NEVER_REBUILT)
        if raw.url != result.derived.head["url"]:
            link_versions(connection, raw.url)
        head = result.derived.head
        if head["status"] == "failed":
            return Outcome("failed", sha256, raw.file, failure_of(result, raw), url=raw.url)
        problem = Problem(head["problem_code"], head["problem_message"] or "") if head["problem_code"] else None
        return Outcome(kind, sha256, raw.file, problem=problem, url=raw.url)

    def _tell(self, outcome: Outcome) -> None:
        self._report.count(outcome)
        if self._progress is not None:
            self._progress(outcome)


@contextmanager
def closing(pool: Pool) -> Iterator[Pool]:
    """End the pool's workers when the block ends, however it does."""
    try:
        yield pool
    finally:
        pool.close()


def failure_of(result: Result, raw: RawPage) -> Failure:
    """The failure of a page that was derived and holds nothing."""
    head = result.derived.head
    code, message = head["problem_code"] or "internal", head["problem_message"] or "no reason was given"
    return Failure(raw.file, raw.member, raw.url, result.task.sha256, code, message, head["problem_hint"] or "")


def _never_a_page(error: InputError, raw: RawPage) -> Outcome:
    failure = Failure(raw.file, raw.member, raw.url, None, error.code, error.message, error.hint)
    return Outcome("failed", None, raw.file, failure)


def _storable(raw: RawPage) -> RawPage:
    names = (raw.file, raw.member, raw.url, raw.media_type, raw.retrieved)
    return RawPage(raw.payload, *(name and storable(name) for name in names))
