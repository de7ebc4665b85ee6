from __future__ import annotations

import pytest
from coding_case import Case

from onrecord.model import Event, Geo


def test_parties_place_and_time_are_resolved_things() -> None:
    case = Case("Ada Kole visited Lusaka on Sunday.")
    case.actor("Ada Kole", country="KEN", sectors=["GOV"])
    case.place("Lusaka", Geo("Lusaka", "ZMB", -15.4, 28.3, "city"))
    case.time("Sunday", "2024-05-19")
    case.event("CONSULT-visit", "visited", actor="Ada Kole", place="Lusaka", time="on Sunday")
    (event,) = case.code().events
    (party,) = event.actors
    assert (party.actor, party.country, party.sectors) == ("a1", "KEN", ("GOV",))
    assert event.place is not None
    assert (event.place.name, event.place.country, event.place.precision) == ("Lusaka", "ZMB", "city")
    assert event.time is not None
    assert (event.time.edtf, event.time.span) == ("2024-05-19", case.span("Sunday"))
    assert event.aspect == "once"


@pytest.mark.parametrize(
    ("coded", "text", "trigger", "place"),
    [
        ("CONSULT-visit", "Ada Kole visited Lusaka.", "visited", "Lusaka"),
        ("SANCTION-withdraw", "The agency withdrew its doctors from Zambia.", "withdrew", "Zambia"),
        ("AID", "The agency flew medicine into Zambia.", "flew", "Zambia"),
    ],
)
def test_an_act_upon_a_territory_is_done_to_it(coded: str, text: str, trigger: str, place: str) -> None:
    case = Case(text)
    case.event(coded, trigger, place=place)
    (event,) = case.code().events
    assert [text[slice(*party.span)] for party in event.recipients] == [place]


def test_where_an_act_took_place_is_not_whom_it_was_done_to() -> None:
    case = Case("Police arrested Bo Renn in Lusaka.")
    case.event("COERCE-arrest", "arrested", actor="Police", recipient="Bo Renn", place="Lusaka")
    (event,) = case.code().events
    assert [case.text[slice(*party.span)] for party in event.recipients] == ["Bo Renn"]


def test_an_actor_is_one_party_of_an_event_however_often_it_is_named() -> None:
    case = Case("Ada Kole said that she would meet Bo Renn.")
    case.actor("Ada Kole", "Ada Kole", "she")
    case.actor("Bo Renn")
    case.event("CONSULT", "meet", "future", actor=["Ada Kole", "she", "Bo Renn"])
    (event,) = case.code().events
    assert [case.text[slice(*party.span)] for party in event.actors] == ["she", "Bo Renn"]


def test_an_ending_is_no_party() -> None:
    case = Case("Kenya's offer failed.")
    case.event("AGREE", "offer", actor=case.span("'s"))
    (event,) = case.code().events
    assert event.actors == ()


def test_a_time_that_was_not_resolved_is_never_the_date_of_publication() -> None:
    case = Case("Ada Kole visited Lusaka.")
    case.event("CONSULT-visit", "visited", actor="Ada Kole")
    (event,) = case.code().events
    assert (event.time, event.place) == (None, None)


def test_two_mentions_on_one_trigger_are_one_event() -> None:
    case = Case("Ada Kole held talks.")
    case.event("CONSULT", "talks", score=0.4)
    case.event("CONSULT-visit", "held talks", score=0.8)
    (event,) = case.code().events
    assert (event.mode, event.score) == ("visit", 0.8)


def test_ids_follow_the_text() -> None:
    case = Case("Ada Kole met Bo Renn and condemned the raid.")
    case.event("ACCUSE-disapprove", "condemned")
    case.event("CONSULT", "met")
    assert [(event.id, event.type) for event in case.code().events] == [("e1", "CONSULT"), ("e2", "ACCUSE")]


def denied(text: str, content: str, trigger: str, coded: str = "ASSAULT") -> Event:
    case = Case(text)
    case.claim("denied", "Ada Kole", content)
    case.event(coded, trigger)
    return case.code().events[0]


def test_what_only_a_denial_mentions_is_negated() -> None:
    event = denied("Ada Kole denied that police beat anyone.", "that police beat anyone", "beat")
    assert (event.realis, event.claims) == ("negated", ("k1",))


