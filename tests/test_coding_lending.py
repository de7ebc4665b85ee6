from __future__ import annotations

from coding_case import Case


def quotes(case: Case, parties: object) -> list[str]:
    return [case.text[slice(*party.span)] for party in parties]  # type: ignore[attr-defined]


def test_a_pledge_and_what_is_pledged_lend_each_other_their_parties() -> None:
    case = Case("Kenya's ministry offered to send grain to Zambia.")
    case.event("AGREE", "offered", actor="Kenya's ministry")
    case.event("AID", "send", recipient="Zambia", realis="future")
    pledge, aid = case.code().events
    assert aid.content_of == pledge.id
    assert quotes(case, pledge.recipients) == ["Zambia"]
    assert quotes(case, aid.actors) == ["Kenya's ministry"]


def test_who_is_asked_is_who_would_act() -> None:
    case = Case("Ada Kole urged Zambia to free the pilots.")
    case.event("REQUEST-yield", "urged", actor="Ada Kole", recipient="Zambia")
    case.event("RETREAT-release", "free", recipient="the pilots", realis="hypothetical")
    _, release = case.code().events
    assert quotes(case, release.actors) == ["Zambia"]


def test_parties_that_are_named_are_kept() -> None:
    case = Case("Kenya promised Malawi that its army would shield Zambia.")
    case.event("AGREE", "promised", actor="Kenya", recipient="Malawi")
    case.event("AID", "shield", actor="its army", recipient="Zambia", realis="future")
    pledge, aid = case.code().events
    assert quotes(case, pledge.recipients) == ["Malawi"]
    assert quotes(case, aid.actors) == ["its army"]
