"""Reading entries back: filters, order, dossiers."""

import dataclasses

import pytest

from bench.kill.toy import derive
from onrecord.errors import UsageError
from onrecord.model import Page, RawPage, ReadOptions
from onrecord.record import ClaimFilter, EventFilter, Record
from tests.recording import OPTIONS, TALKS, VISIT, add, raw

EVENTS = {"visited": "CONSULT-visit", "attacked": "ASSAULT", "accused": "ACCUSE-disapprove"}


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        (EventFilter(), {"visited", "attacked", "accused"}),
        (EventFilter(type="CONSULT"), {"visited"}),
        (EventFilter(type="consult-Visit"), {"visited"}),
        (EventFilter(type="ACCUSE-allege"), set()),
        (EventFilter(realis="negated"), {"attacked"}),
        (EventFilter(status="denied_only"), {"attacked"}),
        (EventFilter(status="own_voice"), {"visited"}),
        (EventFilter(status="attributed"), {"accused"}),
        (EventFilter(actor="muller"), {"visited", "attacked"}),
        (EventFilter(actor="Anna Müller", realis="actual"), {"visited"}),
        (EventFilter(actor="RUS"), {"visited"}),
        (EventFilter(actor="Nobody Atall"), set()),
        (EventFilter(since="2031-04", until="2031-04-30"), {"visited"}),
        (EventFilter(since="2031-05"), set()),
        (EventFilter(published_since="2031-05-02", published_until="2031-05"), {"visited", "attacked", "accused"}),
        (EventFilter(published_until="2031-05-01"), set()),
        (EventFilter(outlet="The Lantern"), {"visited", "attacked", "accused"}),
        (EventFilter(outlet="The Echo"), set()),
        (EventFilter(place="Moscow"), set()),
    ],
)
def test_filters_of_events(record: Record, wanted: EventFilter, quotes: set[str]) -> None:
    add(record, VISIT, TALKS.split("\n----\n")[0])
    assert {event.quote for event in record.events(wanted)} == quotes


def test_place_and_score_and_claims_come_back(record: Record) -> None:
    def placed(raw: RawPage, options: ReadOptions) -> Page:
        from onrecord.model import EventPlace

        page = derive(raw, options)
        (article,) = page.articles
        place = EventPlace((0, 4), "Nizhny Tagil", "RUS", 57.91999, 59.96501, "city")
        events = tuple(dataclasses.replace(event, place=place, score=0.876) for event in article.events)
        return dataclasses.replace(page, articles=(dataclasses.replace(article, events=events),))

    record.add([raw(VISIT)], OPTIONS, derive=placed)
    for wanted in ("nizhny", "RUS", "Nizhny Tagil"):
        events = list(record.events(EventFilter(place=wanted)))
        assert [(event.lat, event.lon, event.score) for event in events] == [(57.92, 59.965, 0.88)] * 2
    assert [event.claims for event in events] == [(), ("k1",)]
    assert not list(record.events(EventFilter(place="tagil moscow")))


def test_a_date_that_is_none(record: Record) -> None:
    with pytest.raises(UsageError, match="soon"):
        list(record.events(EventFilter(since="soon")))


def test_claims(record: Record) -> None:
    add(record, VISIT, TALKS)
    assert {claim.speaker for claim in record.claims()} == {"Boris Vane"}
    (claim,) = record.claims(ClaimFilter(source="vane", stance="denies"))
    assert (claim.cue, claim.sentence) == ("denied", "Boris Vane denied that Anna Müller attacked Iran.")
    assert not list(record.claims(ClaimFilter(source="müller")))


def test_actors_join_across_articles(record: Record) -> None:
    add(record, VISIT, TALKS)
    actors = {actor.name: actor for actor in record.actors()}
    assert (actors["Iran"].articles, actors["Iran"].country) == (3, "IRN")
    assert actors["Boris Vane"].articles == 2
    assert [actor.name for actor in record.actors(name="ORTIZ")] == ["Carla Ortíz"]
    assert {actor.name for actor in record.actors(kind="country")} == {"Iran", "Russia"}
    assert len(list(record.actors(limit=2, offset=1))) == 2


def test_dossier(record: Record) -> None:
    add(record, VISIT, TALKS)
    found = record.dossier("Anna Müller")
    assert found is not None
    assert found.actor.name == "Anna Müller"
    assert [(event.quote, event.status) for event in found.events] == [
        ("visited", "own_voice"),
        ("attacked", "denied_only"),
    ]
    vane = record.dossier("vane")
    assert vane is not None
    assert [claim.stance for claim in vane.claims].count("denies") == 1
    assert record.dossier("Nobody Atall") is None


def test_events_of_the_contract(record: Record) -> None:
    add(record, VISIT)
    visited, attacked = record.export_rows("events")
    assert set(visited) == {
        *("id", "type", "mode", "actors", "recipients", "place", "time", "realis", "background", "status", "mentions"),
        *(
            "details",
            "carried_by",
            "asserted_by",
            "denied_by",
            "outlets",
            "voices",
            "part_of",
            "first_reported",
            "flags",
        ),
    }
    assert (visited["asserted_by"], visited["denied_by"], visited["voices"]) == (["The Lantern"], [], 1)
    assert (attacked["asserted_by"], attacked["denied_by"], attacked["voices"]) == ([], ["Boris Vane"], 1)
    assert attacked["actors"] == visited["actors"]


def test_every_quote_stands_in_the_text(record: Record) -> None:
    add(record, VISIT, TALKS)
    texts = {row["articles"][0]["id"]: row["articles"][0]["text"] for row in record.export_rows("articles")}
    events = list(record.events())
    assert events
    for event in events:
        text = texts[event.source.article]
        assert text[slice(*event.span)] == event.quote
        assert event.quote in event.sentence
        for party in (*event.actors, *event.recipients):
            assert text[slice(*party.span)] == party.quote


def test_articles_in_canonical_order_and_newest_first(record: Record) -> None:
    for day in ("2031-05-03", None, "2031-05-01"):
        add(record, f"{day}\nWords.", options=ReadOptions(published=day))
    assert [row.source.published for row in record.articles()] == ["2031-05-01", "2031-05-03", None]
    assert len(list(record.articles(limit=2, newest=True))) == 2


def test_pages_come_back_as_they_were_derived(record: Record) -> None:
    add(record, VISIT, TALKS)
    for page in record.pages():
        payload = record.payload(page.sha256)
        assert payload is not None
        expected = derive(RawPage(payload, file=page.file), OPTIONS)
        assert page == expected
        assert record.page(page.sha256) == expected
