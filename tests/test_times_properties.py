"""What holds for every time, whatever the text: EDTF that parses, order, no invented date, linear time."""

from __future__ import annotations

import time as clock
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.encoder.annotation import LabelledSpan
from onrecord.model import Article, Published, Time
from onrecord.resolve.edtf import is_edtf
from onrecord.resolve.find_times import complete_times, find_times
from onrecord.resolve.times import resolve_times
from onrecord.text import sentences

RELATIVE = """last week|next month|yesterday|on Monday|Sunday night|two days ago|three weeks later|earlier this year|late last month|
overnight|the weekend|tomorrow|the following day|a year earlier|next spring|the third quarter|July 8-12|from March to May|the 15th|
noon|recently|now|soon|the past two months|the coming years|the year|the end of the month|December|a decade ago""".replace(
    "\n", ""
).split("|")
PRINTED = (
    "May 3, 2014|early 2012|the 1980s|the 19th century|from 1990 to 1992|1-4 July 1999|Q2 2011|late May 2016".split("|")
)
WORDS = """early late mid last next this two 3 31 1999 week weeks month May July 8-12 - to of the day ago later earlier monday
quarter Q3 1980s century winter night 2:30 p.m. before after BC x ' ’ / 12/12/12 first half year end and""".split()


def article(text: str, published: str | None) -> Article:
    return Article("a", None, None, (), None, "en", Published(published), None, None, text, (), ())


def resolve_all(expressions: list[str], published: str | None, label: str = "DATE") -> list[Time]:
    text, spans = "", []
    for expression in expressions:
        text += "They said that "
        spans.append(LabelledSpan(len(text), len(text) + len(expression), label, 0.9))
        text += expression + ". "
    return list(resolve_times(article(text, published), tuple(spans), tuple(sentences(text))))


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(RELATIVE + PRINTED), st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
        ),
        min_size=1,
        max_size=6,
    ),
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(["DATE", "TIME", "DURATION", "SET"]),
)
def test_every_edtf_date_parses_and_is_in_order(expressions: list[str], published: str, label: str) -> None:
    for time in resolve_all(expressions, published, label):
        assert time.edtf is None or is_edtf(time.edtf), time
        assert time.edtf is not None or time.extent == "unknown", time


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(RELATIVE), min_size=1, max_size=8))
def test_relative_expressions_alone_never_make_a_date(expressions: list[str]) -> None:
    for time in resolve_all(expressions, None):
        assert time.edtf is None, time


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=60), st.sampled_from(["DATE", "DURATION", "SET"]))
def test_any_span_of_any_text_is_answered(text: str, label: str) -> None:
    given_span = (LabelledSpan(0, len(text), label, 0.9),)
    assert len(resolve_times(article(text, "2015-08-14"), given_span, ((0, len(text)),))) == 1


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from([*WORDS, *RELATIVE, *PRINTED, "said", ","]), max_size=30).map(" ".join), st.data())
def test_completed_spans_are_in_order_and_hold_what_was_given(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = (LabelledSpan(start, end, "DATE", 0.5),) if end > start else ()
    completed = complete_times(text, spans)
    assert all(one.end <= other.start for one, other in pairwise(completed))
    assert all(
        any(one.start <= span.start and span.end <= one.end for one in completed)
        for span in spans
        if len(text[span.start : span.end].split()) > 1
    )


@pytest.mark.parametrize(
    "piece", ["May 3 ", "1 2 3 - ", "last last ", "in 1999 ", "Monday, ", "early-", "the the ", "5 5 5", "a year or "]
)
def test_finding_is_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = clock.process_time()
    find_times(text)
    assert clock.process_time() - start < 2.0


@pytest.mark.parametrize(
    "expression", ["0/15/2015", "13/0/2015", "00/15/2015", "2015-00-10", "2015-13-10", "Sepember 3"]
)
@pytest.mark.parametrize("published", [None, "2015-08-14"])
def test_impossible_dates_give_no_day(expression: str, published: str | None) -> None:
    (time,) = resolve_all([expression], published)
    assert time.edtf in (None, "2015")
