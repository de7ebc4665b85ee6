"""Copies: found in any order, led by the first, and parted again when what joined them goes."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord.pipeline
from onrecord.encoder.annotation import Annotation
from onrecord.linking.copies import Sketched, groups, pairs
from onrecord.matching.copies import IS_COPY, MIN_SHINGLES, Sketch, bands, read_sketch, shared_with, sketch
from onrecord.model import Page, RawPage, ReadOptions, page_digest
from onrecord.record import Record

WORDS = [
    f"{first}{second}{third}"
    for first in "bdfgklmnprst"
    for second in "aeiou"
    for third in ("n", "r", "st", "lo", "mi")
]


def prose(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    text = " ".join(chance.choice(WORDS) for _ in range(words))
    return f"The ministry in Lusaka said on Monday that {text}."


def shared(one: Sketch, other: Sketch) -> float:
    return float(shared_with(one, np.asarray([other.shingles]), other.least[None, :])[0])


def edited(text: str, share: float, seed: int = 0) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) if chance.random() < share else word for word in text.split())


def test_a_sketch_tells_how_much_two_texts_share() -> None:
    text = prose(1)
    one = sketch(text)
    assert one is not None
    for half, expected in (
        (text, 1.0),
        (prose(2), 0.0),
        (" ".join(text.split()[:150]), 1.0),
        (text.upper() + "!", 1.0),
    ):
        other = sketch(half)
        assert other is not None
        assert shared(one, other) == pytest.approx(expected, abs=0.15)
    assert set(bands(one)) == set(bands(read_sketch(one.shingles, one.text())))


def test_short_texts_have_no_copies() -> None:
    assert sketch("More soon.") is None
    assert sketch("the same words again " * MIN_SHINGLES) is None


def test_light_edits_are_found_and_heavy_ones_are_not() -> None:
    found = {0.02: 0, 0.4: 0}
    for share, seed in itertools.product(found, range(40)):
        one, other = sketch(prose(seed)), sketch(edited(prose(seed), share, seed))
        assert one is not None
        assert other is not None
        found[share] += bool(set(bands(one)) & set(bands(other))) and shared(one, other) >= IS_COPY
    assert found[0.02] >= 39
    assert found[0.4] == 0


@given(st.permutations(range(6)))
def test_groups_do_not_depend_on_the_order(order: list[int]) -> None:
    texts = [
        prose(1),
        edited(prose(1), 0.02, 1),
        edited(prose(1), 0.02, 2),
        prose(2),
        prose(2) + " Reporting ended.",
        prose(3),
    ]
    articles = []
    for number in order:
        made = sketch(texts[number])
        assert made is not None
        articles.append(Sketched(f"a{number}", f"2024-05-{20 - number}", made))
    assert groups(articles, pairs(articles)) == {"a0": "a2", "a1": "a2", "a2": "a2", "a3": "a4", "a4": "a4", "a5": "a5"}


def page(text: str, published: str) -> tuple[RawPage, ReadOptions]:
    return RawPage(text.encode(), media_type="text/plain"), ReadOptions(published, None, True)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1)])
def test_a_record_tells_copies_whatever_was_added_first(record: Record, order: tuple[int, ...]) -> None:
    first = prose(1)
    texts = [(first, "2024-05-01"), (edited(first, 0.02) + " By an agency.", "2024-05-02"), (prose(2), "2024-05-03"),
             (first + " Editing by Ada Kole.", "2024-05-04")]  # fmt: skip
    for number in order:
        raw, options = page(*texts[number])
        record.add([raw], options, derive=plain)
    found = {article.text: article.duplicate_of for one in record.pages() for article in one.articles}
    assert [found[text] is None for text, _ in texts] == [True, False, True, False]
    assert len({found[text] for text, _ in texts if found[text]}) == 1
    record.rebuild("link")
    assert {article.text: article.duplicate_of for one in record.pages() for article in one.articles} == found
    # Without the first the second leads.
    record.delete_page(page_digest(first.encode()), who="test")
    left = {article.text: article for one in record.pages() for article in one.articles}
    assert left[texts[1][0]].duplicate_of is None
    assert left[texts[3][0]].duplicate_of == left[texts[1][0]].id


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_text_that_stands_on_hundreds_of_pages(record: Record, newest_first: bool) -> None:
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 11) for day in range(1, 26)]
    texts = [f"{prose(1)} Page {number}." for number in range(len(days))]
    for number in sorted(range(len(days)), reverse=newest_first):
        raw, options = page(texts[number], days[number])
        record.add([raw], options, derive=plain)
    found = {article.text: article for one in record.pages() for article in one.articles}
    first = found[texts[0]].id
    assert {found[text].duplicate_of for text in texts} == {None, first}
    assert found[texts[0]].duplicate_of is None
    before = {text: article.duplicate_of for text, article in found.items()}
    record.rebuild("link")
    assert {article.text: article.duplicate_of for one in record.pages() for article in one.articles} == before
    record.delete_page(page_digest(texts[0].encode()), who="test")
    left = {article.text: article for one in record.pages() for article in one.articles}
    assert {left[text].duplicate_of for text in texts[1:]} == {None, left[texts[1]].id}


def plain(raw: RawPage, options: ReadOptions) -> Page:
    """Clean pages for real, with an encoder that sees nothing."""
    return onrecord.pipeline.derive(raw, options, encode=lambda text: Annotation((), ()))
