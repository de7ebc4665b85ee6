"""Entries of a record that meet filters: what a listing shows as JSON is what an export writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.record import ClaimFilter, Entry, EventFilter, Record


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
    """Entries of a kind (events, claims, actors, articles), in canonical order.

    Raises:
        UsageError: If a filter says nothing about this kind.
    """
    wrong = sorted(set(filters.given()) - _APPLY[kind])
    if wrong:
        known = ", ".join(f"--{name}" for name in sorted(_APPLY[kind]))
        raise UsageError(f"--{wrong[0]} does not filter {kind}", f"filters of {kind}: {known}")
    if kind == "events":
        return record.export_rows(kind, event_filter(filters), limit)
    if kind == "claims":
        return record.export_rows(kind, claim_filter(filters), limit)
    return record.export_rows(kind, filters.actor if kind == "actors" else filters.outlet, limit)


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
