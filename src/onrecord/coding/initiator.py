"""Who called: the initiator among those who talk (Convention 4 of the contract)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.coding.view import View
from onrecord.encoder.annotation import EventSpans
from onrecord.model import Span

_CALLING_VERB = re.compile(
    r"(?:call|phone|telephone|ring)(?:s|ed|ing)?$|rang$|(?:contact|summon|conven)(?:s|es|e|ed|ing)?$", re.IGNORECASE
)
_CALL_NOUN = re.compile(r"\b(?:call|conversation|talks?|meeting)s?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:was|were|been|is|are|being)(?: \w+ly)? $", re.IGNORECASE)
_BY = re.compile(r"\s*(?:\w+\s){0,3}by\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\s*(?:\w+\s){0,2}from\s+(?:the\s+)?$", re.IGNORECASE)
_AT_REQUEST = re.compile(
    r"\b(?:initiated by|at the (?:request|initiative|invitation) of|requested by|convened by|called by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s+to\s+(?:the\s+|his\s+|her\s+)?$", re.IGNORECASE)
_LIGHT = re.compile(r"\b(?:made|placed|makes|placing|making)\b", re.IGNORECASE)


def initiators_of(view: View, event: EventSpans, actors: Sequence[Span]) -> frozenset[Span]:
    """Actors who took the first step; empty where the text tells of none ("they spoke by phone").

    Args:
        view: The article.
        event: A CONSULT event.
        actors: Its actors' spans in order.
    """
    start, end = event.trigger
    sentence = view.sentence(start)
    asked = [span for span in actors if _AT_REQUEST.search(view.text[max(sentence[0], span[0] - 40) : span[0]])]
    if asked:
        return frozenset(asked)
    before = [span for span in actors if sentence[0] <= span[0] and span[1] <= start]
    behind = [span for span in actors if span[0] >= end]
    trigger = view.quote(event.trigger)
    lead = view.text[max(sentence[0], start - 20) : start]
    if _CALL_NOUN.search(trigger) and not _is_verb(lead, before):
        return _of_noun(view, event.trigger, before, behind)
    if _CALLING_VERB.search(trigger):
        if _PASSIVE.search(lead):
            return frozenset(span for span in behind if _BY.match(view.text[end : span[0]]))
        if behind or event.mode == "phone":
            return frozenset(before)
    return frozenset()


def _is_verb(lead: str, before: Sequence[Span]) -> bool:
    """Whether "call" after ``lead`` is a verb: no determiner, adjective or preposition stands before it."""
    return (
        bool(before)
        and re.search(r"\b(?:a|an|the|phone|telephone|video|by|in|this|that|their|his|her)\s$", lead, re.IGNORECASE)
        is None
    )


def _of_noun(view: View, trigger: Span, before: Sequence[Span], behind: Sequence[Span]) -> frozenset[Span]:
    callers = [span for span in behind if _FROM.match(view.text[trigger[1] : span[0]])]
    if callers:
        return frozenset(callers)
    called = [span for span in behind if _TO.match(view.text[trigger[1] : span[0]])]
    made = any(_LIGHT.search(view.text[span[1] : trigger[0]]) for span in before)
    return frozenset(before) if called or made else frozenset()
