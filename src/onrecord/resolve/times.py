"""Time expressions to dates: TIMEX3 values and EDTF intervals, by Conventions 7 of the contract.

Relative expressions count from the date of publication. Without one they stay unresolved; only the year of a named
month, season or day is then inferred, from a date that the text or a removed line of the page prints.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.encoder.annotation import LabelledSpan
from onrecord.model import Article, Evidence, Span, Time
from onrecord.resolve.timex_grounds import Ground, page_evidence, removed_ground
from onrecord.resolve.periods import FINENESS, FIRST_YEAR, OutOfCalendar, Period, at, year
from onrecord.resolve.timex_select import candidates, choose, unresolved_value, within
from onrecord.resolve.tense import tense
from onrecord.resolve.timex_grammar import Calendar, Fixed, Range, Reading, Shift, read
from onrecord.resolve.timex_words import DAYPARTS, MAX_EXPRESSION_CHARACTERS, normalise

_NEAR_SENTENCES = 3
"""How many sentences back a date may lie that "the next day" counts from."""
_NARRATIVE_DATES, _NARRATIVE_SHARE, _NARRATIVE_AGE = 8, 0.6, 1
"""A text tells history where so many of its printed years are so many years older than its publication."""
_WHOLE = re.compile(r"\b(?:throughout|all|entire|whole|for|over)\s+(?:the\s+|of\s+)*$", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:since|until|till|before|after|by|from)\s+(?:the\s+)?$", re.IGNORECASE)
_SPANNED = {"minute": "day", "hour": "day", "second": "day", "night": "day", "period": "quarter"}


@dataclass(frozen=True, slots=True)
class _Found:
    """What an expression comes to."""

    type: str
    value: str | None
    edtf: str | None
    basis: str
    extent: str = "within"
    ground: Evidence | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A date that the text spoke of, where, and whether with its year."""

    period: Period
    span: Span
    sentence: int
    printed: bool


