"""Entries of an export: plain objects in canonical order; events as RECORD.md, "The JSON of export events"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy.engine import Connection

from onrecord.model.json import page_to_dict, to_plain
from onrecord.store import actors, reader
from onrecord.store.filters import ClaimFilter, EventFilter
from onrecord.store.rows import ActorRow, ClaimRow, EventRow, PartyRow
from onrecord.store.status import ASSERTING

Entry = dict[str, Any]
Wanted = EventFilter | ClaimFilter | str | None
KINDS = ("events", "claims", "actors", "articles")


def entries(connection: Connection, kind: str, wanted: Wanted = None, limit: int | None = None) -> Iterator[Entry]:
    """Entries of a kind, one of :data:`KINDS`.

    Args:
        connection: All of them are read through it, so that they are of one state of the record.
        kind: What they are.
        wanted: What they must meet: an ``EventFilter``, a ``ClaimFilter``, the name of an actor, or an outlet.
        limit: At most so many.
    """
    if kind == "events":
        assert wanted is None or isinstance(wanted, EventFilter)
        pairs = reader.claims_around(connection, reader.events(connection, wanted, limit))
        return (event_entry(row, around) for row, around in pairs)
    if kind == "claims":
        assert wanted is None or isinstance(wanted, ClaimFilter)
        return _claims(connection, wanted, limit)
    assert wanted is None or isinstance(wanted, str)
    if kind == "actors":
        return map(actor_entry, actors.actors(connection, name=wanted, limit=limit))
    return _articles(connection, wanted, limit)


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
    # Sources without a name are one voice together: nobody knows that they are two.
    voices = len({claim.speaker_id for claim in speaking}) + own_voice
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
        "voices": voices,
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


def _claims(connection: Connection, wanted: ClaimFilter | None, limit: int | None) -> Iterator[Entry]:
    """Claims as in the contract, with the words of their spans and the article they stand in."""
    rows = reader.claims(connection, wanted, limit)
    for name, group in groupby(rows, key=lambda row: row.source.article):
        found = reader.article(connection, name)
        assert found is not None
        text = found[0].text
        contract: dict[str, Any] = {claim.id: to_plain(claim) for claim in found[0].claims}
        for row in group:
            claim = contract[row.local]
            parts = ("source", "cue", "content")
            yield {
                "id": row.id,
                "article": name,
                "file": row.source.file,
                "url": row.source.url,
                "outlet": row.source.outlet,
                "published": row.source.published,
                "speaker": {"id": row.speaker_id, "name": row.speaker},
                "quotes": {part: [text[start:end] for start, end in claim[part]] for part in parts},
                "claim": claim,
            }


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


def _articles(connection: Connection, outlet: str | None, limit: int | None) -> Iterator[Entry]:
    """Lines of the contract, one per article."""
    for row in reader.articles(connection, outlet, limit):
        found = reader.article(connection, row.source.article)
        assert found is not None
        article, page = found
        yield page_to_dict(replace(page, articles=(article,)))
