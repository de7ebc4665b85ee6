"""The setting of a claim: in what quotation marks, when, to whom, and after which other claim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.coding.parties import actor_of
from onrecord.coding.view import View, overlap
from onrecord.encoder.annotation import EventSpans
from onrecord.model import Said, Span

_LETTERS = re.compile(r"\w+")
_COMPLEMENTISER = re.compile(r"(?:that|how|why|whether)\b\s*", re.IGNORECASE)
_TOLD = re.compile(
    r"\s*(?:told|tell|tells|telling|informed?|informing|assured?|assuring|reminded?|notified|warned|promised|urged|asked|"
    r"advised|briefed|called on|called upon)\s*",
    re.IGNORECASE,
)
_TO_WHOM = re.compile(
    r"\b(?:speaking to|talking to|spoke to|in an? (?:\w+ )?interview (?:with|to)|in (?:an? )?(?:\w+ )?"
    r"(?:statement|letter|message|note|email|remarks?|comments?) (?:sent )?to|in a (?:phone |telephone )?call (?:with|to))\s+",
    re.IGNORECASE,
)
_DETERMINERS = re.compile(r"(?:the|his|her|its|their|a|an|our)\s+", re.IGNORECASE)
_LATER = re.compile(r"\b(?:later|then(?!-)|subsequently|afterwards?|thereafter)\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
_LATER_BEHIND = re.compile(r"\W{0,2}(?:later|subsequently|afterwards?|thereafter)\b", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:earlier|previously|initially|originally)\b(?:\W+\w+){0,2}\W*$", re.IGNORECASE)
_EARLIER_BEHIND = re.compile(r"\W{0,2}(?:earlier|previously|initially)\b", re.IGNORECASE)
_RELATIVE = re.compile(r",\s+(?:who|whom|which|whose|where)\b", re.IGNORECASE)
_LOOK = 40
_BEFORE_VERB = 20


def quoted_of(view: View, content: Sequence[Span]) -> str:
    """Form of a content: all of its words in quotation marks, none, or some."""
    inside = outside = 0
    for span in content:
        lead = _COMPLEMENTISER.match(view.text, span[0], span[1])
        quotations = view.quotations_in(span)
        for word in _LETTERS.finditer(view.text, lead.end() if lead and lead.end() < span[1] else span[0], span[1]):
            if any(start <= word.start() and word.end() <= end for start, end in quotations):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def addressees_of(view: View, cue: Sequence[Span], content: Sequence[Span]) -> tuple[str, ...]:
    """Actors whom a claim is told to: what follows "told", "in an interview with" and the like outside the content."""
    sentence = view.sentence(cue[0][0])
    starts = [
        cue[0][1]
        for match in [_TOLD.match(view.text, cue[0][0], min(sentence[1], cue[0][1] + 6))]
        if match and match.end() >= cue[0][1]
    ]
    starts += [match.end() for match in _TO_WHOM.finditer(view.text, sentence[0], sentence[1])]
    found: list[str] = []
    for start in starts:
        while start < sentence[1] and view.text[start] == " ":
            start += 1
        determiner = _DETERMINERS.match(view.text, start)
        start = determiner.end() if determiner else start
        mention = next((item for item in view.mentions_in((start, start + 1)) if item.start <= start), None)
        if mention is None or any(overlap((mention.start, mention.end), part) for part in content):
            continue
        actor = actor_of(view, [(mention.start, mention.end)])
        if actor is not None and actor not in found:
            found.append(actor)
    return tuple(found)


def said_of(
    view: View,
    cue: Span,
    content: Sequence[Span],
    cues: Sequence[Span],
    around: Sequence[Sequence[Span]],
    events: Sequence[EventSpans],
) -> Said | None:
    """When a claim was made: the nearest date of the cue's clause that belongs to nothing else.

    Args:
        view: The article.
        cue: The first part of the cue.
        content: The claim's own content; what stands in it dates what is said, not the saying.
        cues: Cues of the other claims of this sentence; a time nearer to one of them is theirs.
        around: Contents of the other claims of this sentence; a time in one of them counts only where the cue stands there too.
        events: Event mentions of this sentence; a time that dates another act is not taken.
    """
    sentence = view.sentence(cue[0])
    clause = view.clause(cue[0])
    best: tuple[int, int] | None = None
    chosen = None
    for time in view.times_in(sentence):
        span = (time.start, time.end)
        if time.type not in ("DATE", "TIME") or time.value is None or any(overlap(span, part) for part in content):
            continue
        if view.clause(span[0]) != clause or any(_distance(span, other) < _distance(span, cue) for other in cues):
            continue
        if any(
            any(overlap(span, part) for part in other) and not any(_holds(part, cue) for part in other)
            for other in around
        ):
            continue
        if _dates_another(span, cue, content, events) or _in_relative_clause(view, span, cue, sentence):
            continue
        rank = (_distance(span, cue), span[0])
        if best is None or rank < best:
            best, chosen = rank, time
    return None if chosen is None else Said((chosen.start, chosen.end), chosen.edtf, chosen.basis)


def order_of(view: View, cue: Sequence[Span]) -> str | None:
    """Whether the text itself puts a claim "later" or "earlier" than what its source said before."""
    start, end = cue[0][0], cue[-1][1]
    sentence = view.sentence(start)
    before = view.text[max(sentence[0], start - _LOOK) : start]
    behind = view.text[end : min(sentence[1], end + _LOOK)]
    within = view.text[start:end]
    if _LATER.search(before) or _LATER_BEHIND.match(behind) or _LATER.search(within):
        return "later"
    if _EARLIER.search(before) or _EARLIER_BEHIND.match(behind) or _EARLIER.search(within):
        return "earlier"
    return None


def _distance(time: Span, cue: Span) -> int:
    """Characters between a time and a cue; English dates a saying behind its verb rather than before it."""
    return time[0] - cue[1] if time[0] >= cue[1] else max(0, cue[0] - time[1]) + _BEFORE_VERB


def _holds(part: Span, span: Span) -> bool:
    return part[0] <= span[0] and span[1] <= part[1]


def _dates_another(span: Span, cue: Span, content: Sequence[Span], events: Sequence[EventSpans]) -> bool:
    for event in events:
        takes = any(
            argument.label == "time" and overlap(span, (argument.start, argument.end)) for argument in event.arguments
        )
        if not takes or overlap(event.trigger, cue) or any(_holds(part, event.trigger) for part in content):
            continue
        return True
    return False


def _in_relative_clause(view: View, span: Span, cue: Span, sentence: Span) -> bool:
    """Whether a time stands in a relative clause that ends between it and the cue."""
    if span[0] >= cue[0]:
        return False
    opening = None
    for match in _RELATIVE.finditer(view.text, sentence[0], span[0]):
        opening = match
    return opening is not None and "," in view.text[span[1] : cue[0]] and "," not in view.text[opening.end() : span[0]]
