from __future__ import annotations

import pytest
from coding_case import Case


def ties(case: Case) -> list[tuple[str, str, str]]:
    names = {number: actor.name for number, actor in case.actors.items()}
    return [(tie.type, names[tie.subject], names[tie.object]) for tie in case.code().relations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Valley Brigade's commander, Bo Renn, left.", ("commands", "Bo Renn", "Valley Brigade")),
        ("Bo Renn, commander of the Valley Brigade, left.", ("commands", "Bo Renn", "Valley Brigade")),
        ("Bo Renn is the head of the Valley Brigade.", ("commands", "Bo Renn", "Valley Brigade")),
        ("The commander of the Valley Brigade, Bo Renn, left.", ("commands", "Bo Renn", "Valley Brigade")),
        ("Valley Brigade chief Bo Renn left.", ("commands", "Bo Renn", "Valley Brigade")),
        ("The Valley Brigade, led by Bo Renn, left.", ("commands", "Bo Renn", "Valley Brigade")),
        ("Bo Renn, the Valley Brigade's spokesman, left.", ("holds_office", "Bo Renn", "Valley Brigade")),
        ("Bo Renn reports to the Valley Brigade.", ("reports_to", "Bo Renn", "Valley Brigade")),
        ("Bo Renn, a member of the Valley Brigade, left.", ("member_of", "Bo Renn", "Valley Brigade")),
        ("The Valley Brigade ally Bo Renn left.", ("allied_with", "Bo Renn", "Valley Brigade")),
        ("Bo Renn, a close ally of the Valley Brigade, left.", ("allied_with", "Bo Renn", "Valley Brigade")),
        ("Bo Renn, a bitter rival of the Valley Brigade, left.", ("opposed_to", "Bo Renn", "Valley Brigade")),
    ],
)
def test_ties_of_a_person_and_a_body(text: str, expected: tuple[str, str, str]) -> None:
    case = Case(text)
    case.actor("Bo Renn")
    case.actor("Valley Brigade", kind="organisation", sectors=["MIL"])
    assert ties(case) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Shore Unit is a special unit of the Valley Guards.", ("part_of", "Shore Unit", "Valley Guards")),
        ("The Valley Guards' Shore Unit left.", ("part_of", "Shore Unit", "Valley Guards")),
        ("The Shore Unit of the Valley Guards left.", ("part_of", "Shore Unit", "Valley Guards")),
        ("The Valley Guards-allied Shore Unit left.", ("allied_with", "Shore Unit", "Valley Guards")),
    ],
)
def test_ties_of_two_bodies(text: str, expected: tuple[str, str, str]) -> None:
    case = Case(text)
    case.actor("Shore Unit", kind="organisation", sectors=["MIL"])
    case.actor("Valley Guards", kind="organisation", sectors=["MIL"])
    assert ties(case) == [expected]


def test_a_demonym_and_a_title_give_the_office() -> None:
    case = Case("Kenyan Foreign Minister Ada Kole left Kenya.")
    case.actor("Ada Kole", country="KEN")
    case.actor("Kenya", kind="country", country="KEN")
    assert ties(case) == [("holds_office", "Ada Kole", "Kenya")]


def test_members_in_a_list_are_all_members() -> None:
    case = Case("The Reed Pact includes Kenya, Zambia and Malawi.")
    case.actor("Reed Pact", kind="organisation")
    for name, country in (("Kenya", "KEN"), ("Zambia", "ZMB"), ("Malawi", "MWI")):
        case.actor(name, kind="country", country=country)
    assert ties(case) == [("member_of", name, "Reed Pact") for name in ("Kenya", "Zambia", "Malawi")]


def test_a_company_is_no_part_of_its_country() -> None:
    case = Case("Kenya's Harbour Ledger printed it.")
    case.actor("Kenya", kind="country", country="KEN")
    case.actor("Harbour Ledger", kind="organisation", sectors=["JRN"])
    assert ties(case) == []


def test_a_former_office_without_a_date_is_no_tie() -> None:
    case = Case("Bo Renn, a former commander of the Valley Brigade, left.")
    case.actor("Bo Renn")
    case.actor("Valley Brigade", kind="organisation", sectors=["MIL"])
    assert ties(case) == []


def test_a_tie_has_the_date_that_stands_with_it() -> None:
    case = Case("Bo Renn, commander of the Valley Brigade since 2013, left.")
    case.actor("Bo Renn")
    case.actor("Valley Brigade", kind="organisation", sectors=["MIL"])
    case.time("2013", "2013")
    (tie,) = case.code().relations
    assert tie.time is not None
    assert tie.time.edtf == "2013"


def test_a_tie_lists_the_claims_it_stands_in_and_a_denied_one_is_negated() -> None:
    case = Case("Ada Kole denied that Bo Renn is a member of the Valley Brigade.")
    case.actor("Bo Renn")
    case.actor("Valley Brigade", kind="organisation", sectors=["MIL"])
    case.claim("denied", "Ada Kole", "that Bo Renn … Valley Brigade")
    (tie,) = case.code().relations
    assert (tie.claims, tie.realis) == (("k1",), "negated")


def test_the_span_holds_both_sides() -> None:
    case = Case("They met Bo Renn, commander of the Valley Brigade, in Lusaka.")
    case.actor("Bo Renn")
    case.actor("Valley Brigade", kind="organisation", sectors=["MIL"])
    (tie,) = case.code().relations
    assert case.text[slice(*tie.span)] == "Bo Renn, commander of the Valley Brigade"


def test_the_nearest_body_is_the_one_that_is_led() -> None:
    case = Case("Kenya's Valley Brigade chief Bo Renn left.")
    case.actor("Kenya", kind="country", country="KEN")
    case.actor("Valley Brigade", kind="organisation", sectors=["MIL"])
    case.actor("Bo Renn")
    assert ties(case) == [("part_of", "Valley Brigade", "Kenya"), ("commands", "Bo Renn", "Valley Brigade")]
