from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from coding_case import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from onrecord.coding import code
from onrecord.coding.contexts import CONTEXTS
from onrecord.encoder.annotation import Annotation, AttributionSpans, EventSpans, LabelledSpan
from onrecord.encoder.labels import EVENT_ARGUMENTS, EVENT_TYPES, REALIS, STANCES, TYPE_MODES
from onrecord.model import Article, Geo, Mention, Page, RawPage, ReadOptions, Span
from onrecord.pipeline import derive
from onrecord.text import sentences, words

SCHEMA = json.loads(files("onrecord.model").joinpath("record.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)


def page_of(article: Article) -> dict[str, Any]:
    page = Page("0" * 64, None, None, None, "text/plain", "utf-8", None, None, "ok", None, (article,))
    loaded: dict[str, Any] = json.loads(page.to_json())
    return loaded


def full() -> Case:
    case = Case(
        "KISUMU (AFP) - Kenyan Foreign Minister Ada Kole denied on Sunday that Kenya's navy had sunk two boats. "
        "She later told the Harbour Ledger that 25% tariffs would be imposed, it reportedly said.",
        dateline="KISUMU",
        byline=("AFP",),
    )
    case.actor("Ada Kole", "Ada Kole", "She", country="KEN", sectors=["GOV"])
    case.actor("Kenya", kind="country", country="KEN", geo=Geo("Kenya", "KEN", -1.0, 38.0, "country"))
    case.actor("Harbour Ledger", kind="organisation", sectors=["JRN"])
    case.time("Sunday", "2024-05-19")
    case.claim("denied", "Kenyan Foreign Minister Ada Kole", "that Kenya's navy had sunk two boats")
    case.claim("told", "She", "that 25% tariffs would be imposed")
    case.event(
        "ASSAULT-destroy", "sunk", actor="Kenya's navy", recipient="two boats", amount="two boats", place="Kenya"
    )
    case.event("SANCTION-discontinue", "tariffs", "future", amount="25%", time="on Sunday")
    return case


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_a_full_article_is_valid() -> None:
    page = page_of(full().code())
    assert not list(VALIDATOR.iter_errors(page))
    article = page["articles"][0]
    assert article["claims"]
    assert article["events"]
    assert article["relations"]


def nodes(value: Any) -> list[dict[str, Any]]:
    found = [value] if isinstance(value, dict) else []
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        found += nodes(item)
    return found


def test_every_key_is_required() -> None:
    page = page_of(full().code())
    for node in nodes(page):
        for key in list(node):
            kept = node.pop(key)
            assert not VALIDATOR.is_valid(page), key
            node[key] = kept


def test_a_new_key_is_let_in() -> None:
    page = page_of(full().code())
    page["articles"][0]["events"][0]["severity"] = 3
    assert VALIDATOR.is_valid(page)


@pytest.mark.parametrize(
    ("part", "key", "value"),
    [
        ("claims", "stance", "shouts"),
        ("claims", "quoted", "loosely"),
        ("claims", "id", "c1"),
        ("events", "type", "FIGHT"),
        ("events", "mode", "phone"),
        ("events", "realis", "likely"),
        ("events", "aspect", "twice"),
        ("events", "score", 1.5),
        ("events", "contexts", ["weather"]),
        ("relations", "type", "married_to"),
        ("mentions", "kind", "animal"),
        ("times", "basis", "guessed"),
    ],
)
def test_enumerations_are_closed(part: str, key: str, value: object) -> None:
    page = page_of(full().code())
    page["articles"][0][part][0][key] = value
    assert not VALIDATOR.is_valid(page)


def test_the_schema_knows_the_labels_of_the_heads() -> None:
    definitions = SCHEMA["$defs"]
    assert definitions["event"]["properties"]["type"]["enum"] == list(EVENT_TYPES)
    assert definitions["claim"]["properties"]["stance"]["enum"] == list(STANCES)
    assert definitions["event"]["properties"]["realis"]["enum"] == list(REALIS)
    assert definitions["event"]["properties"]["contexts"]["items"]["enum"] == list(CONTEXTS)


def test_a_page_without_article_is_valid() -> None:
    page = derive(RawPage(b" \n"), ReadOptions(as_text=True), lambda text: Annotation((), ()))
    assert page.status == "failed"
    assert VALIDATOR.is_valid(json.loads(page.to_json()))


TEXT = full().text + '\n\n"We met Bo Renn, head of the Valley Guards, for 3 days," he said. Talks went on — quietly.'
SPANS = st.tuples(st.integers(-3, len(TEXT) + 3), st.integers(-3, len(TEXT) + 3)).map(
    lambda pair: (min(pair), max(pair))
)
PARTS = st.lists(SPANS, max_size=3).map(tuple)


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    attributions = draw(
        st.lists(
            st.builds(AttributionSpans, PARTS, PARTS, PARTS, st.sampled_from(STANCES), st.floats(0, 1)), max_size=6
        )
    )
    labelled = st.builds(lambda span, label: LabelledSpan(*span, label, 0.5), SPANS, st.sampled_from(EVENT_ARGUMENTS))
    events = draw(
        st.lists(
            st.builds(
                lambda trigger, kind, realis, background, arguments, score: EventSpans(
                    trigger, kind[0], kind[1], realis, background, arguments, score
                ),
                SPANS,
                st.sampled_from(TYPE_MODES),
                st.sampled_from(REALIS),
                st.booleans(),
                st.lists(labelled, max_size=5).map(tuple),
                st.floats(0, 1),
            ),
            max_size=6,
        )
    )
    return Annotation(
        tuple(words(TEXT)), tuple(sentences(TEXT)), attributions=tuple(attributions), events=tuple(events)
    )


def spans_of(article: Article) -> list[Span]:
    spans: list[Span] = []
    for claim in article.claims:
        spans += [*claim.source, *claim.cue, *claim.content, *(via.span for via in claim.via if via.span)]
        spans += [span for span in (claim.scope, claim.said and claim.said.span) if span]
    for event in article.events:
        spans += [event.trigger, *(party.span for party in (*event.actors, *event.recipients))]
        spans += [amount.span for amount in event.amounts]
        spans += [item.span for item in (event.place, event.time) if item]
    return spans + [relation.span for relation in article.relations]


@settings(max_examples=60)
@given(annotations())
def test_whatever_the_encoder_says_the_output_is_sound(annotation: Annotation) -> None:
    case = full()
    case.text = TEXT
    case.mentions.append(Mention("m9", *case.span("Bo Renn"), "person", None, None, None))
    article = code(case.article(), annotation)
    assert not list(VALIDATOR.iter_errors(page_of(article)))
    assert all(0 <= start < end <= len(TEXT) and TEXT[start:end].strip() for start, end in spans_of(article))
    claims = {claim.id for claim in article.claims}
    events = {event.id for event in article.events}
    assert all({claim.parent, claim.after} <= claims | {None} for claim in article.claims)
    assert all(set(event.claims) <= claims and event.content_of in events | {None} for event in article.events)
    assert all(event.content_of != event.id for event in article.events)
    for claim in article.claims:
        seen, above = {claim.id}, claim.parent
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = next(other.parent for other in article.claims if other.id == above)
    assert code(case.article(), annotation) == article
