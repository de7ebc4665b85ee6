"""The encoder: article text to annotation, one forward pass of one encoder, many heads."""

from onrecord.encoder.annotation import Annotation, AttributionSpans, EventSpans, LabelledSpan
from onrecord.encoder.encode import encode, score_anchors

__all__ = ["Annotation", "AttributionSpans", "EventSpans", "LabelledSpan", "encode", "score_anchors"]
