"""What exactly a denial denies."""

from __future__ import annotations

import re

from onrecord.coding.view import View, trimmed
from onrecord.model import Span

_NOUN = r"(?:claims?|reports?|allegations?|accusations?|suggestions?|charges?|rumou?rs?|assertions?|notions?|ideas?)"
_LEAD = re.compile(
    rf"[\"“‘'\s]*(?:(?:as \w+ )?(?:(?:all|any|such|the|these|those|some|earlier|media|press|new|\w+['’]s?) ){{0,3}}{_NOUN}"
    r"(?: (?:made |published |aired )?(?:by|from|in) (?:[^\s,]+ ){1,6}?)? ?)?(?:that|of|about)\s+",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|nothing|none|neither|nor|false|untrue|lie|lies|baseless|without)\b|n['’]t\b", re.IGNORECASE
)
REPORT_NOUN = re.compile(_NOUN + "$", re.IGNORECASE)
"""Nouns that name what was said before and are themselves not what a denial undoes."""


def scope_of(view: View, cue: tuple[Span, ...], content: tuple[Span, ...]) -> Span | None:
    """The span that a denial denies: the complement clause of its content, without "accusations that".

    Of a content of several sentences only the denying one counts: the first with a negation, else the
    nearest to the cue.
    """
    pieces = [piece for part in content for piece in _by_sentence(view, part)]
    if not pieces:
        return None
    near = min(pieces, key=lambda piece: (_distance(piece, cue[0]), piece))
    if len(pieces) > 1 and view.sentence(near[0]) != view.sentence(cue[0][0]):
        near = next((piece for piece in pieces if _NEGATION.search(view.quote(piece))), near)
    lead = _LEAD.match(view.text, near[0], near[1])
    start = lead.end() if lead and lead.end() < near[1] else near[0]
    end = near[1]
    while end > start and view.text[end - 1] in ".,;:!?\"”’' ":
        end -= 1
    return trimmed(view.text, (start, end))


def _by_sentence(view: View, span: Span) -> list[Span]:
    pieces = []
    for index in range(view.sentence_index(span[0]), view.sentence_index(max(span[0], span[1] - 1)) + 1):
        if index < len(view.sentences):
            start, end = view.sentences[index]
            piece = trimmed(view.text, (max(start, span[0]), min(end, span[1])))
        else:
            piece = trimmed(view.text, span)
        if piece is not None:
            pieces.append(piece)
    return pieces


def _distance(span: Span, cue: Span) -> int:
    return max(span[0] - cue[1], cue[0] - span[1], 0)
