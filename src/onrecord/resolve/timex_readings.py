"""What a time expression says, before any date is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that needs no calendar: a duration, a set or a vague reference.

    ``edge`` is -1 for "the past two weeks", 1 for "the next two weeks"; ``unit`` and ``count`` tell how far.
    """

    type: str
    value: str
    edge: int = 0
    unit: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A period counted from another one; ``anchor`` is "published", or "context" for "the next day".

    ``vague`` marks an unknown count ("several years ago"), ``loose`` a count of weeks or more ("two years ago").
    """

    unit: str
    count: int
    anchor: str
    vague: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The parts of a calendar expression; ``choice`` is the "last", "next" or "this" before a name.

    ``reporting`` is the "quarter" or "period" of "the year-ago quarter", whose number the text has told before.
    """

    year: int | None = None
    short_year: bool = False
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    shift: Shift | None = None
    choice: str | None = None
    part: str | None = None
    daypart: str | None = None
    clock: str | None = None
    week_of: bool = False
    reporting: str | None = None
    approximate: bool = False

    @property
    def named(self) -> bool:
        """Whether a month, weekday, season, quarter, half, day or holiday is named."""
        fields = (self.month, self.weekday, self.season, self.quarter, self.half, self.day, self.holiday)
        return any(part is not None for part in fields)


@dataclass(frozen=True, slots=True)
class Range:
    """From the first to the last, both included."""

    first: Calendar
    last: Calendar


Reading = Fixed | Calendar | Range