def test_the_accusation_that_is_denied_was_made() -> None:
    event = denied("Ada Kole denied the accusations.", "the accusations", "accusations", "ACCUSE-allege")
    assert event.realis == "actual"


def test_what_another_source_asserts_inside_of_a_denial_keeps_its_realis() -> None:
    case = Case("Ada Kole denied Bo Renn's claim that police beat detainees.")
    case.claim("denied", "Ada Kole", "Bo Renn's claim … detainees")
    case.claim("claim", "Bo Renn", "that police beat detainees")
    case.event("ASSAULT-beat", "beat")
    (event,) = case.code().events
    assert event.realis == "actual"
    assert event.claims == ("k2", "k1")


def test_what_happened_more_than_three_months_before_is_background() -> None:
    case = Case("Ada Kole visited Lusaka in 2011.")
    case.time("2011", "2011")
    case.event("CONSULT-visit", "visited", time="in 2011")
    assert case.code().events[0].background


def test_what_the_text_dates_to_yesterday_is_no_background() -> None:
    case = Case("Ada Kole visited Lusaka on Sunday.")
    case.time("on Sunday", "2024-05-19")
    case.event("CONSULT-visit", "visited", time="on Sunday", background=True)
    assert not case.code().events[0].background


def test_a_trigger_begins_with_its_act() -> None:
    case = Case("Bo Renn must come out and surrender.")
    case.event("RETREAT", "and surrender", "hypothetical")
    (event,) = case.code().events
    assert case.text[slice(*event.trigger)] == "surrender"


def test_without_date_of_publication_nothing_becomes_background() -> None:
    case = Case("Ada Kole visited Lusaka in 2011.", published=None)
    case.time("2011", "2011")
    case.event("CONSULT-visit", "visited", time="in 2011")
    assert not case.code().events[0].background


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Ada Kole is training militias in Lusaka.", "training", "ongoing"),
        ("The army has shelled the town for three weeks.", "shelled", "ongoing"),
        ("The army has shelled the town every night.", "shelled", "repeated"),
        ("The army shelled the town.", "shelled", None),
        ("The army shelled the town, while Ada Kole is often in Lusaka.", "shelled", None),
    ],
)
def test_aspect_is_told_by_the_words_of_the_clause(text: str, trigger: str, expected: str | None) -> None:
    case = Case(text)
    case.event("ASSAULT", trigger)
    assert case.code().events[0].aspect == expected


@pytest.mark.parametrize(
    ("text", "mode", "trigger", "actors", "initiators"),
    [
        ("Ada Kole called Bo Renn on Sunday.", "-phone", "called", ["Ada Kole", "Bo Renn"], ["Ada Kole"]),
        ("Bo Renn was called by Ada Kole.", "-phone", "called", ["Bo Renn", "Ada Kole"], ["Ada Kole"]),
        ("Ada Kole and Bo Renn spoke by phone.", "-phone", "spoke", ["Ada Kole", "Bo Renn"], []),
        ("Ada Kole made a call to Bo Renn.", "-phone", "call", ["Ada Kole", "Bo Renn"], ["Ada Kole"]),
        ("Bo Renn took a call from Ada Kole.", "-phone", "call", ["Bo Renn", "Ada Kole"], ["Ada Kole"]),
        ("Bo Renn spoke on Sunday at the request of Ada Kole.", "", "spoke", ["Bo Renn", "Ada Kole"], ["Ada Kole"]),
    ],
)
def test_who_called_is_the_initiator(
    text: str, mode: str, trigger: str, actors: list[str], initiators: list[str]
) -> None:
    case = Case(text)
    case.event("CONSULT" + mode, trigger, actor=actors)
    (event,) = case.code().events
    assert [text[slice(*party.span)] for party in event.actors if party.initiator] == initiators


def test_the_content_of_a_pledge_points_at_the_pledge() -> None:
    case = Case("Ada Kole pledged to send grain to Lusaka.")
    case.event("AGREE", "pledged", actor="Ada Kole")
    case.event("AID", "send", "future", actor="Ada Kole")
    pledge, aid = case.code().events
    assert (pledge.content_of, aid.content_of) == (None, "e1")
    assert aid.plover == ()


