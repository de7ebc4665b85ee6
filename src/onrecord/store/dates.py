"""First and last day of an EDTF date (levels 0 and 1), for filters and for ordering.

Source: Extended Date/Time Format specification, Library of Congress, 2019-02-04.
"""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(r"(\d{3}[\dX]|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(?:T[0-9:.Z+-]+)?[~?%]?")
# A winter may lie at either end of its year.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}
Bounds = tuple[str | None, str | None]


def bounds(edtf: str | None) -> Bounds:
    """First and last calendar day (``YYYY-MM-DD``) that the date may mean; ``None`` where open or unknown.

    >>> bounds("2015-07-21~/2015-07-31~")
    ('2015-07-21', '2015-07-31')
    >>> bounds("2016-02")
    ('2016-02-01', '2016-02-29')
    >>> bounds("2016/..")
    ('2016-01-01', None)
    """
    if not edtf:
        return None, None
    if "/" in edtf:
        first, _, last = edtf.partition("/")
        return _day_range(first)[0], _day_range(last)[1]
    return _day_range(edtf)


def _day_range(date: str) -> Bounds:
    match = _DATE.fullmatch(date)
    if match is None:
        return None, None
    years, month_text, day_text = match.groups()
    first_year, last_year = int(years.replace("X", "0")), int(years.replace("X", "9"))
    if month_text in (None, "XX") or first_year != last_year:
        return f"{first_year:04}-01-01", f"{last_year:04}-12-31"
    month = int(month_text)
    if month in _SEASONS:
        first, last = _SEASONS[month]
        return f"{first_year:04}-{first:02}-01", _last_day(first_year, last)
    if not 1 <= month <= 12 or first_year == 0:
        return None, None
    if day_text in (None, "XX"):
        return f"{first_year:04}-{month:02}-01", _last_day(first_year, month)
    if not 1 <= int(day_text) <= monthrange(first_year, month)[1]:
        return None, None
    day = f"{first_year:04}-{month:02}-{day_text}"
    return day, day


def _last_day(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"
