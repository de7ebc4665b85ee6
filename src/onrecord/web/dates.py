"""Dates of the record in words for people; a vague date never reads like a day."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T[0-9:.Z+-]{1,20})?([~?%]?)")
_ABOUT = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}
_BASIS = {
    "printed": "printed",
    "resolved": "resolved from the date of publication",
    "inferred": "inferred from the text",
}
NO_DATE = "no date"
NOT_GIVEN = "no time is given"


@dataclass(frozen=True, slots=True)
class _Day:
    year: int
    month: int | None
    day: int | None
    about: str

    def words(self, year: bool = True, month: bool = True) -> str:
        parts = [str(self.day)] if self.day else []
        if self.month and month:
            parts.append(_SEASONS.get(self.month) or _MONTHS[self.month - 1])
        if year or not parts:
            parts.append(str(self.year))
        return " ".join(parts)


def date_words(edtf: str | None) -> str:
    """A date (EDTF) in words.

    >>> date_words("2015-08-13"), date_words("2015-07-21~/2015-07-31~"), date_words("2015-07/2015-08")
    ('13 Aug 2015', 'about 21–31 Jul 2015', 'Jul – Aug 2015')
    >>> date_words("2016/.."), date_words("2015-22"), date_words(None)
    ('from 2016 on', 'summer 2015', 'no date')
    """
    if not edtf:
        return NO_DATE
    first, slash, last = edtf.partition("/")
    begin, end = _parsed(first), _parsed(last)
    if not slash:
        return f"{_ABOUT[begin.about]}{begin.words()}" if begin else edtf
    if begin and last in ("", ".."):
        return f"from {_ABOUT[begin.about]}{begin.words()} on"
    if end and first in ("", ".."):
        return f"until {_ABOUT[end.about]}{end.words()}"
    return _interval(begin, end) if begin and end else edtf


def _interval(begin: _Day, end: _Day) -> str:
    about = _ABOUT[begin.about or end.about]
    if begin.words() == end.words():
        return f"{about}{begin.words()}"
    same_year = begin.year == end.year
    if same_year and begin.month == end.month and begin.day and end.day:
        return f"{about}{begin.day}–{end.words()}"
    joint = " – " if begin.month else "–"
    return f"{about}{begin.words(year=not same_year)}{joint}{end.words()}"


def _parsed(date: str) -> _Day | None:
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day, about = match.groups()
    number = int(month) if month else None
    if number is not None and not (1 <= number <= 12 or number in _SEASONS):
        return None
    return _Day(int(year), number, int(day) if day else None, about)


def how_known(edtf: str | None, extent: str | None, basis: str | None, one_day: bool, words: str | None) -> str:
    """How well a time is known, in words.

    Args:
        edtf: The date.
        extent: throughout, within or unknown.
        basis: printed, resolved, inferred or unknown.
        one_day: It is a single calendar day.
        words: What the text says, where that is at hand.
    """
    if not edtf:
        return f"“{words}”; no calendar date follows from it" if words else NOT_GIVEN
    if one_day:
        extents = ""
    elif extent == "throughout":
        extents = "all of that time"
    else:
        extents = "some time within" if extent == "within" else "some or all of that time"
    quoted = f"from “{words}”" if words and basis != "printed" else _BASIS.get(basis or "", "")
    return "; ".join(part for part in (extents, quoted) if part)
