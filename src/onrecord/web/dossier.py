"""The dossier of an actor: what is on record about it, both sides of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from onrecord.draw import Mark, Picture, timeline
from onrecord.export.rows import Filters, rows
from onrecord.export.wording import count_of
from onrecord.model import Article, Claim, Span
from onrecord.record import ActorRow, ClaimFilter, ClaimRow, Dossier, Record, RelationRow
from onrecord.record.entries import actor_entry
from onrecord.store.joins import actor_id
from onrecord.web.views import (
    ClaimView,
    EventView,
    claim_view,
    event_views,
    listed,
    standings,
)

_ID = re.compile(r"[0-9a-f]{16}")
MAX_ENTRIES = 300
"""Events, claims and ties that are read for a page; all are in the JSON."""
MAX_CLAIMS = 60
MAX_TEXTS = 60
"""Articles that are looked through for what others say about an actor."""
_DISPUTES = 12
_VOICES = 3


@dataclass(frozen=True, slots=True)
class Dispute:
    """A matter with those who say it and those who deny it; an empty side is silence, and shown as such."""

    title: str
    href: str
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What, who says so, how sure: each a headline and a sentence."""

    what: tuple[str, str]
    who: tuple[str, str]
    sure: tuple[str, str]


@dataclass(frozen=True, slots=True)
class DossierView:
    """What the page of a dossier shows."""

    actor: ActorRow
    others: tuple[ActorRow, ...]
    events: tuple[EventView, ...]
    all_events: int
    answer: Answer
    picture: Picture | None
    standings: tuple[tuple[str, str, int], ...]
    disputes: tuple[Dispute, ...]
    made: tuple[ClaimView, ...]
    all_made: int
    about: tuple[ClaimView, ...]
    relations: tuple[RelationRow, ...]
    more_relations: bool
    articles: tuple[Article, ...]
    all_articles: int


def dossier_view(record: Record, ident: str) -> DossierView | None:
    """The dossier of an actor by its id; ``None`` if there is no such actor."""
    found = record.dossier(ident, MAX_ENTRIES) if _ID.fullmatch(ident) else None
    if found is None or found.actor.id != ident:
        return None
    texts = _texts(record, ident)
    events = event_views(record, found.events, texts)
    about = _about(record, ident, texts)
    made = [claim_view(claim) for claim in found.claims]
    marks = [_mark(view) for view in events]
    return DossierView(
        actor=found.actor,
        others=found.others,
        events=tuple(events),
        all_events=found.all_events,
        answer=_answer(found, events),
        picture=timeline(marks, f"Timeline of {found.actor.name}") if marks else None,
        standings=tuple(standings(events)),
        disputes=tuple(_disputes(events, [*found.claims, *about])),
        made=tuple(made[:MAX_CLAIMS]),
        all_made=found.all_claims,
        about=tuple(claim_view(claim) for claim in about[:MAX_CLAIMS]),
        relations=found.relations,
        more_relations=len(found.relations) == MAX_ENTRIES,
        articles=tuple(texts.values()),
        all_articles=found.actor.articles,
    )


def _texts(record: Record, ident: str) -> dict[str, Article]:
    found = ((one, record.article(one)) for one in record.articles_naming(ident, MAX_TEXTS))
    return {one: pair[0] for one, pair in found if pair is not None}


def _about(record: Record, ident: str, texts: Mapping[str, Article]) -> list[ClaimRow]:
    """Claims of others whose content names the actor."""
    found: list[ClaimRow] = []
    for name, article in texts.items():
        chains = {actor.id for actor in article.actors if actor_id(actor) == ident}
        spans = [(one.start, one.end) for one in article.mentions if one.actor in chains]
        inside = {claim.id for claim in article.claims if claim.source_actor not in chains and _holds(claim, spans)}
        if inside:
            found += [row for row in record.claims(ClaimFilter(article=name)) if row.local in inside]
    return found


def _holds(claim: Claim, spans: Sequence[Span]) -> bool:
    return any(start <= first and last <= end for start, end in claim.content for first, last in spans)


def _mark(view: EventView) -> Mark:
    row = view.row
    return Mark(
        standing=view.standing,
        label=view.title,
        when=view.day,
        note="" if not row.edtf or row.date_from == row.date_to else view.known.split(";")[0],
        first=_day(row.date_from),
        last=_day(row.date_to),
        lasts=row.extent == "throughout",
        href=f"#{view.id}",
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _answer(found: Dossier, events: Sequence[EventView]) -> Answer:
    voices = Counter(name for view in events for name in (*view.asserted_by, *view.denied_by))
    unnamed = sum(link.unnamed for view in events for chain in view.chains for link in chain.links[1:])
    ranked = [f"{name} ({number})" for name, number in voices.most_common(_VOICES)]
    more = [f"{len(voices) - _VOICES} more"] if len(voices) > _VOICES else []
    dated = sum(view.row.edtf is not None for view in events)
    against = sum(view.standing in ("disputed", "denied", "called") for view in events)
    numbers = ", ".join(f"{number} {word.lower()}" for _, word, number in standings(events))
    return Answer(
        what=(
            count_of(found.all_events, "event") if events else "No event on record",
            f"{numbers}. Each is counted once." if events else "No article names it as a party of an event.",
        ),
        who=(
            listed([*ranked, *more], _VOICES + 1) if ranked else "Nobody stands behind an event",
            (f"{count_of(unnamed, 'voice')} without a name. " if unnamed else "")
            + f"It speaks for itself in {count_of(found.all_claims, 'claim')}.",
        ),
        sure=(
            f"{against} disputed, denied or undone" if against else "Nothing is denied on record",
            f"{dated} of {len(events)} events have a time." if events else "",
        ),
    )


def _disputes(events: Sequence[EventView], claims: Sequence[ClaimRow]) -> list[Dispute]:
    """Denials opposite assertions: of events, and of contents that hold no event."""
    found = [
        Dispute(view.headline, view.href, view.asserted_by, view.denied_by)
        for view in events
        if view.row.status in ("disputed", "denied_only")
    ]
    spoken = {(view.article, claim) for view in events for claim in view.row.claims}
    for claim in claims:
        if claim.stance == "denies" and (claim.source.article, claim.local) not in spoken and claim.content:
            view = claim_view(claim)
            found.append(Dispute(f"“{view.content}”", view.href, (), (view.speaker.name,)))
            spoken.add((claim.source.article, claim.local))
    return found[:_DISPUTES]


def dossier_entry(record: Record, view: DossierView) -> dict[str, Any]:
    """The dossier for programs: entries as exports have them."""
    of_actor = Filters(actor=view.actor.id)
    by_id = {entry["id"]: entry for entry in rows(record, "events", of_actor)}
    return {
        "actor": actor_entry(view.actor),
        "others": [actor_entry(other) for other in view.others],
        "events": list(by_id.values()),
        "claims": list(rows(record, "claims", of_actor)),
        "claims_about": [
            {"id": one.id, "article": one.article, "speaker": {"id": one.speaker_id, "name": one.speaker.name},
             "stance": one.stance, "content": one.content}
            for one in view.about
        ],
        "disputes": [asdict(one) for one in view.disputes],
        "relations": [asdict(relation) for relation in record.relations(view.actor.id)],
    }  # fmt: skip
