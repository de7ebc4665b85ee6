"""Which pledge, threat, demand or accusation an act is the content of (``content_of``)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.coding.claims import Claims
from onrecord.coding.view import View, overlap
from onrecord.encoder.annotation import EventSpans

SPEECH_ACTS = frozenset({"AGREE", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose content may be an act itself."""
_LINK = re.compile(
    r"\b(?:to|that|for|of|on|against|with|into|a|an|the|any|more|further|if|unless|over)\b|[,“\"]", re.IGNORECASE
)
_APART = re.compile(
    r";|,\s+(?:and|but|while|whereas|although|after|before|when|who|which|where)\b"
    r"|\b(?:after|because|while|although|before)\b|\b(?:said|says|told|was|were|has|had)\b",
    re.IGNORECASE,
)
_UNREAL = frozenset({"future", "hypothetical"})
_REACH = 160


def speech_acts(view: View, claims: Claims, events: Sequence[EventSpans]) -> dict[str, int]:
    """Index of the event that is the speech act of each claim: the one whose trigger is the cue."""
    by_sentence: dict[int, list[int]] = {}
    for index, event in enumerate(events):
        if event.type in SPEECH_ACTS:
            by_sentence.setdefault(view.sentence_index(event.trigger[0]), []).append(index)
    acts = {}
    for claim in claims.claims:
        for index in by_sentence.get(view.sentence_index(claim.cue[0][0]), ()):
            if any(overlap(events[index].trigger, cue) for cue in claim.cue):
                acts[claim.id] = index
                break
    return acts


def content_of(
    view: View, claims: Claims, acts: dict[str, int], events: Sequence[EventSpans], index: int
) -> int | None:
    """Index of the speech act whose content an event is, or ``None``.

    A speech act that is the cue of a claim holds what stands in that claim's content; without a claim,
    the nearest one before the event in its sentence holds it when nothing parts the two. What is told
    as having happened is nobody's content; what did not happen is only that of a refusal.

    Args:
        view: The article.
        claims: Its claims.
        acts: What :func:`speech_acts` found.
        events: All event mentions in order of their triggers.
        index: The event that is asked for.
    """
    event = events[index]
    refused = event.realis == "negated"
    if event.realis not in _UNREAL and not refused:
        return None
    for claim in claims.around(event.trigger):
        act = acts.get(claim.id)
        if act is not None and act != index and (not refused or events[act].type == "REJECT"):
            return act
    return _before(view, events, index, refused)


def _before(view: View, events: Sequence[EventSpans], index: int, refused: bool) -> int | None:
    event = events[index]
    sentence = view.sentence(event.trigger[0])
    for other in range(index - 1, -1, -1):
        speech = events[other]
        if speech.trigger[0] < sentence[0]:
            return None
        if (
            speech.trigger[1] > event.trigger[0]
            or speech.type not in SPEECH_ACTS
            or (refused and speech.type != "REJECT")
        ):
            continue
        between = view.text[speech.trigger[1] : event.trigger[0]]
        if len(between) > _REACH or _APART.search(between):
            return None
        return other if _LINK.search(between) else None
    return None
