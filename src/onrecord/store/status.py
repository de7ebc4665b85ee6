"""The status of an event: who stands behind it, as a pure function of its mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Claim, Event

STATUSES = ("own_voice", "attributed", "disputed", "denied_only", "planned", "called_off")
ASSERTING = frozenset({"asserts", "admits", "confirms"})
"""Stances by which a source stands behind what it says."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one mention says of an event: its realis and the stances of the innermost claims around it."""

    realis: str
    stances: tuple[str, ...] = ()


def innermost(event: Event, claims: Mapping[str, Claim]) -> tuple[Claim, ...]:
    """The claims of an event that hold no other claim of it: those who speak, not those who carry."""
    around = [claims[name] for name in event.claims if name in claims]
    outer = {claim.parent for claim in around}
    return tuple(claim for claim in around if claim.id not in outer)


def report(event: Event, claims: Mapping[str, Claim]) -> Report:
    """The report that an event mention makes."""
    return Report(event.realis, tuple(claim.stance for claim in innermost(event, claims)))


def status(reports: Sequence[Report]) -> str:
    """Status of an event from all its mentions.

    Args:
        reports: One per mention, in canonical order; not empty.

    Returns:
        ``denied_only`` if nobody but a denial speaks of it; ``disputed`` if it is asserted and denied;
        ``called_off`` if it was planned and is said not to come; ``planned`` if it is only planned;
        ``own_voice`` if an outlet says it outside of any claim; ``attributed`` otherwise.
    """
    if all(_denies(one) and one.realis == "negated" for one in reports):
        return "denied_only"
    # A mention that somebody denies keeps the realis of the assertion (Conventions 3), so it is one by itself.
    if any(_denies(one) for one in reports):
        return "disputed"
    planned = [one for one in reports if one.realis == "future"]
    if planned and any(one.realis == "negated" or "retracts" in one.stances for one in reports):
        return "called_off"
    if len(planned) == len(reports):
        return "planned"
    # A plan that has come true is told by the mentions that say so.
    told = [one for one in reports if one.realis != "future"]
    return "own_voice" if any(not one.stances for one in told) else "attributed"


def _denies(one: Report) -> bool:
    return "denies" in one.stances
