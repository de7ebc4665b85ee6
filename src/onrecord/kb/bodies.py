"""Bodies that news names without explanation: intergovernmental organisations, armed groups, services, agencies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.kb.tables import find, key, rows, values


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the tables.

    Attributes:
        name: The name it is best known by.
        kind: organisation, group (armed or loose), seat (a building that stands for the body in it).
        country: ISO3, or PLOVER's code for what is no state's (IGO, UNO, EUR, NGO, IMG, MNC, ISM).
        sectors: PLOVER sectors, primary first.
    """

    name: str
    kind: str
    country: str | None
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency or outlet; kind: agency, outlet."""

    name: str
    kind: str
    country: str


def body(name: str) -> Body | None:
    """A body by one of its names.

    >>> body("IRGC").sectors, body("the European Union").country
    (('MIL',), 'EUR')
    """
    return find(_bodies(), name)


def metonym(name: str) -> Body | None:
    """The seat of government that stands for the body in it: "the Kremlin said"."""
    found = body(name)
    return found if found and found.kind == "seat" else None


def agency(name: str) -> Agency | None:
    """A news agency or large outlet by one of its names."""
    return find(_agencies(), name)


@cache
def _bodies() -> dict[str, Body]:
    index: dict[str, Body] = {}
    for row in rows("bodies"):
        entry = Body(row["name"], row["kind"], row["country"] or None, values(row["sectors"]))
        for name in (row["name"], *values(row["aliases"])):
            index.setdefault(key(name), entry)
    return index


@cache
def _agencies() -> dict[str, Agency]:
    index: dict[str, Agency] = {}
    for row in rows("agencies"):
        entry = Agency(row["name"], row["kind"], row["country"])
        for name in (row["name"], *values(row["aliases"])):
            index.setdefault(key(name), entry)
    return index
