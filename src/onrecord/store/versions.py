"""Versions of a page: changed bytes at a known address replace the earlier ones, which stay on record."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.store import tables as t


def link_versions(connection: Connection, url: str | None) -> None:
    """Say of every page of an address which one it replaces: that which was first seen there just before.

    A function of the retrievals that are kept, so that the order of adding does not matter. Retrievals without a date
    have no place in the row.

    Args:
        connection: Of the writer.
        url: The address; without one there is nothing to say.
    """
    if url is None:
        return
    first_seen = sa.func.min(t.retrievals.c.retrieved)
    found = connection.execute(
        sa.select(t.retrievals.c.sha256)
        .where(t.retrievals.c.url == url, t.retrievals.c.retrieved.is_not(None))
        .group_by(t.retrievals.c.sha256)
        .order_by(first_seen, t.retrievals.c.sha256)
    )
    before = None
    for sha256 in found.scalars().all():
        # A page that is derived under another address of its own is a version of that one.
        own = (t.derivations.c.sha256 == sha256) & (t.derivations.c.url == url)
        connection.execute(sa.update(t.derivations).where(own).values(replaces=before))
        before = sha256
