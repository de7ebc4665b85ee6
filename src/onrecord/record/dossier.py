"""All that is on record about an actor, in the order of events."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from onrecord.store import reader
from onrecord.store.filters import ClaimFilter, EventFilter
from onrecord.store.rows import ActorRow, ClaimRow, EventRow, RelationRow


@dataclass(frozen=True, slots=True)
class Dossier:
    """An actor with its timeline.

    Attributes:
        actor: The actor; the one with most articles where a name fits several.
        others: The other actors that the name fits.
        events: Events that it is a party of, by day; those without a date stand last.
        claims: Claims that it makes.
        relations: Ties that it stands in.
    """

    actor: ActorRow
    others: tuple[ActorRow, ...]
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]
    relations: tuple[RelationRow, ...]


def dossier(connection: Connection, name: str) -> Dossier | None:
    """The dossier of the actor that a name fits best; ``None`` if it fits nobody."""
    fitting = sorted(reader.actors(connection, name=name), key=lambda row: (-row.articles, row.id))
    if not fitting:
        return None
    actor, *others = fitting
    events = sorted(reader.events(connection, EventFilter(actor=actor.id)), key=_day)
    claims = reader.claims(connection, ClaimFilter(source=actor.id))
    relations = reader.relations(connection, [actor.id])
    return Dossier(actor, tuple(others), tuple(events), tuple(claims), tuple(relations))


def _day(event: EventRow) -> tuple[str, str]:
    return event.date_from or event.date_to or "9999", event.date_to or "9999"
