"""Reading entries back, in canonical order: date of publication, article, place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from onrecord.model import Article, Page, Problem, ReadOptions
from onrecord.model.json import article_from_dict, loads
from onrecord.store import tables as t
from onrecord.store.copies import copied
from onrecord.store.filters import ClaimFilter, Condition, EventFilter, claim_conditions, event_conditions
from onrecord.store.flatten import UNDATED, Versions
from onrecord.store.rows import ArticleRow, ClaimRow, EventRow, PartyRow, RelationRow, Source
from onrecord.store.writer import unpack

_BATCH = 500
_A, _D = t.articles.c, t.derivations.c
_SOURCE = (
    _A.title.label("s_title"),
    _A.outlet.label("s_outlet"),
    _A.published.label("s_published"),
    _A.sha256.label("s_page"),
    _D.url.label("s_url"),
    _D.file.label("s_file"),
)


def _source(row: Row[Any], article: str) -> Source:
    return Source(article, row.s_title, row.s_outlet, row.s_published, row.s_page, row.s_url, row.s_file)


def _with_source(table: sa.Table) -> sa.Select[Any]:
    return (
        sa.select(table, *_SOURCE)
        .join(t.articles, _A.id == table.c.article_id)
        .join(t.derivations, _D.sha256 == _A.sha256)
    )


def in_batches(connection: Connection, query: sa.Select[Any]) -> Iterator[list[Row[Any]]]:
    """Rows of a query, some at a time, in constant memory."""
    # A copy of the options, so that the caller's connection stays as it is.
    with connection.execute(query, execution_options={"yield_per": _BATCH}) as result:
        for part in result.partitions():
            yield list(part)


def events(
    connection: Connection,
    wanted: EventFilter | None = None,
    limit: int | None = None,
    offset: int = 0,
    *,
    by_day: bool = False,
) -> Iterator[EventRow]:
    """Events in canonical order, or (``by_day``) as they happened, those without a date last."""
    e = t.events.c
    days = (sa.func.coalesce(e.date_from, e.date_to, UNDATED), sa.func.coalesce(e.date_to, UNDATED))
    query = (
        _with_source(t.events)
        .where(*event_conditions(connection, wanted or EventFilter()))
        .order_by(*(days if by_day else ()), e.sort_date, e.article_id, e.start, e.id)
        .limit(limit)
        .offset(offset or None)
    )
    for rows in in_batches(connection, query):
        keys = [(row.article_id, row.local) for row in rows]
        parties = _of_events(connection, t.parties, keys)
        claims = _of_events(connection, t.event_claims, keys)
        for row in rows:
            key = (row.article_id, row.local)
            yield _event(row, parties.get(key, []), claims.get(key, []))


def count_events(connection: Connection, wanted: EventFilter) -> int:
    """How many events meet a filter."""
    joined = sa.select(sa.func.count()).select_from(t.events).join(t.articles, _A.id == t.events.c.article_id)
    return connection.execute(joined.where(*event_conditions(connection, wanted))).scalar_one()


def claims_around(connection: Connection, rows: Iterable[EventRow]) -> Iterator[tuple[EventRow, list[ClaimRow]]]:
    """Each event with the claims that it stands in, innermost first; asked for many events at once."""
    c = t.claims.c
    rest = iter(rows)
    while some := list(islice(rest, _BATCH)):
        keys = sorted({(row.source.article, name) for row in some for name in row.claims})
        # The article by itself as well: of pairs alone SQLite makes no search, it reads the whole table.
        named = [c.article_id.in_(sorted({article for article, _ in keys})), sa.tuple_(c.article_id, c.local).in_(keys)]
        found = _claims(connection, named) if keys else ()
        held = {(claim.source.article, claim.local): claim for claim in found}
        for row in some:
            around = [(row.source.article, name) for name in row.claims]
            yield row, [held[key] for key in around if key in held]


def _of_events(
    connection: Connection, table: sa.Table, keys: list[tuple[str, str]]
) -> dict[tuple[str, str], list[Row[Any]]]:
    c = table.c
    order = [c.article_id, c.event, *([c.side] if "side" in c else []), c.ordinal]
    articles = sorted({article for article, _ in keys})
    named = (c.article_id.in_(articles), sa.tuple_(c.article_id, c.event).in_(keys))
    wanted = sa.select(table).where(*named).order_by(*order)
    rows = connection.execute(wanted)
    return {key: list(group) for key, group in groupby(rows, key=lambda row: (row.article_id, row.event))}


def _event(row: Row[Any], parties: list[Row[Any]], claims: list[Row[Any]]) -> EventRow:
    def side(name: str) -> tuple[PartyRow, ...]:
        return tuple(_party(one) for one in parties if one.side == name)

    return EventRow(
        id=row.id,
        local=row.local,
        type=row.type,
        mode=row.mode,
        actors=side("actor"),
        recipients=side("recipient"),
        place=row.place,
        country=row.place_country,
        lat=row.lat,
        lon=row.lon,
        precision=row.precision,
        edtf=row.edtf,
        extent=row.extent,
        basis=row.basis,
        date_from=row.date_from,
        date_to=row.date_to,
        realis=row.realis,
        background=row.background,
        aspect=row.aspect,
        status=row.status,
        score=row.score,
        claims=tuple(claim.claim for claim in claims),
        span=(row.start, row.end),
        quote=row.quote,
        sentence=row.sentence,
        source=_source(row, row.article_id),
    )


def _party(row: Row[Any]) -> PartyRow:
    return PartyRow(
        row.actor_id, row.name, row.country, tuple(row.sectors.split()), row.initiator, (row.start, row.end), row.quote
    )


def claims(
    connection: Connection, wanted: ClaimFilter | None = None, limit: int | None = None, offset: int = 0
) -> Iterator[ClaimRow]:
    """Claims in canonical order."""
    yield from _claims(connection, claim_conditions(connection, wanted or ClaimFilter()), limit, offset)


def count_claims(connection: Connection, wanted: ClaimFilter) -> int:
    """How many claims meet a filter."""
    joined = sa.select(sa.func.count()).select_from(t.claims).join(t.articles, _A.id == t.claims.c.article_id)
    return connection.execute(joined.where(*claim_conditions(connection, wanted))).scalar_one()


def _claims(
    connection: Connection, conditions: Sequence[Condition], limit: int | None = None, offset: int = 0
) -> Iterator[ClaimRow]:
    c, speaker = t.claims.c, t.actors.alias()
    query = (
        _with_source(t.claims)
        .add_columns(speaker.c.name.label("speaker"))
        .outerjoin(speaker, sa.and_(speaker.c.article_id == c.article_id, speaker.c.local == c.source_actor))
        .where(*conditions)
        .order_by(c.sort_date, c.article_id, c.start, c.id)
        .limit(limit)
        .offset(offset or None)
    )
    for rows in in_batches(connection, query):
        for row in rows:
            yield ClaimRow(
                id=row.id,
                local=row.local,
                speaker=row.speaker,
                speaker_id=row.source_id,
                speaker_words=row.source,
                cue=row.cue,
                content=row.content,
                stance=row.stance,
                quoted=row.quoted,
                parent=row.parent,
                said=row.said,
                start=row.start,
                sentence=row.sentence,
                source=_source(row, row.article_id),
            )


def relations(connection: Connection, actor: str, limit: int | None = None) -> Iterator[RelationRow]:
    """Relations that an actor (its id) stands in, in canonical order."""
    r = t.relations.c
    query = (
        _with_source(t.relations)
        .where(sa.or_(r.subject_id == actor, r.object_id == actor))
        .order_by(_A.sort_date, r.article_id, r.start, r.ordinal)
        .limit(limit)
    )
    for row in connection.execute(query):
        yield RelationRow(
            row.type,
            row.subject,
            row.subject_id,
            row.object,
            row.object_id,
            row.realis,
            row.edtf,
            (row.start, row.end),
            row.quote,
            row.sentence,
            _source(row, row.article_id),
        )


def counts(connection: Connection) -> dict[str, int]:
    """How many pages, articles, events and claims there are."""
    tables = (t.pages, t.articles, t.events, t.claims)
    return {
        table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in tables
    }


def articles(
    connection: Connection,
    outlet: str | None = None,
    limit: int | None = None,
    offset: int = 0,
    *,
    newest: bool = False,
) -> Iterator[ArticleRow]:
    """Articles in canonical order, or as they came, the last first."""
    query = (
        sa.select(_A.id, _A.language, _A.characters, *_SOURCE)
        .join(t.derivations, _D.sha256 == _A.sha256)
        .join(t.pages, t.pages.c.sha256 == _A.sha256)
        .order_by(*((t.pages.c.added.desc(), _A.sha256, _A.ordinal) if newest else (_A.sort_date, _A.id)))
        .limit(limit)
        .offset(offset or None)
    )
    if outlet is not None:
        query = query.where(_A.outlet == outlet)
    for rows in in_batches(connection, query):
        ids = [row.id for row in rows]
        told, said = _of_articles(connection, t.events, ids), _of_articles(connection, t.claims, ids)
        for row in rows:
            source = _source(row, row.id)
            yield ArticleRow(source, row.language, row.characters, told.get(row.id, 0), said.get(row.id, 0))


def _of_articles(connection: Connection, table: sa.Table, ids: list[str]) -> dict[str, int]:
    """How many rows of a table each article has; articles without any are left out."""
    c = table.c.article_id
    counted = sa.select(c, sa.func.count().label("number")).where(c.in_(ids)).group_by(c)
    return {row[0]: row.number for row in connection.execute(counted)}


def article_ids(connection: Connection, beginning: str, limit: int) -> list[str]:
    """Ids of articles that begin with some digits."""
    return _beginning(connection, _A.id, beginning, limit)


def page_ids(connection: Connection, beginning: str, limit: int) -> list[str]:
    """Digests of pages that begin with some digits, pages without an article included."""
    return _beginning(connection, t.pages.c.sha256, beginning, limit)


def _beginning(connection: Connection, column: sa.Column[str], beginning: str, limit: int) -> list[str]:
    # Digests are of the digits 0 to f: what follows them all is past "g".
    query = sa.select(column).where(column >= beginning, column < f"{beginning}g").order_by(column).limit(limit)
    return list(connection.execute(query).scalars())


def article(connection: Connection, ident: str) -> tuple[Article, Page] | None:
    """An article and its page; the page carries no articles here."""
    row = connection.execute(sa.select(_A.sha256, _A.object).where(_A.id == ident)).one_or_none()
    if row is None:
        return None
    derived = connection.execute(sa.select(t.derivations).where(_D.sha256 == row.sha256)).one()
    (found,) = _articles(connection, [row.object])
    return found, _page(derived, ())


def page(connection: Connection, sha256: str) -> Page | None:
    """A page with its articles."""
    derived = connection.execute(sa.select(t.derivations).where(_D.sha256 == sha256)).one_or_none()
    if derived is None:
        return None
    objects = connection.execute(sa.select(_A.object).where(_A.sha256 == sha256).order_by(_A.ordinal)).scalars()
    return _page(derived, _articles(connection, objects))


def _articles(connection: Connection, objects: Iterable[str]) -> tuple[Article, ...]:
    found = [article_from_dict(loads(one)) for one in objects]
    firsts = copied(connection, [article.id for article in found])
    return tuple(replace(article, duplicate_of=firsts.get(article.id)) for article in found)


def pages(connection: Connection) -> Iterator[Page]:
    """All pages with their articles, in the order of their digests."""
    for rows in in_batches(connection, sa.select(_D.sha256).order_by(_D.sha256)):
        for row in rows:
            found = page(connection, row.sha256)
            if found is not None:
                yield found


def payload(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of a page as they came."""
    row = connection.execute(sa.select(t.payloads).where(t.payloads.c.sha256 == sha256)).one_or_none()
    return None if row is None else unpack(row.codec, row.bytes)


