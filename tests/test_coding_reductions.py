from __future__ import annotations

import pytest
from coding_case import Case


def codes(case: Case, index: int = 0) -> list[str]:
    return ["-".join(filter(None, (code.type, code.mode))) for code in case.code().events[index].plover]


@pytest.mark.parametrize(
    ("coded", "realis", "expected"),
    [
        ("CONSULT-visit", "actual", ["CONSULT-visit"]),
        ("CONSULT-visit", "future", ["AGREE"]),
        ("SUPPORT", "future", ["AGREE"]),
        ("COOPERATE", "future", ["AGREE"]),
        ("AID", "future", ["AGREE"]),
        ("RETREAT-withdraw", "future", ["CONCEDE"]),
        ("MOBILIZE-troops", "future", []),
        ("SANCTION-discontinue", "future", []),
        ("CONSULT", "negated", []),
        ("ASSAULT", "hypothetical", []),
        ("REJECT-meet", "actual", ["REJECT-meet"]),
    ],
)
def test_realis_decides_the_code(coded: str, realis: str, expected: list[str]) -> None:
    case = Case("Bo Renn acts in Lusaka.")
    case.event(coded, "acts", realis)
    assert codes(case) == expected


@pytest.mark.parametrize(
    ("coded", "expected"),
    [
        ("SANCTION-discontinue", ["THREATEN-restrict"]),
        ("SANCTION-expel", ["THREATEN-expel"]),
        ("COERCE-arrest", ["THREATEN-arrest"]),
        ("ASSAULT-aerial", ["THREATEN-violence"]),
        ("MOBILIZE-troops", []),
    ],
)
def test_what_its_own_actor_announces_is_a_threat(coded: str, expected: list[str]) -> None:
    case = Case("Ada Kole said she would act soon.")
    case.actor("Ada Kole", "Ada Kole", "she", country="KEN", sectors=["GOV"])
    case.claim("said", "Ada Kole", "she would act soon")
    case.event(coded, "act", "future", actor="she")
    assert codes(case) == expected


def test_what_somebody_else_foretells_is_no_threat() -> None:
    case = Case("Bo Renn said Ada Kole would act soon.")
    case.actor("Ada Kole", country="KEN", sectors=["GOV"])
    case.actor("Bo Renn", country="ZMB", sectors=["GOV"])
    case.claim("said", "Bo Renn", "Ada Kole would act soon")
    case.event("SANCTION-discontinue", "act", "future", actor="Ada Kole")
    assert codes(case) == []


def test_announced_measures_are_threats() -> None:
    case = Case("Ada Kole announced 40% tariffs on copper.")
    case.event("SANCTION-discontinue", "tariffs", "future", actor="Ada Kole")
    assert codes(case) == ["THREATEN-restrict"]


def test_a_conviction_with_prison_is_two_codes() -> None:
    case = Case("The court convicted Bo Renn and sent him to prison for six years.")
    case.event("SANCTION-convict", "convicted")
    assert codes(case) == ["SANCTION-convict", "COERCE-arrest"]


def test_a_suspended_term_is_no_arrest() -> None:
    case = Case("The court convicted Bo Renn and gave him a suspended prison term.")
    case.event("SANCTION-convict", "convicted")
    assert codes(case) == ["SANCTION-convict"]


def test_an_accusation_is_dropped_where_the_conviction_stands_in_the_text() -> None:
    case = Case("Prosecutors charged Bo Renn with theft. A court convicted him. Ada Kole accused the army.")
    case.actor("Bo Renn", "Bo Renn", "him")
    case.actor("the army", kind="organisation")
    case.event("ACCUSE-allege", "charged", recipient="Bo Renn")
    case.event("SANCTION-convict", "convicted", recipient="him")
    case.event("ACCUSE-allege", "accused", recipient="the army")
    assert [codes(case, index) for index in range(3)] == [[], ["SANCTION-convict"], ["ACCUSE-allege"]]


def test_an_ambassador_who_is_summoned_hears_a_complaint() -> None:
    case = Case("Lusaka summoned the Kenyan ambassador.")
    case.event("CONSULT", "summoned")
    assert codes(case) == ["ACCUSE-disapprove"]


def test_captured_combatants_are_abducted_not_arrested() -> None:
    case = Case("The army captured nine rebels and arrested two bakers.")
    case.event("COERCE-arrest", "captured", recipient="nine rebels")
    case.event("COERCE-arrest", "arrested", recipient="two bakers")
    assert [codes(case, index) for index in range(2)] == [["ASSAULT-abduct"], ["COERCE-arrest"]]


def test_troops_sent_after_a_flood_are_aid() -> None:
    case = Case("The army sent troops to the valley after the flood.")
    case.event("MOBILIZE-troops", "sent")
    assert codes(case) == ["AID"]
