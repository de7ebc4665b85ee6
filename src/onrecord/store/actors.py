"""Actors read back across all articles: one entry for all that share an id."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.model.json import loads
from onrecord.store import tables as t
from onrecord.store.filters import Condition, actor_ids
from onrecord.store.reader import in_batches
from onrecord.store.rows import ActorRow

_ABOVE_START = 1_000_000_000
"""Added to a position, so that positions sort as texts do."""


def actors(
    connection: Connection,
    name: str | None = None,
    kind: str | None = None,
    country: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> Iterator[ActorRow]:
    """Actors in the canonical order of their first members."""
    c = t.actors.c
    conditions = [column == value for column, value in ((c.kind, kind), (c.country, country)) if value is not None]
    if name is not None:
        conditions.append(c.id.in_(actor_ids(connection, name)))
    members = sa.select(c.id, _first_member().label("first")).where(*conditions).group_by(c.id).subquery()
    query = sa.select(members.c.id).order_by(members.c.first, members.c.id).limit(limit).offset(offset or None)
    for rows in in_batches(connection, query):
        yield from _actors(connection, [row.id for row in rows])


def _first_member() -> sa.ColumnElement[str]:
    """Canonical place of the first member of a group of actors, as a text that sorts as it does."""
    c = t.actors.c
    return sa.func.min(c.sort_date + " " + c.article_id + " " + sa.cast(c.start + _ABOVE_START, sa.Text))


def busiest_actors(connection: Connection, limit: int, offset: int = 0) -> Iterator[ActorRow]:
    """Actors that most articles name, those first."""
    c = _named_in().c
    query = sa.select(c.id).group_by(c.id).order_by(sa.func.count().desc(), c.id).limit(limit).offset(offset or None)
    yield from _actors(connection, list(connection.execute(query).scalars()))


def _named_in(*conditions: Condition) -> sa.Subquery:
    """Each actor with each article that names it, once."""
    c = t.actors.c
    return sa.select(c.id, c.sort_date, c.article_id).where(*conditions).distinct().subquery()


def articles_naming(connection: Connection, actor: str, limit: int) -> list[str]:
    """Ids of the articles that name an actor, the last published first; without a date of publication last."""
    named = sa.select(t.actors.c.article_id).where(t.actors.c.id == actor)
    query = (
        sa.select(t.articles.c.id)
        .where(t.articles.c.id.in_(named))
        .order_by(t.articles.c.published_from.desc().nulls_last(), t.articles.c.id)
    )
    return list(connection.execute(query.limit(limit)).scalars())


def _actors(connection: Connection, ids: list[str]) -> Iterator[ActorRow]:
    c = t.actors.c
    named = _named_in(c.id.in_(ids)).c
    numbers = sa.select(named.id, sa.func.count().label("articles")).group_by(named.id)
    articles = {row.id: row.articles for row in connection.execute(numbers)}
    # Equal members fold in the database: an actor may have one in every article.
    same = (c.id, c.name, c.kind, c.country, c.sectors, c.roles, c.wikidata)
    first = _first_member().label("first")
    query = sa.select(*same, first).where(c.id.in_(ids)).group_by(*same).order_by(c.id, first, c.name)
    members = {key: list(group) for key, group in groupby(connection.execute(query), key=lambda row: row.id)}
    for one in ids:
        group = members[one]
        yield ActorRow(
            id=one,
            name=group[0].name,
            kind=group[0].kind,
            country=next((row.country for row in group if row.country), None),
            sectors=_distinct(sector for row in group for sector in row.sectors.split()),
            roles=_distinct(role for row in group for role in loads(row.roles)),
            names=_distinct(row.name for row in group),
            wikidata=next((row.wikidata for row in group if row.wikidata), None),
            articles=articles[one],
        )


def _distinct(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
