"""HTML pages: the kept elements become text, everything else that a reader would see is listed as dropped."""

from __future__ import annotations

import html
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby

from onrecord.clean.dates import MAX_DATE_LINE
from onrecord.clean.keep import kept_runs
from onrecord.clean.lines import Kind, byline_names, dateline_of, notice_of, title_key
from onrecord.clean.marks import is_foot_note, mark
from onrecord.clean.metadata import read_metadata
from onrecord.clean.paragraphs import Paragraph, join, paragraph
from onrecord.clean.published import find_published
from onrecord.clean.scan import Inside, Run, Scan, scan
from onrecord.model import Article, Removed, Span

_MOST_VEILED = 0.3
_TEASER_WORDS = 4
_TITLES_DIFFER = 40
_UNSEEN = Inside.HIDDEN | Inside.HEAD
_DROPPED_KINDS = {
    Kind.WIDGET: "widget",
    Kind.PROMOTION: "promotion",
    Kind.CAPTION: "caption",
    Kind.FOOTER: "footer",
    Kind.COMMENTS: "widget",
    Kind.RELATED: "promotion",
    Kind.LABEL: "other",
    Kind.SEPARATOR: "other",
    Kind.DATE: "other",
    Kind.BYLINE: "other",
    Kind.NOTICE: "other",
}
_REASONS = (
    (Inside.CAPTION, "caption"),
    (Inside.FOOTER, "footer"),
    (Inside.CONTROL, "widget"),
    (Inside.NAVIGATION, "widget"),
    (Inside.ASIDE, "promotion"),
)


def html_article(source: str, url: str | None, retrieved: str | None) -> tuple[Article | None, str | None]:
    """Read the article of an HTML page.

    Args:
        source: The decoded page.
        url: Its address, where it is known.
        retrieved: When it was fetched, where that is known; no date after it is believed.

    Returns:
        The article, or ``None`` where the page holds none, and why it was read only in part, or ``None``.
    """
    found = scan(source)
    metadata = read_metadata(source, found)
    kept, reason = kept_runs(source, found)
    blocks = list(_blocks(source, found, kept))
    if not any(is_kept for _, is_kept, _ in blocks):
        return None, None
    title = metadata.title or _first_heading(blocks)
    sorter = _Sorter(title, veiled=_is_furniture_veiled(blocks))
    for item, is_kept, inside in blocks:
        sorter.sort(item, is_kept, inside)
    if not sorter.kept:
        return None, None
    sorter.drop_tail()
    gaps = _clear_gaps(source, found, sorter)
    text, segments = join(source, sorter.kept, gaps)
    return (
        Article(
            id="",
            title=title,
            outlet=metadata.outlet,
            byline=metadata.byline or sorter.byline,
            dateline=dateline_of(sorter.kept[0].text),
            language=None,
            published=find_published(source, found, metadata, url, retrieved),
            updated=metadata.updated,
            notice=sorter.notice,
            text=text,
            map=segments,
            removed=tuple(sorter.removed),
        ),
        reason,
    )


def _is_furniture_veiled(blocks: list[tuple[Paragraph, bool, int]]) -> bool:
    """Whether what is veiled on this page is no part of the article; on some pages a script unveils all of it."""
    kept = [(len(item.text), bool(inside & Inside.VEILED)) for item, is_kept, inside in blocks if is_kept]
    return sum(size for size, veiled in kept if veiled) < _MOST_VEILED * sum(size for size, _ in kept)


def _blocks(source: str, found: Scan, kept: frozenset[int]) -> Iterator[tuple[Paragraph, bool, int]]:
    """Paragraphs of the page in order: of each block, stretches of kept and of dropped runs."""
    for _, members in groupby(enumerate(found.runs), key=lambda item: item[1].block):
        stretch: list[Run] = []
        filled = stretch_kept = False
        for index, run in members:
            if run.inside & _UNSEEN and index not in kept:
                continue
            if not (run.inside & Inside.BREAK or source[run.start : run.end].isspace()):
                if filled and (index in kept) != stretch_kept:
                    yield from _paragraph(source, stretch, stretch_kept)
                    stretch = []
                filled, stretch_kept = True, index in kept
            stretch.append(run)
        if filled:
            yield from _paragraph(source, stretch, stretch_kept)


