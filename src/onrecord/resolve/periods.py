"""Calendar periods: a day, a week, a month … with their TIMEX3 value and EDTF.

Values follow TimeML 1.2.1 as TempEval-3 uses it; weeks are ISO weeks, Monday to Sunday (Conventions 7).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FINENESS = {
    name: rank
    for rank, names in enumerate(
        (
            ("day",),
            ("weekend",),
            ("week",),
            ("month",),
            ("quarter", "season"),
            ("half",),
            ("year",),
            ("decade",),
            ("century",),
        )
    )
    for name in names
}
"""Rank of a unit from fine to coarse."""
SEASONS = ("SP", "SU", "FA", "WI")
_MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6}
_YEARS_OF = {"year": 1, "decade": 10, "century": 100}
FIRST_YEAR, LAST_YEAR = 2, 9990
"""Years that are reckoned with; others stay without a date."""


class OutOfCalendar(ValueError):
    """A shift led out of the years that are reckoned with."""


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period of one unit, from its first day to its last."""

    unit: str
    first: date
    last: date

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, month = self.first.year, self.first.month
        if self.unit == "day":
            return self.first.isoformat()
        if self.unit in ("week", "weekend"):
            iso = self.first.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "weekend" else "")
        if self.unit == "month":
            return f"{year:04}-{month:02}"
        if self.unit == "quarter":
            return f"{year:04}-Q{(month + 2) // 3}"
        if self.unit == "season":
            return f"{year:04}-{SEASONS[month // 3 - 1]}"
        if self.unit == "half":
            return f"{year:04}-H{1 if month == 1 else 2}"
        return {"year": f"{year:04}", "decade": f"{year // 10:03}", "century": f"{year // 100:02}"}[self.unit]

    @property
    def edtf(self) -> str:
        """The EDTF date, or the interval where EDTF (level 1) has no single date for the unit."""
        if self.unit in ("week", "weekend"):
            return f"{self.first}/{self.last}"
        if self.unit in ("quarter", "half") or (self.unit == "season" and self.first.month == 12):
            return f"{self.first.isoformat()[:7]}/{self.last.isoformat()[:7]}"
        if self.unit == "season":
            return f"{self.first.year:04}-{20 + self.first.month // 3}"
        return self.value + {"decade": "X", "century": "XX"}.get(self.unit, "")

    def shift(self, count: int) -> Period:
        """The period ``count`` of its units later (earlier where negative)."""
        if self.unit == "day":
            return at("day", _plus_days(self.first, count))
        if self.unit in ("week", "weekend"):
            return at(self.unit, _plus_days(self.first, 7 * count))
        if self.unit in _MONTHS_OF:
            return at(self.unit, _plus_months(self.first, _MONTHS_OF[self.unit] * count))
        return at(self.unit, _plus_months(self.first, 12 * _YEARS_OF[self.unit] * count))

    def third(self, part: str) -> str:
        """EDTF of the early, mid or late third, with vague ends (Conventions 7)."""
        place = ("early", "mid", "late").index(part)
        if self.unit == "month":
            first, last = ((1, 10), (11, 20), (21, self.last.day))[place]
            return f"{self.first.replace(day=first)}~/{self.first.replace(day=last)}~"
        if self.unit == "week":
            first, last = ((0, 1), (2, 3), (4, 6))[place]
            return f"{self.first + timedelta(first)}~/{self.first + timedelta(last)}~"
        if self.unit == "year":
            return f"{self.first.year:04}-{4 * place + 1:02}~/{self.first.year:04}-{4 * place + 4:02}~"
        if self.unit in ("quarter", "half"):
            step = _MONTHS_OF[self.unit] // 3
            months = [_plus_months(self.first, step * place), _plus_months(self.first, step * (place + 1) - 1)]
            return f"{at('month', months[0]).value}~/{at('month', months[1]).value}~"
        if self.unit in ("decade", "century"):
            first, last = (
                ((0, 3), (4, 6), (7, 9))[place] if self.unit == "decade" else ((0, 33), (34, 66), (67, 99))[place]
            )
            return f"{self.first.year + first:04}~/{self.first.year + last:04}~"
        return self.edtf if "/" in self.edtf else f"{self.edtf}~"


def at(unit: str, day: date) -> Period:
    """The period of a unit that holds a day; a winter begins in December."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise OutOfCalendar(str(day.year))
    if unit == "day":
        return Period(unit, day, day)
    if unit in ("week", "weekend"):
        monday = day - timedelta(day.weekday())
        return Period(unit, monday if unit == "week" else monday + timedelta(5), monday + timedelta(6))
    if unit == "season":
        month = day.month // 3 * 3
        start = date(day.year, month, 1) if month else date(day.year - 1, 12, 1)
        return Period(unit, start, _end_of_month(_plus_months(start, 2)))
    if unit in _MONTHS_OF:
        length = _MONTHS_OF[unit]
        start = date(day.year, (day.month - 1) // length * length + 1, 1)
        return Period(unit, start, _end_of_month(_plus_months(start, length - 1)))
    length = _YEARS_OF[unit]
    first = day.year // length * length
    return Period(unit, date(max(first, 1), 1, 1), date(first + length - 1, 12, 31))


def year(number: int) -> Period:
    """A calendar year."""
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise OutOfCalendar(str(number))
    return at("year", date(number, 1, 1))


def day_of(year_number: int, month: int, day: int) -> Period | None:
    """A day, or ``None`` where the month has no such day."""
    if not FIRST_YEAR <= year_number <= LAST_YEAR or not 1 <= day <= monthrange(year_number, month)[1]:
        return None
    return at("day", date(year_number, month, day))


def _plus_days(day: date, count: int) -> date:
    try:
        return day + timedelta(count)
    except OverflowError:
        raise OutOfCalendar(str(count)) from None


def _plus_months(day: date, count: int) -> date:
    index = day.year * 12 + day.month - 1 + count
    if not FIRST_YEAR <= index // 12 <= LAST_YEAR:
        raise OutOfCalendar(str(count))
    return date(index // 12, index % 12 + 1, 1)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
