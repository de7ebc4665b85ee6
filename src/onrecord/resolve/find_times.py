"""Time expressions that need no model: exact dates and closed idioms, and spans of the encoder made whole.

Only forms that are times wherever they stand are found; a lone "May", "March" or "second" is left to the encoder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.encoder.annotation import LabelledSpan

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_LONG_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DASH = r"\s?[-–—]\s?"
_TO = rf"(?:{_DASH}|\ (?:to|through|until)\ )"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a\ few|a\ couple\ of|many)"
)
_UNIT = r"(?:minute|hour|day|week|month|year|decade)s?"
_PART = r"(?:(?:early|mid|late|earlier|later)[\ -])"

_FIND = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<date>(?:{_WEEKDAY},?\ )?{_MONTH}\ {_DAY}(?:{_TO}(?:{_MONTH}\ )?{_DAY})?(?:,?\ {_YEAR})?(?![\w:%/]|[.,]\d|\ (?:percent|per\ cent|million|people|points)\b)
        |(?:{_WEEKDAY},?\ )?(?:{_DAY}(?:\ {_LONG_MONTH})?{_TO})?{_DAY}\ (?:of\ )?{_LONG_MONTH}(?:,?\ {_YEAR})?(?!\w)
        |{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])
        |{_PART}?{_LONG_MONTH},?\ (?:of\ )?{_YEAR}(?!\w)
        |[Ff]rom\ (?P<months>{_LONG_MONTH}\ to\ {_LONG_MONTH}(?:,?\ {_YEAR})?)(?!\w)
        |(?:[Tt]he\ )?{_PART}?(?:1[5-9]|20)\d0s(?!\w)
        |{_PART}?(?:(?:last|this|next)\ )?{_WEEKDAY}(?:\ (?:morning|afternoon|evening|night))?(?!\w)
        |(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\ )?(?:[Ll]ast|[Nn]ext|[Tt]his)\ (?:week|month|year|weekend|quarter|summer|spring|autumn|winter)(?!\w|[’']s)
        |(?:[Yy]esterday|[Tt]omorrow|[Tt]oday|[Tt]onight)(?!\w|[’']s)
        |(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|[Bb]efore|[Aa]fter|[Oo]f)\ (?P<year>{_PART}?{_YEAR})(?![\w%,]|\ [a-z]+s\b|[.-]\d)
        |{_NUMBER}\ {_UNIT}\ ago(?!\w)))
    """,
    re.VERBOSE,
)
_LEFT = re.compile(
    r"(?:\b(?:the\s)?(?:last|next|this|past|coming|early|mid|late|earlier|later)[ -])$",
    re.IGNORECASE,
)
_RIGHT = re.compile(r" (?:ago|earlier)(?!\w)")
_RIGHT_YEAR = re.compile(r",? (?:1[5-9]\d\d|20\d\d)(?!\w|[.,]\d)")
_TAKES_YEAR = re.compile(rf"(?:\d|{_MONTH})$")
_WINDOW = 24


def find_times(text: str) -> tuple[LabelledSpan, ...]:
    """Find exact dates, weekdays, and relative expressions of closed form.

    Args:
        text: Any text; the time is linear in its length.

    Returns:
        Spans in order, none overlapping, labelled DATE or TIME, with score 1.

    >>> text = "He left on July 8-12, and came back last week."
    >>> [text[span.start : span.end] for span in find_times(text)]
    ['July 8-12', 'last week']
    """
    found = []
    for match in _FIND.finditer(text):
        start, end = match.span("year") if match["year"] else match.span("months") if match["months"] else match.span()
        label = "TIME" if text[start:end].endswith(("morning", "afternoon", "evening", "night")) else "DATE"
        found.append(LabelledSpan(start, end, label, 1.0))
    return tuple(found)


def complete_times(text: str, spans: Sequence[LabelledSpan]) -> tuple[LabelledSpan, ...]:
    """The encoder's time expressions made whole: cut modifiers are taken in, and missed exact dates added.

    Args:
        text: The article's text.
        spans: Time expressions as the encoder found them.

    Returns:
        Spans in order, none overlapping; a found form that holds one or more of the encoder's spans takes their place.
    """
    widened = [_widen(text, span) for span in spans]
    found = find_times(text)
    kept: list[LabelledSpan] = []
    for span in sorted((*widened, *found), key=lambda span: (span.start, -span.end, span.score)):
        if kept and span.start < kept[-1].end:
            last = kept[-1]
            if span.end > last.end:
                kept[-1] = LabelledSpan(last.start, span.end, last.label, min(last.score, span.score))
            continue
        kept.append(span)
    return tuple(kept)


def _widen(text: str, span: LabelledSpan) -> LabelledSpan:
    before = text[max(0, span.start - _WINDOW) : span.start]
    left = _LEFT.search(before)
    after = text[span.end : span.end + _WINDOW]
    right = _RIGHT.match(after)
    if right is None and _TAKES_YEAR.search(text[span.start : span.end]):
        right = _RIGHT_YEAR.match(after)
    start = span.start - (len(before) - left.start()) if left else span.start
    while start < span.start and text[start].isspace():
        start += 1
    end = span.end + right.end() if right else span.end
    return LabelledSpan(start, end, span.label, span.score)
