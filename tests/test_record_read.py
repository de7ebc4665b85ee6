"""Reading entries back: filters, order, dossiers."""

import dataclasses

import pytest
import sqlalchemy as sa

from bench.kill.toy import derive
from onrecord.errors import UsageError
from onrecord.model import EventTime, Page, RawPage, ReadOptions
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


def dated(edtf: str) -> object:
    def derived(raw: RawPage, options: ReadOptions) -> Page:
        page = derive(raw, options)
        (article,) = page.articles
        time = EventTime((0, 4), edtf, "throughout", "resolved")
        events = tuple(dataclasses.replace(event, time=time) for event in article.events)
        return dataclasses.replace(page, articles=(dataclasses.replace(article, events=events),))

    return derived


@pytest.mark.parametrize(
    ("edtf", "since", "until", "found"),
    [
        ("2014/..", "2019", None, True),
        ("2014/..", None, "2013", False),
        ("../2014", None, "2010", True),
        ("../2014", "2015", None, False),
        ("2014/2016", "2015", "2015", True),
        ("2014/2016", "2017", None, False),
    ],
)
def test_an_open_end_may_lie_anywhere(
    record: Record, edtf: str, since: str | None, until: str | None, found: bool
) -> None:
    record.add([raw("Title\nAnna Müller visited Russia.")], OPTIONS, derive=dated(edtf))  # type: ignore[arg-type]
    assert bool(list(record.events(EventFilter(since=since, until=until)))) is found


def test_a_name_of_thousands_of_words_is_none(record: Record) -> None:
    add(record, VISIT)
    with pytest.raises(UsageError, match="is no name") as caught:
        list(record.events(EventFilter(actor=" ".join(f"w{number}" for number in range(3000)))))
    assert len(caught.value.message) < 100
    assert list(record.events(EventFilter(actor="Anna " * 3000)))
    assert not list(record.events(EventFilter(place=" ".join(f"w{number}" for number in range(3000)))))


def test_claims_of_many_events_are_asked_for_at_once(record: Record) -> None:
    add(record, *(f"{number}\nBoris Vane denied that Anna Müller attacked Iran." for number in range(12)))
    rows = list(record.events())
    statements: list[str] = []

    @sa.event.listens_for(record._engine, "before_cursor_execute")
    def count(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    found = record.claims_around(rows)
    assert [row for row, _ in found] == rows
    assert all([claim.stance for claim in around] == ["denies"] for _, around in found)
    assert all(claim.source.article == row.source.article for row, around in found for claim in around)
    assert sum("FROM claims" in statement for statement in statements) == 1


def test_a_dossier_of_so_many_entries(record: Record) -> None:
    days = ("2031-04-28", "2030-01-02", "2031-01-01")
    add(record, *(f"{day}\nAnna Müller visited Russia on {day}." for day in days), "No day\nAnna Müller visited Iran.")
    found, first = record.dossier("Anna Müller"), record.dossier("Anna Müller", 2)
    assert found is not None
    assert first is not None
    assert [event.edtf for event in found.events] == [*sorted(days), None]
    assert (first.events, first.all_events) == (found.events[:2], 4)


def test_sources_without_a_name_are_one_voice(record: Record) -> None:
    def unnamed(raw: RawPage, options: ReadOptions) -> Page:
        page = derive(raw, options)
        (article,) = page.articles
        (claim,) = article.claims
        words = ((0, 5), (6, 12))
        claims = tuple(
            dataclasses.replace(claim, id=f"k{n}", source=(span,), source_actor=None) for n, span in enumerate(words)
        )
        events = tuple(dataclasses.replace(event, claims=("k0", "k1")) for event in article.events)
        return dataclasses.replace(page, articles=(dataclasses.replace(article, claims=claims, events=events),))

    record.add([raw("Title\nBoris Vane said that Iran accused Carla Ortíz.")], OPTIONS, derive=unnamed)
    (entry,) = record.export_rows("events")
    assert len(entry["asserted_by"]) == 2
    assert entry["voices"] == 1
