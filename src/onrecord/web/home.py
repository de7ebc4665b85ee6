"""The home page: what is new, and where to begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.model.json import to_plain
from onrecord.record import ActorRow, ArticleRow, EventFilter, Record
from onrecord.web.views import EventView, event_views

LATEST = 8
_EVENTS = 5
_SCANNED = 60
_SUGGESTED = 8
_DISPUTES = 6


@dataclass(frozen=True, slots=True)
class Story:
    """An article with the first of its events."""

    row: ArticleRow
    events: tuple[EventView, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """What the home page shows."""

    stories: tuple[Story, ...]
    disputes: tuple[EventView, ...]
    planned: tuple[EventView, ...]
    actors: tuple[ActorRow, ...]
    counts: dict[str, int]


def home(record: Record) -> Home:
    """What is new on record."""
    stories: list[Story] = []
    views: list[EventView] = []
    for row in list(record.articles(limit=LATEST, newest=True)):
        found = record.article(row.source.article)
        texts = {row.source.article: found[0]} if found else {}
        events = list(record.events(EventFilter(article=row.source.article), limit=_SCANNED))
        shown = event_views(record, events, texts)
        views += shown
        stories.append(Story(row, tuple(sorted(shown, key=_interest)[:_EVENTS])))
    disputed = [view for view in views if view.standing in ("disputed", "denied", "called")]
    return Home(
        tuple(stories),
        tuple(disputed[:_DISPUTES]),
        tuple([view for view in views if view.standing == "planned"][:_DISPUTES]),
        tuple(record.busiest_actors(_SUGGESTED)),
        record.counts(),
    )


def _interest(view: EventView) -> tuple[int, int]:
    """Events whose parties are named tell a reader more; the order of the text holds otherwise."""
    named = bool(view.row.actors) + bool(view.row.recipients)
    return -named, view.span[0]


def home_entry(found: Home) -> dict[str, Any]:
    """The home page for programs."""
    return {
        "counts": found.counts,
        "articles": [
            {**article_entry(story.row), "events": [event_summary(view) for view in story.events]}
            for story in found.stories
        ],
        "actors": [{"id": one.id, "name": one.name, "articles": one.articles} for one in found.actors],
    }


def article_entry(row: ArticleRow) -> dict[str, Any]:
    """An article in a list."""
    source = row.source
    return {
        "id": source.article,
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published,
        "file": source.file,
        "url": source.url,
        "language": row.language,
        "characters": row.characters,
    }


def event_summary(view: EventView) -> dict[str, Any]:
    """An event in a list: how it stands before what it is."""
    return {
        "id": view.id,
        "article": view.article,
        "event": view.local,
        "status": view.row.status,
        "realis": view.row.realis,
        "headline": view.title,
        "type": view.row.type,
        "mode": view.row.mode,
        "time": to_plain(view.row.edtf),
        "span": list(view.span),
    }
