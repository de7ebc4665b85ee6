"""Aspect of an event: once, ongoing or repeated, where the words of its clause say so."""

from __future__ import annotations

import re

from onrecord.coding.view import View
from onrecord.model import EventTime, Span

_REPEATED = re.compile(
    r"\b(?:every (?:day|week|month|year|night|\w+day)|daily|weekly|monthly|yearly|annually|repeatedly|regularly|routinely|often|"
    r"frequently|again and again|time and again|on a regular basis|several times|twice|many times|each (?:day|week|month|year)|"
    r"series of|a wave of|a string of)\b",
    re.IGNORECASE,
)
_ONGOING = re.compile(
    r"\b(?:continu(?:e|es|ed|ing) to|still|keeps? on|for (?:the (?:past|last) )?(?:\w+ )?(?:years|months|weeks|days|decades)|"
    r"since (?:\d{4}|last|early|late|mid|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|ongoing|around the clock)\b",
    re.IGNORECASE,
)
_PROGRESSIVE_BEFORE = re.compile(
    r"\b(?:is|are|was|were|been|be|am)(?:n['’]t)?(?: \w+ly| not| also| now| still| currently)? $", re.IGNORECASE
)
_GOING_TO = re.compile(r"going$", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T.*)?")


def aspect_of(view: View, trigger: Span, realis: str, time: EventTime | None) -> str | None:
    """Aspect of the event at ``trigger``; ``None`` where the text leaves it open.

    An act that happened on one named day happened "once" unless its clause says otherwise.
    """
    start, end = view.clause(trigger[0])
    clause = view.text[start : max(end, trigger[1])]
    if _REPEATED.search(clause):
        return "repeated"
    word = view.quote(trigger).split()[0]
    before = view.text[max(start, trigger[0] - 30) : trigger[0]]
    progressive = word.lower().endswith("ing") and not _GOING_TO.search(word) and _PROGRESSIVE_BEFORE.search(before)
    if progressive and realis != "future":
        return "ongoing"
    if _ONGOING.search(clause):
        return "ongoing"
    if realis == "actual" and time is not None and time.edtf is not None and _DAY.fullmatch(time.edtf):
        return "once"
    return None
