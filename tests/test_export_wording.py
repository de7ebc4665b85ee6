"""Words for events: said is not done, planned is a plan, denied is not undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bench.kill import toy
from onrecord.export.wording import line_of_event
from onrecord.model import Article, Event, RawPage, ReadOptions
from tests.cli import VISIT


def article() -> Article:
    return toy.derive(RawPage(VISIT.encode()), ReadOptions(outlet="The Lantern")).articles[0]


def visit(**changes: object) -> Event:
    return replace(article().events[0], **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "word", "standing"),
    [
        ({}, "reported", "asserted"),
        ({"realis": "future"}, "planned", "planned"),
        ({"realis": "hypothetical"}, "hypothetical", "hypo"),
        ({"realis": "negated"}, "did not happen", "denied"),
        ({"background": True}, "reported, as history", "historical"),
        ({"claims": ("k1",)}, "disputed", "unknown"),
        ({"claims": ("k1",), "realis": "negated"}, "denied", "denied"),
    ],
)
def test_standing_is_always_a_word(changes: dict[str, object], word: str, standing: str) -> None:
    line = line_of_event(article(), visit(**changes))
    assert (line.word, line.standing) == (word, standing)


def test_who_stands_behind_it() -> None:
    assert line_of_event(article(), visit()).voices == ("told by The Lantern in its own voice",)
    disputed = line_of_event(article(), visit(claims=("k1",)))
    assert disputed.voices == ("told by The Lantern in its own voice", "denied by Boris Vane")
    denied = line_of_event(article(), visit(claims=("k1",), realis="negated"))
    assert denied.voices == ("denied by Boris Vane",)


def test_an_unnamed_source_is_said() -> None:
    held = article()
    unnamed = replace(held.claims[0], source=(), source_actor=None, stance="alleges")
    line = line_of_event(replace(held, claims=(unnamed,)), visit(claims=("k1",)))
    assert line.voices == ("alleged by an unnamed source",)
    assert line.word == "said by a source"


@pytest.mark.parametrize(
    ("stance", "realis", "word", "standing", "lead"),
    [
        ("asserts", "actual", "said by a source", "asserted", "Said"),
        ("alleges", "actual", "said by a source", "asserted", "Said"),
        ("asserts", "negated", "said not to have happened", "denied", "Said not to have happened"),
        ("no_comment", "actual", "asserted by nobody", "unknown", "Asserted by nobody"),
        ("doubts", "actual", "asserted by nobody", "unknown", "Asserted by nobody"),
        ("asserts", "future", "planned", "planned", "Planned"),
    ],
)
def test_what_a_source_says_is_no_fact(stance: str, realis: str, word: str, standing: str, lead: str) -> None:
    held = article()
    said = replace(held, claims=(replace(held.claims[0], stance=stance),))
    line = line_of_event(said, visit(claims=("k1",), realis=realis))
    assert (line.word, line.standing, line.lead) == (word, standing, lead)
    assert line_of_event(held, visit()).lead is None
    assert line_of_event(said, visit(claims=("k1",), realis=realis, background=True)).lead == lead


def test_no_date_is_invented() -> None:
    assert line_of_event(article(), visit(time=None)).when == "date unknown"
