from __future__ import annotations

from coding_case import Case


def nested() -> Case:
    case = Case("Police beat the detainees, Minister Ada Kole denied on Monday, according to AFP.")
    case.actor("Ada Kole", kind="person")
    case.actor("AFP", kind="organisation")
    case.time("Monday", "2024-05-13")
    case.claim("according to", "AFP", "Police … on Monday")
    case.claim("denied", "Minister Ada Kole", "Police beat the detainees", "denies")
    case.event("ASSAULT-beat", "beat", actor="Police", recipient="the detainees")
    return case


def test_the_inner_claim_names_its_parent_and_its_agency() -> None:
    article = nested().code()
    inner, outer = article.claims
    assert (inner.id, outer.id) == ("k1", "k2")
    assert inner.parent == "k2"
    assert outer.parent is None
    assert [(via.name, via.basis) for via in inner.via] == [("AFP", "cue")]
    assert outer.via == ()


def test_an_event_lists_its_claims_innermost_first() -> None:
    event = nested().code().events[0]
    assert event.claims == ("k1", "k2")
    assert event.realis == "negated"
    assert event.plover == ()


def test_a_claim_knows_who_said_it_and_when() -> None:
    article = nested().code()
    inner, outer = article.claims
    assert inner.source_actor == "a1"
    assert inner.said is not None
    assert inner.said.edtf == "2024-05-13"
    assert outer.said is None


def test_two_cues_inside_of_each_other_make_no_cycle() -> None:
    case = Case("Ada Kole said Bo Renn warned that the bridge was lost.")
    case.claim("said", "Ada Kole", "Bo Renn … lost")
    case.claim("warned", "Bo Renn", "Ada Kole … Renn")
    parents = {claim.id: claim.parent for claim in case.code().claims}
    assert parents == {"k1": None, "k2": "k1"}


def test_an_agency_in_the_dateline_carries_every_claim() -> None:
    case = Case("KISUMU (Reuters) - The port is closed, Ada Kole said.")
    case.claim("said", "Ada Kole", "The port is closed")
    via = case.code().claims[0].via
    assert [(item.name, item.basis) for item in via] == [("Reuters", "dateline")]
    assert via[0].span is not None
    assert case.text[slice(*via[0].span)] == "Reuters"


def test_an_agency_that_is_the_outlet_is_no_stage_of_its_own() -> None:
    case = Case("KISUMU (Reuters) - The port is closed, Ada Kole said.", outlet="Reuters")
    case.claim("said", "Ada Kole", "The port is closed")
    assert case.code().claims[0].via == ()


def test_a_correspondent_of_an_agency_is_not_the_agency() -> None:
    case = Case("The port is closed, Ada Kole said, a Reuters correspondent wrote.")
    case.actor("Reuters", kind="organisation", sectors=["JRN"])
    case.claim("said", "Ada Kole", "The port is closed")
    case.claim("wrote", "a Reuters correspondent", "The port … said")
    assert case.code().claims[0].via == ()


def test_later_said_follows_the_claim_before_it() -> None:
    case = Case("Ada Kole denied the raid. She later said that police had searched the house.")
    case.actor("Ada Kole", "Ada Kole", "She")
    case.claim("denied", "Ada Kole", "the raid")
    case.claim("said", "She", "that police … house")
    first, second = case.code().claims
    assert (first.after, second.after) == (None, "k1")


def test_had_earlier_said_goes_before() -> None:
    case = Case("Ada Kole denied the raid. She had earlier praised the police, saying they did well.")
    case.actor("Ada Kole", "Ada Kole", "She")
    case.claim("denied", "Ada Kole", "the raid")
    case.claim("praised", "She", "the police")
    first, second = case.code().claims
    assert (first.after, second.after) == ("k2", None)


def test_a_source_that_is_not_repeated_holds_for_the_second_cue() -> None:
    case = Case("Ada Kole denied the raid but later said that police had searched the house.")
    case.actor("Ada Kole")
    case.claim("denied", "Ada Kole", "the raid")
    case.claim("said", None, "that police … house")
    first, second = case.code().claims
    assert second.source == first.source
    assert (second.source_actor, second.after) == ("a1", "k1")


def test_an_auxiliary_is_no_cue() -> None:
    case = Case("Ada Kole had denied the raid.")
    case.claim("had", "Ada Kole", "the raid")
    case.claim("denied", "Ada Kole", "the raid")
    (claim,) = case.code().claims
    assert claim.cue == (case.span("denied"),)


def test_a_date_belongs_to_the_nearer_cue() -> None:
    case = Case("The port is shut, Ada Kole said on Sunday, according to AFP.")
    case.time("Sunday", "2024-05-19")
    case.claim("said", "Ada Kole", "The port is shut")
    case.claim("according to", "AFP", "The port … said")
    assert [claim.said is not None for claim in case.code().claims] == [True, False]


def test_a_lone_mark_may_be_a_cue_and_never_a_source() -> None:
    case = Case("Ada Kole: the port is shut.")
    case.claim(":", "Ada Kole", "the port is shut")
    case.claim("shut", ":", "the port")
    colon, shut = case.code().claims
    assert colon.source == (case.span("Ada Kole"),)
    assert shut.source == ()


def test_according_to_governs_its_source_where_the_head_finds_none() -> None:
    case = Case("The port is shut, according to a U.S. official in Mombasa who asked for anonymity.")
    case.claim("according to", None, ["The port is shut", "a U.S. … anonymity"])
    (claim,) = case.code().claims
    assert [case.text[slice(*span)] for span in claim.source] == ["a U.S. official in Mombasa"]
    assert [case.text[slice(*span)] for span in claim.content] == ["The port is shut", "who asked for anonymity"]


def test_who_reports_to_somebody_says_nothing() -> None:
    case = Case("The Shore Unit reports directly to the president, and its commander is Bo Renn.")
    case.claim("reports", "The Shore Unit", "its commander is Bo Renn")
    assert case.code().claims == ()


def test_who_reports_to_somebody_that_something_is_so_says_it() -> None:
    case = Case("The Shore Unit reports to the council that the bridge is lost.")
    case.claim("reports", "The Shore Unit", "that the bridge is lost")
    assert len(case.code().claims) == 1