def test_what_is_promised_before_the_word_of_promise_is_its_content() -> None:
    case = Case('"We will send grain," Ada Kole pledged.')
    case.claim("pledged", "Ada Kole", '"We will send grain,"')
    case.event("AGREE", "pledged", actor="Ada Kole")
    case.event("AID", "send", "future", actor="We")
    aid, pledge = case.code().events
    assert aid.content_of == pledge.id


def test_an_act_that_happened_is_nobodys_content() -> None:
    case = Case("Ada Kole threatened to resign after the army shelled Lusaka.")
    case.event("THREATEN", "threatened")
    case.event("RETREAT-resign", "resign", "hypothetical")
    case.event("ASSAULT", "shelled")
    threat, resignation, shelling = case.code().events
    assert resignation.content_of == threat.id
    assert shelling.content_of is None


def test_contexts_come_from_the_words_of_the_sentence() -> None:
    case = Case("The court convicted Bo Renn of corruption. Ada Kole visited Lusaka.")
    case.event("SANCTION-convict", "convicted")
    case.event("CONSULT-visit", "visited")
    convicted, visited = case.code().events
    assert convicted.contexts == ("legal", "corruption")
    assert visited.contexts == ()


def test_a_cyber_attack_carries_its_context() -> None:
    case = Case("Intruders broke into the registry.")
    case.event("COERCE-cyber", "broke")
    assert case.code().events[0].contexts == ("cyber",)


def test_an_act_upon_a_territory_has_the_territory_for_recipient_where_nobody_is_named() -> None:
    case = Case("Kenya imposed a curfew in Lusaka. Ada Kole was shot in Ndola.")
    case.event("COERCE-curfew", "curfew", actor="Kenya", place="Lusaka")
    case.event("ASSAULT-firearms", "shot", recipient="Ada Kole", place="Ndola")
    curfew, shot = case.code().events
    assert [case.text[slice(*party.span)] for party in curfew.recipients] == ["Lusaka"]
    assert [case.text[slice(*party.span)] for party in shot.recipients] == ["Ada Kole"]


def test_words_that_hang_over_at_the_ends_of_a_party_are_cut() -> None:
    case = Case("Police in Ndola arrested the head of the union.")
    case.event("COERCE-arrest", "arrested", actor="Police in", recipient="the head of the union")
    case.event("ASSAULT", "union", actor="the", recipient="of the")
    arrest, other = case.code().events
    assert [case.text[slice(*party.span)] for party in arrest.actors] == ["Police"]
    assert [case.text[slice(*party.span)] for party in arrest.recipients] == ["the head of the union"]
    assert (other.actors, other.recipients) == ((), ())


def test_the_day_of_a_statement_is_not_the_day_of_what_it_tells() -> None:
    case = Case("On Sunday, Ada Kole said that troops had left Lusaka.")
    case.time("Sunday", "2024-05-19")
    case.claim("said", source="Ada Kole", content="that troops had left Lusaka")
    case.event("RETREAT-withdraw", "left", actor="troops", time="Sunday")
    article = case.code()
    assert article.claims[0].said is not None
    assert article.events[0].time is None


def test_a_party_is_a_whole_name_with_its_title() -> None:
    case = Case("Ada Kole telephoned Zambian Foreign Minister Igor Lunda on Monday.")
    case.actor("Igor Lunda")
    case.event("CONSULT", "telephoned", actor=["Ada Kole", "Zambian", "Lunda"])
    (event,) = case.code().events
    assert [case.text[slice(*party.span)] for party in event.actors] == [
        "Ada Kole",
        "Zambian Foreign Minister Igor Lunda",
    ]


def test_a_party_does_not_begin_with_of() -> None:
    case = Case("The coast guard arrested six of its fishermen on Monday.")
    case.actor("its fishermen", ("of its fishermen", 1), kind="group")
    case.event("COERCE-arrest", "arrested", actor="The coast guard", recipient="of its fishermen")
    (event,) = case.code().events
    assert [case.text[slice(*party.span)] for party in event.recipients] == ["its fishermen"]
