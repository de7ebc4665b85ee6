"""Entries of a record that meet filters: what a listing shows as JSON is what an export writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import UsageError
from onrecord.model import Article
from onrecord.record import ClaimFilter, ClaimRow, EventFilter, EventRow, Record, event_entry
from onrecord.record.entries import actor_entry, claim_entries

Entry = dict[str, Any]
KINDS = ("events", "claims", "actors", "articles")


@dataclass(frozen=True, slots=True)
class Filters:
    """What entries must meet, for any kind; ``since`` and ``until`` are days of events, and days of publication else."""

    actor: str | None = None
    type: str | None = None
    realis: str | None = None
    status: str | None = None
    stance: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    outlet: str | None = None

    def given(self) -> dict[str, str]:
        """The filters that are set, by the names of their options."""
        names = {"since": "from", "until": "to"}
        values = {name: getattr(self, name) for name in self.__slots__}
        return {names.get(name, name): value for name, value in values.items() if value is not None}


_APPLY = {
    "events": {"actor", "type", "realis", "status", "place", "from", "to", "outlet"},
    "claims": {"actor", "stance", "from", "to", "outlet"},
    "actors": {"actor"},
    "articles": {"outlet"},
}


def rows(record: Record, kind: str, filters: Filters, limit: int | None = None) -> Iterator[Entry]:
    """Entries of a kind, one of :data:`KINDS`, in canonical order.

    Raises:
        UsageError: If a filter says nothing about this kind.
    """
    wrong = sorted(set(filters.given()) - _APPLY[kind])
    if wrong:
        known = ", ".join(f"--{name}" for name in sorted(_APPLY[kind]))
        raise UsageError(f"--{wrong[0]} does not filter {kind}", f"filters of {kind}: {known}")
    if kind == "events":
        return (event_entry(row, claims) for row, claims in events(record, filters, limit))
    if kind == "claims":
        return _claims(record, filters, limit)
    if kind == "actors":
        return map(actor_entry, record.actors(name=filters.actor, limit=limit))
    return _articles(record, filters, limit)


def _claims(record: Record, filters: Filters, limit: int | None) -> Iterator[Entry]:
    def article_of(name: str) -> Article:
        found = record.article(name)
        assert found is not None
        return found[0]

    return claim_entries(record.claims(claim_filter(filters), limit), article_of)


def _articles(record: Record, filters: Filters, limit: int | None) -> Iterator[Entry]:
    for row in record.articles(outlet=filters.outlet, limit=limit):
        found = record.article(row.source.article)
        assert found is not None
        article, page = found
        yield replace(page, articles=(article,)).to_dict()


def events(record: Record, filters: Filters, limit: int | None = None) -> Iterator[tuple[EventRow, list[ClaimRow]]]:
    """Events, each with the claims that it stands in."""
    return claims_around(record, record.events(event_filter(filters), limit))


def claims_around(record: Record, found: Iterable[EventRow]) -> Iterator[tuple[EventRow, list[ClaimRow]]]:
    """Each event with the claims that it stands in; quick where events of one article follow each other."""
    article, held = "", dict[str, ClaimRow]()
    for row in found:
        if row.claims and row.source.article != article:
            article = row.source.article
            held = {claim.local: claim for claim in record.claims(ClaimFilter(article=article))}
        yield row, [held[name] for name in row.claims if name in held]


def event_filter(filters: Filters) -> EventFilter:
    """The record's filter of events."""
    return EventFilter(
        actor=filters.actor,
        type=filters.type,
        realis=filters.realis,
        status=filters.status,
        place=filters.place,
        since=filters.since,
        until=filters.until,
        outlet=filters.outlet,
    )


def claim_filter(filters: Filters) -> ClaimFilter:
    """The record's filter of claims; the actor is who makes them."""
    return ClaimFilter(
        source=filters.actor, stance=filters.stance, since=filters.since, until=filters.until, outlet=filters.outlet
    )
