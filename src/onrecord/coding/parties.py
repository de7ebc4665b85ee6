"""Who a span is: the one place where coding asks the resolving stage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord import kb
from onrecord.coding.view import View, overlap, phrase
from onrecord.model import Party, Span


def party_of(view: View, span: Span, *, initiator: bool = False) -> Party:
    """A span as a party: its actor, country and sectors as far as the article tells them."""
    actor, country, sectors = view.parties.describe(span)
    return Party(span, actor, country, tuple(sectors), initiator)


def actor_of(view: View, spans: Iterable[Span]) -> str | None:
    """The actor that the first telling one of several spans names."""
    return next((actor for span in spans if (actor := view.parties.describe(span)[0]) is not None), None)


def whole_spans(view: View, spans: Sequence[Span], trigger: Span) -> list[Span]:
    """Spans of one side, in order, with names made whole and pieces of one phrase joined.

    A head that marks word by word may find "Russian" and "Lavrov" of "Russian Foreign Minister Igor Lavrov": a name is
    never part of a party, and nothing but a title between two pieces makes them one.
    """
    joined: list[Span] = []
    for span in sorted(_with_names(view, span, trigger) for span in spans):
        if joined and (span[0] <= joined[-1][1] or _is_title(view.text[joined[-1][1] : span[0]])):
            joined[-1] = (joined[-1][0], max(joined[-1][1], span[1]))
        else:
            joined.append(span)
    return [phrase(view.text, span) or span for span in joined]


def _with_names(view: View, span: Span, trigger: Span) -> Span:
    start, end = span
    for mention in view.mentions_in(span):
        if not overlap((mention.start, mention.end), trigger):
            start, end = min(start, mention.start), max(end, mention.end)
    return start, end


def _is_title(between: str) -> bool:
    """Whether what stands between two spans is nothing but the words of a title."""
    found = between.split()
    return bool(found) and len(between) <= _LONGEST_TITLE and kb.is_agent_phrase(kb.normal_words(found))


_LONGEST_TITLE = 40
