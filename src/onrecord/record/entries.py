"""Entries of an export: plain objects in canonical order; events as RECORD.md, "The JSON of export events"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy.engine import Connection

from onrecord.model import Article
from onrecord.model.json import dumps, loads, page_to_dict, to_plain
from onrecord.model.page import SCHEMA
from onrecord.store import reader
from onrecord.store.filters import ClaimFilter, EventFilter
from onrecord.store.rows import ActorRow, ClaimRow, EventRow, PartyRow
from onrecord.store.status import ASSERTING

Entry = dict[str, Any]
KINDS = ("events", "claims", "actors", "articles")


def entries(connection: Connection, kind: str) -> Iterator[Entry]:
    """All entries of a kind, one of :data:`KINDS`."""
    makers: dict[str, Callable[[Connection], Iterator[Entry]]]
    makers = {"events": events, "claims": claims, "actors": actors, "articles": articles}
    return makers[kind](connection)


def events(connection: Connection, wanted: EventFilter | None = None) -> Iterator[Entry]:
    """Events, each once."""
    held: dict[str, ClaimRow] = {}
    article = ""
    for row in reader.events(connection, wanted):
        if row.claims and row.source.article != article:
            article = row.source.article
            held = {claim.local: claim for claim in reader.claims(connection, ClaimFilter(article=article))}
        yield event_entry(row, [held[name] for name in row.claims if name in held])


def event_entry(row: EventRow, around: list[ClaimRow]) -> Entry:
    """One event, with the claims that it stands in."""
    source = row.source
    outer = {claim.parent for claim in around}
    speaking = [claim for claim in around if claim.local not in outer]
    denying = [claim for claim in speaking if claim.stance == "denies"]
    # A denied act keeps the realis of its assertion; with no other claim around it, that is the outlet's own.
    own_voice = not speaking or (len(denying) == len(speaking) and row.realis != "negated")
    outlet = [source.outlet] if source.outlet else []
    asserting = [_speaker(claim) for claim in speaking if claim.stance in ASSERTING]
    voices = {claim.speaker_id or _speaker(claim) for claim in speaking} | ({source.outlet} if own_voice else set())
    return {
        "id": row.id,
        "type": row.type,
        "mode": row.mode,
        "actors": [_party(party) for party in row.actors],
        "recipients": [_party(party) for party in row.recipients],
        "place": None
        if row.place is None
        else {
            "name": row.place,
            "country": row.country,
            "lat": row.lat,
            "lon": row.lon,
            "precision": row.precision,
        },
        "time": None if row.extent is None else {"edtf": row.edtf, "extent": row.extent},
        "realis": row.realis,
        "background": row.background,
        "status": row.status,
        "mentions": [
            {
                "article": source.article,
                "file": source.file,
                "url": source.url,
                "event": row.local,
                "span": list(row.span),
                "quote": row.quote,
            }
        ],
        "details": [],
        "carried_by": outlet,
        "asserted_by": _distinct([*(outlet if own_voice else []), *asserting]),
        "denied_by": _distinct([_speaker(claim) for claim in denying]),
        "outlets": len(outlet),
        "voices": len(voices),
        "part_of": None,
        "first_reported": source.published,
        "flags": [],
    }


def _party(party: PartyRow) -> Entry:
    return {"id": party.id, "name": party.name, "country": party.country, "sectors": list(party.sectors)}


def _speaker(claim: ClaimRow) -> str | None:
    return claim.speaker or claim.speaker_words


def _distinct(names: list[str | None]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))


def claims(connection: Connection, wanted: ClaimFilter | None = None) -> Iterator[Entry]:
    """Claims as in the contract, with the words of their spans and the article they stand in."""

    def article_of(name: str) -> Article:
        found = reader.article(connection, name)
        assert found is not None
        return found[0]

    return claim_entries(reader.claims(connection, wanted), article_of)


def claim_entries(rows: Iterable[ClaimRow], article_of: Callable[[str], Article]) -> Iterator[Entry]:
    """One entry a claim; an article is asked for once where its claims follow each other."""
    name, text = "", ""
    contract: dict[str, Any] = {}
    for row in rows:
        if row.source.article != name:
            name = row.source.article
            article = article_of(name)
            text = article.text
            contract = {claim.id: to_plain(claim) for claim in article.claims}
        claim = contract[row.local]
        yield {
            "id": row.id,
            "article": name,
            "file": row.source.file,
            "url": row.source.url,
            "outlet": row.source.outlet,
            "published": row.source.published,
            "speaker": {"id": row.speaker_id, "name": row.speaker},
            "quotes": {part: [text[start:end] for start, end in claim[part]] for part in ("source", "cue", "content")},
            "claim": claim,
        }


def actors(connection: Connection) -> Iterator[Entry]:
    """Actors across all articles."""
    return map(actor_entry, reader.actors(connection))


def actor_entry(row: ActorRow) -> Entry:
    """One actor."""
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "country": row.country,
        "sectors": list(row.sectors),
        "roles": list(row.roles),
        "names": list(row.names),
        "ids": {"wikidata": row.wikidata},
        "articles": row.articles,
    }


def articles(connection: Connection) -> Iterator[Entry]:
    """Lines of the contract, one per article."""
    for row in reader.articles(connection):
        found = reader.article(connection, row.source.article)
        assert found is not None
        article, page = found
        line = page_to_dict(page)
        yield {"schema": SCHEMA, "page": line["page"], "articles": [loads(dumps(to_plain(article)))]}
