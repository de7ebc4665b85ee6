"""Resolves what one expression says against the date of publication and against what the text has spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Article, Evidence, Span
from onrecord.resolve.periods import FINENESS, FIRST_YEAR, OutOfCalendar, Period, at, year
from onrecord.resolve.tense import tense
from onrecord.resolve.timex_grounds import Ground
from onrecord.resolve.timex_readings import Calendar, Fixed, Range, Reading, Shift
from onrecord.resolve.timex_select import candidates, choose, unresolved_value, within
from onrecord.resolve.timex_words import DAYPARTS

_NEAR_SENTENCES = 3
"""How many sentences back a date may lie that "the next day" counts from."""
_SPANNED = {"minute": "day", "hour": "day", "second": "day", "night": "day", "period": "quarter"}


@dataclass(frozen=True, slots=True)
class Found:
    """What an expression comes to."""

    type: str
    value: str | None
    edtf: str | None
    basis: str
    extent: str = "within"
    ground: Evidence | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that the text spoke of, where, and what it rests on."""

    period: Period
    span: Span
    sentence: int
    evidence: Evidence


@dataclass(slots=True)
class Reader:
    """State of one pass over an article: what the text has spoken of so far."""

    article: Article
    sentences: Sequence[Span]
    reference: Period | None
    basis: str
    narrative: bool
    far: Ground | None
    printed: tuple[Ground, ...] = ()
    last: Anchor | None = None
    quarter: Period | None = None
    by_quarter: bool = False
    here: Span = (0, 0)
    sentence: int = 0


def resolve_reading(reader: Reader, reading: Reading | None, label: str) -> Found | None:
    """What an expression comes to at the place where the reader stands; ``None`` where it says nothing that is known."""
    try:
        if isinstance(reading, Fixed):
            return _fixed(reader, reading, label)
        if isinstance(reading, Range):
            return _range(reader, reading)
        return _calendar(reader, reading) if reading is not None else None
    except OutOfCalendar:
        return None


def _fixed(reader: Reader, reading: Fixed, label: str) -> Found:
    kind = "SET" if reading.type == "DURATION" and label == "SET" else reading.type
    basis = "printed" if kind in ("DURATION", "SET") else "unknown"
    if not reading.edge or not reading.count or reader.reference is None or reading.unit not in FINENESS:
        return Found(kind, reading.value, None, basis)
    if FINENESS[reader.reference.unit] > FINENESS[reading.unit]:
        return Found(kind, reading.value, None, basis)
    unit = "week" if reading.unit == "weekend" else reading.unit
    now = at(
        "day" if unit in ("day", "week") else "month" if unit in ("month", "quarter") else "year",
        reader.reference.first,
    )
    steps = {"week": 7, "quarter": 3, "decade": 10, "century": 100}.get(unit, 1) * reading.count * reading.edge
    ends = sorted((now, now.shift(steps)), key=lambda end: end.first)
    mark = "" if unit == "day" else "~"
    return Found(kind, reading.value, f"{ends[0].value}{mark}/{ends[1].value}{mark}", reader.basis)


def _range(reader: Reader, reading: Range) -> Found | None:
    first = _calendar(reader, reading.first)
    if first is None or first.period is None:
        return first
    last = _follow(reading.last, first.period)
    now = reader.reference
    if last is not None and now is not None and last.first > now.last and reading.first.year is None:
        before = choose(candidates(reading.first, first.period), first.period, 0, "previous")
        if before is not None and _direction(reader) < 0:
            first, last = replace(first, period=before), _follow(reading.last, before)
    if last is None or first.period is None:
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


def _calendar(reader: Reader, calendar: Calendar) -> Found | None:
    if calendar.decade is not None or calendar.century is not None:
        number = calendar.decade * 10 if calendar.decade is not None else (calendar.century or 0) * 100
        period = at("decade" if calendar.decade is not None else "century", date(max(number, FIRST_YEAR), 1, 1))
        return _finish(reader, calendar, Found("DATE", period.value, period.edtf, "printed", period=period))
    if calendar.year is not None:
        return _in_year(reader, calendar, calendar.year)
    if calendar.shift is not None and not (calendar.weekday and calendar.shift.unit in ("day", "hour", "minute")):
        return _shifted(reader, calendar, calendar.shift)
    if calendar.named:
        return _named(reader, calendar)
    return _part_of_day(reader, calendar)


