from __future__ import annotations

import pytest
from coding_case import Case


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        (
            "General Bo Renn reportedly visited Lusaka late last month, and talks went on.",
            "reportedly",
            "General Bo Renn reportedly visited Lusaka late last month",
        ),
        ("Bo Renn is said to be ill.", "said", "Bo Renn is said to be ill"),
        (
            "Ada Kole met Bo Renn, who allegedly sold the guns, in Lusaka.",
            "allegedly",
            "who allegedly sold the guns",
        ),
        (
            "Bo Renn, who lives in Lusaka, allegedly sold the guns.",
            "allegedly",
            "Bo Renn, who lives in Lusaka, allegedly sold the guns",
        ),
    ],
)
def test_hearsay_is_a_claim_without_source(text: str, cue: str, content: str) -> None:
    case = Case(text)
    (claim,) = case.code().claims
    assert (claim.source, claim.source_actor, claim.stance) == ((), None, "alleges")
    assert [text[slice(*span)] for span in claim.cue] == [cue]
    assert [text[slice(*span)] for span in claim.content] == [content]


def test_hearsay_inside_a_claim_keeps_to_its_content() -> None:
    case = Case("Bo Renn reportedly sold the guns, Ada Kole said.")
    case.claim("said", "Ada Kole", "Bo Renn … guns")
    hearsay, said = case.code().claims
    assert hearsay.parent == said.id
    assert hearsay.content == said.content


def test_hearsay_stops_where_another_source_speaks() -> None:
    case = Case("Bo Renn reportedly fled and Ada Kole said he was safe.")
    case.claim("said", "Ada Kole", "he was safe")
    hearsay = case.code().claims[0]
    assert "Ada Kole" not in case.text[slice(*hearsay.content[0])]


def test_an_adverb_that_the_encoder_anchored_is_not_doubled() -> None:
    case = Case("Bo Renn reportedly sold the guns.")
    case.claim("reportedly", None, "Bo Renn … guns", "asserts")
    (claim,) = case.code().claims
    assert claim.stance == "alleges"


def test_an_event_under_hearsay_keeps_its_realis_and_lists_the_claim() -> None:
    case = Case("Bo Renn reportedly visited Lusaka.")
    case.event("CONSULT-visit", "visited", actor="Bo Renn")
    (event,) = case.code().events
    assert (event.realis, event.claims) == ("actual", ("k1",))
