"""Checks dates against the Extended Date/Time Format, levels 0 and 1.

Source: Extended Date/Time Format specification, Library of Congress, 2019-02-04.
"""

from __future__ import annotations

import re
from calendar import monthrange

from onrecord.limits import MAX_EDTF_CHARACTERS

_DATE = re.compile(
    r"""(?:(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?
      | Y-?\d{5,}
      | \d{3}X | \d\dXX | \d{4}-XX | \d{4}-XX-XX | (?P<xyear>\d{4})-(?P<xmonth>\d\d)-XX
      )(?P<qualifier>[?~%])?""",
    re.VERBOSE,
)
_DATETIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:Z|[+-]\d\d(?::\d\d)?)?")


def is_edtf(text: str) -> bool:
    """Whether a text is an EDTF date, date and time, season or interval of level 0 or 1.

    >>> [is_edtf(text) for text in ("2015-07-21~/2015-07-31~", "2012-22", "198X", "2016/..", "2015-02-29", "2025-07-12/2025-07-08")]
    [True, True, True, True, False, False]
    """
    if len(text) > MAX_EDTF_CHARACTERS:
        return False
    if "/" not in text:
        return _is_date(text)
    first, _, last = text.partition("/")
    if first in ("", "..") and last in ("", ".."):
        return False
    if not all(end in ("", "..") or _is_date(end) for end in (first, last)):
        return False
    return first in ("", "..") or last in ("", "..") or _in_order(first, last)


def _is_date(text: str) -> bool:
    clock = _DATETIME.fullmatch(text)
    if clock is not None:
        hour, minute, second = (int(clock[index]) for index in (2, 3, 4))
        return _is_date(clock[1]) and hour <= 24 and minute <= 59 and second <= 59
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    if match["xmonth"] is not None:
        return 1 <= int(match["xmonth"]) <= 12
    if match["month"] is None:
        return True
    year, month = abs(int(match["year"])), int(match["month"])
    if match["day"] is None:
        return 1 <= month <= 12 or 21 <= month <= 24
    # The rule for leap years does not need the era, only a year that `calendar` knows.
    return 1 <= month <= 12 and 1 <= int(match["day"]) <= monthrange(year % 400 + 400, month)[1]


def _in_order(first: str, last: str) -> bool:
    # Compared at the coarser granularity of the two: what is nested has no order.
    ends = [re.split(r"[T?~%]", end.replace("X", "0"))[0].split("-") for end in (first, last)]
    shared = min(len(end) for end in ends)
    return first.startswith("-") or ends[0][:shared] <= ends[1][:shared]
