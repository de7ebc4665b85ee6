"""The page of an article: its text with every entry marked, and beside it the page as it came."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord.export.segments import Note, Segment, paragraphs, stance_standing
from onrecord.export.wording import UNNAMED, count_of, speaker, stance_words
from onrecord.model import Article, Claim, Page, Published, Span
from onrecord.record import EventFilter, Record
from onrecord.web.dates import NOT_GIVEN, date_words
from onrecord.web.kept import Kept, kept_page
from onrecord.web.views import EventView, event_views, listed, published_words, standings

_BASIS = {
    "metadata": "from the page’s metadata",
    "printed": "printed on the page",
    "url": "from the address of the page",
    "inferred": "inferred from the text",
    "argument": "given when the page was added",
}
_SPEAKERS = 3


@dataclass(frozen=True, slots=True)
class NoteView:
    """An entry beside the text; ``ident`` is its id in the article and its anchor on the page."""

    number: int
    ident: str
    standing: str
    lead: str | None
    title: str
    lines: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """A paragraph in flat segments, with the entries that belong to it."""

    segments: tuple[Segment, ...]
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page of an article shows."""

    article: Article
    page: Page
    paragraphs: tuple[ParagraphView, ...]
    standing_of: dict[int, str]
    what: tuple[str, str]
    who: tuple[str, str]
    sure: tuple[str, str]
    siblings: tuple[Article, ...]
    kept: Kept | None


def reading(record: Record, ident: str) -> Reading | None:
    """An article to be read; ``None`` if there is none of this id."""
    found = record.article(ident)
    if found is None:
        return None
    article, page = found
    whole = record.page(page.sha256)
    articles = whole.articles if whole else (article,)
    payload = record.payload(page.sha256)
    views = event_views(record, list(record.events(EventFilter(article=ident))), {ident: article})
    shown = _paragraphs(article, {view.local: view for view in views})
    return Reading(
        article=article,
        page=page,
        paragraphs=shown,
        standing_of={note.number: note.standing for one in shown for note in one.notes},
        what=_what(views),
        who=_who(article),
        sure=_published(article.published),
        siblings=articles,
        kept=kept_page(payload, page.media_type, articles, ident) if payload is not None else None,
    )


def _paragraphs(article: Article, events: dict[str, EventView]) -> tuple[ParagraphView, ...]:
    anchors = _anchors(article)
    told: dict[str, _Told] = {ident: _event_note(view) for ident, view in events.items()}
    told |= {claim.id: _claim_note(article, claim) for claim in article.claims}
    found = []
    for one in paragraphs(article):
        notes = tuple(_note(note, anchors[note.at].pop(0), told) for note in one.notes)
        found.append(ParagraphView(one.segments, notes))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Told:
    standing: str
    lead: str | None
    title: str
    lines: tuple[str, ...]


def _anchors(article: Article) -> dict[Span, list[str]]:
    """Ids of the entries at each span, in the order in which notes are numbered."""
    anchors: dict[Span, list[str]] = defaultdict(list)
    spoken = {claim for event in article.events for claim in event.claims}
    for event in article.events:
        anchors[event.trigger].append(event.id)
    for claim in article.claims:
        if claim.id not in spoken and claim.cue:
            anchors[claim.cue[-1]].append(claim.id)
    for number, relation in enumerate(article.relations, 1):
        anchors[relation.span].append(f"r{number}")
    return anchors


def _note(note: Note, ident: str, told: dict[str, _Told]) -> NoteView:
    one = told.get(ident) or _Told(note.standing, None, f"{note.title[:1].upper()}{note.title[1:]}", note.lines)
    return NoteView(note.number, ident, one.standing, one.lead, one.title, one.lines, note.at)


def _event_note(view: EventView) -> _Told:
    time = view.day if view.known == NOT_GIVEN else f"{view.day} ({view.known})"
    place = f" · {view.where}" if view.where else ""
    sure = view.sure[1] if view.lead == view.sure[0] else f"{view.sure[0]}: {view.sure[1]}"
    lines = (f"{time}{place}", sure, view.code)
    return _Told(view.standing, view.lead, view.headline, lines)


def _claim_note(article: Article, claim: Claim) -> _Told:
    name = speaker(article, claim) or UNNAMED
    carriers = ", ".join(via.name for via in claim.via)
    said = f"said {date_words(claim.said.edtf)}" if claim.said and claim.said.edtf else ""
    details = (f"{claim.quoted} speech", f"through {carriers}" if carriers else "", said)
    title = f"{name[:1].upper()}{name[1:]} {stance_words(claim.stance)}"
    return _Told(stance_standing(claim.stance), None, title, ("; ".join(part for part in details if part),))


def _what(views: list[EventView]) -> tuple[str, str]:
    if not views:
        return "No event", "Nothing in it fits a type of event that the record keeps."
    numbers = ", ".join(f"{number} {word.lower()}" for _, word, number in standings(views))
    return count_of(len(views), "event"), f"{numbers}."


def _who(article: Article) -> tuple[str, str]:
    names: dict[str, int] = {}
    unnamed = 0
    for claim in article.claims:
        name = speaker(article, claim)
        if name is None:
            unnamed += 1
        else:
            names[name] = names.get(name, 0) + 1
    ranked = sorted(names, key=lambda name: (-names[name], name))
    outlet = article.outlet or "The outlet is not printed"
    lead = listed(ranked, _SPEAKERS) if ranked else "Nobody but the outlet"
    more = f"{count_of(unnamed, 'claim')} without a named source. " if unnamed else ""
    return lead, f"{more}{outlet}."


def _published(published: Published) -> tuple[str, str]:
    if published.edtf is None:
        return "No date of publication", "Days such as “on Sunday” stay without a calendar date."
    return published_words(published.edtf), f"Date of publication, {_BASIS.get(published.basis, published.basis)}."
