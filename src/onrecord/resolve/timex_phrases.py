"""Vague references, sets and durations: expressions whose value needs no calendar."""

from __future__ import annotations

import re

from onrecord.resolve.timex_patterns import (
    ABOUT_PATTERN,
    BOUND_PATTERN,
    COUNT_PATTERN,
    MONTH_PATTERN,
    SEASON_PATTERN,
    UNIT_PATTERN,
    WEEKDAY_PATTERN,
)
from onrecord.resolve.timex_readings import Fixed
from onrecord.resolve.timex_words import DAYPARTS, MONTHS, SEASONS, UNITS, WEEKDAYS


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in " ".join(listed.split()).split("|"))


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
    rf"""(?:(?P<often>once|twice|\d+[ ]times|x[ ]times)\ )?(?:every|each|per|all|(?<=\ )an?)\ (?:single\ )?(?:of\ the\ )?
    (?:(?P<other>other|2nd)\ )?(?:(?P<n>\d+)\ )?(?:(?P<unit>{UNIT_PATTERN})s?|(?P<weekday>{WEEKDAY_PATTERN})s?|(?P<month>{MONTH_PATTERN})|(?P<season>{SEASON_PATTERN}))
    (?:\ (?P<daypart>morning|afternoon|evening|night)s?)?""",
    re.VERBOSE,
)
_WEEKDAYS = re.compile(rf"(?P<weekday>{WEEKDAY_PATTERN})(?:s|\ (?P<daypart>morning|afternoon|evening|night)s)")
_SPAN = re.compile(
    rf"""(?P<the>the|its|his|her|their|our|that|this|these|those|an?(?=\ \d))?\ ?
    (?P<edge>year\ earlier|year\ ago|past|last|previous|preceding|recent|early|late|later|latest|next|coming|following|first|1st|final|initial|opening|current|entire|full|whole)?\ ?
    (?:(?:{BOUND_PATTERN}|{ABOUT_PATTERN})[ ])*(?P<n>{COUNT_PATTERN}|0\.5)?\ ?(?:(?:more|additional|further|full|long|straight|consecutive|successive|whole|trading|working|business|fiscal|calendar|crucial|short|difficult)\ )*
    (?P<unit>{UNIT_PATTERN})(?P<plural>s)?(?:\ (?P<tail>old|olds|long|period|term|ahead|of\ [a-z\ ]+|\w+ing|and\ {UNIT_PATTERN}s|or\ {UNIT_PATTERN}s|or\ \d))?""",
    re.VERBOSE,
)
_SPAN_RANGE = re.compile(
    rf"(?:the (?P<edge>next|coming|past|last) )?(?P<low>\d+) (?:to|-|or) (?P<high>\d+) (?P<unit>{UNIT_PATTERN})s?"
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


def reference(text: str, label: str) -> Fixed | None:
    """ "Now", "recently", "soon": what points at a time without naming one."""
    for words, value in ((_PRESENT, "PRESENT_REF"), (_PAST, "PAST_REF"), (_FUTURE, "FUTURE_REF")):
        if text in words and not (text == "one day" and label == "DURATION"):
            return Fixed("DATE", value)
    return None


def set_of(text: str) -> Fixed | None:
    """ "Every day", "annually", "Tuesday nights": times that come again."""
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


def duration(text: str, label: str) -> Fixed | None:
    """ "Three days", "the past two weeks", "several years": how long, and from which side of publication."""
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
    if number is not None and len(number) == 4 and number.isdigit() and not plural:
        return None
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
