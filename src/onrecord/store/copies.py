"""Sketches of articles and the groups of copies that they form, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from onrecord.linking.copies import ANCHORS, Sketched, groups, pairs
from onrecord.matching.copies import read_sketch
from onrecord.store import tables as t
from onrecord.store.engine import in_chunks

_S = t.sketches.c


class Known(NamedTuple):
    """What is on record of an article's sketch: its date and least values, and the first of its group."""

    date: str
    least: str
    first: str


def known_sketches(connection: Connection, articles: Sequence[str]) -> dict[str, Known]:
    """Sketches of some articles, by id."""
    return {row.article_id: Known(row.date, row.least, row.first) for row in _rows(connection, _S.article_id, articles)}


def relink(connection: Connection, before: Mapping[str, Known], after: Iterable[Mapping[str, Any]]) -> None:
    """Bring groups up to date after the rows of a page were replaced.

    Args:
        connection: Of the writer; the new rows are written already.
        before: Sketches that the page had.
        after: Rows of ``sketches`` that it has now.
    """
    now = {row["article_id"]: (row["date"], row["least"]) for row in after}
    same = {ident for ident, known in before.items() if now.get(ident) == known[:2]}
    for ident in sorted(same):
        if before[ident].first != ident:
            _set_first(connection, [ident], before[ident].first)
    parted = {known.first for ident, known in before.items() if ident not in same}
    if parted:
        _regroup(connection, _rows(connection, _S.first, sorted(parted)))
    new = sorted(set(now) - same)
    if new:
        link_copies(connection, new)


def link_copies(connection: Connection, new: Sequence[str]) -> None:
    """Put new articles into the groups of what they are copies of.

    Args:
        connection: Of the writer; the rows of the articles are written already.
        new: Their ids.
    """
    near = _near(connection, new)
    if not near:
        return
    rows = _rows(connection, _S.article_id, sorted(near))
    linked = pairs(_sketched(rows))
    if not linked:
        return
    # Whoever is linked brings its group along, by the name of its first.
    firsts = {row.article_id: row.first for row in rows}
    joined = {(firsts[one], firsts[other]) for one, other in linked}
    heads = _sketched(_rows(connection, _S.article_id, sorted({ident for pair in joined for ident in pair})))
    for ident, first in groups(heads, joined).items():
        if ident != first:
            connection.execute(sa.update(t.sketches).where(_S.first == ident).values(first=first))


def copied(connection: Connection, articles: Sequence[str]) -> dict[str, str]:
    """Of those that are copies, the article which each copies."""
    found: dict[str, str] = {}
    for some in in_chunks(articles):
        query = sa.select(_S.article_id, _S.first).where(_S.article_id.in_(some), _S.first != _S.article_id)
        found |= {row.article_id: row.first for row in connection.execute(query)}
    return found


def _near(connection: Connection, new: Sequence[str]) -> set[str]:
    """New articles that share a band with others, and the first ones of those bands."""
    mine, others = t.bands.alias("mine"), t.bands.alias("others")
    found: set[str] = set()
    for some in in_chunks(new):
        shared = (
            sa.select(mine.c.band)
            .join(others, sa.and_(others.c.band == mine.c.band, others.c.article_id != mine.c.article_id))
            .where(mine.c.article_id.in_(some))
            .distinct()
        )
        rank = sa.func.row_number().over(partition_by=t.bands.c.band, order_by=(_S.date, _S.article_id))
        ranked = (
            sa.select(t.bands.c.article_id, rank.label("rank"))
            .join(t.sketches, _S.article_id == t.bands.c.article_id)
            .where(t.bands.c.band.in_(shared))
            .subquery()
        )
        wanted = sa.or_(ranked.c.rank <= ANCHORS, ranked.c.article_id.in_(some))
        found |= set(connection.execute(sa.select(ranked.c.article_id).where(wanted).distinct()).scalars())
    return found


def _regroup(connection: Connection, rows: Sequence[Row[Any]]) -> None:
    """Group articles anew among themselves, after another of their group has gone."""
    articles = _sketched(rows)
    before = {row.article_id: row.first for row in rows}
    changed: dict[str, list[str]] = {}
    for ident, first in groups(articles, pairs(articles)).items():
        if before[ident] != first:
            changed.setdefault(first, []).append(ident)
    for first, members in changed.items():
        _set_first(connection, members, first)


def _set_first(connection: Connection, articles: Sequence[str], first: str) -> None:
    for some in in_chunks(articles):
        connection.execute(sa.update(t.sketches).where(_S.article_id.in_(some)).values(first=first))


def _rows(connection: Connection, column: sa.Column[str], values: Sequence[str]) -> list[Row[Any]]:
    found: list[Row[Any]] = []
    for some in in_chunks(values):
        found += connection.execute(sa.select(t.sketches).where(column.in_(some)).order_by(_S.article_id)).all()
    return found


def _sketched(rows: Iterable[Row[Any]]) -> list[Sketched]:
    return [Sketched(row.article_id, row.date, read_sketch(row.shingles, row.least)) for row in rows]
