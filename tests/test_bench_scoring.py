"""Every scorer says 1 to perfect answers and 0 to none, and in between what a hand count says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bench.attribution import task as attribution
from bench.chains import task as chains
from bench.chains.gold import GoldChains, GoldMention
from bench.entities import task as entities
from bench.events import task as events
from bench.news import task as news
from bench.plover import task as plover
from bench.qasrl import task as qasrl
from bench.realis import task as realis
from bench.roles import task as roles
from bench.scoring import Counts, accuracy, calibration_error, exact, interval, macro_f1, relaxed, table, total
from bench.stories import task as stories
from bench.text import task as text
from onrecord.model import Article, Event, MapSegment, Mention, Party, PloverCode, Published
from train.corpus.markup import EventLabel, MarkedDocument
from train.readers.document import Attribution, GoldDocument, Roles
from train.readers.plover import PloverRow
from train.readers.wikinews import Question, QuestionedSentence

TEXT = "Ada Vellorin of Corvane said the bridge will open. She doubts it."


def at(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


CLAIMS = [
    Attribution((at("Ada Vellorin"), at("of Corvane")), (at("said"),), (at("the bridge will open"),)),
    Attribution((at("She"),), (at("doubts"),), (at("it"),)),
]
PREDICATES = [Roles(at("said"), ((*at("Ada Vellorin"), "ARG0"), (*at("the bridge will open"), "ARG1")))]
DOCUMENT = GoldDocument(
    "one",
    TEXT,
    words=[at("Ada"), at("Vellorin"), at("of")],
    sentences=[at("Ada Vellorin of Corvane said the bridge will open."), at("She doubts it.")],
    entities=[(*at("Ada Vellorin"), "Person"), (*at("Corvane"), "Location"), (*at("bridge"), "Money")],
    attributions=CLAIMS,
    roles=PREDICATES,
)
EMPTY = GoldDocument("two", "Rain.", words=[], sentences=[], entities=[], attributions=[], roles=[])


def event(kind: str | None, actor: str, recipient: str, score: float) -> Event:
    def party(quote: str) -> Party:
        return Party(at(quote), None, None, ())

    return Event(
        id="e1", type=kind or "MOBILIZE", mode=None, contexts=(), plover=(PloverCode(kind, None),) if kind else (),
        trigger=at("said"), actors=(party(actor),), recipients=(party(recipient),), place=None, time=None,
        realis="actual", background=False, aspect=None, amounts=(), claims=(), content_of=None, score=score,
    )  # fmt: skip


def row(number: int, kind: str) -> PloverRow:
    return PloverRow(number, f"{number}", "Ada Vellorin", "bridge", kind, (at("Ada Vellorin"),), (at("bridge"),))


ROWS = [row(0, "CONSULT"), row(1, "CONSULT"), row(2, "YIELD"), *(row(3 + n, "YIELD") for n in range(6))]


def f1s(scores: dict[str, float]) -> dict[str, float]:
    return {name: value for name, value in scores.items() if name.endswith(".f1")}


def test_text_scorer() -> None:
    perfect = text.score("x", [DOCUMENT, EMPTY], _gold_split)
    assert set(f1s(perfect).values()) == {1.0}
    assert set(f1s(text.score("x", [DOCUMENT], lambda _: ([], []))).values()) == {0.0}


def _gold_split(source: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    document = DOCUMENT if source == TEXT else EMPTY
    return document.words or [], document.sentences or []


def test_entity_scorer() -> None:
    gold = entities.gold_entities(DOCUMENT)
    assert [kind for _, _, kind in gold] == ["person", "place"]
    perfect = entities.score([DOCUMENT, EMPTY], lambda source: gold if source == TEXT else [])
    assert (perfect["micro.f1"], perfect["person.f1"], perfect["place.f1"]) == (1.0, 1.0, 1.0)
    assert set(f1s(entities.score([DOCUMENT], lambda _: [])).values()) == {0.0}
    wrong_kind = entities.score([DOCUMENT], lambda _: [(a, b, "organisation") for a, b, _ in gold])
    assert wrong_kind["micro.f1"] == 0.0
    others = entities.score([DOCUMENT], lambda _: [*gold, (*at("bridge"), "facility")])
    assert others["micro.f1"] == 1.0


def test_attribution_scorer() -> None:
    perfect = attribution.score([DOCUMENT, EMPTY], lambda source: CLAIMS if source == TEXT else [])
    assert f1s(perfect) == {"source.f1": 1.0, "cue.f1": 1.0, "content.f1": 1.0, "whole.f1": 1.0}
    assert set(f1s(attribution.score([DOCUMENT], lambda _: [])).values()) == {0.0}


def test_attribution_fragments_count_one_by_one_and_wholes_as_one() -> None:
    partial = [replace(CLAIMS[0], source=(at("Ada Vellorin"),)), CLAIMS[1]]
    scores = attribution.score([DOCUMENT], lambda _: partial)
    assert scores["source.precision"] == 1.0
    assert scores["source.recall"] == pytest.approx(2 / 3)
    assert scores["whole.f1"] == 0.5


def test_chain_scorer() -> None:
    golds = [(at("Ada Vellorin"), "1", "name"), (at("Corvane"), "2", "name"), (at("She"), "1", "pronoun")]
    document = GoldChains(
        "one", TEXT, (), (), tuple(GoldMention(*span, group, "person", form, span[0]) for span, group, form in golds)
    )

    def answer(she: str | None) -> list[Mention]:
        rows = [(at("Ada Vellorin"), "c1"), (at("Corvane"), "c2"), (at("She"), she)]
        return [Mention(f"m{n}", *span, "person", chain, None, None) for n, (span, chain) in enumerate(rows)]

    perfect = chains.scores([document], lambda _: answer("c1"))
    assert (perfect["accuracy"], perfect["he.precision"], perfect["he.recall"]) == (1.0, 1.0, 1.0)
    wrong = chains.scores([document, document], lambda _: answer("c2"))
    assert (wrong["accuracy"], wrong["he.precision"], wrong["he.gold"]) == (0.0, 0.0, 2.0)
    assert chains.scores([document], lambda _: answer(None))["accuracy"] == 0.0
    assert chains.scores([document], lambda _: [])["he.f1"] == 0.0
    assert chains.scores([], lambda _: [])["accuracy"] == 0.0


def test_role_scorer() -> None:
    gold = [list(one.arguments) for one in PREDICATES]
    perfect = roles.score([DOCUMENT, EMPTY], lambda source, _: gold if source == TEXT else [])
    assert f1s(perfect) == {"micro.f1": 1.0, "ARG0.f1": 1.0, "ARG1.f1": 1.0}
    assert set(f1s(roles.score([DOCUMENT], lambda _, predicates: [[] for _ in predicates])).values()) == {0.0}


def test_plover_scorer() -> None:
    answers = {one.sentence: "RETREAT" if one.type == "YIELD" else one.type for one in ROWS}
    perfect = plover.score(ROWS, lambda s: [event(answers[s], "Ada Vellorin", "bridge", 0.9)])
    assert (perfect["accuracy"], perfect["coded.accuracy"], perfect["any.accuracy"]) == (1.0, 1.0, 1.0)
    assert f1s(perfect) == {"macro.f1": 1.0, "YIELD.f1": 1.0}
    empty = plover.score(ROWS, lambda _: [])
    assert (empty["accuracy"], empty["any.accuracy"], empty["macro.f1"], empty["answered"]) == (0.0, 0.0, 0.0, 0.0)


def test_plover_asks_for_a_party_at_the_source_and_one_at_the_target() -> None:
    elsewhere = plover.score(ROWS, lambda _: [event("CONCEDE", "Ada Vellorin", "She", 0.9)])
    assert elsewhere["accuracy"] == 0.0
    assert elsewhere["any.accuracy"] == pytest.approx(7 / 9)
    turned = plover.score(ROWS, lambda _: [event("CONCEDE", "the bridge", "Vellorin", 0.9)])
    assert turned["accuracy"] == pytest.approx(7 / 9)


def test_plover_takes_the_best_event_even_if_it_codes_to_nothing() -> None:
    both = [event(None, "Ada Vellorin", "bridge", 0.9), event("CONCEDE", "Ada Vellorin", "bridge", 0.8)]
    scores = plover.score(ROWS, lambda _: both)
    assert scores["accuracy"] == 0.0
    assert scores["coded.accuracy"] == pytest.approx(7 / 9)


def test_event_scorer() -> None:
    labels = [
        EventLabel("ACCUSE", None, (10, 18), "actual", False, actors=((0, 9),), recipients=((19, 25),)),
        EventLabel("AID", None, (30, 34), "future", False, actors=((0, 9),)),
    ]
    document = MarkedDocument("worldwide/x:0-40", "x" * 40, [(0, 40)], labels)

    def answer(label: EventLabel, **changes: Any) -> Event:
        sides: dict[str, Any] = {
            name: tuple(Party(span, None, None, ()) for span in getattr(label, name))
            for name in ("actors", "recipients")
        }
        given = event(label.type, "Corvane", "Corvane", 0.9)
        return replace(given, trigger=label.trigger, realis=label.realis, **(sides | changes))

    assert set(f1s(events.score([document], lambda _: [answer(label) for label in labels])).values()) == {1.0}
    assert set(f1s(events.score([document], lambda _: [])).values()) == {0.0}
    scores = events.score([document], lambda _: [answer(labels[0], type="REJECT", recipients=()), answer(labels[1])])
    assert (scores["trigger.f1"], scores["type.f1"], scores["recipient.recall"]) == (1.0, 0.5, 0.0)


def test_exact_counts_each_item_once() -> None:
    assert exact([(0, 3), (0, 3), (5, 9)], [(0, 3), (5, 8), (5, 8)]) == Counts(1, 2, 2)


def test_relaxed_pairs_one_to_one() -> None:
    assert relaxed([(0, 10)], [(0, 3), (4, 6)]) == Counts(1, 2, 1)
    assert relaxed([(0, 3), (4, 9)], [(2, 5), (8, 12)]) == Counts(2, 2, 2)
    assert relaxed([(0, 3)], [(3, 6)]) == Counts(0, 1, 1)


def test_interval_holds_the_score_and_is_the_same_every_time() -> None:
    documents = [Counts(right, 10, 12) for right in range(10)]
    low, high = interval(documents)
    assert low < total(documents).f1 < high
    assert interval(documents) == (low, high)
    assert table("x", documents)["x.f1"] == total(documents).f1


def test_macro_f1_is_the_mean_over_labels() -> None:
    scores = macro_f1(["A", "A", "B", "C"], ["A", "B", "B", None], ["A", "B"])
    assert scores["A.f1"] == pytest.approx(2 / 3)
    assert scores["B.f1"] == pytest.approx(2 / 3)
    assert scores["macro.f1.low"] <= scores["macro.f1"] <= scores["macro.f1.high"]


def test_accuracy_counts_rows() -> None:
    assert accuracy("", [True, False, True, True])["accuracy"] == 0.75


def test_the_blind_test_set_is_as_it_was_frozen() -> None:
    assert news.digest() == (news.FOLDER / "gold.sha256").read_text(encoding="utf-8").strip()


def test_calibration_error_is_how_far_chances_are_off() -> None:
    assert calibration_error(
        [0.2] * 10 + [0.9] * 10, [True, True, *[False] * 8] + [True] * 9 + [False], 2
    ) == pytest.approx(0)
    assert calibration_error([0.9] * 10, [False] * 10) == pytest.approx(0.9)
    assert calibration_error([], []) == 0.0


def test_realis_scorer() -> None:
    document = GoldDocument("d", TEXT, factuality=[(at("said"), 3.0), (at("open"), -0.5), (at("doubts"), -3.0)])
    perfect = realis.score("x", [document], lambda _, spans: ["actual", "future", "negated"][: len(spans)])
    assert [perfect[f"x.{name}.f1"] for name in ("happened", "not", "negated")] == [1.0, 1.0, 1.0]
    empty = realis.score("x", [document], lambda _, spans: [None] * len(spans))
    assert (empty["x.happened.f1"], empty["x.negated.f1"]) == (0.0, 0.0)


def test_qasrl_scorer() -> None:
    verb = at("said")
    sentence = QuestionedSentence(TEXT, (Question("who", verb, (at("Ada Vellorin of Corvane"),)),))
    named = replace(event("ACCUSE", "Ada Vellorin of Corvane", "bridge", 0.9), trigger=verb)
    other = replace(named, actors=(Party(at("bridge"), None, None, ()),))
    assert qasrl.score([sentence], lambda _: [named])["who.found"] == 1.0
    assert qasrl.score([sentence], lambda _: [other])["who.found"] == 0.0
    assert qasrl.score([sentence], lambda _: [])["who.asked"] == 0.0


def test_news_scorer_counts_false_events_and_calibration() -> None:
    labels = [
        EventLabel(
            "ACCUSE", None, at("said"), "actual", False, actors=(at("Ada Vellorin"),), recipients=(at("bridge"),)
        )
    ]
    document = MarkedDocument("qasrl/1", TEXT, [(0, len(TEXT))], labels)
    right = replace(event("ACCUSE", "Ada Vellorin", "bridge", 1.0), trigger=at("said"))
    false = replace(right, trigger=at("doubts"), score=0.0)
    scores = news.score([document], lambda _: [right, false])
    assert (scores["type.recall"], scores["type.precision"], scores["false.per_1000"]) == (1.0, 0.5, 1000.0)
    assert (scores["score.right"], scores["score.calibration_error"]) == (0.5, 0.0)


def test_the_blind_pages_are_as_they_were_frozen() -> None:
    assert stories.digest() == (stories.FOLDER / "pages.sha256").read_text(encoding="utf-8").strip()


def test_story_scorer() -> None:
    page = stories.LabelledPage(
        "p", "Bridge opens\nShare\nAll came.\nStrike ends\nNobody came.\n", ("1", "F", "1", "2", "2")
    )
    first, second = (
        Article(
            id=title,
            title=title,
            outlet=None,
            byline=(),
            dateline=None,
            language="en",
            published=Published(),
            updated=None,
            notice=None,
            text=page.text[start:end],
            map=(MapSegment(0, end - start, start, end, "exact"),),
            removed=(),
        )
        for title, start, end in (("Bridge opens", 19, 28), ("Strike ends", 41, 53))
    )
    perfect = stories.score([page], lambda _: [first, second])
    assert [perfect[name] for name in ("boundary.f1", "pages.accuracy", "furniture.removed", "lines.lost")] == [
        1,
        1,
        1,
        0,
    ]
    whole = replace(first, map=(MapSegment(0, 53, 0, 53, "exact"),))
    scores = stories.score([page], lambda _: [whole])
    assert (scores["boundary.recall"], scores["pages.accuracy"], scores["furniture.removed"]) == (0.0, 0.0, 0.0)
