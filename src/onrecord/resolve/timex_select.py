"""Which of the days, months, seasons … of one name is meant."""

from __future__ import annotations

from calendar import monthcalendar
from datetime import date

from onrecord.resolve.periods import FIRST_YEAR, LAST_YEAR, SEASONS, Period, at, day_of
from onrecord.resolve.timex_readings import Calendar

FAR_DAYS, FAR_DAYS_OF_MONTH = 215, 290
"""A day (month) without its year lies no farther off than this where the other year's is nearer, whatever the verb says."""
_REACH = 2
"""Years (months, weeks) on each side of the reference that are looked at; eight reach the next 29 February."""


def unresolved_value(calendar: Calendar) -> str | None:
    """The TIMEX3 value of a name without its year: ``XXXX-WXX-7``, ``XXXX-05-20``.

    >>> unresolved_value(Calendar(weekday=7)), unresolved_value(Calendar(month=5, day=20))
    ('XXXX-WXX-7', 'XXXX-05-20')
    """
    if calendar.month is not None:
        return f"XXXX-{calendar.month:02}" + (f"-{calendar.day:02}" if calendar.day is not None else "")
    if calendar.holiday is not None and calendar.holiday[0].isdigit():
        return f"XXXX-{calendar.holiday}"
    if calendar.weekday is not None:
        return f"XXXX-WXX-{calendar.weekday}"
    if calendar.season is not None:
        return f"XXXX-{SEASONS[calendar.season - 1]}"
    if calendar.quarter is not None:
        return f"XXXX-Q{calendar.quarter}"
    if calendar.half is not None:
        return f"XXXX-H{calendar.half}"
    return f"XXXX-XX-{calendar.day:02}" if calendar.day is not None else None


def candidates(calendar: Calendar, near: Period) -> list[Period]:
    """The periods of the name around another period, in order of time."""
    if calendar.month is None and calendar.day is None and calendar.weekday is not None:
        monday = at("week", near.first)
        return [
            at("day", monday.shift(count).first).shift(calendar.weekday - 1) for count in range(-_REACH, _REACH + 1)
        ]
    if calendar.month is None and calendar.day is not None:
        months = (at("month", near.first).shift(count).first for count in range(-_REACH, _REACH + 1))
        found = [day for month in months if (day := day_of(month.year, month.month, calendar.day))]
    else:
        reach = 8 if (calendar.month, calendar.day) == (2, 29) else _REACH
        years = range(max(near.first.year - reach, FIRST_YEAR), min(near.first.year + reach, LAST_YEAR) + 1)
        found = [period for number in years if (period := _in_year(calendar, number))]
    if calendar.weekday is not None and found and found[0].unit == "day":
        return [day for day in found if day.first.isoweekday() == calendar.weekday] or found
    return found


def within(calendar: Calendar, base: Period) -> Period | None:
    """The period of the name that begins inside another one."""
    return next((period for period in candidates(calendar, base) if base.first <= period.first <= base.last), None)


def _in_year(calendar: Calendar, number: int) -> Period | None:
    if calendar.month is not None:
        if calendar.day is not None:
            return day_of(number, calendar.month, calendar.day)
        return at("month", date(number, calendar.month, 1))
    if calendar.holiday == "thanksgiving":
        thursdays = [week[3] for week in monthcalendar(number, 11) if week[3]]
        return day_of(number, 11, thursdays[3])
    if calendar.holiday is not None:
        month, day = calendar.holiday.split("-")
        return day_of(number, int(month), int(day))
    if calendar.season is not None:
        return at("season", date(number, 3 * calendar.season, 1))
    if calendar.quarter is not None:
        return at("quarter", date(number, 3 * calendar.quarter, 1))
    if calendar.half is not None:
        return at("half", date(number, 6 * calendar.half, 1))
    return None


def choose(found: list[Period], near: Period, direction: int, choice: str | None) -> Period | None:
    """One of the periods of a name.

    Args:
        found: The candidates in order of time.
        near: The date of publication, or the date that the text spoke of last.
        direction: -1 past, 1 future, 0 whichever is nearest; 2 and -2 hold however far off.
        choice: "last", "next", "this" and their like, where the expression says so.
    """
    if choice in ("last", "past", "previous"):
        return next((period for period in reversed(found) if period.last < near.first), None)
    if choice in ("next", "following"):
        return next((period for period in found if period.first > near.last), None)
    if choice in ("coming", "upcoming"):
        return next((period for period in found if period.last >= near.first), None)
    if choice == "this" and found:
        scope = at("week" if found[0].unit == "day" else "year", near.first)
        same = [period for period in found if scope.first <= period.first <= scope.last]
        if same:
            return same[0]
    nearest = min(found, key=lambda period: (_distance(period, near), period.first), default=None)
    if direction < 0:
        chosen = next((period for period in reversed(found) if period.first <= near.last), None)
    elif direction > 0:
        chosen = next((period for period in found if period.last >= near.first), None)
    else:
        chosen = nearest
    # A verb far off is a weaker sign than eleven months: without its year, a date is one of this season.
    if chosen is None or abs(direction) > 1:
        return chosen or nearest
    far = FAR_DAYS_OF_MONTH if chosen.unit == "month" else FAR_DAYS
    return chosen if _distance(chosen, near) <= far else nearest


def _distance(period: Period, near: Period) -> int:
    return max((period.first - near.last).days, (near.first - period.last).days, 0)
