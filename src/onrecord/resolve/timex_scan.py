"""A flat scan for the parts of a calendar expression: each match names one part, and the parts fill one `Calendar`."""

from __future__ import annotations

import re

from onrecord.resolve.timex_patterns import (
    COUNT_PATTERN,
    DAYPART_PATTERN,
    MONTH_PATTERN,
    SEASON_PATTERN,
    UNIT_PATTERN,
    WEEKDAY_PATTERN,
    YEAR_PATTERN,
)
from onrecord.resolve.timex_readings import Calendar, Shift
from onrecord.resolve.timex_words import MONTHS, SEASONS, WEEKDAYS

_PART_WORDS = {
    "early": "early", "earliest": "early", "beginning": "early", "start": "early", "opening": "early", "dawn of": "early",
    "mid": "mid", "middle": "mid", "late": "late", "latter part": "late", "end": "late", "close": "late",
    "earlier": "earlier", "later": "later",
}  # fmt: skip
_HOLIDAYS = {
    "christmas eve": "12-24", "christmas day": "12-25", "christmas": "12-25", "new year eve": "12-31", "new years eve": "12-31",
    "new year day": "01-01", "new years day": "01-01", "boxing day": "12-26", "halloween": "10-31", "valentine day": "02-14",
    "valentines day": "02-14", "may day": "05-01", "thanksgiving day": "thanksgiving", "thanksgiving": "thanksgiving",
}  # fmt: skip
_RELATIVE = {
    "last": (-1, "published"), "past": (-1, "published"), "previous": (-1, "context"), "prior": (-1, "context"),
    "preceding": (-1, "context"), "this": (0, "published"), "current": (0, "published"), "present": (0, "published"),
    "next": (1, "published"), "coming": (1, "published"), "upcoming": (1, "published"), "following": (1, "context"),
    "same": (0, "context"), "that": (0, "context"), "very": (0, "context"), "the next": (1, "context"), "the": (0, "the"),
    "its": (0, "the"), "latest": (0, "latest"), "full": (0, "the"), "comparable": (0, "the"), "corresponding": (0, "the"),
}  # fmt: skip