def _page(row: Row[Any], held: tuple[Article, ...]) -> Page:
    problem = Problem(row.problem_code, row.problem_message or "") if row.problem_code else None
    return Page(
        sha256=row.sha256,
        url=row.url,
        file=row.file,
        member=row.member,
        media_type=row.media_type,
        encoding=row.encoding,
        retrieved=row.retrieved,
        replaces=row.replaces,
        status=row.status,
        problem=problem,
        articles=held,
    )


def options(connection: Connection, sha256: str) -> ReadOptions | None:
    """The options that a page is derived with."""
    c = t.pages.c
    row = connection.execute(sa.select(c.published, c.outlet, c.as_text).where(c.sha256 == sha256)).one_or_none()
    return None if row is None else ReadOptions(row.published, row.outlet, row.as_text)


def versions(connection: Connection, sha256: str) -> Versions:
    """Versions of the stages that a page was derived with."""
    row = connection.execute(sa.select(t.derivations).where(_D.sha256 == sha256)).one()
    return Versions(row.version_clean, row.version_encode, row.version_code, row.version_link)


def hint(connection: Connection, sha256: str) -> str:
    """The next step for a page that failed, or nothing."""
    return connection.execute(sa.select(_D.problem_hint).where(_D.sha256 == sha256)).scalar_one_or_none() or ""
