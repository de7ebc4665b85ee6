"""Claims without a source: "reportedly", "allegedly", "is said to". The outlet does not assert them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from onrecord.coding.nesting import ContentIndex
from onrecord.coding.view import View, trimmed
from onrecord.encoder.annotation import AttributionSpans
from onrecord.model import Span

_HEARSAY = re.compile(
    r"\b(?P<adverb>reportedly|allegedly|purportedly|supposedly)\b"
    r"|\b(?:is|are|was|were|been|be) (?:(?:widely|generally|also|now|still) )?"
    r"(?P<passive>said|believed|reported|rumou?red|alleged|thought|understood|claimed|suspected) to\b",
    re.IGNORECASE,
)
_LEFT_BREAK = re.compile(
    r"[;:]\s|\s[-–—]\s|,\s+(?:and|but|while|whereas|although|though|because)\s|\b(?:but|while|whereas|although|that)\s"
    r"|,\s+(?=(?:who|whom|which|whose|where)\b)",
    re.IGNORECASE,
)
_RIGHT_BREAK = re.compile(r";\s|\s[-–—]\s|,\s+(?:and|but|while|whereas|although|though|because)\s", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:who|whom|which|whose|where)\b", re.IGNORECASE)
_SCORE = 1.0


def is_hearsay_adverb(text: str) -> bool:
    """Whether a cue is an adverb of hearsay.

    >>> is_hearsay_adverb("reportedly"), is_hearsay_adverb("reported")
    (True, False)
    """
    match = _HEARSAY.fullmatch(text.strip())
    return match is not None and match["adverb"] is not None


def hearsay_in(view: View, found: Sequence[AttributionSpans]) -> list[AttributionSpans]:
    """Hearsay in an article that is not anchored yet.

    Args:
        view: The article.
        found: Attributions that are known; a cue among them is not made again.
    """
    taken = {offset for claim in found for cue in claim.cue for offset in range(cue[0], cue[1])}
    contents = ContentIndex(view, [claim.content for claim in found])
    others = defaultdict(list)
    for claim in found:
        others[view.sentence_index(claim.cue[0][0])].extend([*claim.cue, *claim.source])
    fresh = []
    for match in _HEARSAY.finditer(view.text):
        cue = match.span("adverb") if match["adverb"] else match.span("passive")
        if cue[0] in taken or cue[1] - 1 in taken:
            continue
        room = view.sentence(cue[0])
        for holder in contents.holding(cue):
            part = next(part for part in found[holder].content if part[0] <= cue[0] and cue[1] <= part[1])
            room = (max(room[0], part[0]), min(room[1], part[1]))
        # What another source says after it in the sentence is that source's own.
        ends = [span[0] for span in others[view.sentence_index(cue[0])] if span[0] >= cue[1]]
        content = _clause(view, cue, (room[0], min([room[1], *ends])))
        if content is not None:
            fresh.append(AttributionSpans((cue,), (), (content,), "alleges", _SCORE))
    return fresh


def _clause(view: View, cue: Span, room: Span) -> Span | None:
    """The clause of a cue inside ``room``."""
    start, end = room
    relative = False
    for match in _LEFT_BREAK.finditer(view.text, start, cue[0]):
        opens_relative = _RELATIVE.match(view.text, match.end()) is not None
        if opens_relative and "," in view.text[match.end() : cue[0]]:
            # A relative clause that is closed before the cue does not hold it.
            continue
        start, relative = match.end(), opens_relative
    stop = _RIGHT_BREAK.search(view.text, cue[1], end)
    end = stop.start() if stop else end
    if relative:
        comma = view.text.find(",", cue[1], end)
        end = comma if comma >= 0 else end
    while end > cue[1] and view.text[end - 1] in ".,;!? \n":
        end -= 1
    return trimmed(view.text, (start, end))
