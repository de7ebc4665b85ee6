"""Reads a normalised time expression: vague references, sets and durations first, then ranges and calendar parts."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.resolve.timex_patterns import ABOUT_PATTERN, BOUND_PATTERN
from onrecord.resolve.timex_phrases import duration, reference, set_of
from onrecord.resolve.timex_readings import Calendar, Fixed, Range, Reading
from onrecord.resolve.timex_scan import full_year, scan

_LEAD = re.compile(
    rf"(?:(?:{ABOUT_PATTERN}|{BOUND_PATTERN}|on|in|at|by|since|until|till|during|for|of|as of|from|starting|beginning|after|before) )+(?=\S)"
)
_TRAIL = re.compile(r"(?: or so| or later| and beyond| at least| at most)$")
_APPROXIMATE = re.compile(rf"\b(?:{ABOUT_PATTERN}|or so|more than|less than|over|under)\b")

_ERA = re.compile(r"\b(\d{1,4}) (?:bce?|b c(?: e)?)\b")
_CONNECTOR = re.compile(r" (?:to|through|thru|until|till|-|and) ")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d:\d\d).*)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")


def read(text: str, label: str = "DATE") -> Reading | None:
    """What a normalised expression says; ``label`` (TIMEX3 type) decides where the words allow two readings."""
    text = text.strip()
    if text.isdigit() and len(text) < 3 and label in ("DURATION", "SET"):
        return None
    era = _ERA.search(text)
    if era is not None:
        return Fixed("DATE", f"BC{int(era[1]):04}")
    approximate = _APPROXIMATE.search(text) is not None
    bare = _TRAIL.sub("", _LEAD.sub("", text, count=1) if _LEAD.match(text) else text)
    reading: Reading | None = (
        reference(text, label) or set_of(text) or _numeric(bare) or _range(text) or duration(bare, label) or scan(bare)
    )
    if isinstance(reading, Calendar) and approximate:
        return replace(reading, approximate=True)
    return reading


def _numeric(text: str) -> Calendar | None:
    iso = _ISO.fullmatch(text)
    if iso is not None and 1 <= int(iso[2]) <= 12:
        return Calendar(year=int(iso[1]), month=int(iso[2]), day=int(iso[3]), clock=iso[4])
    slashed = _SLASHED.fullmatch(text)
    if slashed is not None:
        first, second, year = int(slashed[1]), int(slashed[2]), int(slashed[3])
        # Day and month cannot be told apart where both may be a month: nothing is guessed then.
        month, day = (first, second) if second > 12 or first == second else (second, first)
        if 1 <= month <= 12 and (first > 12 or second > 12 or first == second):
            return Calendar(year=year if year > 99 else full_year(year), month=month, day=day)
    return None


def _range(text: str) -> Range | None:
    between = text.startswith("between ")
    text = text.removeprefix("between ").removeprefix("from ")
    match = _CONNECTOR.search(text)
    if match is None or (match[0] == " and " and not between):
        return None
    first, last = scan(text[: match.start()]), scan(text[match.end() :], follows=True)
    if first is None or last is None:
        return None
    if last.day is not None and last.month is None and last.year is None and first.month is None:
        return None
    if first.year is not None and last.short_year and last.year is not None:
        last = replace(last, year=first.year // 100 * 100 + last.year % 100)
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if first.year is None and last.year is not None and (first.named or first.clock):
        first = replace(first, year=last.year)
    if first.clock is not None or last.clock is not None:
        return None
    return Range(first, last)
