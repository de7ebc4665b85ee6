"""Sketches of articles and the groups of copies that they form, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.linking.copies import Sketched, groups, pairs
from onrecord.matching.copies import read_sketch, shared
from onrecord.store import tables as t

_CHUNK = 400
_S = t.sketches.c


def link_copies(connection: Connection, new: Sequence[str]) -> None:
    """Put new articles into the groups of what they are copies of.

    Args:
        connection: Of the writer; the rows of the articles are written already.
        new: Their ids.
    """
    mine, others = t.bands.alias("mine"), t.bands.alias("others")
    same_band = sa.and_(others.c.band == mine.c.band, others.c.article_id != mine.c.article_id)
    near: set[str] = set()
    for some in _chunks(new):
        met = (
            sa.select(mine.c.article_id, others.c.article_id).join(others, same_band).where(mine.c.article_id.in_(some))
        )
        near |= {ident for pair in connection.execute(met.distinct()) for ident in pair}
    if not near:
        return
    compared = _sketched(_rows(connection, _S.article_id, sorted(near)))
    linked = pairs(compared, frozenset(new))
    if linked:
        # Whoever is linked brings the rest of its group along.
        firsts = {
            row.first for row in _rows(connection, _S.article_id, sorted({one for pair in linked for one in pair}))
        }
        members = _rows(connection, _S.first, sorted(firsts))
        known = [(row.first, row.article_id) for row in members]
        _write(connection, members, [*linked, *known])


def group_of(connection: Connection, idents: Sequence[str]) -> list[str]:
    """Articles in the groups of some articles, these left out."""
    firsts = sorted({row.first for row in _rows(connection, _S.article_id, idents)})
    return [row.article_id for row in _rows(connection, _S.first, firsts) if row.article_id not in set(idents)]


def regroup(connection: Connection, idents: Sequence[str]) -> None:
    """Group articles anew among themselves, after another of their group has gone."""
    rows = _rows(connection, _S.article_id, idents)
    _write(connection, rows, pairs(_sketched(rows)))


def copied(connection: Connection, idents: Sequence[str]) -> dict[str, str]:
    """Of those that are copies, the article which each copies."""
    rows = connection.execute(
        sa.select(_S.article_id, _S.first).where(_S.article_id.in_(idents), _S.first != _S.article_id)
    )
    return {row.article_id: row.first for row in rows}


def _write(
    connection: Connection, rows: Sequence[sa.Row[tuple[object, ...]]], linked: Iterable[tuple[str, str]]
) -> None:
    articles = _sketched(rows)
    sketches = {article.id: article.sketch for article in articles}
    before = {row.article_id: row.first for row in rows}
    for ident, first in groups(articles, linked).items():
        if before[ident] != first:
            values = {"first": first, "share": round(shared(sketches[ident], sketches[first]), 2)}
            connection.execute(sa.update(t.sketches).where(_S.article_id == ident).values(values))


def _rows(connection: Connection, column: sa.Column[str], values: Sequence[str]) -> list[sa.Row[tuple[object, ...]]]:
    found: list[sa.Row[tuple[object, ...]]] = []
    for some in _chunks(values):
        found += connection.execute(sa.select(t.sketches).where(column.in_(some)).order_by(_S.article_id)).all()
    return found


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    return (values[at : at + _CHUNK] for at in range(0, len(values), _CHUNK))


def _sketched(rows: Iterable[sa.Row[tuple[object, ...]]]) -> list[Sketched]:
    return [Sketched(row.article_id, row.date, read_sketch(row.shingles, row.least)) for row in rows]
