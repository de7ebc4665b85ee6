from __future__ import annotations

import pytest
from coding_case import Case


@pytest.mark.parametrize(
    ("sentence", "cue", "head", "expected"),
    [
        ("Minister Ada Kole denied that police had fired.", "denied", "asserts", "denies"),
        ("Ada Kole said that she would resign.", "said", "promises", "promises"),
        ("The Amber Dawn Brigade claimed responsibility for the blast.", "claimed", "alleges", "admits"),
        ("Ada Kole accused the army of theft.", "accused", "asserts", "alleges"),
        ("Ada Kole acknowledged the loss of the fort.", "acknowledged", "asserts", "admits"),
        ("Ada Kole called for an inquiry.", "called", "asserts", "demands"),
        ("Ada Kole called the plan a farce.", "called", "asserts", "asserts"),
        ("The ministry declined to comment on the strike.", "declined", "asserts", "no_comment"),
        ("Ada Kole did not deny that troops had crossed.", "deny", "denies", "no_comment"),
        ("The army neither confirmed nor denied the raid.", "confirmed", "confirms", "no_comment"),
        ("The army neither confirmed nor denied the raid.", "denied", "denies", "no_comment"),
        ("The army could not confirm the raid.", "confirm", "confirms", "no_comment"),
        ("Ada Kole did not doubt that the vote was fair.", "doubt", "doubts", "asserts"),
        ("Ada Kole dismissed reports that she was ill.", "dismissed", "asserts", "denies"),
        ("Ada Kole dismissed the general.", "dismissed", "asserts", "asserts"),
        ("The paper retracted its story.", "retracted", "asserts", "retracts"),
        ("Ada Kole asked whether the army was ready.", "asked", "demands", "questions"),
        ("Ada Kole vowed to rebuild the port.", "vowed", "asserts", "promises"),
        ("Ada Kole cast doubt on the tally.", "cast", "asserts", "doubts"),
    ],
)
def test_the_lexicon_holds_where_it_is_certain(sentence: str, cue: str, head: str, expected: str) -> None:
    case = Case(sentence)
    case.claim(cue, stance=head)
    assert case.code().claims[0].stance == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ada Kole said the crew had ignored two warnings.", "asserts"),
        ("Ada Kole said the crew had never been warned.", "denies"),
        ("Ada Kole told reporters that the tale was false.", "denies"),
    ],
)
def test_said_is_no_denial_without_a_negative_word(sentence: str, expected: str) -> None:
    case = Case(sentence)
    cue = "told" if "told" in sentence else "said"
    case.claim(cue, content=sentence.split(cue + " ")[1].rstrip("."), stance="denies")
    assert case.code().claims[0].stance == expected


def test_who_rejects_a_demand_does_not_deny_that_it_was_made() -> None:
    case = Case("Ada Kole rejected the demand. She denied the raid.")
    case.claim("rejected", source="Ada Kole", content="the demand", stance="denies")
    case.claim("denied", source="She", content="the raid", stance="denies")
    case.event("REQUEST", "demand")
    case.event("COERCE-seize", "raid")
    demand, raid = case.code().events
    assert (demand.realis, raid.realis) == ("actual", "negated")


def test_who_denies_an_accusation_does_not_deny_that_it_was_made() -> None:
    case = Case("The mayor denied the accusation.")
    case.claim("denied", source="The mayor", content="the accusation", stance="denies")
    case.event("ACCUSE-allege", "accusation")
    (accusation,) = case.code().events
    assert (accusation.realis, accusation.claims) == ("actual", ())
