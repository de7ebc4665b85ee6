"""Reads a normalised time expression into what it says, before any date is known.

The grammar is a flat scan: every alternative of one regular expression names one kind of part (a month, a clock
time, "two weeks ago"), and the parts fill one `Calendar`. Durations, sets and vague references are read first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.resolve.timex_words import DAYPARTS, MONTHS, SEASONS, UNITS, WEEKDAYS


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


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in " ".join(listed.split()).split("|"))


_N = r"(?:\d{1,3}(?:\.5)?|[1-9]0{3}|an?|x)"
_UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century|millennium)"
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_SEASON = "|".join(SEASONS)
_DAYPART = "|".join(DAYPARTS)
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
_ABOUT = r"(?:about|around|nearly|almost|roughly|approximately|some|circa|c|only|just|barely|a good|well)"
_BOUND = r"(?:more than|less than|fewer than|at least|at most|up to|as long as|as many as|no more than|over|under|within|a further|another|an additional|an extra|a full|a whole|a mere)"
_LEAD = re.compile(
    rf"(?:(?:{_ABOUT}|{_BOUND}|on|in|at|by|since|until|till|during|for|of|as of|from|starting|beginning|after|before) )+(?=\S)"
)
_TRAIL = re.compile(r"(?: or so| or later| and beyond| at least| at most)$")
_APPROXIMATE = re.compile(rf"\b(?:{_ABOUT}|or so|more than|less than|over|under)\b")

_PAST = _phrases(
    """recently|recent|past|former|formerly|previously|previous|earlier|once|long ago|the past|in the past|lately|ago|then|the time|that time|at the time|at that time|
    more recently|most recently|recent times|ancient|the other day|earlier times|not long ago|a long time ago|some time ago|years past|in recent memory|historically|before"""
)
_PRESENT = _phrases(
    """now|current|currently|present|at present|the present|presently|today's|right now|nowadays|these days|this time|at this time|the moment|at the moment|this moment|
    already|yet|just now|the current|so far|the present time|to date|these times|for now|as of now|modern times|until now|currently|immediately"""
)
_FUTURE = _phrases(
    """soon|future|the future|in the future|near future|the near future|the foreseeable future|foreseeable future|later|shortly|upcoming|as soon as possible|eventually|some day|someday|
    one day|the near term|near term|the short term|short term|the long term|long term|long run|the long run|a later date|coming|the immediate future|time to come|sooner or later|forthcoming|
    the distant future|the not too distant future|any day|any time soon|any day now|a future date"""
)
_ADVERB_SETS = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W", "monthly": "P1M",
    "bimonthly": "P2M", "quarterly": "P3M", "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "biennial": "P2Y", "weekdays": "XXXX-WXX-WD",
    "weekends": "XXXX-WXX-WE", "nights": "XXXX-XX-XXTNI", "mornings": "XXXX-XX-XXTMO", "evenings": "XXXX-XX-XXTEV",
    "afternoons": "XXXX-XX-XXTAF",
}  # fmt: skip
_SEASON_CODES = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}

_SET = re.compile(
    rf"""(?:(?P<often>once|twice|\d+ times|several times|x times)\ )?(?:every|each|per|all|(?<=\ )an?)\ (?:single\ )?(?:of\ the\ )?
    (?:(?P<other>other|2nd)\ )?(?:(?P<n>\d+)\ )?(?:(?P<unit>{_UNIT})s?|(?P<weekday>{_WEEKDAY})s?|(?P<month>{_MONTH})|(?P<season>{_SEASON}))
    (?:\ (?P<daypart>morning|afternoon|evening|night)s?)?""",
    re.VERBOSE,
)
_WEEKDAYS = re.compile(rf"(?P<weekday>{_WEEKDAY})(?:s|\ (?P<daypart>morning|afternoon|evening|night)s)")
_SPAN = re.compile(
    rf"""(?P<the>the|its|his|her|their|our|that|this|these|those|an?(?=\ \d))?\ ?
    (?P<edge>past|last|previous|preceding|recent|early|late|later|latest|next|coming|following|first|1st|final|initial|opening|current|entire|full|whole)?\ ?
    (?:(?:{_BOUND}|{_ABOUT})\ )*(?P<n>{_N}|0\.5)?\ ?(?:(?:more|additional|further|full|long|straight|consecutive|successive|whole|trading|working|business|fiscal|calendar|crucial|short|difficult)\ )*
    (?P<unit>{_UNIT})(?P<plural>s)?(?:\ (?P<tail>old|olds|long|period|term|ahead|of\ [a-z\ ]+|\w+ing|and\ {_UNIT}s|or\ {_UNIT}s|or\ \d))?""",
    re.VERBOSE,
)
_SPAN_RANGE = re.compile(
    rf"(?:the (?P<edge>next|coming|past|last) )?(?P<low>\d+) (?:to|-|or) (?P<high>\d+) (?P<unit>{_UNIT})s?"
)
_VAGUE_SPAN = frozenset(
    "a while|some time|a long time|a time|a short time|a short period|a period|a long period|time|quite some time|awhile".split(
        "|"
    )
)

_MULTIPLES = {
    "decade": (10, "Y"), "century": (100, "Y"), "millennium": (1000, "Y"), "fortnight": (2, "W"), "weekend": (2, "D"),
    "quarter": (3, "M"),
}  # fmt: skip
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
    "of the": (0, "the"),
}  # fmt: skip

_SCAN = re.compile(
    rf"""\b(?:
      (?P<clock>(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d))?\ ?(?P<meridiem>[ap]m)\b|(?P<hour24>\d{{1,2}}):(?P<minute24>\d\d)\b
        |(?P<oclock>\d{{1,2}})\ (?:in\ the\ |at\ |o\ ?clock(?:\ in\ the\ )?)(?=morning|afternoon|evening|night|noon)|(?P<word>noon|midday|midnight)\b)
    | (?P<ago>(?:(?:the|its)\ )?(?:comparable\ |corresponding\ )?(?:(?P<agon>{_N})\ )?(?:full\ )?(?P<agounit>{_UNIT})(?P<agos>s)?\ (?P<agoway>ago|earlier|before|previously|later|after|afterward|afterwards|hence|from\ now)\b(?!\ (?:yesterday|tomorrow)))
    | (?P<weekof>(?:the\ )?week\ (?:of|beginning|ending)\ (?=\w))
    | (?P<dayshift>day\ before\ yesterday|day\ after\ tomorrow|(?:the\ )?day\ before|(?:the\ )?day\ after|yesterday|today|tomorrow|tonight|overnight)\b
    | (?P<half>(?P<halfn>1st|2nd|last|latter)\ half)\b
    | (?P<quarter>(?P<quartern>[1-4])(?:st|nd|rd|th)\ (?:fiscal\ )?quarter|q(?P<q>[1-4]))\b
    | (?P<yearend>(?:the\ )?year(?:\ (?:end|s\ end))|end\ of\ (?:the\ )?year)\b
    | (?P<monthend>months?\ end)\b
    | (?P<relative>(?P<way>the\ next|(?:the\ )?(?:current|same|latest|comparable|corresponding|full)|last|past|this|next|previous|prior|following|coming|upcoming|current|present|same|that|preceding|latest|comparable|corresponding|full|its|the)
        \ (?:(?:same|very|fiscal|full|current|calendar|corresponding|comparable|latest)\ )*(?P<relunit>year|months?|week|weekend|quarter|period|decade|century|day|morning|afternoon|evening|night))\b
    | (?P<century>(?P<centuryn>\d{{1,2}})(?:st|nd|rd|th)\ century)\b
    | (?P<decade>(?P<decade4>\d{{3}}0)s\b)
    | (?P<monthday>(?P<month1>{_MONTH})\ (?:the\ )?(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:|\ ?[ap]m\b|\ -\ {_YEAR}))
    | (?P<daymonth>(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ |day\ of\ )?(?P<month2>{_MONTH}))\b
    | (?P<holiday>{"|".join(_HOLIDAYS)})\b
    | (?P<month>{_MONTH})\b
    | (?P<weekday>{_WEEKDAY})s?\b
    | (?P<season>{_SEASON})\b
    | (?P<year>(?:the\ year\ |fiscal\ (?:year\ )?)?(?P<year4>{_YEAR})\b)
    | (?P<unit>week|weekend|quarter|period|month)\b
    | (?P<daypart>{_DAYPART})\b
    | (?P<part>early|earliest|beginning|start|opening|mid|middle|late|latter\ part|end|close|earlier|later)\b
    | (?P<choice>last|past|this|next|previous|following|coming|upcoming|same|that)\b
    | (?P<ordinal>\d{{1,2}})(?:st|nd|rd|th)\b
    )
    | '(?P<decade2>\d0)s\b | '(?P<year2>\d\d)\b
    """,
    re.VERBOSE,
)
_ERA = re.compile(r"\b(\d{1,4}) (?:bce?|b c(?: e)?)\b")
_BARE = re.compile(r"\d{1,2}")
_CONNECTOR = re.compile(r" (?:to|through|thru|until|till|-|and) ")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d:\d\d).*)?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)")


def read(text: str, label: str = "DATE") -> Reading | None:
    """What a normalised expression says; ``label`` (TIMEX3 type) decides where the words allow two readings."""
    text = text.strip()
    for words, value in ((_PRESENT, "PRESENT_REF"), (_PAST, "PAST_REF"), (_FUTURE, "FUTURE_REF")):
        if text in words and not (text == "one day" and label == "DURATION"):
            return Fixed("DATE", value)
    era = _ERA.search(text)
    if era is not None:
        return Fixed("DATE", f"BC{int(era[1]):04}")
    approximate = _APPROXIMATE.search(text) is not None
    bare = _TRAIL.sub("", _LEAD.sub("", text, count=1) if _LEAD.match(text) else text)
    reading = _set(text) or _numeric(bare) or _range(text) or _duration(bare, label) or _calendar(bare)
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
        if month <= 12 and (first > 12 or second > 12 or first == second):
            return Calendar(year=year if year > 99 else _full_year(year), month=month, day=day)
    return None


def _full_year(two_digits: int) -> int:
    return 1900 + two_digits if two_digits > 40 else 2000 + two_digits


def _set(text: str) -> Fixed | None:
    if text in _ADVERB_SETS:
        return Fixed("SET", _ADVERB_SETS[text])
    match = _SET.fullmatch(text) or _WEEKDAYS.fullmatch(text)
    if match is None:
        return None
    found = match.groupdict()
    daypart = f"T{DAYPARTS[found['daypart']]}" if found["daypart"] else ""
    if found["weekday"]:
        return Fixed("SET", f"XXXX-WXX-{WEEKDAYS[found['weekday']]}{daypart}")
    if found["month"]:
        return Fixed("SET", f"XXXX-{MONTHS[found['month']]:02}")
    if found["season"]:
        return Fixed("SET", f"XXXX-{_SEASON_CODES[SEASONS[found['season']]]}")
    count = found["n"] or ("2" if found["other"] else "1")
    return Fixed("SET", _period(count, found["unit"]))


def _duration(text: str, label: str) -> Fixed | None:
    if text in _VAGUE_SPAN:
        return Fixed("DURATION", "PXX")
    spread = _SPAN_RANGE.fullmatch(text)
    if spread is not None:
        return Fixed("DURATION", _period(spread["low"], spread["unit"]), _edge(spread["edge"]), "")
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    number, plural, edge = match["n"], match["plural"], _edge(match["edge"])
    unit = match["unit"]
    if number is None and not plural:
        if match["tail"] and not match["tail"].startswith("of "):
            return Fixed("DURATION", _period("1", unit), edge)
        if label != "DURATION" or edge or match["the"] in ("this", "that") or unit == "night":
            return Fixed("SET", _period("1", unit)) if label == "SET" else None
        return Fixed("DURATION", _period("1", unit), edge)
    if match["edge"] == "recent" and number is None and label == "DATE":
        return Fixed("DATE", "PAST_REF")
    if number is None or number == "x":
        return Fixed("DURATION", _period("x", unit), edge)
    count = "1" if number in ("a", "an") else number
    whole = int(count) if count.isdigit() else 0
    return Fixed("DURATION", _period(count, unit), edge, unit, whole)


def _edge(word: str | None) -> int:
    if word in ("past", "last", "recent"):
        return -1
    return 1 if word in ("next", "coming") else 0


def _period(count: str, unit: str) -> str:
    """The TIMEX3 duration of a count and a unit; decades and more are told in years where the count is known."""
    designator = UNITS[unit]
    number = "X" if count == "x" else count
    if unit in _MULTIPLES and count.isdigit():
        factor, base = _MULTIPLES[unit]
        return f"P{int(count) * factor}{base}"
    if number.endswith(".5"):
        smaller = {"year": ("Y", "6M"), "day": ("D", "T12H"), "hour": ("H", "30M"), "minute": ("M", "30S")}.get(unit)
        if smaller is not None:
            whole = number[:-2] + smaller[0] if number != "0.5" else ""
            return f"P{'T' if designator.startswith('T') else ''}{whole}{smaller[1]}"
    return f"PT{number}{designator[1:]}" if designator.startswith("T") else f"P{number}{designator}"


def _range(text: str) -> Range | None:
    between = text.startswith("between ")
    text = text.removeprefix("between ").removeprefix("from ")
    match = _CONNECTOR.search(text)
    if match is None or (match[0] == " and " and not between):
        return None
    first, last = _scan(text[: match.start()]), _scan(text[match.end() :], follows=True)
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


def _calendar(text: str) -> Calendar | None:
    found = _scan(text)
    if found is None:
        return None
    # "year-ago" and "year earlier" name a year through the quarter or day that the text spoke of before.
    return found


def _scan(text: str, follows: bool = False) -> Calendar | None:
    if _BARE.fullmatch(text):
        number = int(text)
        if 1 <= number <= 31:
            return Calendar(day=number) if not follows or number else None
        return Calendar(year=_full_year(number), short_year=True)
    fields: dict[str, object] = {}
    for match in _SCAN.finditer(text):
        kind = match.lastgroup
        _take(fields, match, kind or "", text)
    if follows and re.match(r"\d{1,2}(?: |$)", text) and "day" not in fields and "month" not in fields:
        fields["day"] = int(text.split()[0])
    if "hours" in fields:
        del fields["hours"]
    if not (fields.keys() - {"part", "choice", "approximate"}):
        return None
    return Calendar(**fields)  # type: ignore[arg-type]


def _take(fields: dict[str, object], match: re.Match[str], kind: str, text: str) -> None:
    found = match.groupdict()
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
        fields["month"] = MONTHS[month]
        if 1 <= int(day) <= 31:
            fields["day"] = int(day)
        else:
            fields["year"], fields["short_year"] = _full_year(int(day)), True
    elif found["part"]:
        fields.setdefault("part", _PART_WORDS[found["part"]])
    elif found["yearend"] or found["monthend"]:
        fields["part"] = "late"
        fields["shift"] = Shift("year" if found["yearend"] else "month", 0, "the")
    else:
        _take_name(fields, found)


def _take_clock(fields: dict[str, object], found: dict[str, str | None], text: str) -> None:
    if found["word"]:
        fields["clock"] = "24:00" if found["word"] == "midnight" else "12:00"
        return
    hour = int(found["hour"] or found["hour24"] or found["oclock"] or 0)
    minute = found["minute"] or found["minute24"]
    late = found["meridiem"] == "pm" or (
        found["oclock"] is not None and re.search("afternoon|evening|night", text) is not None
    )
    if hour > 24 or (found["meridiem"] and hour > 12):
        return
    if found["meridiem"] or found["oclock"]:
        hour = hour % 12 + (12 if late else 0)
    fields["clock"] = f"{hour:02}:{minute or '00'}"


def _shift_of(found: dict[str, str | None]) -> Shift:
    unit, count, way = found["agounit"] or "", found["agon"], found["agoway"]
    sign = -1 if way in ("ago", "earlier", "before", "previously") else 1
    anchor = "published" if way in ("ago", "hence", "from now") else "context"
    vague = count == "x" or (count is None and found["agos"] is not None)
    number = 1 if count in (None, "a", "an", "x") else int(float(count or "1"))
    if unit in ("fortnight", "millennium", "night"):
        number, unit = {
            "fortnight": (2 * number, "week"),
            "millennium": (1000 * number, "year"),
            "night": (number, "day"),
        }[unit]
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


def _take_name(fields: dict[str, object], found: dict[str, str | None]) -> None:
    if found["half"]:
        fields["half"] = 1 if found["halfn"] == "1st" else 2
    elif found["quarter"]:
        fields["quarter"] = int(found["quartern"] or found["q"] or 0)
    elif found["century"]:
        fields["century"] = int(found["centuryn"] or 0) - 1
    elif found["decade"]:
        fields["decade"] = int(found["decade4"] or 0) // 10
    elif found["decade2"]:
        fields["decade"] = (
            190 + int(found["decade2"]) // 10 if int(found["decade2"]) >= 20 else 200 + int(found["decade2"]) // 10
        )
    elif found["holiday"]:
        fields["holiday"] = _HOLIDAYS[found["holiday"]]
    elif found["month"]:
        fields["month"] = MONTHS[found["month"]]
    elif found["weekday"]:
        fields["weekday"] = WEEKDAYS[found["weekday"]]
    elif found["season"]:
        fields["season"] = SEASONS[found["season"]]
    elif found["year"]:
        fields["year"] = int(found["year4"] or 0)
    elif found["year2"]:
        fields["year"], fields["short_year"] = _full_year(int(found["year2"])), True
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
