"""Time expressions to dates: TIMEX3 values and EDTF intervals, by Conventions 7 of the contract.

Relative expressions count from the date of publication. Without one they stay unresolved; only the year of a named
month, season or day is then inferred, from a date that the text or a removed line of the page prints.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from onrecord.encoder.annotation import LabelledSpan
from onrecord.limits import MAX_TIME_EXPRESSION_CHARACTERS
from onrecord.model import Article, Evidence, Span, Time
from onrecord.resolve.periods import FIRST_YEAR, OutOfCalendar, Period, at, year
from onrecord.resolve.timex_grammar import read
from onrecord.resolve.timex_grounds import Ground, page_evidence, removed_ground
from onrecord.resolve.timex_readings import Calendar, Fixed, Range, Reading
from onrecord.resolve.timex_resolve import Anchor, Found, Reader, resolve_reading
from onrecord.resolve.timex_select import within
from onrecord.resolve.timex_words import normalise

_NARRATIVE_DATES, _NARRATIVE_SHARE, _NARRATIVE_AGE = 8, 0.6, 1
"""A text tells history where so many of its printed years are so many years older than its publication."""
_WHOLE = re.compile(r"\b(?:throughout|all|entire|whole)\s+(?:the\s+|of\s+)*$", re.IGNORECASE)
_LASTING = re.compile(r"\b(?:throughout|for|over)\s+(?:the\s+)?$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:since|until|till|before|after|by|from)\s+(?:the\s+)?$", re.IGNORECASE)


def resolve_times(article: Article, spans: Sequence[LabelledSpan], sentences: Sequence[Span]) -> tuple[Time, ...]:
    """Give the time expressions of an article their values.

    Args:
        article: Its text, date of publication, removed lines and offset map are read.
        spans: Time expressions (labels DATE, TIME, DURATION, SET), as the encoder found them.
        sentences: The sentences of the text, in order.

    Returns:
        One time for each expression, in order of the text; what cannot be resolved has no EDTF date.
    """
    text = article.text
    ordered = sorted(spans, key=lambda span: (span.start, span.end))
    readings = [_reading(text, span) for span in ordered]
    reference = _reference(article.published.edtf)
    reader = Reader(
        article,
        sentences,
        reference,
        "inferred" if article.published.basis == "inferred" else "resolved",
        _is_narrative(readings, reference),
        None if reference else removed_ground(article),
        tuple(_printed_days(article, ordered, readings)) if reference is None else (),
    )
    starts = [start for start, _ in sentences]
    times = []
    for number, (span, reading) in enumerate(zip(ordered, readings, strict=True), 1):
        reader.here = (span.start, span.end)
        reader.sentence = max(bisect_right(starts, span.start) - 1, 0)
        found = resolve_reading(reader, reading, span.label)
        times.append(_time(reader, number, span, found))
        _remember(reader, reading, found)
    return tuple(times)


def _reading(text: str, span: LabelledSpan) -> Reading | None:
    if span.end - span.start > MAX_TIME_EXPRESSION_CHARACTERS:
        return None
    return read(normalise(text[span.start : span.end]), span.label)


def _reference(published: str | None) -> Period | None:
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", published or "")
    if match is None or int(match[1]) < FIRST_YEAR:
        return None
    unit = "day" if match[3] else "month" if match[2] and int(match[2]) <= 12 else "year"
    month = int(match[2]) if unit != "year" else 1
    return at(unit, date(int(match[1]), month, int(match[3] or 1)))


def _is_narrative(readings: Sequence[Reading | None], reference: Period | None) -> bool:
    years = [reading.year for reading in readings if isinstance(reading, Calendar) and reading.year is not None]
    if reference is None or len(years) < _NARRATIVE_DATES:
        return False
    return sum(number <= reference.first.year - _NARRATIVE_AGE for number in years) >= _NARRATIVE_SHARE * len(years)


def _printed_days(article: Article, spans: Sequence[LabelledSpan], readings: Sequence[Reading | None]) -> list[Ground]:
    grounds = []
    for span, reading in zip(spans, readings, strict=True):
        first = reading.first if isinstance(reading, Range) else reading
        if isinstance(first, Calendar) and first.year is not None and first.month is not None:
            period = _inside(first, first.year)
            if period is not None:
                grounds.append(Ground(period, page_evidence(article, (span.start, span.end))))
    return grounds


def _inside(calendar: Calendar, number: int) -> Period | None:
    try:
        return within(calendar, year(number))
    except OutOfCalendar:
        return None


def _time(reader: Reader, number: int, span: LabelledSpan, found: Found | None) -> Time:
    if found is None:
        return Time(f"t{number}", span.start, span.end, span.label, None, None, "unknown", "unknown")
    extent = found.extent if found.edtf else "unknown"
    if extent == "within":
        before = reader.article.text[max(0, span.start - 24) : span.start]
        if _OPEN.search(before):
            extent = "unknown"
        elif (_LASTING if found.type == "DURATION" else _WHOLE).search(before):
            extent = "throughout"
    grounds: tuple[Evidence, ...] = (found.ground,) if found.ground is not None else ()
    if found.basis == "inferred" and not grounds:
        grounds = reader.article.published.basis_from
    return Time(f"t{number}", span.start, span.end, found.type, found.value, found.edtf, extent, found.basis, grounds)


def _remember(reader: Reader, reading: Reading | None, found: Found | None) -> None:
    if isinstance(reading, Fixed) and reading.unit in ("month", "year"):
        reader.by_quarter = False
    if found is None or found.period is None:
        return
    first = reading.first if isinstance(reading, Range) else reading
    shift = first.shift if isinstance(first, Calendar) else None
    if shift is not None and shift.loose and shift.unit == "year" and not reader.narrative:
        # What a figure is compared with is not what the text goes on to speak of.
        return
    if found.period.unit == "quarter" and not (shift is not None and shift.count):
        reader.quarter, reader.by_quarter = found.period, True
    elif (
        found.period.unit == "year"
        and isinstance(first, Calendar)
        and first.shift is not None
        and first.shift.anchor == "the"
    ):
        reader.by_quarter = False
    # What was itself inferred passes on its ground: evidence is what the page prints, not a chain.
    evidence = found.ground or page_evidence(reader.article, reader.here)
    reader.last = Anchor(found.period, reader.here, reader.sentence, evidence)
