"""Countries and places: names, demonyms, capitals, regions and cities with the state they belong to.

Codes are ISO 3166-1 alpha-3 with PLOVER's additions (KOS for Kosovo; ATA, HKG, PSE and VAT kept).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.kb.tables import find, key, rows, values

_SHARED = "~"
"""Marks a demonym that another, larger country is looked up by ("Congolese", "Dominican")."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region or city of the tables; precision: region, city."""

    name: str
    country: str
    precision: str


def country(name: str) -> str | None:
    """ISO3 code of a country by one of its names.

    >>> country("South Korea"), country("the U.S."), country("turkey")
    ('KOR', 'USA', None)
    """
    return find(_names(), name)


def country_name(code: str) -> str | None:
    """The usual English name of a country by its ISO3 code."""
    return _codes().get(code)


def demonym(word: str) -> str | None:
    """ISO3 code of the country that a demonym, adjective or noun, singular or plural, belongs to.

    >>> demonym("Iranians"), demonym("Iranian"), demonym("polish")
    ('IRN', 'IRN', None)
    """
    found = find(_demonyms(), word)
    return found or (find(_demonyms(), word[:-1]) if word.endswith(("s", "S")) else None)


def is_people(word: str) -> bool:
    """Whether a word is the plural of a demonym: "Iranians", not "Iranian" and not "Swiss"."""
    return word.endswith(("s", "S")) and find(_demonyms(), word) is None and find(_demonyms(), word[:-1]) is not None


def capital(name: str) -> str | None:
    """ISO3 code of the country whose capital or seat of government the city is."""
    return find(_capitals(), name)


def place(name: str) -> Place | None:
    """A region or city of the tables, capitals included."""
    code = capital(name)
    return Place(name, code, "city") if code else find(_places(), name)


@cache
def _names() -> dict[str, str]:
    return {key(name): row["iso3"] for row in rows("countries") for name in (row["name"], *values(row["names"]))}


@cache
def _codes() -> dict[str, str]:
    return {row["iso3"]: row["name"] for row in rows("countries")}


@cache
def _demonyms() -> dict[str, str]:
    return {
        key(word): row["iso3"]
        for row in rows("countries")
        for word in values(row["demonyms"])
        if not word.startswith(_SHARED)
    }


@cache
def _capitals() -> dict[str, str]:
    return {key(name): row["iso3"] for row in rows("countries") for name in values(row["capitals"])}


@cache
def _places() -> dict[str, Place]:
    return {key(row["name"]): Place(row["name"], row["country"], row["precision"]) for row in rows("places")}
