"""Dates as they are printed: found in a line, read without guessing, and lines that are nothing but a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from onrecord.model import Evidence, Published

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {name[:length]: number for number, name in enumerate(_MONTH_NAMES, 1) for length in (3, len(name))} | {
    "sept": 9
}
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"

PRINTED_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso>{_YEAR}(?P<isosep>[-/.])(?:0?[1-9]|1[0-2])(?P=isosep){_DAY}(?![\d/-]))
    | (?P<mdy>{_MONTH}\.?[ ]{{1,2}}{_DAY}(?:st|nd|rd|th)?,?[ ]{{1,2}}{_YEAR}\b)
    | (?P<dmy>{_DAY}(?:st|nd|rd|th)?[ -]{{1,2}}(?:of[ ])?{_MONTH}\.?,?[ -]{{1,2}}{_YEAR}\b)
    | (?P<ymd>{_YEAR}[ ,]{{1,2}}{_MONTH}\.?[ ]{{1,2}}{_DAY}\b)
    | (?P<number>\d\d?(?P<sep>[./-])\d\d?(?P=sep){_YEAR}\b)
    | (?P<noyear>{_MONTH}\.?[ ]{{1,2}}{_DAY}(?:st|nd|rd|th)?\b|{_DAY}(?:st|nd|rd|th)?[ ]{{1,2}}{_MONTH}\b)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TIME = re.compile(
    r"""(?:[T\s]|\b)(?:\d{1,2}[:.h]\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)
        (?:\s?(?:Z\b|[+-]\d\d:?\d\d|\(?(?:GMT|UTC|BST|IST|CET|CEST|MSK|HKT|SGT|JST|[ECMPA][SD]?T|local\stime)\)?(?:\s?[+-]\d\d?(?::?\d\d)?)?))?""",
    re.VERBOSE | re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:last\s)?(?:updated?|modified|revised|edited)\b", re.IGNORECASE)
_LABEL = re.compile(
    r"""\b(?:(?:first|originally|article|story|last|date)\s)?(?:published|publication|posted|updated?|modified|revised|edited|issued|
        created|uploaded|filed|released|dated?|time|print\sedition)(?:\s(?:date|time|on|at))?\b|\b(?:on|at|at:)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s|•·:;,/()\[\]<>–—-]+")
_BY = re.compile(r"\bby\s.{2,80}\Z", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    rf"[/_=-](?P<date>(?P<year>{_YEAR})(?P<sep>[/_-]?)(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01]|[1-9]))(?![\dA-Za-z])"
)
MAX_DATE_LINE = 160
_MAX_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a text; ``edtf`` is ``None`` where the year is missing or day and month cannot be told apart."""

    start: int
    end: int
    edtf: str | None
    updated: bool = False


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that states when something was published; ``rest`` is what else stands in it ("By Jane Roe")."""

    dates: tuple[PrintedDate, ...]
    rest: str


def printed_dates(text: str) -> list[PrintedDate]:
    """Find the dates that are printed in a text.

    >>> [found.edtf for found in printed_dates("On 14 Aug. 2015, and on 3/4/2015")]
    ['2015-08-14', None]
    """
    found: list[PrintedDate] = []
    last = 0
    for match in PRINTED_DATE.finditer(text):
        before = text[max(last, match.start() - 60) : match.start()]
        found.append(PrintedDate(*match.span(), _edtf(match), bool(_UPDATED.search(before))))
        last = match.end()
    return found


def date_line(text: str) -> DateLine | None:
    """Read a line that holds a date and little else: labels, weekday, time of day, byline, a name of up to three words.

    >>> date_line("By Jane Roe | Published 14 August 2015, 10:35 GMT").dates[0].edtf
    '2015-08-14'
    >>> date_line("The talks of 14 August 2015 went on") is None
    True
    """
    if len(text) > MAX_DATE_LINE:
        return None
    dates = printed_dates(text)
    if not dates:
        return None
    parts: list[str] = []
    last = 0
    for item in dates:
        parts.append(text[last : item.start])
        last = item.end
    parts.append(text[last:])
    rests = [_rest(part) for part in parts]
    rest = " ".join(filter(None, rests))
    if rest and not _BY.match(rest) and not _is_name(rest, text, dates):
        return None
    return DateLine(tuple(dates), rest)


def _rest(part: str) -> str:
    part = _TIME.sub(" ", part)
    part = _WEEKDAY.sub(" ", part)
    part = _LABEL.sub(" ", part)
    return _SEPARATORS.sub(" ", part).strip(" .")


def _is_name(rest: str, text: str, dates: list[PrintedDate]) -> bool:
    """A place, agency or person beside the date, set off from it by punctuation."""
    words = rest.split()
    if len(words) > 3 or not all(word[:1].isupper() for word in words) or text.rstrip()[-1:] in "?!":
        return False
    before, after = text[: dates[0].start].rstrip(), text[dates[-1].end :].lstrip()
    return before[-1:] in ("|", ",", "-", "–", "—", "•", "·", ")", "/") or after[:1] in (
        "|",
        "-",
        "–",
        "—",
        "•",
        "·",
        "(",
        "/",
    )


def valid_date(year: int, month: int, day: int) -> str | None:
    """The day in EDTF, or ``None`` where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _edtf(match: re.Match[str]) -> str | None:
    text = match[0]
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if match["noyear"]:
        return None
    if match["iso"]:
        return valid_date(numbers[0], numbers[1], numbers[2])
    if match["number"]:
        return _numeric(numbers, match["sep"])
    name = re.search(_MONTH, text, re.IGNORECASE)
    # Without regard to case some letters beyond ASCII count as "i" and "s"; what they spell is no month of ours.
    month = MONTHS.get(name[0].lower()) if name else None
    if month is None:
        return None
    return valid_date(numbers[0], month, numbers[1]) if match["ymd"] else valid_date(numbers[1], month, numbers[0])


def _numeric(numbers: list[int], separator: str) -> str | None:
    """Day and month in figures: told apart by their size, or by the full stop of European dates; else not at all."""
    first, second, year = numbers
    if first > 12 or separator == "." or first == second:
        return valid_date(year, second, first)
    return valid_date(year, first, second) if second > 12 else None


def date_in_address(url: str, at: int | None = None) -> Published | None:
    """The day in the address of a page ("/2015/08/14/").

    Args:
        url: The address.
        at: Where it stands on the decoded page, if it is printed there.

    >>> date_in_address("https://news.example/2015/08/14/talks").edtf
    '2015-08-14'
    """
    for match in _IN_ADDRESS.finditer(url[:_MAX_ADDRESS]):
        edtf = valid_date(int(match["year"]), int(match["month"]), int(match["day"]))
        if edtf is not None and (match["sep"] or len(match["date"]) == 8):
            span = None if at is None else (at + match.start("date"), at + match.end("date"))
            return Published(edtf, "url", (Evidence(span, match["date"]),))
    return None
