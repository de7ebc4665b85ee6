from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global

from onrecord import kb
from onrecord.kb.tables import key, rows, values

SECTORS = frozenset(
    ["COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI",
     "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC"]
)  # fmt: skip
SPECIAL = frozenset(["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"])
TABLES = ("countries", "places", "bodies", "agencies", "agents", "firstnames", "leaders")


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_its_source(table: str) -> None:
    assert rows(table)
    assert all(row["source"].strip() for row in rows(table))


def test_country_codes_are_those_of_iso_and_plover() -> None:
    aliases = get_global("territory_aliases")
    iso = {code: targets for code, targets in aliases.items() if len(code) == 3 and code.isalpha()}
    for row in rows("countries"):
        assert row["iso3"] == "KOS" or row["iso2"] in iso[row["iso3"]], row
    codes = [row["iso3"] for row in rows("countries")]
    assert len(codes) == len(set(codes)) == 199
    assert {"KOS", "ATA", "HKG", "PSE", "VAT", "TWN"} <= set(codes)


def test_every_name_of_cldr_is_found() -> None:
    names = Locale("en").territories
    unusual = {"CD", "CG", "HK", "MM", "PS", "VA"}
    for row in rows("countries"):
        if row["iso2"] not in unusual:
            assert kb.country(names[row["iso2"]]) == row["iso3"], row["iso2"]


def test_every_country_has_a_demonym_and_none_is_claimed_twice() -> None:
    assert all(values(row["demonyms"]) for row in rows("countries"))
    words = [key(word) for row in rows("countries") for word in values(row["demonyms"]) if not word.startswith("~")]
    assert len(words) == len(set(words))
    assert all(kb.demonym(word) for row in rows("countries") for word in values(row["demonyms"]) if word[0] != "~")


def test_names_of_countries_and_places_are_unique() -> None:
    names = [key(name) for row in rows("countries") for name in (row["name"], *values(row["names"]))]
    assert len(names) == len(set(names))
    places = [key(row["name"]) for row in rows("places")]
    capitals = [key(name) for row in rows("countries") for name in values(row["capitals"])]
    assert len(places + capitals) == len(set(places + capitals))


def test_codes_and_sectors_of_bodies_are_known() -> None:
    codes = {row["iso3"] for row in rows("countries")} | SPECIAL
    for row in rows("bodies"):
        assert row["country"] in codes | {""}, row
        assert set(values(row["sectors"])) <= SECTORS, row
        assert row["kind"] in ("organisation", "group", "seat")
    for row in rows("agencies"):
        assert row["country"] in codes | SPECIAL, row
    assert all(row["country"] in codes for row in (*rows("places"), *rows("leaders")))


@pytest.mark.parametrize("table", ["bodies", "agencies"])
def test_names_of_bodies_are_unique(table: str) -> None:
    names = [key(name) for row in rows(table) for name in (row["name"], *values(row["aliases"]))]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)


def test_agent_nouns_are_unique_and_have_known_sectors() -> None:
    for modifiers in (True, False):
        phrases = [
            row["phrase"].replace("-", " ") for row in rows("agents") if (row["sort"] == "modifier") == modifiers
        ]
        assert len(phrases) == len(set(phrases))
    assert all(set(values(row["sectors"])) <= SECTORS for row in rows("agents"))
    assert {row["sort"] for row in rows("agents")} == {"person", "body", "group", "country", "modifier"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "USA"), ("the United States", "USA"), ("Britain", "GBR"), ("Burma", "MMR"), ("Ivory Coast", "CIV"),
        ("Türkiye", "TUR"), ("Bosnia", "BIH"), ("KOSOVO", "KOS"), ("North Korea", "PRK"), ("us", None), ("china", None),
        ("Atlantis", None), ("", None),
    ],
)  # fmt: skip
def test_countries_by_name(name: str, code: str | None) -> None:
    assert kb.country(name) == code


def test_short_acronyms_keep_their_case() -> None:
    assert kb.body("WHO") is not None
    assert kb.body("Who") is None
    assert kb.agency("AP") is not None
    assert kb.agency("ap") is None


@pytest.mark.parametrize(
    ("phrase", "sectors"),
    [
        ("Defense Minister", ("GOV",)), ("riot police", ("COP",)), ("lawmakers", ("LEG",)), ("Supreme Court", ("JUD",)),
        ("secretaries of state", ("GOV",)), ("trade unions", ("LAB",)), ("gunmen", ("UAF",)), ("vice-president", ("GOV",)),
        ("opposition leader", ("OPP", "PTY")), ("news agency", ("JRN",)), ("refugees", ("REF",)), ("ex-president", ("ELI",)),
    ],
)  # fmt: skip
def test_sectors_of_agent_nouns(phrase: str, sectors: tuple[str, ...]) -> None:
    found = kb.sector_of(phrase)
    assert found is not None
    assert found.sectors == sectors


def test_unknown_nouns_have_no_sector() -> None:
    assert kb.sector_of("the umbrella") is None


def test_capitals_and_seats_stand_for_states() -> None:
    assert kb.capital("Nairobi") == "KEN"
    seat = kb.metonym("the Élysée")
    assert seat is not None
    assert seat.country == "FRA"
    assert kb.metonym("European Union") is None
