"""Named mentions out of the encoder's entities, and which of them name the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from onrecord import kb
from onrecord.encoder.annotation import LabelledSpan
from onrecord.kb.tables import plain
from onrecord.resolve.bodies import chain_bodies, place_country
from onrecord.resolve.chains import COUNTRY, FACILITY, GROUP, ORGANISATION, OTHER, PERSON, PLACE, Chain, Name
from onrecord.resolve.persons import chain_persons, without_title

_POSSESSIVE = re.compile(r"['’]s?$")
_LABEL_KINDS = {
    "person": PERSON, "organisation": ORGANISATION, "place": PLACE, "group": GROUP, "facility": FACILITY,
    "other": OTHER, "country": COUNTRY,
}  # fmt: skip
_US_CONTEXT = frozenset(["Atlanta", "Savannah", "Florida", "Alabama", "Texas", "Ga.", "South Carolina", "Tennessee"])


def read_names(text: str, entities: Sequence[LabelledSpan]) -> list[Name]:
    """Named mentions in text order; the tables decide which places are countries."""
    names: list[Name] = []
    last = 0
    state_of_georgia = any(text[e.start : e.end] in _US_CONTEXT for e in entities)
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        start, end = _trim(text, entity.start, entity.end)
        if start < last or end <= start:
            continue
        core = text[start:end]
        kind = _kind(core, _LABEL_KINDS.get(entity.label, OTHER), state_of_georgia)
        if kind == PERSON:
            core = without_title(core)
        names.append(Name(start, end, kind, core))
        last = end
    return names


def chain_names(text: str, names: list[Name]) -> None:
    """Give each name its chain; country and sectors come from the tables and from the name itself."""
    by_kind: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_kind[name.kind].append(name)
    for name in by_kind[COUNTRY] + by_kind[PLACE] + by_kind[FACILITY] + by_kind[OTHER]:
        name.country = kb.country(name.core) or place_country(name.core)
    _chain_by_key(by_kind[COUNTRY], lambda name: name.country or "", COUNTRY)
    for kind in (PLACE, FACILITY, OTHER):
        _chain_by_key(by_kind[kind], lambda name: plain(name.core).casefold(), kind)
    for name in by_kind[GROUP]:
        name.country = kb.demonym(name.core)
    bodies = by_kind[ORGANISATION] + [name for name in by_kind[GROUP] if _is_body(name.core)]
    bodies.sort(key=lambda name: name.start)
    chain_bodies(text, bodies, names)
    groups = [name for name in by_kind[GROUP] if name.chain is None and _stands_alone(name.core)]
    _chain_by_key(groups, lambda name: plain(name.core).casefold(), GROUP)
    for name in groups:
        if name.chain is not None:
            name.chain.plural = True
    chain_persons(text, by_kind[PERSON])


def group_chain(name: Name) -> Chain:
    """A chain for a demonym or other group word that turned out to be a party."""
    name.chain = Chain(GROUP, [name.core], name.country, plural=True)
    return name.chain


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    core = text[start:end]
    start += len(core) - len(core.lstrip(" \n\t\"“'‘(,"))
    core = text[start:end].rstrip(' \n\t"”,;:)')
    found = _POSSESSIVE.search(core)
    if found and found.start() > 0 and (found[0] != "'" or not core.endswith("s'")):
        core = core[: found.start()]
    return start, start + len(core)


def _kind(core: str, kind: str, state_of_georgia: bool) -> str:
    if kind == PERSON:
        return kind
    if kb.country(core):
        return PLACE if state_of_georgia and core == "Georgia" else COUNTRY
    if kind in (FACILITY, PLACE, OTHER) and kb.metonym(core):
        return ORGANISATION
    if kind in (ORGANISATION, OTHER, PLACE) and kb.demonym(core) and " " not in core:
        return GROUP
    if kind == ORGANISATION and (kb.capital(core) or kb.place(core)) and not _is_body(core):
        return PLACE
    return kind


def _is_body(core: str) -> bool:
    return kb.body(core) is not None or kb.agency(core) is not None


def _stands_alone(core: str) -> bool:
    """Whether a group word is a noun by its form: a plural, or a name of several words that is no plain demonym."""
    if kb.demonym(core):
        return kb.is_people(core)
    return " " in core or core.endswith("s")


def _chain_by_key(names: list[Name], key: Callable[[Name], str], kind: str) -> None:
    chains: dict[str, Chain] = {}
    for name in names:
        chain = chains.setdefault(key(name), Chain(kind, country=name.country))
        if kind == COUNTRY:
            chain.sectors = ("GOV",)
        chain.names.append(name.core)
        name.chain = chain
