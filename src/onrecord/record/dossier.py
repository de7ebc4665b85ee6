"""All that is on record about an actor, in the order of events."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from onrecord.store import actors, reader
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
        all_events: How many events there are, where fewer were asked for.
        all_claims: The same for claims.
    """

    actor: ActorRow
    others: tuple[ActorRow, ...]
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]
    relations: tuple[RelationRow, ...]
    all_events: int
    all_claims: int


def dossier(connection: Connection, name: str, most: int | None = None) -> Dossier | None:
    """The dossier of the actor that a name fits best; ``None`` if it fits nobody.

    Args:
        connection: Of the record.
        name: An id, a country's code, a name or words of one.
        most: At most so many events, claims and relations.
    """
    fitting = sorted(actors.actors(connection, name=name), key=lambda row: (-row.articles, row.id))
    if not fitting:
        return None
    actor, *others = fitting
    party, speaker = EventFilter(actor=actor.id), ClaimFilter(source=actor.id)
    events = tuple(reader.events(connection, party, most, by_day=True))
    claims = tuple(reader.claims(connection, speaker, most))
    return Dossier(
        actor=actor,
        others=tuple(others),
        events=events,
        claims=claims,
        relations=tuple(reader.relations(connection, actor.id, most)),
        all_events=len(events) if most is None else reader.count_events(connection, party),
        all_claims=len(claims) if most is None else reader.count_claims(connection, speaker),
    )
