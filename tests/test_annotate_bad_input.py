"""Texts that no newsroom would print: nothing crashes, every span holds something, and the record is valid."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from bench.lengths.task import KINDS, text_of
from tests.test_schema import VALIDATOR, page_of, spans_of

NEWS = (
    "The council of Ndola condemned the raid on Monday and asked General Igor Lunda to leave. “We will not go,” "
    'he told the Quayside Courier. A spokesman denied that 40 soldiers had been arrested; the "inquiry" goes on.\n\n'
    "- 14 May 2024: talks in Lusaka\n- 15 May 2024: the army withdrew\n"
)
LOOKALIKES = {"m": "rn", "l": "1", "o": "0", "h": "li", "e": "c", "i": "!"}
INSERTED = [
    "\U0001f6a8",
    "\U0001f9d1\u200d\U0001f680",
    "\u200b",
    "\x00",
    "\x07",
    "\x1b[31m",
    "\ufffd",
    "\u0301",
    "\u202e",
    "\t",
    "\r",
    "\u2028",
    "“",
    "'",
]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_long_texts_of_every_kind(kind: str) -> None:
    assert_sound(text_of(kind, 6_000))


@pytest.mark.parametrize(
    "text", ["Ceasefire", "a", "1", "?", "\U0001f6a8", "\x00", "\u0301", "“", "\n\t ", "x" * 5_000, "й" * 300]
)
def test_one_word_or_less(text: str) -> None:
    assert_sound(text)


def test_ten_thousand_words_without_a_full_stop() -> None:
    words = NEWS.replace(".", "").replace("\n", " ").split()
    assert_sound(" ".join(words[i % len(words)] for i in range(10_000)))


@pytest.mark.parametrize("change", [str.upper, str.lower, str.swapcase, str.title])
def test_letters_of_another_case(change: Callable[[str], str]) -> None:
    assert_sound(change(NEWS))


def test_quotes_that_are_never_closed() -> None:
    assert_sound(NEWS.replace("”", "").replace("“", '"') * 5)


@settings(max_examples=25)
@given(st.randoms(use_true_random=False), st.floats(0, 0.4))
def test_scanned_and_broken_text(chance: random.Random, share: float) -> None:
    assert_sound("".join(damaged(NEWS, chance, share)))


def damaged(text: str, chance: random.Random, share: float) -> Iterator[str]:
    """The text with letters misread, lost, doubled, and marks strewn in."""
    for character in text:
        drawn = chance.random()
        if drawn >= share:
            yield character
        elif drawn < share / 4:
            yield LOOKALIKES.get(character, character) * chance.choice((0, 1, 1, 2))
        elif drawn < share / 2:
            yield character + chance.choice(INSERTED)
        elif drawn < share * 3 / 4:
            yield character.swapcase()


def assert_sound(text: str) -> None:
    """The record of a text is valid, and every span in it holds something of the text."""
    article = onrecord.annotate(text, published="2024-05-15")
    assert not list(VALIDATOR.iter_errors(page_of(article)))
    spans = [*spans_of(article), *((item.start, item.end) for item in (*article.mentions, *article.times))]
    assert all(0 <= start < end <= len(article.text) and article.text[start:end].strip() for start, end in spans)
