"""Whether a time lies so far before publication that what happened then is background."""

from __future__ import annotations

import re
from datetime import date

# Convention 2 of the contract: "more than about three months".
_DAYS = 92
_LATEST = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T[^/]*)?[~?%]?$")


def is_past(edtf: str | None, published: str | None) -> bool:
    """Whether an interval ended more than about three months before the date of publication.

    Both EDTF; of a month or year its last day counts. Unknown dates are never past.

    >>> is_past("2015-01", "2015-08-14"), is_past("2015-07-24", "2015-08-14"), is_past("2015-01", None)
    (True, False, False)
    """
    ended, printed = _last_day(edtf), _last_day(published)
    return ended is not None and printed is not None and (printed - ended).days > _DAYS


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
