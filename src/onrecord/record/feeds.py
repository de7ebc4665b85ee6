"""Following feeds: what they name anew is fetched and handed on; an entry is done when its page is committed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.engine import Connection, Engine

from onrecord.errors import InputError, NotReached
from onrecord.limits import MAX_FEED_SECONDS
from onrecord.model import RawPage, page_digest
from onrecord.record.report import Outcome
from onrecord.store import feeds as store
from onrecord.store.engine import reading, writing
from onrecord.store.failures import explained
from onrecord.store.feeds import Waiting

if TYPE_CHECKING:
    from onrecord.sources.fetch import Fetcher


class FeedReader:
    """Reads feeds into a record; what a stop interrupts is fetched again the next time.

    Args:
        engine: Of the record.
        place: How messages call the record.
        fetcher: Asks for feeds and pages.
    """

    def __init__(self, engine: Engine, place: str, fetcher: Fetcher) -> None:
        self._engine = engine
        self._place = place
        self._fetcher = fetcher
        self._open: dict[str, list[Waiting]] = {}

    def pages(self, feed: str) -> Iterator[RawPage | InputError]:
        """Pages of a feed that are not on record yet: what it names anew, and what is left from the last time.

        Args:
            feed: Its web address. A feed that did not change since is not sent again by its server.

        Yields:
            Pages, to be handed to ``Record.add`` with :meth:`tell` as its progress, and an error for the feed or each page
            that cannot be had. A page is tried again with the next reading, three times in all; more often if its server
            was busy or not reached. Reading stops after ``limits.MAX_FEED_SECONDS``, and goes on with the next one.

        Raises:
            StoreError: The record cannot be read or written.
        """
        try:
            self._look(feed)
        except InputError as error:
            yield error
            return
        with explained(self._place), reading(self._engine) as connection:
            entries = store.waiting(connection, feed)
        until = time.monotonic() + MAX_FEED_SECONDS
        for entry in entries:
            if time.monotonic() > until:
                # A slow host must not hold up the other feeds; the rest waits for the next reading.
                return
            try:
                page = self._fetcher.page(entry.address)
            except InputError as error:
                self._write(partial(store.put_missed, ident=entry.id, passing=isinstance(error, NotReached)))
                yield error
            else:
                self._open.setdefault(page_digest(page.payload), []).append(entry)
                yield page

    def tell(self, outcome: Outcome) -> Waiting | None:
        """Note what became of a page, after its commit.

        Returns:
            The entry that is done with it, where it is one of these.
        """
        waiting = self._open.get(outcome.sha256 or "", [])
        if not waiting:
            return None
        # Several entries may lead to the same bytes; each outcome is that of one of them.
        entry = waiting.pop(0)
        if not waiting:
            del self._open[outcome.sha256 or ""]
        self._write(partial(store.put_done, ident=entry.id))
        return entry

    def _look(self, feed: str) -> None:
        from onrecord.sources.feeds import entries_of

        with explained(self._place), reading(self._engine) as connection:
            etag, last_modified = store.last_seen(connection, feed)
        found = self._fetcher.feed(feed, etag, last_modified)
        if found is not None:
            entries = entries_of(found, feed)
            self._write(partial(store.put_feed, feed=feed, found=found, entries=entries))

    def _write(self, change: Callable[[Connection], None]) -> None:
        with explained(self._place), writing(self._engine) as connection:
            change(connection)
