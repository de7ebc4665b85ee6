from __future__ import annotations

import pytest
from coding_case import Case


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ('"We will stay," Ada Kole said.', '"We will stay,"', "direct"),
        ("“We will stay,” Ada Kole said.", "“We will stay,”", "direct"),
        ("'We will stay,' Ada Kole said.", "'We will stay,'", "direct"),
        ("Ada Kole said that they would stay.", "that they would stay", "indirect"),
        ('Ada Kole said the workers\' plan was "a farce".', 'the workers\' plan was "a farce"', "mixed"),
        ('Ada Kole said that "we will stay".', 'that "we will stay"', "direct"),
    ],
)
def test_form_follows_the_quotation_marks(text: str, content: str, expected: str) -> None:
    case = Case(text)
    case.claim("said", "Ada Kole", content)
    assert case.code().claims[0].quoted == expected


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    case = Case('"We will stay.\n\nAda Kole said that they would stay.')
    case.claim("said", "Ada Kole", "that they would stay")
    assert case.code().claims[0].quoted == "indirect"


def test_who_was_told_is_the_addressee() -> None:
    case = Case("Ada Kole told the Harbour Ledger that Bo Renn was safe.")
    case.actor("Ada Kole")
    ledger = case.actor("Harbour Ledger", kind="organisation")
    case.actor("Bo Renn")
    case.claim("told", "Ada Kole", "that Bo Renn was safe")
    assert case.code().claims[0].addressee == (ledger,)


def test_reporters_in_general_are_no_actor() -> None:
    case = Case("Ada Kole told reporters that Bo Renn was safe.")
    case.actor("Bo Renn")
    case.claim("told", "Ada Kole", "that Bo Renn was safe")
    assert case.code().claims[0].addressee == ()


def test_a_date_inside_the_content_is_not_when_it_was_said() -> None:
    case = Case("Ada Kole said the raid on Sunday failed.")
    case.time("Sunday", "2024-05-19")
    case.claim("said", "Ada Kole", "the raid on Sunday failed")
    assert case.code().claims[0].said is None


def test_a_date_of_another_act_is_not_when_it_was_said() -> None:
    case = Case("Ada Kole, who was arrested on Sunday, said she was well.")
    case.time("Sunday", "2024-05-19")
    case.claim("said", "Ada Kole", "she was well")
    case.event("COERCE-arrest", "arrested", recipient="Ada Kole", time="on Sunday")
    article = case.code()
    assert article.claims[0].said is None
    assert article.events[0].time is not None


@pytest.mark.parametrize(
    ("text", "content", "scope"),
    [
        ("Ada Kole denied that police had fired.", "that police had fired", "police had fired"),
        ("Ada Kole denied accusations that police had fired.", "accusations that police had fired", "police had fired"),
        ("Ada Kole denied any role in the raid.", "any role in the raid", "any role in the raid"),
        ('"We are tired. We did not fire," Ada Kole denied.', '"We are tired. We did not fire,"', "We did not fire"),
    ],
)
def test_scope_is_what_exactly_is_denied(text: str, content: str, scope: str) -> None:
    case = Case(text)
    case.claim("denied", "Ada Kole", content)
    found = case.code().claims[0].scope
    assert found is not None
    assert text[slice(*found)] == scope


def test_only_denials_have_a_scope() -> None:
    case = Case("Ada Kole said that police had fired.")
    case.claim("said", "Ada Kole", "that police had fired")
    assert case.code().claims[0].scope is None
