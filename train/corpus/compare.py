"""When an event of the product is right by our annotation: what its score is the probability of."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.coding.view import overlap
from onrecord.model import Event, Span
from train.corpus.markup import EventLabel


def is_right(event: Event, labels: Sequence[EventLabel]) -> bool:
    """Whether a gold event of the type stands at the trigger, and each side is empty in both or met by one party at least."""
    for label in labels:
        if label.type == event.type and overlap(label.trigger, event.trigger):
            actors, recipients = ([party.span for party in side] for side in (event.actors, event.recipients))
            return _side(label.actors, actors) and _side(label.recipients, recipients)
    return False


def _side(gold: Sequence[Span], given: Sequence[Span]) -> bool:
    return (not gold and not given) or any(overlap(one, other) for one in gold for other in given)
