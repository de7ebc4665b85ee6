"""Record-wide ids of actors, events and claims: the one place that linking across articles replaces."""

from __future__ import annotations

import hashlib

from onrecord.model import Actor, Party
from onrecord.store.fold import fold

ID_DIGITS = 16


def actor_id(actor: Actor) -> str:
    """Id that all mentions of one actor share: a country by its code, others by kind and folded name."""
    if actor.kind == "country" and actor.country:
        return country_id(actor.country)
    return _digest("actor", actor.kind, fold(actor.name) or actor.name)


def country_id(code: str) -> str:
    """Id of a country as an actor, from its ISO 3166 alpha-3 code."""
    return _digest("actor", "country", code)


def party_id(party: Party, chains: dict[str, str]) -> str | None:
    """Record-wide id of a party through its chain in the article."""
    return chains.get(party.actor) if party.actor else None


def event_id(article: str, start: int, nth: int) -> str:
    """Id of an event from its canonical first member: article, start of the trigger, number among those that share it."""
    return _digest(article, "event", f"{start}:{nth}")


def claim_id(article: str, start: int, nth: int) -> str:
    """Id of a claim: article, start of the cue, number among the claims that share it."""
    return _digest(article, "claim", f"{start}:{nth}")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:ID_DIGITS]