def _paragraph(source: str, runs: list[Run], is_kept: bool) -> Iterator[tuple[Paragraph, bool, int]]:
    spans: list[Span] = [(run.start, run.end) for run in runs]
    breaks = {(run.start, run.end) for run in runs if run.inside & Inside.BREAK}
    item = paragraph(source, spans, markup=True, breaks=breaks)
    if item.text:
        shared = runs[0].inside
        for run in runs:
            if not run.inside & Inside.BREAK:
                shared &= run.inside
        yield item, is_kept, shared


def _first_heading(blocks: list[tuple[Paragraph, bool, int]]) -> str | None:
    return next((item.text for item, _, inside in blocks if inside & Inside.TITLE_HEADING), None)


def _clear_gaps(source: str, found: Scan, sorter: _Sorter) -> list[bool]:
    """For each join of two paragraphs, whether nothing but tags and white space lies between them on the page."""
    starts = [start for start, _ in found.opaque]
    run_starts = [run.start for run in found.runs]
    clear = []
    for before, after, empty in zip(sorter.kept, sorter.kept[1:], sorter.gaps, strict=False):
        start, end = before.pieces[-1].page_end, after.pieces[0].page_start
        between = found.runs[bisect_left(run_starts, start) : bisect_left(run_starts, end)] if empty else []
        seen = any(
            not run.inside & Inside.BREAK and not html.unescape(source[run.start : min(run.end, end)]).isspace()
            for run in between
        )
        clear.append(empty and not seen and bisect_left(starts, start) == bisect_left(starts, end))
    return clear


class _Sorter:
    """Puts the paragraphs of a page into text and dropped lines."""

    def __init__(self, title: str | None, *, veiled: bool) -> None:
        self.veil = Inside.VEILED if veiled else 0
        self.title = title_key(title or "")
        self.title_length = len(title or "")
        self.kept: list[Paragraph] = []
        self.gaps: list[bool] = []
        self.removed: list[Removed] = []
        self.byline: tuple[str, ...] = ()
        self.notice: str | None = None
        self._dropped_between = False

    def sort(self, item: Paragraph, is_kept: bool, inside: int) -> None:
        reason = self.reason(item, is_kept, inside)
        if reason is None:
            if self.kept:
                self.gaps.append(not self._dropped_between)
            self.kept.append(item)
            self._dropped_between = False
            return
        span = (item.pieces[0].page_start, item.pieces[-1].page_end)
        self.removed.append(Removed(item.text, reason, span))
        self._dropped_between = True

    def reason(self, item: Paragraph, is_kept: bool, inside: int) -> str | None:
        """Why a paragraph is dropped, or ``None`` where it is text."""
        element = None if is_kept else next((reason for flag, reason in _REASONS if inside & flag), None)
        # A page has ten times as many menu entries as paragraphs: their words are not read where the element tells enough.
        unread = not is_kept and not inside & Inside.PARAGRAPH
        if unread and len(item.text) > MAX_DATE_LINE:
            return element or "other"
        if self.is_title(item.text):
            return "duplicate"
        if unread and (inside & Inside.LINK or element):
            return element or "other"
        kind = mark(item.text)
        if kind is Kind.BYLINE and not self.byline:
            self.byline = byline_names(item.text)
        if kind is Kind.NOTICE and (is_kept or inside & Inside.PARAGRAPH):
            self.notice = self.notice or notice_of(item.text)
        if inside & self.veil:
            return "widget"
        if not is_kept:
            return element or _DROPPED_KINDS.get(kind, "other")
        if inside & Inside.CELL:
            return None
        is_teaser = inside & (Inside.LINK | Inside.HEADING) == Inside.LINK and kind is Kind.HEADING
        if is_teaser and len(item.text.split()) >= _TEASER_WORDS:
            return "promotion"
        return _DROPPED_KINDS.get(kind)

    def is_title(self, text: str) -> bool:
        """Whether a paragraph is the title once more; lengths first, since few come near."""
        near = self.title != "" and abs(len(text) - self.title_length) <= _TITLES_DIFFER
        return near and title_key(text) == self.title

    def drop_tail(self) -> None:
        """Notes of the outlet to its readers at the end are no part of the article."""
        while len(self.kept) > 1 and is_foot_note(self.kept[-1].text):
            item = self.kept.pop()
            self.gaps.pop()
            self.removed.append(Removed(item.text, "footer", (item.pieces[0].page_start, item.pieces[-1].page_end)))
        self.removed.sort(key=lambda removed: removed.page)
