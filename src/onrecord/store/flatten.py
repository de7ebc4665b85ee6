"""A derived page as rows of the derived tables: flat columns to filter by, spans with their words.

Workers do this, so it loads nothing of the database.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from onrecord.matching.copies import bands, sketch
from onrecord.model import Actor, Article, Claim, Event, Page, Party, Span
from onrecord.model.json import COORDINATE_DIGITS, SCORE_DIGITS, dumps, to_plain
from onrecord.store import joins
from onrecord.store.dates import bounds
from onrecord.store.fold import fold, index_tokens
from onrecord.store.status import report, status

Row = dict[str, Any]
Rows = dict[str, list[Row]]
UNDATED = "9999"
"""Sorts after every date."""


TABLES = (
    "articles",
    *(
        "mentions",
        "actors",
        "times",
        "claims",
        "events",
        "event_parties",
        "event_claims",
        "relations",
        "search",
        "sketches",
        "bands",
    ),
)
"""Tables of a page's rows, parents first."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Versions of the stages that made some rows; ``link`` is this package's own."""

    clean: str = "0"
    encode: str = "0"
    code: str = "0"
    link: str = "2"

    @classmethod
    def of(cls, named: Mapping[str, object]) -> Versions:
        """Versions as a pipeline names them (``VERSIONS``)."""
        return cls(**{name: str(named[name]) for name in ("clean", "encode", "code") if name in named})


@dataclass(frozen=True, slots=True)
class Derived:
    """What a page comes to in the database: its row of ``derivations`` and the rows of its articles, plain JSON."""

    head: Row
    rows: Rows


def flatten(page: Page, hint: str, versions: Versions) -> Derived:
    """A derived page as rows.

    Args:
        page: The page.
        hint: Next step for a page that failed, else nothing.
        versions: Of the stages that derived it.
    """
    rows: Rows = {table: [] for table in TABLES}
    for ordinal, article in enumerate(page.articles):
        _Flattener(article, versions, rows).run(page.sha256, ordinal)
    problem = page.problem
    names = ("sha256", "url", "file", "member", "media_type", "encoding", "retrieved", "replaces", "status")
    head = {name: getattr(page, name) for name in names} | {
        "problem_code": problem.code if problem else None,
        "problem_message": problem.message if problem else None,
        "problem_hint": hint or None,
        "version_clean": versions.clean,
        "version_encode": versions.encode,
        "version_code": versions.code,
        "version_link": versions.link,
    }
    return Derived(head, rows)


def _quote(text: str, spans: Iterable[Span]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _coordinate(degrees: float | None) -> float | None:
    return None if degrees is None else round(degrees, COORDINATE_DIGITS)


def _nth(starts: Iterable[int]) -> Iterator[tuple[int, int]]:
    seen: Counter[int] = Counter()
    for start in starts:
        yield start, seen[start]
        seen[start] += 1


class _Flattener:
    """Flattens one article into ``rows``."""

    def __init__(self, article: Article, versions: Versions, rows: Rows) -> None:
        self.article = article
        self.versions = versions
        self.rows = rows
        self.starts = [start for start, _ in article.sentences]
        self.published = bounds(article.published.edtf)
        self.sort_date = self.published[0] or UNDATED
        self.chains = {actor.id: joins.actor_id(actor) for actor in article.actors}
        self.names = {actor.id: actor.name for actor in article.actors}

    def run(self, sha256: str, ordinal: int) -> None:
        article = self.article
        self._add(
            "articles",
            self.versions.clean,
            id=article.id,
            sha256=sha256,
            ordinal=ordinal,
            title=article.title,
            outlet=article.outlet,
            language=article.language,
            published=article.published.edtf,
            published_from=self.published[0],
            published_to=self.published[1],
            published_basis=article.published.basis,
            sort_date=self.sort_date,
            characters=len(article.text),
            text=article.text,
            object=dumps(to_plain(replace(article, duplicate_of=None))),
        )
        words = index_tokens(article.title or "", article.text)
        self._add("search", self.versions.clean, article_id=article.id, tokens=words)
        self._sketch()
        self._mentions()
        self._actors()
        self._times()
        self._claims()
        self._events()
        self._relations()

    def _sketch(self) -> None:
        found = sketch(self.article.text)
        if found is None:
            return
        link = self.versions.link
        self._add(
            "sketches", link, article_id=self.article.id, date=self.sort_date, shingles=found.shingles,
            least=found.text(), first=self.article.id,
        )  # fmt: skip
        for band in sorted(set(bands(found))):
            self._add("bands", link, band=band, article_id=self.article.id)

    def _add(self, table: str, version: str, **columns: Any) -> None:
        self.rows[table].append({**columns, "version": version})

    def _of(self, table: str, version: str, **columns: Any) -> None:
        self._add(table, version, article_id=self.article.id, **columns)

    def _sentence(self, position: int) -> str:
        index = bisect_right(self.starts, position) - 1
        if index < 0:
            return ""
        start, end = self.article.sentences[index]
        return self.article.text[start:end] if position < end else ""

    def _mentions(self) -> None:
        for mention in self.article.mentions:
            geo = mention.geo
            self._of(
                "mentions",
                self.versions.encode,
                local=mention.id,
                start=mention.start,
                end=mention.end,
                quote=self.article.text[mention.start : mention.end],
                kind=mention.kind,
                chain=mention.chain,
                actor=mention.actor,
                actor_id=self.chains.get(mention.actor) if mention.actor else None,
                geo_name=geo.name if geo else None,
                geo_country=geo.country if geo else None,
                lat=_coordinate(geo.lat) if geo else None,
                lon=_coordinate(geo.lon) if geo else None,
                precision=geo.precision if geo else None,
            )

    def _actors(self) -> None:
        first: dict[str, int] = {}
        for mention in self.article.mentions:
            if mention.actor:
                first[mention.actor] = min(mention.start, first.get(mention.actor, mention.start))
        for actor in self.article.actors:
            self._of("actors", self.versions.link, **self._actor(actor, first.get(actor.id, 0)))

    def _actor(self, actor: Actor, start: int) -> Row:
        return {
            "local": actor.id,
            "id": self.chains[actor.id],
            "name": actor.name,
            "folded": f" {fold(actor.name)} ",
            "kind": actor.kind,
            "country": actor.country,
            "sectors": " ".join(actor.sectors),
            "roles": dumps(list(actor.roles)),
            "wikidata": actor.ids.get("wikidata"),
            "start": start,
            "sort_date": self.sort_date,
        }

    def _times(self) -> None:
        for time in self.article.times:
            first, last = bounds(time.edtf)
            self._of(
                "times",
                self.versions.code,
                local=time.id,
                start=time.start,
                end=time.end,
                quote=self.article.text[time.start : time.end],
                type=time.type,
                value=time.value,
                edtf=time.edtf,
                date_from=first,
                date_to=last,
                extent=time.extent,
                basis=time.basis,
            )

    def _claims(self) -> None:
        numbered = _nth(_start(claim) for claim in self.article.claims)
        for claim, (start, nth) in zip(self.article.claims, numbered, strict=True):
            said = bounds(claim.said.edtf) if claim.said else (None, None)
            self._of(
                "claims",
                self.versions.code,
                local=claim.id,
                id=joins.claim_id(self.article.id, start, nth),
                start=start,
                source=_quote(self.article.text, claim.source) or None,
                source_actor=claim.source_actor,
                source_id=self.chains.get(claim.source_actor) if claim.source_actor else None,
                cue=_quote(self.article.text, claim.cue),
                content=_quote(self.article.text, claim.content),
                sentence=self._sentence(start),
                stance=claim.stance,
                quoted=claim.quoted,
                parent=claim.parent,
                said=claim.said.edtf if claim.said else None,
                said_from=said[0],
                said_to=said[1],
                sort_date=self.sort_date,
            )

    def _events(self) -> None:
        claims = {claim.id: claim for claim in self.article.claims}
        numbered = _nth(event.trigger[0] for event in self.article.events)
        for event, (start, nth) in zip(self.article.events, numbered, strict=True):
            row = self._event(event)
            row["id"] = joins.event_id(self.article.id, start, nth)
            row["status"] = status([report(event, claims)])
            self._of("events", self.versions.code, **row)
            for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
                for ordinal, party in enumerate(parties):
                    self._party(event, side, ordinal, party)
            for ordinal, claim in enumerate(event.claims):
                self._of("event_claims", self.versions.code, event=event.id, ordinal=ordinal, claim=claim)

    def _event(self, event: Event) -> Row:
        place, time = event.place, event.time
        first, last = bounds(time.edtf if time else None)
        return {
            "local": event.id,
            "start": event.trigger[0],
            "end": event.trigger[1],
            "quote": _quote(self.article.text, [event.trigger]),
            "sentence": self._sentence(event.trigger[0]),
            "type": event.type,
            "mode": event.mode,
            "place": place.name if place else None,
            "place_folded": f" {fold(place.name)} " if place else None,
            "place_country": place.country if place else None,
            "lat": _coordinate(place.lat) if place else None,
            "lon": _coordinate(place.lon) if place else None,
            "precision": place.precision if place else None,
            "edtf": time.edtf if time else None,
            "date_from": first,
            "date_to": last,
            "extent": time.extent if time else None,
            "basis": time.basis if time else None,
            "realis": event.realis,
            "background": event.background,
            "aspect": event.aspect,
            "score": round(event.score, SCORE_DIGITS),
            "sort_date": self.sort_date,
        }

    def _party(self, event: Event, side: str, ordinal: int, party: Party) -> None:
        quote = _quote(self.article.text, [party.span])
        self._of(
            "event_parties",
            self.versions.code,
            event=event.id,
            side=side,
            ordinal=ordinal,
            start=party.span[0],
            end=party.span[1],
            quote=quote,
            name=self.names.get(party.actor or "", quote),
            actor=party.actor,
            actor_id=joins.party_id(party, self.chains),
            country=party.country,
            sectors=" ".join(party.sectors),
            initiator=party.initiator,
        )

    def _relations(self) -> None:
        for ordinal, relation in enumerate(self.article.relations):
            self._of(
                "relations",
                self.versions.code,
                ordinal=ordinal,
                type=relation.type,
                subject=self.names.get(relation.subject, relation.subject),
                subject_id=self.chains.get(relation.subject),
                object=self.names.get(relation.object, relation.object),
                object_id=self.chains.get(relation.object),
                start=relation.span[0],
                end=relation.span[1],
                quote=_quote(self.article.text, [relation.span]),
                sentence=self._sentence(relation.span[0]),
                realis=relation.realis,
                edtf=relation.time.edtf if relation.time else None,
            )


def _start(claim: Claim) -> int:
    return min((span[0] for span in (*claim.cue, *claim.content, *claim.source)), default=0)
