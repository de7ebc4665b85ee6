"""Which names of persons name the same one: full names, surnames, given names, honorifics."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from onrecord import kb
from onrecord.kb.tables import plain
from onrecord.resolve.chains import PERSON, Chain, Name

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
_MAX_CANDIDATES = 50
"""Bearers of a name among whom one is sought."""


def without_title(core: str) -> str:
    """A person's name without the title before it and the suffix behind it."""
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


def chain_persons(text: str, names: list[Name]) -> None:
    """Give the persons among the names their chains."""
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
    """Surnames and given names go to the bearer mentioned most so far, else to the first that follows."""
    seen: Counter[Chain] = Counter()
    alone: dict[str, Chain] = {}
    for name in names:
        if name.chain is None:
            words = tuple(word for word in person_words(name.core) if word not in _PARTICLES) or person_words(name.core)
            word = words[-1] if words else name.core.casefold()
            gender = honorific_gender(text, name)
            options = _ranked(word, full.get(word, ()), seen, gender)
            name.chain = options[0] if options else alone.setdefault(word, Chain(PERSON))
            if gender and name.chain.gender is None:
                name.chain.gender = gender
        seen[name.chain] += 1


def _ranked(
    word: str, entries: Sequence[tuple[tuple[str, ...], Chain]], seen: Counter[Chain], gender: str | None
) -> list[Chain]:
    """Bearers of a short name, the likeliest first; a middle name alone is no one's before he was named in full."""

    def rank(entry: tuple[tuple[str, ...], Chain]) -> tuple[int, int]:
        words, chain = entry
        place = 0 if words[-1] == word else 1 if words[0] == word else 2
        return place, -seen[chain]

    bearers = [
        (words, chain) for words, chain in entries[-_MAX_CANDIDATES:] if word in (words[0], words[-1]) or seen[chain]
    ]
    chains = [chain for _, chain in sorted(bearers, key=rank)]
    return [chain for chain in chains if not (gender and chain.gender and gender != chain.gender)]


def honorific_gender(text: str, name: Name) -> str | None:
    """Gender told by "Mr", "Mrs" and their like, inside the mention or right before it."""
    inside = text[name.start : name.end].split()[0].rstrip(".").casefold()
    before = text[max(0, name.start - 8) : name.start].split()
    word = before[-1].rstrip(".").casefold() if before and text[name.start - 1 : name.start] == " " else ""
    return HONORIFICS.get(inside) or HONORIFICS.get(word)


def _same_person(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if words[-1] == other[-1] and _same_or_initial(words[0], other[0]):
        middle, names = sorted((words[1:-1], other[1:-1]), key=len)
        if all(any(_same_or_initial(word, name) for name in names) for word in middle):
            return True
    return set(words) <= set(other) or set(other) <= set(words)


def _same_or_initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) == 1 and long.startswith(short))
