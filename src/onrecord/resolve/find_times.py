"""Time expressions that need no model: exact dates and closed idioms, and spans of the encoder made whole.

Only forms that are times wherever they stand are found; a lone "May", "March" or "second" is left to the encoder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.encoder.annotation import LabelledSpan
from onrecord.limits import MAX_TIME_EXPRESSION_CHARACTERS
from onrecord.resolve.timex_grammar import read
from onrecord.resolve.timex_words import normalise

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sep(?:t(?:ember|\.)?|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_LONG_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DASH = r"\s?[-–—]\s?"
_TO = rf"(?:{_DASH}|[ \n](?:to|through|until)[ \n])"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a[ \n]few|a[ \n]couple[ \n]of|many)"
_UNIT = r"(?:minute|hour|day|week|month|year|decade)s?"
_PART = r"(?:(?:early|mid|late|earlier|later)[ \n-])"

_FIND = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<date>(?:{_WEEKDAY},?[ \n])?{_MONTH}[ \n]{_DAY}(?:{_TO}(?:{_MONTH}[ \n])?{_DAY})?(?:,?[ \n]{_YEAR})?(?![\w:%/]|[.,]\d|[ \n](?:percent|per[ \n]cent|million|people|points)\b)
        |(?:{_WEEKDAY},?[ \n])?(?:{_DAY}(?:[ \n]{_LONG_MONTH})?{_TO})?{_DAY}[ \n](?:of[ \n])?{_LONG_MONTH}(?:,?[ \n]{_YEAR})?(?!\w)
        |{_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])
        |{_PART}?{_LONG_MONTH},?[ \n](?:of[ \n])?{_YEAR}(?!\w)
        |[Ff]rom[ \n](?P<months>{_LONG_MONTH}[ \n]to[ \n]{_LONG_MONTH}(?:,?[ \n]{_YEAR})?)(?!\w)
        |(?:[Tt]he[ \n])?{_PART}?(?:1[5-9]|20)\d0s(?!\w)
        |{_PART}?(?:(?:last|this|next)[ \n])?{_WEEKDAY}(?:[ \n](?:morning|afternoon|evening|night))?(?!\w)
        |(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)[ \n])?(?:[Ll]ast|[Nn]ext|[Tt]his)[ \n](?:week|month|year|weekend|quarter|summer|spring|autumn|winter)(?!\w|[’']s)
        |(?:[Yy]esterday|[Tt]omorrow|[Tt]oday|[Tt]onight)(?!\w|[’']s)
        |(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Dd]uring|[Bb]efore|[Aa]fter|[Oo]f)[ \n](?P<year>{_PART}?{_YEAR})(?![\w%]|[ \n][a-z]+s\b|[.,-]\d)
        |{_NUMBER}[ \n]{_UNIT}[ \n]ago(?!\w)))
    """,
    re.VERBOSE,
)
_LEFT = re.compile(
    r"(?:\b(?:the\s)?(?:last|next|this|past|coming|early|mid|late|earlier|later|each|every)[\s-])$",
    re.IGNORECASE,
)
_RIGHT = re.compile(r"\s(?:ago|earlier)(?!\w)")
_RIGHT_YEAR = re.compile(r",?\s(?:1[5-9]\d\d|20\d\d)(?!\w|[.,]\d)")
_TAKES_YEAR = re.compile(rf"(?:\d|{_MONTH})$")
_WINDOW = 24
_GAP = re.compile(r"\s?-?\s?")
_COMMA = re.compile(r",\s")
_DATED = re.compile(rf"{_MONTH}\b|{_DAY}\s{_LONG_MONTH}|{_YEAR}$")


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
        Spans in order, none overlapping, pieces of one expression put together, lone words without a meaning in time left out; a found form that holds one or more of the encoder's spans takes their place.
    """
    widened = [_widen(text, span) for span in _join(text, spans)]
    found = find_times(text)
    kept: list[LabelledSpan] = []
    for span in sorted((*widened, *found), key=lambda span: (span.start, -span.end, span.score)):
        if kept and span.start < kept[-1].end:
            last = kept[-1]
            if span.end > last.end:
                kept[-1] = LabelledSpan(last.start, span.end, last.label, min(last.score, span.score))
            continue
        kept.append(span)
    return tuple(span for span in kept if _says_something(text, span))


def _join(text: str, spans: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """Put together what the encoder cut in pieces: "10 p.m." and "Wednesday", "third", "-" and "quarter"."""
    joined: list[LabelledSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if joined and _belong(text, joined[-1], span):
            last = joined[-1]
            label = max(last, span, key=lambda part: part.end - part.start).label
            joined[-1] = LabelledSpan(last.start, max(last.end, span.end), label, min(last.score, span.score))
        else:
            joined.append(span)
    return joined


def _belong(text: str, one: LabelledSpan, other: LabelledSpan) -> bool:
    if other.start <= one.end:
        return True
    if other.start - one.end > _WINDOW or other.end - one.start > MAX_TIME_EXPRESSION_CHARACTERS:
        return False
    gap = text[one.end : other.start]
    return _GAP.fullmatch(gap) is not None or (
        _COMMA.fullmatch(gap) is not None and _DATED.match(text[other.start : other.end]) is not None
    )


def _says_something(text: str, span: LabelledSpan) -> bool:
    """Whether a span is more than a lone word without a meaning in time ("the", "nearly", "-")."""
    words = text[span.start : span.end].split()
    if len(words) > 1:
        return True
    return span.end > span.start and read(normalise(text[span.start : span.end]), span.label) is not None


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
