"""What entries may be filtered by, and the conditions that follow."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.store import tables as t
from onrecord.store.dates import bounds
from onrecord.store.fold import fold

Condition = sa.ColumnElement[bool]
_MOST_WORDS = 32
"""Words of a name; what has more is none, and the databases bound how deep a condition goes."""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Filters of events; all that are given must hold.

    Attributes:
        actor: Name of a party on either side, or the id of an actor; a country's name or code stands for the
            country as a party and for every party of it.
        type: PLOVER type, or type and mode ("CONSULT-visit").
        realis: actual, negated, future or hypothetical.
        status: Status of the event.
        place: Name of a place, or a country's code.
        since: First day (EDTF); an event counts if it may lie within. Events without a date do not.
        until: Last day (EDTF).
        published_since: First day of publication.
        published_until: Last day of publication.
        outlet: Name of the outlet.
        article: Id of the article.
    """

    actor: str | None = None
    type: str | None = None
    realis: str | None = None
    status: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    published_since: str | None = None
    published_until: str | None = None
    outlet: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Filters of claims; ``source`` is the name or id of the actor who makes them, dates are of publication."""

    source: str | None = None
    stance: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None
    article: str | None = None


def actor_ids(connection: Connection, name: str) -> list[str]:
    """Ids of the actors that a name may mean: an id, a country's code, a whole name, or words of one."""
    c = t.actors.c
    folded = fold(name)
    words = dict.fromkeys(folded.split())
    if not words or len(words) > _MOST_WORDS:
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        raise UsageError(f"{shown!r} is no name", "give the name of a person, body or country")
    for condition in (
        c.id == name,
        sa.and_(c.kind == "country", c.country == name.upper()),
        c.folded == f" {folded} ",
        # Among distinct names: their index is a fraction of the table.
        c.folded.in_(sa.select(c.folded).where(*(c.folded.like(f"% {word} %") for word in words)).distinct()),
    ):
        found = connection.execute(sa.select(c.id).where(condition).distinct().order_by(c.id)).scalars().all()
        if found:
            return list(found)
    return []


def event_conditions(connection: Connection, wanted: EventFilter) -> list[Condition]:
    """Conditions on ``events`` joined with ``articles``."""
    e = t.events.c
    conditions = _published(wanted.published_since, wanted.published_until)
    conditions += _same((t.articles.c.outlet, wanted.outlet), (e.article_id, wanted.article))
    conditions += _same((e.realis, wanted.realis), (e.status, wanted.status))
    if wanted.type:
        kind, _, mode = wanted.type.partition("-")
        conditions += _same((e.type, kind.upper()), (e.mode, mode.lower() or None))
    if wanted.place:
        words = dict.fromkeys(fold(wanted.place).split())
        named = sa.and_(sa.true(), *(e.place_folded.like(f"% {word} %") for word in words))
        known = 0 < len(words) <= _MOST_WORDS
        conditions.append(sa.or_(e.place_country == wanted.place.upper(), named) if known else sa.false())
    if wanted.actor:
        conditions.append(_takes_part(connection, wanted.actor))
    return conditions + _within(e.date_from, e.date_to, wanted.since, wanted.until)


def claim_conditions(connection: Connection, wanted: ClaimFilter) -> list[Condition]:
    """Conditions on ``claims`` joined with ``articles``."""
    c = t.claims.c
    conditions = _published(wanted.since, wanted.until)
    conditions += _same((t.articles.c.outlet, wanted.outlet), (c.article_id, wanted.article))
    conditions += _same((c.stance, wanted.stance))
    if wanted.source:
        conditions.append(c.source_id.in_(actor_ids(connection, wanted.source)))
    return conditions


def _takes_part(connection: Connection, name: str) -> Condition:
    p = t.parties.c
    ids = actor_ids(connection, name)
    countries = connection.execute(
        sa.select(t.actors.c.country).where(t.actors.c.id.in_(ids), t.actors.c.kind == "country").distinct()
    ).scalars()
    codes = {code for code in countries if code} | ({name} if len(name) == 3 and name.isupper() else set())
    takes_part = sa.or_(p.actor_id.in_(ids), p.country.in_(sorted(codes)))
    return sa.tuple_(t.events.c.article_id, t.events.c.local).in_(sa.select(p.article_id, p.event).where(takes_part))


def _same(*pairs: tuple[sa.ColumnElement[str], str | None]) -> list[Condition]:
    return [column == value for column, value in pairs if value is not None]


def _published(since: str | None, until: str | None) -> list[Condition]:
    return _within(t.articles.c.published_from, t.articles.c.published_to, since, until)


def _within(
    first: sa.ColumnElement[str], last: sa.ColumnElement[str], since: str | None, until: str | None
) -> list[Condition]:
    """What may lie between two days; an end that is open ("2016/..") may lie anywhere, no date at all lies nowhere."""
    conditions: list[Condition] = []
    if since:
        day = _day(since)[0]
        conditions.append(sa.or_(last >= day, sa.and_(last.is_(None), first.is_not(None))))
    if until:
        day = _day(until)[1]
        conditions.append(sa.or_(first <= day, sa.and_(first.is_(None), last.is_not(None))))
    return conditions


def _day(date: str) -> tuple[str, str]:
    first, last = bounds(date)
    if first is None or last is None:
        raise UsageError(f"{date!r} is no date", "write 2015-08-14, 2015-08 or 2015")
    return first, last
