"""Attributions of raw political news against PolNeAR, which nests nothing inside a content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import onrecord
from bench.scoring import Counts, exact, table
from onrecord.encoder import AttributionSpans, encode
from onrecord.model.spans import Span
from train.readers.document import Attribution, GoldDocument
from train.readers.polnear import read_polnear

DATA = ("polnear/polnear.dev.jsonl",)
PARTS = ("source", "cue", "content")
GATED = ("source.f1", "cue.f1", "content.f1", "whole.f1")

Finder = Callable[[str], list[Attribution]]


def run() -> dict[str, float]:
    """PolNeAR dev through the whole way of a text."""
    return score(read_polnear("dev"), find_claims)


def find_claims(text: str) -> list[Attribution]:
    """Claims that stand in no other claim."""
    claims = onrecord.annotate(text).claims
    return [Attribution(claim.source, claim.cue, claim.content) for claim in claims if claim.parent is None]


def find_heads(text: str) -> list[Attribution]:
    """Attributions of the encoder whose cue stands in no other's content."""
    found = encode(text).attributions
    return [Attribution(one.source, one.cue, one.content) for one in found if not _nested(one, found)]


def score(documents: Iterable[GoldDocument], finder: Finder) -> dict[str, float]:
    """F1 of the exact fragments of each part, and of whole attributions."""
    rows: dict[str, list[Counts]] = {name: [] for name in (*PARTS, "whole")}
    for document in documents:
        gold, given = document.attributions or [], finder(document.text)
        for part in PARTS:
            rows[part].append(exact(_fragments(gold, part), _fragments(given, part)))
        rows["whole"].append(exact(map(_whole, gold), map(_whole, given)))
    scores: dict[str, float] = {}
    for name, counts in rows.items():
        scores.update(table(name, counts))
    return scores


def _fragments(attributions: Iterable[Attribution], part: str) -> set[Span]:
    return {span for attribution in attributions for span in getattr(attribution, part)}


def _whole(attribution: Attribution) -> tuple[frozenset[Span], ...]:
    return tuple(frozenset(getattr(attribution, part)) for part in PARTS)


def _nested(one: AttributionSpans, found: Sequence[AttributionSpans]) -> bool:
    start, end = one.cue[0]
    return any(other is not one and any(a <= start and end <= b for a, b in other.content) for other in found)
