"""Dates that others are inferred from, with their evidence on the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.model import Article, Evidence, MapSegment, Span
from onrecord.resolve.find_times import find_times
from onrecord.resolve.periods import Period, day_of
from onrecord.resolve.timex_grammar import read
from onrecord.resolve.timex_readings import Calendar
from onrecord.resolve.timex_words import normalise

_DATED_REASONS = frozenset({"caption", "duplicate"})


@dataclass(frozen=True, slots=True)
class Ground:
    """A dated period and where the page prints it."""

    period: Period
    evidence: Evidence


def page_evidence(article: Article, span: Span) -> Evidence:
    """Evidence for characters of an article; no page span where they stand nowhere on the page in this spelling."""
    quote = article.text[slice(*span)]
    index = bisect_right(article.map, span[0], key=lambda segment: segment.start) - 1
    if index >= 0:
        segment: MapSegment = article.map[index]
        if segment.kind == "exact" and span[1] <= segment.end:
            offset = segment.page_start - segment.start
            return Evidence((span[0] + offset, span[1] + offset), quote)
    return Evidence(None, quote)


def removed_ground(article: Article) -> Ground | None:
    """The latest full date in the captions that were cut from the article: a story is no older than its pictures."""
    grounds = [
        ground
        for line in article.removed
        if line.reason in _DATED_REASONS
        for ground in _line_grounds(line.text, line.page)
    ]
    return max(grounds, key=lambda ground: ground.period.first, default=None)


def _line_grounds(text: str, page: Span) -> list[Ground]:
    grounds = []
    for found in find_times(text):
        reading = read(normalise(text[found.start : found.end]))
        if not isinstance(reading, Calendar) or None in (reading.year, reading.month, reading.day):
            continue
        period = day_of(reading.year or 0, reading.month or 0, reading.day or 0)
        if period is None:
            continue
        # The line may have been normalised; then only the whole of it can be pointed at.
        same = page[1] - page[0] == len(text)
        span = (page[0] + found.start, page[0] + found.end) if same else page
        quote = text[found.start : found.end] if same else text
        grounds.append(Ground(period, Evidence(span, quote)))
    return grounds
