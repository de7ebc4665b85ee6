"""The record: pages in, entries out. The one place that wires pipeline, store and people's decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection, Engine

from onrecord._attempt import Derive
from onrecord.errors import InputError, StoreError, UsageError
from onrecord.limits import usable_cores
from onrecord.model import Article, Page, RawPage, ReadOptions
from onrecord.record import entries
from onrecord.record.add import Adder, closing
from onrecord.record.dossier import Dossier, dossier
from onrecord.record.feeds import FeedReader
from onrecord.record.pool import HerePool, Pool, WorkerPool
from onrecord.record.rebuild import check_stage, rebuild
from onrecord.record.report import AddReport, Failure, Progress
from onrecord.record.retry import failures, retry
from onrecord.store import actors, reader, schema, writer
from onrecord.store.doctor import Check, doctor
from onrecord.store.engine import connect, is_address, locate, reading, tidy, writing
from onrecord.store.failures import explained
from onrecord.store.filters import ClaimFilter, EventFilter
from onrecord.store.query import parse
from onrecord.store.rows import ActorRow, ArticleRow, ClaimRow, EventRow, RelationRow
from onrecord.store.search import Hit, search

if TYPE_CHECKING:
    from onrecord.sources.fetch import Fetcher

PIPELINE = "onrecord.pipeline:derive"
Clock = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Record:
    """A record in a file (SQLite) or a database (PostgreSQL).

    All reading methods may be used from several threads; adding, rebuilding and deleting take turns, also
    between processes. Every failure of the database is a :class:`onrecord.errors.StoreError`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Record.open(folder + "/record.db") as record:
    ...     list(record.events())
    []
    """

    def __init__(self, engine: Engine, place: str, clock: Clock) -> None:
        self._engine = engine
        self._place = place
        self._clock = clock

    @classmethod
    def open(cls, target: str | Path, create: bool = True, clock: Clock = _utc_now) -> Record:
        """Open a record; an older one is migrated.

        Args:
            target: Path of a file, or ``postgresql://user@host/name``.
            create: Make the record if there is none.
            clock: Tells the time for what is kept with one: when a page was added, who deleted what when.

        Raises:
            StoreError: If it is newer than this program, damaged, no record, not there, or not accessible.
        """
        url = locate(target)
        place = url.render_as_string(hide_password=True) if is_address(target) else str(target)
        file = url.database if url.get_backend_name() == "sqlite" and not url.query else None
        if file is not None and not create and not Path(file).exists():
            raise StoreError(f"There is no record at {place}", "make one with: onrecord add FILES")
        engine = connect(url)
        try:
            with explained(place):
                schema.prepare(engine, place, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, place, clock)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- in -------------------------------------------------------------------------------------------------------

    def add(
        self,
        pages: Iterable[RawPage | InputError],
        options: ReadOptions | None = None,
        jobs: int | None = None,
        progress: Progress | None = None,
        derive: Derive | str = PIPELINE,
    ) -> AddReport:
        """Add pages; run again after a kill or a full disk, it goes on where it stood.

        Args:
            pages: As :func:`onrecord.sources.read_source` yields them; errors among them are reported, the rest goes on.
            options: Given with all of them; the last options of a page hold.
            jobs: Worker processes; as many as there are cores by default.
            progress: Called once per page, after its commit, with an ``Outcome``.
            derive: What derives a page: a function ``(RawPage, ReadOptions) -> Page`` runs in this process,
                ``"module:function"`` in the workers.

        Raises:
            StoreError: If the record cannot be written; what was told to ``progress`` is kept.
            OnrecordError: If the installation is at fault (weights, workers).
        """
        with explained(self._place), closing(_pool(derive, jobs)) as pool:
            return Adder(self._engine, pool, options or ReadOptions(), self._now, progress).run(pages)

    def feed_reader(self, fetcher: Fetcher) -> FeedReader:
        """Reads feeds into this record.

        Args:
            fetcher: Asks for feeds and pages.
        """
        return FeedReader(self._engine, self._place, fetcher)

    def rebuild(
        self,
        from_stage: str = "clean",
        jobs: int | None = None,
        progress: Progress | None = None,
        derive: Derive | str = PIPELINE,
        who: str = "",
    ) -> AddReport:
        """Derive all pages again from a stage on (clean, encode, code, link); an interrupted rebuild goes on.

        Raises:
            UsageError: If there is no such stage.
            StoreError: If the record cannot be written.
        """
        check_stage(from_stage)
        with explained(self._place):
            if from_stage == "link":
                return rebuild(self._engine, from_stage, None, self._now(), who, progress)
            with closing(_pool(derive, jobs)) as pool:
                return rebuild(self._engine, from_stage, pool, self._now(), who, progress)

    def failures(self) -> list[Failure]:
        """Pages that are kept but could not be read, each with its reason and next step."""
        with self._reading() as connection:
            return failures(connection)

    def retry(
        self, jobs: int | None = None, progress: Progress | None = None, derive: Derive | str = PIPELINE
    ) -> AddReport:
        """Derive the pages that failed once more.

        Raises:
            StoreError: If the record cannot be written.
        """
        with explained(self._place), closing(_pool(derive, jobs)) as pool:
            return retry(self._engine, pool, progress)

    def delete_page(self, sha256: str, who: str = "") -> str:
        """Remove a page for good, with everything derived from it and judgements that quote it.

        Returns:
            Id of the tombstone, which ``add`` and ``rebuild`` obey.

        Raises:
            UsageError: If there is no such page.
        """
        with explained(self._place):
            with writing(self._engine) as connection:
                tombstone = writer.delete_page(connection, sha256, who, self._now())
            if tombstone is None:
                raise UsageError(f"There is no page {sha256!r} in the record", "see the pages with: onrecord search")
            tidy(self._engine)
        return tombstone

    # --- out ------------------------------------------------------------------------------------------------------

    def pages(self) -> Iterator[Page]:
        """All pages with their articles, as the contract has them, in the order of their digests."""
        with self._reading() as connection:
            yield from reader.pages(connection)

    def page(self, sha256: str) -> Page | None:
        """One page with its articles."""
        with self._reading() as connection:
            return reader.page(connection, sha256)

    def payload(self, sha256: str) -> bytes | None:
        """The bytes of a page as they came."""
        with self._reading() as connection:
            return reader.payload(connection, sha256)

    def articles(
        self, outlet: str | None = None, limit: int | None = None, offset: int = 0, newest: bool = False
    ) -> Iterator[ArticleRow]:
        """Articles in canonical order, or (``newest``) the last added first."""
        with self._reading() as connection:
            yield from reader.articles(connection, outlet, limit, offset, newest=newest)

    def article(self, ident: str) -> tuple[Article, Page] | None:
        """An article and the page it stands on (without its articles)."""
        with self._reading() as connection:
            return reader.article(connection, ident)

    def events(
        self, wanted: EventFilter | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[EventRow]:
        """Events in canonical order: date of publication, article, place in the text."""
        with self._reading() as connection:
            yield from reader.events(connection, wanted, limit, offset)

    def events_with_claims(
        self, wanted: EventFilter | None = None, limit: int | None = None
    ) -> Iterator[tuple[EventRow, list[ClaimRow]]]:
        """Events in canonical order, each with the claims that it stands in."""
        with self._reading() as connection:
            yield from reader.claims_around(connection, reader.events(connection, wanted, limit))

    def claims_around(self, rows: Sequence[EventRow]) -> list[tuple[EventRow, list[ClaimRow]]]:
        """Events that were read, each with the claims that it stands in."""
        with self._reading() as connection:
            return list(reader.claims_around(connection, rows))

    def claims(
        self, wanted: ClaimFilter | None = None, limit: int | None = None, offset: int = 0
    ) -> Iterator[ClaimRow]:
        """Claims in canonical order."""
        with self._reading() as connection:
            yield from reader.claims(connection, wanted, limit, offset)

    def actors(
        self,
        name: str | None = None,
        kind: str | None = None,
        country: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> Iterator[ActorRow]:
        """Actors across all articles; ``name`` is an id, a country's code, a name or words of one."""
        with self._reading() as connection:
            yield from actors.actors(connection, name, kind, country, limit, offset)

    def busiest_actors(self, limit: int, offset: int = 0) -> list[ActorRow]:
        """Actors that most articles name, those first."""
        with self._reading() as connection:
            return list(actors.busiest_actors(connection, limit, offset))

    def relations(self, actor: str) -> Iterator[RelationRow]:
        """Relations that an actor (its id) stands in, in canonical order."""
        with self._reading() as connection:
            yield from reader.relations(connection, actor)

    def article_ids(self, beginning: str, limit: int) -> list[str]:
        """Ids of articles that begin with some digits."""
        with self._reading() as connection:
            return reader.article_ids(connection, beginning, limit)

    def page_ids(self, beginning: str, limit: int) -> list[str]:
        """SHA-256 of pages that begin with some digits, pages without an article included."""
        with self._reading() as connection:
            return reader.page_ids(connection, beginning, limit)

    def articles_naming(self, actor: str, limit: int) -> list[str]:
        """Ids of the articles that name an actor (its id), the last published first."""
        with self._reading() as connection:
            return actors.articles_naming(connection, actor, limit)

    def counts(self) -> dict[str, int]:
        """How many pages, articles, events and claims there are."""
        with self._reading() as connection:
            return reader.counts(connection)

    def dossier(self, name: str, most: int | None = None) -> Dossier | None:
        """All that is on record about the actor that a name fits best.

        Args:
            name: An id, a country's code, a name or words of one.
            most: At most so many events, claims and relations.
        """
        with self._reading() as connection:
            return dossier(connection, name, most)

    def search(self, query: str, limit: int | None = 50, offset: int = 0) -> list[Hit]:
        """Articles that hold some words: all of them, "a phrase", begin*, -without, one OR other; ``None`` lists all.

        Raises:
            UsageError: If the query cannot be understood, or takes the database longer than a second.
        """
        parsed = parse(query)
        with self._reading() as connection:
            return search(connection, parsed, limit, offset)

    def export_rows(
        self, kind: str, wanted: entries.Wanted = None, limit: int | None = None
    ) -> Iterator[entries.Entry]:
        """Entries of a kind (events, claims, actors, articles) as plain objects in canonical order.

        Args:
            kind: What they are.
            wanted: What they must meet: an ``EventFilter``, a ``ClaimFilter``, the name of an actor, or an outlet.
            limit: At most so many.

        Raises:
            UsageError: If there is no such kind.
        """
        if kind not in entries.KINDS:
            raise UsageError(f"There is no export of {kind!r}", f"name one of: {', '.join(entries.KINDS)}")
        return self._export(kind, wanted, limit)

    def _export(self, kind: str, wanted: entries.Wanted, limit: int | None) -> Iterator[entries.Entry]:
        with self._reading() as connection:
            yield from entries.entries(connection, kind, wanted, limit)

    def doctor(self) -> list[Check]:
        """Check the record: integrity, versions of the stages, counts, open rebuilds."""
        with self._reading() as connection:
            return doctor(connection)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self._place), reading(self._engine) as connection:
            yield connection

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def _pool(derive: Derive | str, jobs: int | None) -> Pool:
    if isinstance(derive, str):
        return WorkerPool(derive, max(1, jobs or usable_cores()))
    return HerePool(derive)
