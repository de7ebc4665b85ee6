"""Spans of the encoder made whole, and exact dates that it missed."""

from __future__ import annotations

import pytest

from onrecord.encoder.annotation import LabelledSpan
from onrecord.resolve.find_times import complete_times, find_times


def complete(text: str, *pieces: str) -> list[str]:
    spans, end = [], 0
    for piece in pieces:
        start = text.index(piece, end)
        end = start + len(piece)
        spans.append(LabelledSpan(start, end, "DATE", 0.9))
    return [text[span.start : span.end] for span in complete_times(text, tuple(spans))]


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        ("It ended at 10 p.m. Wednesday there.", ["10 p.m.", "Wednesday"], ["10 p.m. Wednesday"]),
        ("The third-quarter loss grew.", ["third", "-", "quarter"], ["third-quarter"]),
        ("It lasted nearly two months then.", ["nearly", "two months"], ["nearly two months"]),
        ("He came on Saturday, April 25, alone.", ["Saturday", "April 25"], ["Saturday, April 25"]),
        ("He came two years ago to stay.", ["two years"], ["two years ago"]),
        ("He came late last month to stay.", ["month"], ["late last month"]),
        ("He came on May 3, 2014, to stay.", ["May 3"], ["May 3, 2014"]),
        (
            "He met them Thursday, Friday and Sunday.",
            ["Thursday", "Friday", "Sunday"],
            ["Thursday", "Friday", "Sunday"],
        ),
        ("In May he came; the next day he left.", ["May", "the next day"], ["May", "the next day"]),
        ("He may go the way.", ["the"], []),
    ],
)
def test_pieces_of_one_expression_are_put_together(text: str, pieces: list[str], whole: list[str]) -> None:
    assert complete(text, *pieces) == whole


def test_exact_dates_are_found_without_the_encoder() -> None:
    text = "On 3 May 2014 he left; he returned July 8-12 and early last week, in 2015, for the late 1980s."
    assert complete(text) == ["3 May 2014", "July 8-12", "early last week", "2015", "the late 1980s"]


@pytest.mark.parametrize(
    "text",
    [
        "March on, said May.",
        "In 2300 homes there was no water.",
        "It rose in 1,999 of 2,000 cases.",
        "A flat 2014 of them.",
        "He may 3.5 percent agree.",
        "Version 2014-13-01 was out.",
    ],
)
def test_what_may_be_no_date_is_left_alone(text: str) -> None:
    assert find_times(text) == ()
