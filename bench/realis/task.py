"""Realis of gold predicates against factuality judgements: UDS-IH2 on EWT dev (White et al. 2016) and UW dev (Lee et al. 2015).

Both judge from -3 (certainly not) to 3 (certainly so). Happened is what is judged above zero; negated on UW is -2 or less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bench.scoring import Counts, accuracy, table
from onrecord.encoder import score_anchors
from onrecord.model.spans import Span
from train.readers.document import GoldDocument
from train.readers.roles import read_ewt, read_uw

DATA = ("ewt/ewt.dev.jsonl", "factuality/uw.dev.jsonl")
GATED = ("ewt.happened.f1", "ewt.not.f1", "uw.happened.f1", "uw.not.f1")
NEGATED = -2.0

Judge = Callable[[str, list[Span]], list[str | None]]


def run() -> dict[str, float]:
    """Both dev parts."""
    return score("ewt", read_ewt("dev"), judge) | score("uw", read_uw("dev"), judge)


def judge(text: str, predicates: list[Span]) -> list[str | None]:
    """Realis of each predicate as the encoder gives it."""
    return [spans[0].label if spans else None for spans in score_anchors(text, "realis", predicates)]


def score(part: str, documents: Iterable[GoldDocument], judge: Judge) -> dict[str, float]:
    """F1 of what happened and of what did not, accuracy of the two, and F1 of what certainly did not (negated)."""
    rows: dict[str, list[Counts]] = {"happened": [], "not": [], "negated": []}
    right = []
    for document in documents:
        judged = document.factuality or []
        given = judge(document.text, [span for span, _ in judged])
        pairs = [(value, answer) for (_, value), answer in zip(judged, given, strict=True)]
        happened = [(value > 0, answer == "actual") for value, answer in pairs]
        right += [gold == answer for gold, answer in happened]
        rows["happened"].append(_counts(happened))
        rows["not"].append(_counts((not gold, not answer) for gold, answer in happened))
        rows["negated"].append(_counts((value <= NEGATED, answer == "negated") for value, answer in pairs))
    scores = accuracy(part, right)
    for name, counts in rows.items():
        scores |= table(f"{part}.{name}", counts)
    return scores


def _counts(pairs: Iterable[tuple[bool, bool]]) -> Counts:
    rows = list(pairs)
    return Counts(sum(g and a for g, a in rows), sum(a for _, a in rows), sum(g for g, _ in rows))