@dataclass(slots=True)
class _Reader:
    """State of one pass over an article: what the text has spoken of so far."""

    article: Article
    sentences: Sequence[Span]
    reference: Period | None
    basis: str
    narrative: bool
    far: Ground | None
    printed: tuple[Ground, ...] = ()
    last: _Anchor | None = None
    quarter: Period | None = None
    by_quarter: bool = False
    here: Span = (0, 0)
    sentence: int = 0


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
    reader = _Reader(
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
        found = _resolve(reader, reading, span.label)
        times.append(_time(reader, number, span, found))
        _remember(reader, reading, found)
    return tuple(times)


def _reading(text: str, span: LabelledSpan) -> Reading | None:
    if span.end - span.start > MAX_EXPRESSION_CHARACTERS:
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


def _time(reader: _Reader, number: int, span: LabelledSpan, found: _Found | None) -> Time:
    if found is None:
        return Time(f"t{number}", span.start, span.end, span.label, None, None, "unknown", "unknown")
    extent = found.extent if found.edtf else "unknown"
    if extent == "within":
        before = reader.article.text[max(0, span.start - 24) : span.start]
        if _OPEN.search(before):
            extent = "unknown"
        elif _WHOLE.search(before):
            extent = "throughout"
    grounds: tuple[Evidence, ...] = (found.ground,) if found.ground is not None else ()
    if found.basis == "inferred" and not grounds:
        grounds = reader.article.published.basis_from
    return Time(f"t{number}", span.start, span.end, found.type, found.value, found.edtf, extent, found.basis, grounds)


def _remember(reader: _Reader, reading: Reading | None, found: _Found | None) -> None:
    if isinstance(reading, Fixed) and reading.unit in ("month", "year"):
        reader.by_quarter = False
    if found is None or found.period is None:
        return
    first = reading.first if isinstance(reading, Range) else reading
    shift = first.shift if isinstance(first, Calendar) else None
    if shift is not None and shift.loose and shift.unit == "year" and not reader.narrative:
        # What a figure is compared with is not what the text goes on to speak of.
        return
    printed = isinstance(first, Calendar) and first.year is not None
    if found.period.unit == "quarter" and not (shift is not None and shift.count):
        reader.quarter, reader.by_quarter = found.period, True
    elif (
        found.period.unit == "year"
        and isinstance(first, Calendar)
        and first.shift is not None
        and first.shift.anchor == "the"
    ):
        reader.by_quarter = False
    reader.last = _Anchor(found.period, reader.here, reader.sentence, printed)


def _resolve(reader: _Reader, reading: Reading | None, label: str) -> _Found | None:
    try:
        if isinstance(reading, Fixed):
            return _fixed(reader, reading, label)
        if isinstance(reading, Range):
            return _range(reader, reading)
        return _calendar(reader, reading) if reading is not None else None
    except OutOfCalendar:
        return None


def _fixed(reader: _Reader, reading: Fixed, label: str) -> _Found:
    kind = "SET" if reading.type == "DURATION" and label == "SET" else reading.type
    basis = "printed" if kind in ("DURATION", "SET") else "unknown"
    if not reading.edge or not reading.count or reader.reference is None or reading.unit not in FINENESS:
        return _Found(kind, reading.value, None, basis)
    if FINENESS[reader.reference.unit] > FINENESS[reading.unit]:
        return _Found(kind, reading.value, None, basis)
    unit = "week" if reading.unit == "weekend" else reading.unit
    now = at(
        "day" if unit in ("day", "week") else "month" if unit in ("month", "quarter") else "year",
        reader.reference.first,
    )
    steps = {"week": 7, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1) * reading.count * reading.edge
    ends = sorted((now, now.shift(steps)), key=lambda end: end.first)
    mark = "" if unit == "day" else "~"
    return _Found(kind, reading.value, f"{ends[0].value}{mark}/{ends[1].value}{mark}", reader.basis)


def _range(reader: _Reader, reading: Range) -> _Found | None:
    first = _calendar(reader, reading.first)
    if first is None or first.period is None:
        return first
    last = _follow(reading.last, first.period)
    if last is None:
        return first
    vague = [_part_edtf(end, part) for end, part in ((first.period, reading.first.part), (last, reading.last.part))]
    value = f"{first.period.value}/{last.value}"
    ends = (vague[0].partition("/")[0], vague[1].rpartition("/")[2])
    return replace(first, type="DATE", value=value, edtf="/".join(ends), extent="throughout")


def _part_edtf(period: Period, part: str | None) -> str:
    return period.third(part) if part in ("early", "mid", "late") and period.unit != "day" else period.edtf


def _follow(calendar: Calendar, first: Period) -> Period | None:
    """The end of a range: the next period of its name from the beginning on."""
    if calendar.year is not None:
        whole = year(calendar.year)
        period = within(calendar, whole) if calendar.named else whole
    else:
        period = choose(candidates(calendar, first), first, 1, None)
    return period if period is not None and period.first >= first.first else None


def _calendar(reader: _Reader, calendar: Calendar) -> _Found | None:
    if calendar.decade is not None or calendar.century is not None:
        number = calendar.decade * 10 if calendar.decade is not None else (calendar.century or 0) * 100
        period = at("decade" if calendar.decade is not None else "century", date(max(number, FIRST_YEAR), 1, 1))
        return _finish(reader, calendar, _Found("DATE", period.value, period.edtf, "printed", period=period))
    if calendar.year is not None:
        return _in_year(reader, calendar, calendar.year)
    if calendar.shift is not None and not (calendar.weekday and calendar.shift.unit in ("day", "hour", "minute")):
        return _shifted(reader, calendar, calendar.shift)
    if calendar.named:
        return _named(reader, calendar)
    return _part_of_day(reader, calendar)


def _in_year(reader: _Reader, calendar: Calendar, number: int) -> _Found | None:
    whole = year(number)
    period: Period | None = whole
    if calendar.month or calendar.season or calendar.quarter or calendar.half or calendar.holiday:
        period = within(calendar, whole)
    elif reader.quarter is not None and _by_quarter(reader, calendar):
        period = within(Calendar(quarter=(reader.quarter.first.month + 2) // 3), whole)
    if period is None:
        return None
    return _finish(reader, calendar, _Found("DATE", period.value, period.edtf, "printed", period=period))


def _unit(shift: Shift) -> str:
    return _SPANNED.get(shift.unit, shift.unit)


def _shifted(reader: _Reader, calendar: Calendar, shift: Shift) -> _Found | None:
    if shift.vague:
        return _Found("DATE", "PAST_REF" if shift.count < 0 else "FUTURE_REF", None, "unknown")
    if _unit(shift) == "quarter" and shift.count == 0 and shift.anchor in ("the", "latest", "context"):
        return _quarter(reader, calendar)
    origin, basis, ground = _origin(reader, shift)
    unit = _unit(shift)
    if origin is None or FINENESS[origin.unit] > FINENESS[unit]:
        return _unknown(calendar, unit)
    count = shift.count if unit == shift.unit or shift.unit == "period" else 0
    if unit == "weekend" and shift.anchor == "the" and origin.first.isoweekday() < 6 and _direction(reader) <= 0:
        count = -1
    period = _moved(origin, unit, count, calendar)
    if calendar.named and unit != "day":
        inner = within(calendar, period)
        if inner is None and calendar.weekday is not None:
            inner = choose(candidates(calendar, period), period, 0, None)
        if inner is not None:
            period = inner
    elif unit == "year" and reader.quarter is not None and _by_quarter(reader, calendar):
        period = at("quarter", reader.quarter.first.replace(year=period.first.year, day=1))
    found = _Found("DATE", period.value, period.edtf, basis, period=period, ground=ground)
    if (shift.loose and not calendar.named) or unit != shift.unit and shift.unit != "period":
        found = replace(found, edtf=_vague(period.edtf))
    return _finish(reader, calendar, found)


def _by_quarter(reader: _Reader, calendar: Calendar) -> bool:
    """Whether a year stands for its quarter: "the 1988 quarter", or "a year earlier" where a quarter was spoken of last."""
    shift = calendar.shift
    bare = shift is not None and shift.loose and abs(shift.count) == 1
    return calendar.reporting == "quarter" or (reader.by_quarter and (bare or calendar.reporting == "period"))


def _moved(origin: Period, unit: str, count: int, calendar: Calendar) -> Period:
    start = at("day", origin.first)
    if calendar.shift is not None and calendar.shift.loose and unit == "week":
        return at("week", start.shift(7 * count).first)
    return at(unit, origin.first).shift(count)


def _vague(edtf: str) -> str:
    return "/".join(end if end.endswith("~") else f"{end}~" for end in edtf.split("/"))


def _origin(reader: _Reader, shift: Shift) -> tuple[Period | None, str, Evidence | None]:
    """What a shift counts from, with the basis that follows."""
    last = reader.last
    near = last is not None and (reader.narrative or reader.sentence - last.sentence < _NEAR_SENTENCES)
    from_text = shift.anchor == "context" or (reader.narrative and shift.unit != "day" and not shift.loose)
    if shift.anchor == "the" and shift.unit == "month":
        from_text = True
    if from_text and near and last is not None and FINENESS[last.period.unit] <= FINENESS[_unit(shift)]:
        return last.period, "inferred", page_evidence(reader.article, last.span)
    if shift.anchor == "context" and shift.unit in ("day", "hour", "minute"):
        return None, "unknown", None
    return reader.reference, reader.basis, None


def _quarter(reader: _Reader, calendar: Calendar) -> _Found | None:
    """ "The quarter", "the latest period": the one that the text spoke of, else the last that was over at publication."""
    over = reader.reference is None or reader.quarter is None or reader.quarter.last < reader.reference.first
    latest = calendar.shift is not None and calendar.shift.anchor == "latest"
    if reader.quarter is not None and (over or not latest):
        period, basis = reader.quarter, reader.basis
    elif (
        reader.reference is not None
        and reader.reference.unit != "year"
        and calendar.shift is not None
        and calendar.shift.unit == "quarter"
    ):
        period, basis = at("quarter", reader.reference.first).shift(-1), reader.basis
    else:
        return None
    return _finish(reader, calendar, _Found("DATE", period.value, period.edtf, basis, period=period))


def _unknown(calendar: Calendar, unit: str) -> _Found:
    value = {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
    }
    return _with_time(calendar, _Found("DATE", unresolved_value(calendar) or value.get(unit, "XXXX"), None, "unknown"))


def _named(reader: _Reader, calendar: Calendar) -> _Found | None:
    near, basis, ground, direction = _near(reader, calendar)
    if near is None:
        return _with_time(calendar, _Found("DATE", unresolved_value(calendar), None, "unknown"))
    period = choose(candidates(calendar, near), near, direction, calendar.choice)
    if period is None:
        return None
    return _finish(reader, calendar, _Found("DATE", period.value, period.edtf, basis, period=period, ground=ground))


def _near(reader: _Reader, calendar: Calendar) -> tuple[Period | None, str, Evidence | None, int]:
    """What a name is looked for around, the basis that follows, and in which direction."""
    last, reference = reader.last, reader.reference
    by_week = calendar.month is None and calendar.weekday is not None
    if last is not None and last.period.unit != "week" and reader.narrative:
        if not by_week or last.period.unit == "day":
            return last.period, "inferred", page_evidence(reader.article, last.span), 0
    if calendar.choice in ("previous", "following", "same", "that") and last is not None and last.period.unit == "day":
        return last.period, "inferred", page_evidence(reader.article, last.span), -1
    if reference is not None:
        if by_week and reference.unit != "day":
            return None, "unknown", None, 0
        direction = _direction(reader)
        return reference, reader.basis, None, direction or (-1 if by_week or calendar.quarter else 0)
    if by_week or (calendar.month is None and calendar.holiday is None):
        return None, "unknown", None, 0
    ground = _ground(reader)
    return (ground.period, "inferred", ground.evidence, 0) if ground is not None else (None, "unknown", None, 0)


def _ground(reader: _Reader) -> Ground | None:
    """The date that lends its year: one that the text prints, the nearest before first; else one in a caption."""
    last = reader.last
    if last is not None and last.period.unit in ("day", "month"):
        return Ground(last.period, page_evidence(reader.article, last.span))
    return reader.far or (reader.printed[0] if reader.printed else None)


def _direction(reader: _Reader) -> int:
    sentence = reader.sentences[reader.sentence] if reader.sentences else (0, len(reader.article.text))
    return tense(reader.article.text, sentence, reader.here)


def _part_of_day(reader: _Reader, calendar: Calendar) -> _Found | None:
    """A clock time or part of the day without its day: the day that the sentence speaks of, else that of publication."""
    if calendar.clock is None and calendar.daypart is None:
        return None
    last, reference = reader.last, reader.reference
    if last is not None and last.period.unit == "day" and reader.sentence - last.sentence <= 1:
        day, basis, ground = last.period, "inferred", page_evidence(reader.article, last.span)
    elif reference is not None and reference.unit == "day":
        day, basis, ground = reference, reader.basis, None
        if calendar.daypart == "overnight":
            day = day.shift(-1)
    else:
        return _unknown(calendar, "day")
    return _finish(reader, calendar, _Found("TIME", day.value, day.edtf, basis, period=day, ground=ground))


def _finish(reader: _Reader, calendar: Calendar, found: _Found) -> _Found:
    """Apply early, mid and late, parts of the day, clock times and approximation."""
    period = found.period
    if period is None:
        return found
    if calendar.week_of and period.unit == "day":
        period = at("week", period.first)
        found = replace(found, value=period.value, edtf=period.edtf, period=period)
    if calendar.part in ("early", "mid", "late") and period.unit != "day":
        found = replace(found, edtf=period.third(calendar.part))
    elif calendar.part in ("earlier", "later") and reader.reference is not None and reader.reference.unit == "day":
        day = reader.reference
        if period.first <= day.first <= period.last and period.unit != "day":
            ends = (period.first, day.first) if calendar.part == "earlier" else (day.first, period.last)
            found = replace(found, edtf=f"{ends[0]}/{ends[1]}")
    if calendar.daypart == "overnight" and period.unit == "day":
        found = replace(found, edtf=f"{period.value}/{period.shift(1).value}")
    if (
        calendar.approximate
        and found.edtf is not None
        and period.unit != "day"
        or calendar.approximate
        and calendar.clock is None
    ):
        found = replace(found, edtf=_vague(found.edtf) if found.edtf else None)
    return _with_time(calendar, found)


def _with_time(calendar: Calendar, found: _Found) -> _Found:
    if found.value is None or (found.period is not None and found.period.unit != "day"):
        return found
    if calendar.clock is not None:
        return replace(found, type="TIME", value=f"{found.value}T{calendar.clock}")
    if calendar.daypart is not None:
        return replace(found, type="TIME", value=f"{found.value}T{DAYPARTS[calendar.daypart]}")
    return found
