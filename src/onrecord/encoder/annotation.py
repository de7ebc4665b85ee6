"""What the encoder says about one article: labelled spans, nothing resolved yet."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.spans import Span


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """A span with a label of its head and the head's probability."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class AttributionSpans:
    """One attribution, anchored at its cue; parts may be discontinuous. ``stance`` is one of ``labels.STANCES``."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: str
    score: float


@dataclass(frozen=True, slots=True)
class EventSpans:
    """One event, anchored at its trigger; ``arguments`` carry labels of ``labels.EVENT_ARGUMENTS``."""

    trigger: Span
    type: str
    mode: str | None
    realis: str
    background: bool
    arguments: tuple[LabelledSpan, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that one forward pass over an article yields; all spans count in the article's text."""

    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    entities: tuple[LabelledSpan, ...] = ()
    times: tuple[LabelledSpan, ...] = ()
    attributions: tuple[AttributionSpans, ...] = ()
    events: tuple[EventSpans, ...] = ()
