"""The scorer of times: perfect answers score 1, empty ones 0."""

from __future__ import annotations

import pytest

pytest.importorskip("bench.times.task")

from bench.times.task import paired, score, values
from train.readers.document import GoldDocument

DOCUMENT = GoldDocument(
    "d",
    "He left on Thursday and came back two days later.",
    published="2015-08-14",
    times=[(11, 19, "DATE", "2015-08-13"), (34, 48, "DATE", "2015-08-15")],
)


def test_perfect_answers_score_one() -> None:
    scores = score([DOCUMENT], lambda document: document.times or [])
    assert (scores["relaxed.f1"], scores["value.f1"]) == (1, 1)


def test_empty_answers_score_zero() -> None:
    scores = score([DOCUMENT], lambda document: [])
    assert (scores["relaxed.f1"], scores["value.f1"]) == (0, 0)


def test_an_overlap_counts_and_its_value_counts_apart() -> None:
    scores = score([DOCUMENT], lambda document: [(8, 19, "DATE", "2015-08-13"), (38, 48, "DATE", "2015-08-14")])
    assert (scores["relaxed.f1"], scores["value.f1"]) == (1, 0.5)


def test_each_expression_is_paired_once() -> None:
    assert len(paired(DOCUMENT.times or [], [(0, 49, "DATE", "")])) == 1


def test_gold_spans_are_valued_by_the_resolver() -> None:
    assert values([DOCUMENT])["gold.value.accuracy"] == 1
