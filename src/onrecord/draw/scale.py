"""Time as a line: ticks at round dates, stretches with marks, gaps without any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.draw.marks import Mark

GAP_DAYS = 45
"""Marks with more days than this between them belong to different stretches."""
FINE_DAYS = 62
"""A bracket or bar that is longer says nothing by the day."""
_TICK_PIXELS = 74
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 3, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of days on a line from ``left`` to ``right`` (pixels)."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day begins."""
        share = (day.toordinal() - self.first.toordinal()) / self.days
        return self.left + share * (self.right - self.left)

    def after(self, day: date) -> float:
        """Where a day ends."""
        share = (day.toordinal() + 1 - self.first.toordinal()) / self.days
        return min(self.right, self.left + share * (self.right - self.left))

    @property
    def days(self) -> int:
        """How many days there are."""
        return self.last.toordinal() - self.first.toordinal() + 1


def ticks(scale: Scale) -> Iterator[tuple[date, str]]:
    """Round dates with their labels, far enough apart to be read; weeks begin on Mondays."""
    per_day = (scale.right - scale.left) / scale.days
    if per_day * 7 >= _TICK_PIXELS:
        yield from _weeks(scale, 1)
    elif per_day * 14 >= _TICK_PIXELS:
        yield from _weeks(scale, 2)
    else:
        step = next((months for months in _STEPS if per_day * 30.4 * months >= _TICK_PIXELS), _STEPS[-1])
        yield from _months(scale, step)


def _weeks(scale: Scale, step: int) -> Iterator[tuple[date, str]]:
    day = scale.first + timedelta(days=(7 - scale.first.weekday()) % 7)
    head = True
    while day <= scale.last:
        yield day, f"{'Mon ' if head else ''}{day.day} {_MONTHS[day.month - 1]}"
        head = False
        if date.max - day < timedelta(days=7 * step):
            return
        day += timedelta(days=7 * step)


def _months(scale: Scale, step: int) -> Iterator[tuple[date, str]]:
    number = -(-(scale.first.year * 12 + scale.first.month - 1 + (scale.first.day > 1)) // step) * step
    year_due = True
    while number // 12 <= scale.last.year:
        year, month = divmod(number, 12)
        number += step
        if not 1 <= year <= 9999 or date(year, month + 1, 1) > scale.last:
            continue
        if step >= 12:
            yield date(year, 1, 1), str(year)
        else:
            yield date(year, month + 1, 1), f"{_MONTHS[month]} {year}" if year_due or not month else _MONTHS[month]
            year_due = False


def padded(first: date, last: date, least: int) -> tuple[date, date]:
    """A stretch with some days around it, at least so many in all."""
    days = (last - first).days + 1
    around = max(2, days // 12, (least - days + 1) // 2)
    low = max(first.toordinal() - around, date.min.toordinal())
    high = min(last.toordinal() + around, date.max.toordinal())
    return date.fromordinal(low), date.fromordinal(high)


def is_fine(mark: Mark) -> bool:
    """Whether a mark says something by the day."""
    return mark.first is not None and mark.last is not None and (mark.last - mark.first).days <= FINE_DAYS


def stretches(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Marks in the order of time, parted where more than :data:`GAP_DAYS` lie between."""
    found: list[list[Mark]] = []
    end = date.min
    for mark in sorted(marks, key=lambda one: (one.begin, one.end)):
        if not found or (mark.begin - end).days > GAP_DAYS:
            found.append([])
        found[-1].append(mark)
        end = max(end, mark.end)
    return found


def span_words(first: date, last: date) -> str:
    """A stretch in words, by the month.

    >>> span_words(date(2015, 7, 20), date(2015, 8, 15)), span_words(date(2014, 3, 1), date(2014, 3, 9))
    ('July and August 2015', 'March 2014')
    """
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    if first.year == last.year:
        joint = "and" if last.month == first.month + 1 else "to"
        return f"{first:%B} {joint} {last:%B} {first.year}"
    return f"{first:%B} {first.year} to {last:%B} {last.year}"


def gap_words(first: date, last: date) -> str:
    """How long nothing is on record, in words.

    >>> gap_words(date(2014, 3, 29), date(2015, 7, 20))
    'a year without an entry'
    """
    months = round((last - first).days / 30.44)
    count, unit = (months // 12, "year") if months >= 12 else (max(1, months), "month")
    number = _NUMBERS[count] if 1 < count < len(_NUMBERS) else str(count)
    return f"{f'a {unit}' if count == 1 else f'{number} {unit}s'} without an entry"
