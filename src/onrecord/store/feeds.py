"""What is known of the feeds that are followed: when they changed, and which of their entries are still to be fetched.

An entry that is done is remembered by a keyed digest of its address only: a page that a person deletes must not go on
standing here by its title and address.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.limits import MAX_FEED_ENTRIES
from onrecord.store import tables as t
from onrecord.store.engine import in_chunks
from onrecord.store.writer import keyed

if TYPE_CHECKING:
    from onrecord.sources.feeds import Entry
    from onrecord.sources.fetch import Fetched

MAX_TRIES = 3
"""Times that an entry is fetched before it is given up."""
MAX_PASSING = 100
"""Times that it may fail for a reason that passes (a busy or unreached server): a day of rounds."""


class Waiting(NamedTuple):
    """An entry that is to be fetched; ``title`` and ``published`` as its feed has them."""

    id: str
    address: str
    title: str | None
    published: str | None


def last_seen(connection: Connection, feed: str) -> tuple[str | None, str | None]:
    """ETag and Last-Modified of a feed as it was read the last time."""
    found = connection.execute(
        sa.select(t.feeds.c.etag, t.feeds.c.last_modified).where(t.feeds.c.address == feed)
    ).one_or_none()
    return (found.etag, found.last_modified) if found is not None else (None, None)


def put_feed(connection: Connection, feed: str, found: Fetched, entries: Iterable[Entry]) -> None:
    """Keep what a feed said: how to ask whether it changed, and the entries that it never named before."""
    named = {keyed(connection, entry.address): entry for entry in entries}
    # A feed that was cut is read in full again, once its first entries are known.
    whole = len(named) < MAX_FEED_ENTRIES
    seen = {"etag": found.etag if whole else None, "last_modified": found.last_modified if whole else None}
    connection.execute(sa.delete(t.feeds).where(t.feeds.c.address == feed))
    connection.execute(t.feeds.insert().values(address=feed, **seen))
    known = _known(connection, list(named))
    for ident, entry in named.items():
        if ident not in known:
            values = {"address": entry.address, "title": entry.title, "published": entry.published}
            connection.execute(t.feed_entries.insert().values(id=ident, feed=feed, tries=0, **values))


def waiting(connection: Connection, feed: str) -> list[Waiting]:
    """Entries of a feed that are to be fetched: those never tried first, the oldest first."""
    entries = t.feed_entries
    found = connection.execute(
        sa.select(entries.c.id, entries.c.address, entries.c.title, entries.c.published)
        .where(entries.c.feed == feed, entries.c.address.is_not(None))
        .order_by(entries.c.tries, sa.func.coalesce(entries.c.published, "9999"), entries.c.id)
    )
    return [Waiting(*row) for row in found]


def put_done(connection: Connection, ident: str) -> None:
    """An entry's page is kept, or it is given up: only that it was seen stays."""
    if connection.dialect.name == "sqlite":
        # What is freed is written over: the page may be deleted for good one day.
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    nothing = {"address": None, "title": None, "published": None}
    connection.execute(sa.update(t.feed_entries).where(t.feed_entries.c.id == ident).values(nothing))


def put_missed(connection: Connection, ident: str, *, passing: bool) -> None:
    """An entry could not be fetched; after :data:`MAX_TRIES`, or :data:`MAX_PASSING` that may pass, it is given up."""
    entries = t.feed_entries
    # Counted in misses that pass; one that lasts weighs as many as make three of them the end.
    weight = 1 if passing else -(-MAX_PASSING // MAX_TRIES)
    connection.execute(sa.update(entries).where(entries.c.id == ident).values(tries=entries.c.tries + weight))
    tries = connection.execute(sa.select(entries.c.tries).where(entries.c.id == ident)).scalar_one_or_none()
    if tries is not None and tries >= MAX_PASSING:
        put_done(connection, ident)


def _known(connection: Connection, idents: list[str]) -> set[str]:
    found: set[str] = set()
    for some in in_chunks(idents):
        query = sa.select(t.feed_entries.c.id).where(t.feed_entries.c.id.in_(some))
        found |= set(connection.execute(query).scalars())
    return found