_SCAN = re.compile(
    rf"""\b(?:
      (?P<clock>(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\ ?(?P<meridiem>[ap]m)\b|(?P<hour24>\d{{1,2}}):(?P<minute24>\d\d)\b
        |(?P<oclock>\d{{1,2}})\ (?:in\ the\ |at\ |o\ ?clock(?:\ in\ the\ )?)(?=morning|afternoon|evening|night|noon)|(?P<word>noon|midday|midnight)\b)
    | (?P<ago>(?:(?:the|its)\ )?(?:comparable\ |corresponding\ )?(?:(?P<agon>{COUNT_PATTERN})\ )?(?:full\ )?(?P<agounit>{UNIT_PATTERN})(?P<agos>s)?\ (?P<agoway>ago|earlier|before|previously|later|after|afterward|afterwards|hence|from\ now)\b(?!\ (?:yesterday|tomorrow)))
    | (?P<weekof>(?:the\ )?week\ (?:of|beginning|ending)\ (?=\w))
    | (?P<dayshift>(?:the\ )?day\ before\ yesterday|(?:the\ )?day\ after\ tomorrow|(?:the\ )?day\ before|(?:the\ )?day\ after|yesterday|today|tomorrow|tonight|overnight)\b
    | (?P<half>(?P<halfn>1st|2nd|last|latter)\ half)\b
    | (?P<quarter>(?P<quartern>[1-4])(?:st|nd|rd|th)\ (?:fiscal\ )?quarter|q(?P<q>[1-4]))\b
    | (?P<yearend>(?:the\ )?year(?:\ (?:end|s\ end))|end\ of\ (?:the\ )?year)\b
    | (?P<monthend>months?\ end)\b
    | (?P<relative>(?P<way>the\ next|(?:the\ )?(?:current|same|latest|comparable|corresponding|full)|last|past|this|next|previous|prior|following|coming|upcoming|current|present|same|that|preceding|latest|comparable|corresponding|full|its|the)
        \ (?:(?:same|very|fiscal|full|current|calendar|corresponding|comparable|latest)\ )*(?P<relunit>year|months?|week|weekend|quarter|period|decade|century|day|morning|afternoon|evening|night))\b(?!\ \d)
    | (?P<century>(?P<centuryn>\d{{1,2}})(?:st|nd|rd|th)\ century)\b
    | (?P<decade>(?P<decade4>\d{{3}}0)s\b)
    | (?P<monthday>(?P<month1>{MONTH_PATTERN})\ (?:the\ )?(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\ ?[ap]m\b|\ -\ {YEAR_PATTERN}))
    | (?P<daymonth>(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ |day\ of\ )?(?P<month2>{MONTH_PATTERN}))\b
    | (?P<holiday>{"|".join(_HOLIDAYS).replace(" ", r"[ ]")})\b
    | (?P<month>{MONTH_PATTERN})\b
    | (?P<weekday>{WEEKDAY_PATTERN})s?\b
    | (?P<season>{SEASON_PATTERN})\b
    | (?P<year>(?:the\ year\ |fiscal\ (?:year\ )?)?(?P<year4>{YEAR_PATTERN})\b)
    | (?P<unit>week|weekend|quarter|period|month)\b
    | (?P<daypart>{DAYPART_PATTERN})\b
    | (?P<part>early|earliest|beginning|start|opening|mid|middle|late|latter\ part|end|close|earlier|later)\b
    | (?P<choice>last|past|this|next|previous|following|coming|upcoming|same|that)\b
    | (?P<ordinal>\d{{1,2}})(?:st|nd|rd|th)\b
    )
    | '(?P<decade2>\d0)s\b | '(?P<year2>\d\d)\b
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"\d{1,2}")
_PARTS_OF = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12), "month": ("week", 4)}


def full_year(two_digits: int) -> int:
    """The year that two digits stand for in news of our time."""
    return 1900 + two_digits if two_digits > 40 else 2000 + two_digits


def scan(text: str, follows: bool = False) -> Calendar | None:
    """The parts that an expression names; ``follows`` lets a bare number at the end of a range be a day."""
    if _BARE.fullmatch(text):
        number = int(text)
        if 1 <= number <= 31:
            return Calendar(day=number)
        return Calendar(year=full_year(number), short_year=True)
    fields: dict[str, object] = {}
    for match in _SCAN.finditer(text):
        _take(fields, match.groupdict(default=""), text)
    if follows and re.match(r"\d{1,2}(?: |$)", text) and "day" not in fields and "month" not in fields:
        fields["day"] = int(text.split()[0])
    if not (fields.keys() - {"part", "choice", "approximate"}):
        return None
    return Calendar(**fields)  # type: ignore[arg-type]


def _take(fields: dict[str, object], found: dict[str, str], text: str) -> None:
    if found["clock"]:
        _take_clock(fields, found, text)
    elif found["ago"]:
        fields["shift"] = _shift_of(found)
    elif found["dayshift"]:
        _take_dayshift(fields, found["dayshift"])
    elif found["relative"]:
        _take_relative(fields, found["way"], found["relunit"])
    elif found["monthday"] or found["daymonth"]:
        month, day = (found["month1"], found["day1"]) if found["monthday"] else (found["month2"], found["day2"])
        if 1 <= int(day) <= 31:
            fields["month"], fields["day"] = MONTHS[month], int(day)
        elif found["monthday"].endswith(day):
            fields["month"], fields["year"], fields["short_year"] = MONTHS[month], full_year(int(day)), True
    elif found["part"]:
        fields.setdefault("part", _PART_WORDS[found["part"]])
    elif found["yearend"] or found["monthend"]:
        fields["part"] = "late"
        fields["shift"] = Shift("year" if found["yearend"] else "month", 0, "the")
    else:
        _take_name(fields, found)


def _take_clock(fields: dict[str, object], found: dict[str, str], text: str) -> None:
    if found["word"]:
        fields["clock"] = "24:00" if found["word"] == "midnight" else "12:00"
        return
    hour = int(found["hour"] or found["hour24"] or found["oclock"])
    minute = found["minute"] or found["minute24"]
    late = found["meridiem"] == "pm" or (found["oclock"] and re.search("afternoon|evening|night", text))
    if hour > 24 or (found["meridiem"] and hour > 12):
        return
    if found["meridiem"] or found["oclock"]:
        hour = hour % 12 + (12 if late else 0)
    fields["clock"] = f"{hour:02}:{minute or '00'}"


def _shift_of(found: dict[str, str]) -> Shift:
    unit, count, way = found["agounit"], found["agon"], found["agoway"]
    sign = -1 if way in ("ago", "earlier", "before", "previously") else 1
    anchor = "published" if way in ("ago", "hence", "from now") else "context"
    vague = count == "x" or (not count and bool(found["agos"]))
    if count.endswith(".5") and unit in _PARTS_OF:
        # "Half a year ago", "two and a half years ago": a half is told in whole units of the next finer sort.
        unit, parts = _PARTS_OF[unit]
        count = str(int(float(count) * parts))
    number = 1 if count in ("", "a", "an", "x") else int(float(count))
    if unit in ("fortnight", "millennium", "night"):
        number, unit = {
            "fortnight": (2 * number, "week"),
            "millennium": (1000 * number, "year"),
            "night": (number, "day"),
        }[unit]
    if unit == "hour" and number >= 24:
        number, unit = number // 24, "day"
    if unit in ("decade", "century"):
        number, unit = number * (10 if unit == "decade" else 100), "year"
    return Shift(unit, sign * number, anchor, vague, loose=unit != "day")


def _take_dayshift(fields: dict[str, object], word: str) -> None:
    word = word.removeprefix("the ")
    if word in ("day before", "day after"):
        fields["shift"] = Shift("day", -1 if word == "day before" else 1, "context")
        return
    count = {"yesterday": -1, "tomorrow": 1, "day before yesterday": -2, "day after tomorrow": 2}.get(word, 0)
    if word in ("tonight", "overnight"):
        fields["daypart"] = word
    if word != "overnight":
        fields["shift"] = Shift("day", count, "published")


def _take_relative(fields: dict[str, object], way: str, unit: str) -> None:
    count, anchor = _RELATIVE[way if way in _RELATIVE else way.removeprefix("the ")]
    unit = unit.rstrip("s")
    if unit in ("morning", "afternoon", "evening", "night"):
        fields["daypart"] = unit
        unit = "day"
        if way == "the":
            anchor = "context"
    if unit == "day" and anchor == "the":
        anchor = "context"
    if unit in ("quarter", "period") and anchor in ("the", "latest") and ("shift" in fields or "year" in fields):
        fields["reporting"] = unit
        return
    if "shift" in fields and anchor in ("the", "latest"):
        return
    if "shift" in fields and fields["shift"].unit in ("quarter", "period"):  # type: ignore[attr-defined]
        fields["reporting"] = unit
    fields["shift"] = Shift(unit, count, anchor)


def _take_name(fields: dict[str, object], found: dict[str, str]) -> None:
    if found["half"]:
        fields["half"] = 1 if found["halfn"] == "1st" else 2
    elif found["quarter"]:
        fields["quarter"] = int(found["quartern"] or found["q"])
    elif found["century"]:
        fields["century"] = int(found["centuryn"]) - 1
    elif found["decade"]:
        fields["decade"] = int(found["decade4"]) // 10
    elif found["decade2"]:
        tens = int(found["decade2"]) // 10
        fields["decade"] = (190 if tens >= 2 else 200) + tens
    elif found["holiday"]:
        fields["holiday"] = _HOLIDAYS[found["holiday"]]
    elif found["month"]:
        fields["month"] = MONTHS[found["month"]]
    elif found["weekday"]:
        fields["weekday"] = WEEKDAYS[found["weekday"]]
    elif found["season"]:
        fields["season"] = SEASONS[found["season"]]
    elif found["year"]:
        fields["year"] = int(found["year4"])
    elif found["year2"]:
        fields["year"], fields["short_year"] = full_year(int(found["year2"])), True
    elif found["weekof"]:
        fields["week_of"] = True
    elif found["unit"]:
        if "shift" in fields or "year" in fields:
            fields["reporting"] = found["unit"] if found["unit"] in ("quarter", "period") else None
        else:
            fields["shift"] = Shift(found["unit"], 0, "the")
    elif found["daypart"]:
        fields["daypart"] = found["daypart"]
    elif found["choice"]:
        fields.setdefault("choice", found["choice"])
    elif found["ordinal"]:
        fields.setdefault("day", int(found["ordinal"]))
