"""Named mentions out of the encoder's entities, and which of them name the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from onrecord import kb
from onrecord.encoder.annotation import LabelledSpan
from onrecord.kb.tables import plain
from onrecord.resolve.chains import COUNTRY, FACILITY, GROUP, ORGANISATION, OTHER, PERSON, PLACE, Chain, Name

HONORIFICS = {
    "mr": "m", "mister": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "madam": "f", "lady": "f",
    "dame": "f", "dr": None, "prof": None, "gen": None, "col": None, "lt": None, "maj": None, "capt": None, "sgt": None,
    "adm": None, "brig": None, "sen": None, "rep": None, "gov": None, "rev": None, "pres": None, "st": None, "hon": None,
    "cmdr": None, "insp": None, "supt": None, "sheikh": "m", "sheik": "m", "hajj": "m",
}  # fmt: skip
"""Short titles, with the gender that they tell."""
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_PARTICLES = frozenset(
    ["al", "el", "bin", "ibn", "bint", "abu", "de", "da", "di", "du", "van", "von", "der", "den", "la", "le"]
)
_SMALL = frozenset(["of", "the", "for", "and", "on", "in", "de", "du", "des", "la", "le", "&"])
_MAX_CANDIDATES = 50
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
            core = _without_title(core)
        names.append(Name(start, end, kind, core))
        last = end
    return names


def chain_names(text: str, names: list[Name]) -> None:
    """Give each name its chain; country and sectors come from the tables and from the name itself."""
    by_kind: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        by_kind[name.kind].append(name)
    for name in by_kind[COUNTRY] + by_kind[PLACE] + by_kind[FACILITY] + by_kind[OTHER]:
        name.country = kb.country(name.core) or _place_country(name.core)
    _chain_by_key(by_kind[COUNTRY], lambda name: name.country or "", COUNTRY)
    for kind in (PLACE, FACILITY, OTHER):
        _chain_by_key(by_kind[kind], lambda name: plain(name.core).casefold(), kind)
    for name in by_kind[GROUP]:
        name.country = kb.demonym(name.core)
    bodies = by_kind[ORGANISATION] + [name for name in by_kind[GROUP] if _is_body(name.core)]
    bodies.sort(key=lambda name: name.start)
    _chain_bodies(text, bodies, names)
    groups = [name for name in by_kind[GROUP] if name.chain is None and _stands_alone(name.core)]
    _chain_by_key(groups, lambda name: plain(name.core).casefold(), GROUP)
    for name in groups:
        if name.chain is not None:
            name.chain.plural = True
    _chain_persons(text, by_kind[PERSON])


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


def _place_country(core: str) -> str | None:
    found = kb.place(core)
    return found.country if found else None


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


# Organisations.


def content_words(core: str) -> tuple[str, ...]:
    """What counts in an organisation's name: small words dropped, spelling and plural evened out."""
    words = [part for part in kb.normal_words(plain(core).replace(".", "").split()) if part not in _SMALL]
    return tuple(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )


def _initials(core: str) -> str:
    return "".join(part[0] for part in re.split(r"[\s-]+", plain(core)) if part and part[0].isupper())


def _chain_bodies(text: str, names: list[Name], all_names: list[Name]) -> None:
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
    return _place_country(parts[-1]) if len(parts) > 1 else None


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


# Persons.


def _without_title(core: str) -> str:
    words = core.split()
    while len(words) > 1 and words[-1].rstrip(".,").casefold() in _SUFFIXES:
        words.pop()
    for size in range(len(words) - 1, 0, -1):
        if words[size - 1].rstrip(".").casefold() in HONORIFICS:
            return " ".join(words[size:])
        agent = kb.agent_at_end(kb.normal_words(words[:size]))
        if (
            agent is not None
            and agent.sort == "person"
            and not agent.plural
            and _all_title(words[: size - agent.words])
        ):
            return " ".join(words[size:])
    return " ".join(words)


def _all_title(words: list[str]) -> bool:
    return all(kb.demonym(word) or kb.country(word) or kb.is_agent_word(word.casefold()) for word in words)


def person_words(core: str) -> tuple[str, ...]:
    """Words of a person's name in the form they are compared in: no accents, case, stops, or "al-"."""
    words = [re.sub(r"^(?:al|el|ul|ad|as|ash|ar)-", "", part.strip(".,").casefold()) for part in plain(core).split()]
    return tuple(word for word in words if word)


def _chain_persons(text: str, names: list[Name]) -> None:
    full: dict[str, list[tuple[tuple[str, ...], Chain]]] = defaultdict(list)
    exact: dict[tuple[str, ...], Chain] = {}
    for name in names:
        words = person_words(name.core)
        if len([word for word in words if word not in _PARTICLES]) < 2:
            continue
        chain = exact.get(words)
        if chain is None:
            candidates = full.get(words[-1], [])[-_MAX_CANDIDATES:] + full.get(words[0], [])[-_MAX_CANDIDATES:]
            chain = next((chain for other, chain in candidates if _same_person(words, other)), None)
        if chain is None:
            chain = Chain(PERSON)
        if words not in exact:
            exact[words] = chain
            for word in words:
                full[word].append((words, chain))
        chain.gender = chain.gender or honorific_gender(text, name) or kb.gender(name.core.split()[0])
        name.chain = chain
    _chain_short_names(text, names, full)
    for name in names:
        if name.chain is not None:
            name.chain.names.append(name.core)


def _chain_short_names(text: str, names: list[Name], full: dict[str, list[tuple[tuple[str, ...], Chain]]]) -> None:
    """Surnames and given names go to the full name last mentioned, else to the first that follows."""
    seen: dict[Chain, int] = {}
    alone: dict[str, Chain] = {}
    for at, name in enumerate(names):
        if name.chain is None:
            words = tuple(word for word in person_words(name.core) if word not in _PARTICLES) or person_words(name.core)
            word = words[-1] if words else name.core.casefold()
            gender = honorific_gender(text, name)
            options = _ranked(word, full.get(word, ()), seen, gender)
            name.chain = options[0] if options else alone.setdefault(word, Chain(PERSON))
            if gender and name.chain.gender is None:
                name.chain.gender = gender
        seen[name.chain] = at


def _ranked(
    word: str, entries: Sequence[tuple[tuple[str, ...], Chain]], seen: dict[Chain, int], gender: str | None
) -> list[Chain]:
    def rank(entry: tuple[tuple[str, ...], Chain]) -> tuple[int, int]:
        words, chain = entry
        place = 0 if words[-1] == word else 1 if words[0] == word else 2
        return place, -seen.get(chain, -1)

    chains = [chain for _, chain in sorted(entries[-_MAX_CANDIDATES:], key=rank)]
    return [chain for chain in chains if not (gender and chain.gender and gender != chain.gender)]


def honorific_gender(text: str, name: Name) -> str | None:
    """Gender told by "Mr", "Mrs" and their like, inside the mention or right before it."""
    inside = text[name.start : name.end].split()[0].rstrip(".").casefold()
    before = text[max(0, name.start - 8) : name.start].split()
    word = before[-1].rstrip(".").casefold() if before and text[name.start - 1 : name.start] == " " else ""
    return HONORIFICS.get(inside) or HONORIFICS.get(word)


def _same_person(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if words[-1] == other[-1]:
        first, second = words[0], other[0]
        if (
            first == second
            or (len(first) == 1 and second.startswith(first))
            or (len(second) == 1 and first.startswith(second))
        ):
            return True
    return set(words) <= set(other) or set(other) <= set(words)
