"""Which names of organisations name the same one: short forms, initials, the tables; never across countries."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from onrecord import kb
from onrecord.kb.tables import plain
from onrecord.resolve.chains import COUNTRY, GROUP, ORGANISATION, PLACE, Chain, Name

_SMALL = frozenset(["of", "the", "for", "and", "on", "in", "de", "du", "des", "la", "le", "&"])
_MAX_CANDIDATES = 50
"""Longer names that a short form is compared with."""


def content_words(core: str) -> tuple[str, ...]:
    """What counts in an organisation's name: small words dropped, spelling and plural evened out."""
    words = [part for part in kb.normal_words(plain(core).replace(".", "").split()) if part not in _SMALL]
    return tuple(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )


def _initials(core: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", plain(core)) if part and part[0].isupper())


def chain_bodies(text: str, names: list[Name], all_names: list[Name]) -> None:
    """Give the organisations and known groups among ``names`` their chains, country and sectors."""
    index = {name.start: at for at, name in enumerate(all_names)}
    for name in names:
        name.country = _context_country(text, all_names, index[name.start])
    families: dict[tuple[str, ...], list[Chain]] = defaultdict(list)
    with_word: dict[str, list[tuple[tuple[str, ...], Chain]]] = defaultdict(list)
    with_initials: dict[str, list[Chain]] = defaultdict(list)
    tabled: dict[str, Chain] = {}
    # Longer names first: what is a short form of what is known before the mentions are gone through.
    for name in sorted(names, key=lambda name: (-len(content_words(name.core)), name.start)):
        words = content_words(name.core)
        entry = kb.body(name.core) or kb.agency(name.core)
        chain = tabled.get(entry.name) if entry else None
        if chain is None:
            chain = _same_body(name, words, families, with_word, with_initials, tabled if entry else {})
        if chain is None:
            chain = _new_body(name, words)
            for word in set(words):
                with_word[word].append((words, chain))
            initials = _initials(name.core)
            if len(initials) > 1:
                with_initials[initials].append(chain)
        if chain not in families[words]:
            families[words].append(chain)
        if entry:
            tabled.setdefault(entry.name, chain)
        if chain.country is None:
            chain.country = name.country
        name.chain = chain
    _join_brackets(text, names)
    for name in names:
        if name.chain is not None:
            name.chain.names.append(name.core)


def _same_body(
    name: Name,
    words: tuple[str, ...],
    families: dict[tuple[str, ...], list[Chain]],
    with_word: dict[str, list[tuple[tuple[str, ...], Chain]]],
    with_initials: dict[str, list[Chain]],
    tabled: dict[str, Chain],
) -> Chain | None:
    entry = kb.body(name.core) or kb.agency(name.core)
    country = (entry.country if entry else None) or _name_country(name.core) or name.country

    def fits(chain: Chain) -> bool:
        return not (country and chain.country and country != chain.country) and chain not in tabled.values()

    for chain in families.get(words, ()):
        if fits(chain):
            return chain
    acronym = plain(name.core).replace(".", "")
    if " " not in acronym and acronym.isupper() and len(acronym) > 1:
        found = next((chain for chain in with_initials.get(acronym, ()) if fits(chain)), None)
        if found:
            return found
    if not words or entry:
        return None
    candidates = with_word.get(words[-1], ())[-_MAX_CANDIDATES:]
    return next((chain for longer, chain in candidates if set(words) < set(longer) and fits(chain)), None)


def _new_body(name: Name, words: tuple[str, ...]) -> Chain:
    chain = Chain(ORGANISATION)
    body, agency = kb.body(name.core), kb.agency(name.core)
    agent = kb.agent_at_end(kb.normal_words(plain(name.core).split())) or _head_before_of(name.core)
    if body:
        chain.kind = GROUP if body.kind == "group" else ORGANISATION
        chain.country, chain.sectors = body.country or name.country, body.sectors
    elif agency:
        chain.country, chain.sectors = agency.country, ("JRN",)
        chain.heads.update(("agency", "news agency") if agency.kind == "agency" else ("newspaper", "paper", "channel"))
    else:
        chain.country = _name_country(name.core) or name.country
        if agent and agent.sort != "person":
            chain.sectors = agent.sectors
    if agent:
        chain.heads.update((agent.phrase, agent.phrase.rpartition(" ")[2]))
    if words:
        chain.heads.add(words[-1])
    chain.heads.update(_GENERIC_HEADS.get(chain.sectors[0] if chain.sectors else "", ()))
    chain.plural = plain(name.core).endswith("s") and bool(chain.sectors) and chain.sectors[0] in ("MIL", "REB", "UAF")
    return chain


_GENERIC_HEADS = {
    "JRN": ("media", "outlet", "network"), "BUS": ("company", "firm"), "PTY": ("party",), "COP": ("police", "force"),
    "MIL": ("military", "force"), "JUD": ("court",), "LEG": ("parliament", "chamber"), "SOC": ("group", "organisation"),
    "REB": ("group", "movement", "rebel"), "UAF": ("group", "militant group"), "LAB": ("union",), "SPY": ("agency",),
    "GOV": ("department", "agency"),
}  # fmt: skip


def _head_before_of(core: str) -> kb.Agent | None:
    head = re.split(r"\s(?:of|for|on)\s", plain(core), maxsplit=1)[0]
    return kb.agent_at_end(kb.normal_words(head.split()))


def _name_country(core: str) -> str | None:
    """Country that a name itself holds: "Iranian Foreign Ministry", "Bank of England", "Central Bank of Nigeria"."""
    words = plain(core).split()
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            part = " ".join(words[at : at + size])
            if part[0].isupper():
                found = kb.demonym(part) or kb.country(part)
                if found:
                    return found
    parts = re.split(r"\sof\s", plain(core))
    return place_country(parts[-1]) if len(parts) > 1 else None


def _context_country(text: str, names: list[Name], at: int) -> str | None:
    """Country of the demonym or possessor right before a name: "Russian Defense Ministry", "Iran's Quds Force"."""
    if at == 0:
        return None
    before = names[at - 1]
    gap = text[before.end : names[at].start]
    if gap in (" ", "'s ", "’s ", "' ", "’ ") and before.kind in (COUNTRY, GROUP, PLACE):
        return before.country or (before.chain.country if before.chain else None)
    return None


def _join_brackets(text: str, names: list[Name]) -> None:
    """ "Harbour Workers' League (HWL)": the bracket names what stands before it."""
    members: dict[Chain, list[Name]] = defaultdict(list)
    for name in names:
        if name.chain is not None:
            members[name.chain].append(name)
    for before, name in pairwise(names):
        old, new = name.chain, before.chain
        bracketed = text[before.end : name.start] == " (" and text[name.end : name.end + 1] == ")"
        if not bracketed or old is new or old is None or new is None:
            continue
        if plain(name.core).replace(".", "").isupper():
            new.country, new.sectors = new.country or old.country, new.sectors or old.sectors
            new.heads |= old.heads
            for other in members.pop(old, ()):
                other.chain = new
                members[new].append(other)


def place_country(core: str) -> str | None:
    """Country of a region or city of the tables."""
    found = kb.place(core)
    return found.country if found else None
