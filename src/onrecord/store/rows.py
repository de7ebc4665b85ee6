"""Entries as they are read from the record: flat, with the words that prove them."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span


@dataclass(frozen=True, slots=True)
class Source:
    """The article and page that an entry comes from."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    page: str
    url: str | None
    file: str | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of an event; ``id`` is record-wide, ``None`` for a party that no chain names."""

    id: str | None
    name: str
    country: str | None
    sectors: tuple[str, ...]
    initiator: bool
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the record with its first mention; ``local`` is its id inside the article."""

    id: str
    local: str
    type: str
    mode: str | None
    actors: tuple[PartyRow, ...]
    recipients: tuple[PartyRow, ...]
    place: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    edtf: str | None
    extent: str | None
    basis: str | None
    date_from: str | None
    date_to: str | None
    realis: str
    background: bool
    aspect: str | None
    status: str
    score: float
    claims: tuple[str, ...]
    span: Span
    quote: str
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the words of its source, cue and content."""

    id: str
    local: str
    speaker: str | None
    speaker_id: str | None
    speaker_words: str | None
    cue: str
    content: str
    stance: str
    quoted: str
    parent: str | None
    said: str | None
    start: int
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A lasting tie between two actors, with the words it is read from."""

    type: str
    subject: str
    subject_id: str | None
    object: str
    object_id: str | None
    realis: str
    edtf: str | None
    span: Span
    quote: str
    sentence: str
    source: Source


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor across all articles: name and country of its first member, the rest of all of them."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[str, ...]
    names: tuple[str, ...]
    wikidata: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list."""

    source: Source
    language: str | None
    characters: int
    events: int
    claims: int
