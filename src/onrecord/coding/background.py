"""Whether a time lies so far before publication that what happened then is background, or so near that it is news."""

from __future__ import annotations

import re
from datetime import date

# Convention 2 of the contract: "more than about three months".
_DAYS = 92
_NEWS_DAYS = 31
_LATEST = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T[^/]*)?[~?%]?$")


def is_past(edtf: str | None, published: str | None) -> bool:
    """Whether an interval ended more than about three months before the date of publication.

    Both EDTF; of a month or year its last day counts. Unknown dates are never past.

    >>> is_past("2015-01", "2015-08-14"), is_past("2015-07-24", "2015-08-14"), is_past("2015-01", None)
    (True, False, False)
    """
    days = _days_before(edtf, published)
    return days is not None and days > _DAYS


def is_news(edtf: str | None, published: str | None) -> bool:
    """Whether an interval ended within the month before publication: what is dated so is told as news, not as history.

    >>> is_news("2015-08-01", "2015-08-14"), is_news("2015-03", "2015-08-14"), is_news(None, "2015-08-14")
    (True, False, False)
    """
    days = _days_before(edtf, published)
    return days is not None and 0 <= days <= _NEWS_DAYS


def _days_before(edtf: str | None, published: str | None) -> int | None:
    ended, printed = _last_day(edtf), _last_day(published)
    return None if ended is None or printed is None else (printed - ended).days


def _last_day(edtf: str | None) -> date | None:
    match = _LATEST.search(edtf or "")
    if match is None or (edtf or "").endswith(("/", "..")):
        return None
    year, month, day = int(match[1]), int(match[2] or 12), match[3]
    try:
        if day is not None:
            return date(year, month, int(day))
        following = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
    except ValueError:
        return None
    return date.fromordinal(following.toordinal() - 1)
