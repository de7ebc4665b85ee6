"""What a record is: plain frozen dataclasses, ids and JSON."""

from onrecord.model.coded import Amount, Claim, Event, EventPlace, EventTime, Party, PloverCode, Relation, Said, Via
from onrecord.model.ids import article_id, page_digest
from onrecord.model.options import ReadOptions
from onrecord.model.page import (
    Actor,
    Article,
    Evidence,
    Geo,
    MapSegment,
    Mention,
    Page,
    Problem,
    Published,
    RawPage,
    Removed,
    Time,
)
from onrecord.model.spans import Span

__all__ = [
    "Actor",
    "Amount",
    "Article",
    "Claim",
    "Event",
    "EventPlace",
    "EventTime",
    "Evidence",
    "Geo",
    "MapSegment",
    "Mention",
    "Page",
    "Party",
    "PloverCode",
    "Problem",
    "Published",
    "RawPage",
    "ReadOptions",
    "Relation",
    "Removed",
    "Said",
    "Span",
    "Time",
    "Via",
    "article_id",
    "page_digest",
]
