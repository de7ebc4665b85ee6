"""Claims, events and relations of an article: the coded part of the contract."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.spans import Span


@dataclass(frozen=True, slots=True)
class Via:
    """An agency or outlet through which a claim came; ``basis`` is cue, dateline, credit or metadata."""

    name: str
    span: Span | None
    basis: str


@dataclass(frozen=True, slots=True)
class Said:
    """When a claim was made."""

    span: Span
    edtf: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution: who says what, with which stance; ``parent`` is the claim it stands in."""

    id: str
    source: tuple[Span, ...]
    source_actor: str | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: str
    scope: Span | None
    quoted: str
    parent: str | None
    via: tuple[Via, ...]
    addressee: tuple[str, ...]
    said: Said | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PloverCode:
    """A PLOVER type and mode after the reduction rules."""

    type: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient of an event; ``actor`` is the id of a chain of this article, where it has one."""

    span: Span
    actor: str | None
    country: str | None
    sectors: tuple[str, ...]
    initiator: bool = False


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event took place, no more precise than the text."""

    span: Span
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event took place: an interval (EDTF) with extent and basis."""

    span: Span
    edtf: str | None
    extent: str
    basis: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity that belongs to an event ("25% tariffs")."""

    span: Span
    value: float | None
    unit: str | None
    of: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One PLOVER-coded event in one sentence; Conventions 1-4 and 8 of the contract."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    plover: tuple[PloverCode, ...]
    trigger: Span
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: EventPlace | None
    time: EventTime | None
    realis: str
    background: bool
    aspect: str | None
    amounts: tuple[Amount, ...]
    claims: tuple[str, ...]
    content_of: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting tie between two actors, with the span it is read from."""

    type: str
    subject: str
    object: str
    span: Span
    claims: tuple[str, ...]
    realis: str
    time: EventTime | None