def _in_year(reader: Reader, calendar: Calendar, number: int) -> Found | None:
    whole = year(number)
    period: Period | None = whole
    if calendar.month or calendar.season or calendar.quarter or calendar.half or calendar.holiday:
        period = within(calendar, whole)
    elif reader.quarter is not None and _by_quarter(reader, calendar):
        period = within(Calendar(quarter=(reader.quarter.first.month + 2) // 3), whole)
    if period is None:
        return None
    return _finish(reader, calendar, Found("DATE", period.value, period.edtf, "printed", period=period))


def _unit(shift: Shift) -> str:
    return _SPANNED.get(shift.unit, shift.unit)


def _shifted(reader: Reader, calendar: Calendar, shift: Shift) -> Found | None:
    if shift.vague:
        return Found("DATE", "PAST_REF" if shift.count < 0 else "FUTURE_REF", None, "unknown")
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
    found = Found("DATE", period.value, period.edtf, basis, period=period, ground=ground)
    if (shift.loose and not calendar.named) or (unit != shift.unit and shift.unit != "period"):
        found = replace(found, edtf=_vague(period.edtf))
    return _finish(reader, calendar, found)


def _by_quarter(reader: Reader, calendar: Calendar) -> bool:
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


def _origin(reader: Reader, shift: Shift) -> tuple[Period | None, str, Evidence | None]:
    """What a shift counts from, with the basis that follows."""
    last = reader.last
    near = last is not None and (reader.narrative or reader.sentence - last.sentence < _NEAR_SENTENCES)
    from_text = shift.anchor == "context" or (reader.narrative and shift.unit != "day" and not shift.loose)
    if shift.anchor == "the" and shift.unit == "month":
        from_text = True
    if from_text and near and last is not None and FINENESS[last.period.unit] <= FINENESS[_unit(shift)]:
        return last.period, "inferred", last.evidence
    if shift.anchor == "context" and shift.unit in ("day", "hour", "minute"):
        return None, "unknown", None
    return reader.reference, reader.basis, None


def _quarter(reader: Reader, calendar: Calendar) -> Found | None:
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
    return _finish(reader, calendar, Found("DATE", period.value, period.edtf, basis, period=period))


def _unknown(calendar: Calendar, unit: str) -> Found:
    value = {
        "day": "XXXX-XX-XX",
        "week": "XXXX-WXX",
        "weekend": "XXXX-WXX-WE",
        "month": "XXXX-XX",
        "quarter": "XXXX-QX",
    }
    return _with_time(calendar, Found("DATE", unresolved_value(calendar) or value.get(unit, "XXXX"), None, "unknown"))


def _named(reader: Reader, calendar: Calendar) -> Found | None:
    near, basis, ground, direction = _near(reader, calendar)
    if near is None:
        return _with_time(calendar, Found("DATE", unresolved_value(calendar), None, "unknown"))
    period = choose(candidates(calendar, near), near, direction, calendar.choice)
    if period is None:
        return None
    return _finish(reader, calendar, Found("DATE", period.value, period.edtf, basis, period=period, ground=ground))


def _near(reader: Reader, calendar: Calendar) -> tuple[Period | None, str, Evidence | None, int]:
    """What a name is looked for around, the basis that follows, and in which direction."""
    last, reference = reader.last, reader.reference
    by_week = calendar.month is None and calendar.weekday is not None
    usable = last is not None and last.period.unit != "week" and (not by_week or last.period.unit == "day")
    if last is not None and reader.narrative and usable:
        return last.period, "inferred", last.evidence, 0
    if calendar.choice in ("previous", "following", "same", "that") and last is not None and last.period.unit == "day":
        return last.period, "inferred", last.evidence, -1
    if reference is not None:
        if by_week and reference.unit != "day":
            return None, "unknown", None, 0
        direction = _direction(reader)
        return reference, reader.basis, None, direction or (-1 if by_week or calendar.quarter else 0)
    if by_week or (calendar.month is None and calendar.holiday is None):
        return None, "unknown", None, 0
    ground = _ground(reader)
    return (ground.period, "inferred", ground.evidence, 0) if ground is not None else (None, "unknown", None, 0)


def _ground(reader: Reader) -> Ground | None:
    """The date that lends its year: one that the text prints, the nearest before first; else one in a caption."""
    last = reader.last
    if last is not None and last.period.unit in ("day", "month"):
        return Ground(last.period, last.evidence)
    return reader.far or (reader.printed[0] if reader.printed else None)


def _direction(reader: Reader) -> int:
    sentence = reader.sentences[reader.sentence] if reader.sentences else (0, len(reader.article.text))
    return tense(reader.article.text, sentence, reader.here)


def _part_of_day(reader: Reader, calendar: Calendar) -> Found | None:
    """A clock time or part of the day without its day: the day that the text spoke of just before.

    Without one, "overnight" and "the morning" count from the day of publication; a clock time may be of any day.
    """
    if calendar.clock is None and calendar.daypart is None:
        return None
    last, reference = reader.last, reader.reference
    if last is not None and last.period.unit == "day" and reader.sentence - last.sentence <= 1:
        day, basis, ground = last.period, "inferred", last.evidence
    elif reference is not None and reference.unit == "day" and calendar.clock is None:
        day, basis, ground = reference, reader.basis, None
        if calendar.daypart == "overnight":
            day = day.shift(-1)
    else:
        return _unknown(calendar, "day")
    return _finish(reader, calendar, Found("TIME", day.value, day.edtf, basis, period=day, ground=ground))


def _finish(reader: Reader, calendar: Calendar, found: Found) -> Found:
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
    if (calendar.approximate and found.edtf is not None and period.unit != "day") or (
        calendar.approximate and calendar.clock is None
    ):
        found = replace(found, edtf=_vague(found.edtf) if found.edtf else None)
    return _with_time(calendar, found)


def _with_time(calendar: Calendar, found: Found) -> Found:
    if found.value is None or (found.period is not None and found.period.unit != "day"):
        return found
    if calendar.clock is not None:
        return replace(found, type="TIME", value=f"{found.value}T{calendar.clock}")
    if calendar.daypart is not None:
        return replace(found, type="TIME", value=f"{found.value}T{DAYPARTS[calendar.daypart]}")
    return found
