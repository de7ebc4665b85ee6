"""Who a span is: the one place where coding asks the resolving stage."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.coding.view import View
from onrecord.model import Party, Span


def party_of(view: View, span: Span, *, initiator: bool = False) -> Party:
    """A span as a party: its actor, country and sectors as far as the article tells them."""
    actor, country, sectors = view.parties.describe(span)
    return Party(span, actor, country, tuple(sectors), initiator)


def actor_of(view: View, spans: Iterable[Span]) -> str | None:
    """The actor that the first telling one of several spans names."""
    return next((actor for span in spans if (actor := view.parties.describe(span)[0]) is not None), None)
