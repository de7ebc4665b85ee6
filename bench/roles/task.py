"""PropBank roles of gold predicates on EWT: the anchored head by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bench.scoring import exact, table
from onrecord.encoder import score_anchors
from onrecord.encoder.labels import ROLES
from onrecord.model.spans import Span
from train.readers.document import GoldDocument
from train.readers.roles import read_ewt

DATA = ("ewt/ewt.dev.jsonl",)
GATED = ("micro.f1",)

Found = tuple[int, int, str]
Finder = Callable[[str, list[Span]], list[list[Found]]]


def run() -> dict[str, float]:
    """EWT dev."""
    return score(read_ewt("dev"), find)


def find(text: str, predicates: list[Span]) -> list[list[Found]]:
    """Labelled spans of each predicate as the encoder gives them."""
    return [[(one.start, one.end, one.label) for one in spans] for spans in score_anchors(text, "role", predicates)]


def score(documents: Iterable[GoldDocument], finder: Finder) -> dict[str, float]:
    """F1 of exact labelled spans, micro and by role."""
    rows = []
    for document in documents:
        roles = document.roles or []
        given = finder(document.text, [one.predicate for one in roles])
        rows.append(
            (
                {(number, *argument) for number, one in enumerate(roles) for argument in one.arguments},
                {(number, *argument) for number, spans in enumerate(given) for argument in spans},
            )
        )
    scores = table("micro", [exact(gold, found) for gold, found in rows])
    for role in ROLES:
        counts = [exact((a for a in gold if a[3] == role), (a for a in found if a[3] == role)) for gold, found in rows]
        if any(count.gold for count in counts):
            scores[f"{role}.f1"] = table(role, counts)[f"{role}.f1"]
    return scores
