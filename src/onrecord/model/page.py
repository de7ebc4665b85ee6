"""Pages and articles: what comes in, and everything that is read from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.coded import Claim, Event, Relation
from onrecord.model.ids import page_digest
from onrecord.model.spans import Span

SCHEMA = 1
"""Number of the JSON contract."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A payload of bytes as it came, before anything is known of it.

    Attributes:
        payload: The bytes of the file, or of the record, member or line in its container.
        file: Path as it was given, or ``None``.
        member: Name of the record, member or line ("3") in the container.
        media_type: What the container or the file name says, or ``None``.
        retrieved: Date of fetching, where the container knows it.
    """

    payload: bytes
    file: str | None = None
    member: str | None = None
    url: str | None = None
    media_type: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a page is partial or failed: a code of :mod:`onrecord.errors` and a message for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters of the decoded page that something was inferred from; ``page`` is ``None`` for a name or address."""

    page: Span | None
    quote: str


@dataclass(frozen=True, slots=True)
class Published:
    """Date of publication; basis: metadata, printed, url, inferred, argument, unknown."""

    edtf: str | None = None
    basis: str = "unknown"
    basis_from: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class MapSegment:
    """``text[start:end]`` came from ``decoded[page_start:page_end]``.

    ``kind`` is "exact" when they are equal, "normalised" when they are equal after entity decoding,
    removal of tags and invisible characters, NFC and folding of spaces. Serialised as a list of five.
    """

    start: int
    end: int
    page_start: int
    page_end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that was dropped; reason: caption, widget, promotion, footer, duplicate, other."""

    text: str
    reason: str
    page: Span


@dataclass(frozen=True, slots=True)
class Geo:
    """A place on the map; precision: country, region, city."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a person, organisation, country, place, group or facility."""

    id: str
    start: int
    end: int
    kind: str
    chain: str | None
    actor: str | None
    geo: Geo | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or group of one article; primary sector first."""

    id: str
    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]
    roles: tuple[str, ...]
    ids: dict[str, str | None] = field(default_factory=lambda: {"wikidata": None})


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression (TIMEX3) with its value as EDTF; Conventions 7 of the contract.

    ``basis_from`` holds evidence on the page and the ids of other times ("t2") it was inferred from.
    """

    id: str
    start: int
    end: int
    type: str
    value: str | None
    edtf: str | None
    extent: str
    basis: str
    basis_from: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One story. Cleaning fills the upper half; encoder, resolving and coding the lower one."""

    id: str
    title: str | None
    outlet: str | None
    byline: tuple[str, ...]
    dateline: str | None
    language: str | None
    published: Published
    updated: str | None
    notice: str | None
    text: str
    map: tuple[MapSegment, ...]
    removed: tuple[Removed, ...]
    duplicate_of: str | None = None
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page and the articles on it: one line of the contract."""

    sha256: str
    url: str | None
    file: str | None
    member: str | None
    media_type: str | None
    encoding: str | None
    retrieved: str | None
    replaces: str | None
    status: str
    problem: Problem | None
    articles: tuple[Article, ...] = ()

    @classmethod
    def of(cls, raw: RawPage, encoding: str | None, problem: Problem | None = None) -> Page:
        """A page under the digest and the names of its payload, without articles yet; failed where there is a problem."""
        return cls(
            sha256=page_digest(raw.payload),
            url=raw.url,
            file=raw.file,
            member=raw.member,
            media_type=raw.media_type,
            encoding=encoding,
            retrieved=raw.retrieved,
            replaces=None,
            status="failed" if problem else "ok",
            problem=problem,
        )

    def to_dict(self) -> dict[str, object]:
        """The contract's object of this page, with plain lists, dicts and numbers."""
        from onrecord.model.json import page_to_dict

        return page_to_dict(self)

    def to_json(self) -> str:
        """The contract's line of this page: compact JSON, keys in the contract's order."""
        from onrecord.model.json import dumps

        return dumps(self.to_dict())

    @classmethod
    def from_json(cls, line: str) -> Page:
        """Read a line of the contract back.

        Raises:
            ValueError: If the line is no JSON, or of another ``schema``.
        """
        from onrecord.model.json import loads, page_from_dict

        return page_from_dict(loads(line))
