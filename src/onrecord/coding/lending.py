"""Parties that an act and its content lend each other: whom aid is promised to is whom the promise is made to.

Convention 4 takes the nearest explicit span for a party. In "the ministry offered to send grain to Zambia" the
offer's recipient is named in what is offered, and the sender in the offer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Event, Party

_ASKING = frozenset({"REQUEST"})
"""Acts whose content is to be done by the one who is spoken to, not by the speaker."""


def lent(events: Sequence[Event]) -> list[Event]:
    """Fill an empty side of an act from its content, and of a content from its act."""
    by_id = {event.id: event for event in events}
    for event in events:
        if event.content_of is None:
            continue
        act, content = by_id[event.content_of], by_id[event.id]
        if not content.actors:
            source = act.recipients if act.type in _ASKING else act.actors
            content = replace(content, actors=tuple(replace(party, initiator=False) for party in source))
        if not act.recipients:
            source = content.actors if act.type in _ASKING else (*content.recipients, *content.actors)
            act = replace(act, recipients=_others(source, act.actors))
        by_id[act.id], by_id[content.id] = act, content
    return [by_id[event.id] for event in events]


def _others(parties: Sequence[Party], own: Sequence[Party]) -> tuple[Party, ...]:
    """Parties that are not among ``own``, by span and by actor."""
    spans = {party.span for party in own}
    actors = {party.actor for party in own} - {None}
    return tuple(
        replace(party, initiator=False) for party in parties if party.span not in spans and party.actor not in actors
    )
