from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text import sentences, words


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They didn't go.", ["They", "did", "n't", "go", "."]),
        ("Iran’s U.S.-led talks", ["Iran", "’s", "U.S.", "-", "led", "talks"]),
        ("a 25% cut, $1,200.50 in 2015-16", ["a", "25", "%", "cut", ",", "$", "1,200.50", "in", "2015", "-", "16"]),
        ("re-elected e-mail al-Amin", ["re-elected", "e-mail", "al-Amin"]),
        (
            "see https://example.org/a?b=1, or a.roe@example.org",
            ["see", "https://example.org/a?b=1", ",", "or", "a.roe@example.org"],
        ),
        ("“Shi’ite” rock 'n' roll", ["“", "Shi’ite", "”", "rock", "'", "n", "'", "roll"]),
        ("Dr. Roe met Sen. Kole at 10 p.m.", ["Dr.", "Roe", "met", "Sen.", "Kole", "at", "10", "p.m."]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["He met Gen. Roe.", '"We talked," he said.'],
        ["The U.S. Senate sat.", "It ended at 10 p.m.", "The vote is on Monday."],
        ['"Is it true?" she asked.', "Nobody knew!"],
        ["Talks with J. R. Adeyo failed.", "(They had begun in May.)", "No. 10 was silent."],
    ],
)
def test_sentences(expected: list[str]) -> None:
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_an_empty_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    text = "Talks in\nLusaka\n\nThe minister left"
    assert [text[start:end] for start, end in sentences(text)] == ["Talks in\nLusaka", "The minister left"]


@given(st.text(max_size=300))
def test_words_cover_everything_but_white_space_once(text: str) -> None:
    spans = words(text)
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    left = set(range(len(text))) - {at for start, end in spans for at in range(start, end)}
    assert all(text[at].isspace() for at in left)


@given(st.text(alphabet="aB. ?!\"'\n”(", max_size=200))
def test_every_word_stands_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    for start, end in words(text):
        assert sum(a <= start and end <= b for a, b in found) == 1


@pytest.mark.parametrize("unit", ["a.", "A.", "'", "-", "a-", "1,", "@a.", "http://", "n't", ". ", "\n\n", "a'b"])
def test_time_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * size
        start = time.process_time()
        sentences(text)
        return time.process_time() - start

    seconds(2_000)
    small, large = seconds(10_000), seconds(40_000)
    assert large < 10 * small + 0.2


@pytest.mark.parametrize("gap", ["\n\n", "\r\n\r\n", "\n\u00a0\n", "\n \t\n"])
def test_an_empty_line_of_any_spelling_ends_a_sentence(gap: str) -> None:
    text = f"Talks in Lusaka{gap}The minister left"
    assert [text[start:end] for start, end in sentences(text)] == ["Talks in Lusaka", "The minister left"]
