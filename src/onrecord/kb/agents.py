"""Agent nouns: which PLOVER sector a title, an institution noun or a crowd belongs to; and given names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.kb.tables import plain, rows, values

MAX_WORDS = 5
_REMEMBERED = 16384
"""Words and phrases whose look-up is remembered: news repeats itself."""
_SPELLING = {
    "defense": "defence", "labor": "labour", "organization": "organisation", "organizations": "organisations",
    "center": "centre", "centers": "centres", "offense": "offence", "adviser": "adviser", "advisor": "adviser",
    "advisors": "advisers", "councilor": "councillor", "laborer": "labourer", "laborers": "labourers",
    "neighbor": "neighbour", "neighbors": "neighbours", "neighboring": "neighbouring", "armored": "armoured",
}  # fmt: skip
_PLURALS = {
    "men": "man", "women": "woman", "policemen": "policeman", "policewomen": "policewoman", "gunmen": "gunman",
    "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "spokespeople": "spokesperson", "militiamen": "militiaman",
    "congressmen": "congressman", "servicemen": "serviceman", "fishermen": "fisherman", "businessmen": "businessman",
    "tribesmen": "tribesman", "children": "child", "chairmen": "chairman", "clergymen": "clergyman", "wives": "wife",
    "chiefs": "chief", "staff": "staffer", "crew": "sailor", "parties": "party",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent noun at the end of a phrase.

    Attributes:
        phrase: The noun as the table has it, in the singular ("foreign minister").
        words: How many words of the phrase it took.
        sectors: PLOVER sectors, primary first.
        sort: person, body, group, country.
        follows: The sectors are only a default: the body or adjective beside the noun decides ("official", "leader").
        plural: It stood in the plural.
    """

    phrase: str
    words: int
    sectors: tuple[str, ...]
    sort: str
    follows: bool
    plural: bool


def normal_words(words: Sequence[str]) -> list[str]:
    """Words in the form the tables use: small letters, British spelling, hyphens parted.

    >>> normal_words(["Defense", "Vice-Minister"])
    ['defence', 'vice', 'minister']
    """
    return [part for word in words for part in _normal(word)]


def sector_of(phrase: str) -> Agent | None:
    """The agent noun that a phrase ends in.

    >>> sector_of("senior police officers").sectors
    ('COP',)
    """
    return agent_at_end(normal_words(plain(phrase).split()))


def agent_at_end(words: Sequence[str]) -> Agent | None:
    """The longest agent noun at the end of normalised words."""
    for size in range(min(MAX_WORDS, len(words)), 0, -1):
        found = _agent(" ".join(words[-size:]))
        if found is not None:
            return found
    return None


def is_agent_phrase(words: Sequence[str]) -> bool:
    """Whether normalised words are an agent noun from first to last."""
    found = agent_at_end(words)
    return found is not None and found.words == len(words)


def is_agent_word(word: str) -> bool:
    """Whether a normalised word occurs in any agent noun or modifier, singular or plural."""
    known = _vocabulary()
    return word in known or any(single in known for single in _singulars(word))


def modifier(words: Sequence[str]) -> tuple[str, ...]:
    """Sectors that an adjective or noun at the end of normalised words lends to the noun after it, or none."""
    index = _modifiers()
    for size in range(min(2, len(words)), 0, -1):
        found = index.get(" ".join(words[-size:]))
        if found:
            return found
    return ()


def gender(given_name: str) -> str | None:
    """ "m" or "f" for common given names that are one of them nearly always."""
    return _given_names().get(plain(given_name).casefold())


@lru_cache(maxsize=_REMEMBERED)
def _agent(phrase: str) -> Agent | None:
    """The agent noun that a normalised phrase is, as a whole."""
    index = _agents()
    for single in (phrase, *_singulars(phrase)):
        row = index.get(single)
        if row is not None:
            sectors, sort, follows, always_plural = row
            plural = single != phrase or always_plural or sort == "group" or phrase == "people"
            return Agent(single, phrase.count(" ") + 1, sectors, sort, follows, plural)
    return None


@lru_cache(maxsize=_REMEMBERED)
def _normal(word: str) -> tuple[str, ...]:
    parts = (part for part in word.casefold().replace("’", "'").split("-") if part)
    return tuple(_SPELLING.get(part, part) for part in parts)


def _singulars(phrase: str) -> tuple[str, ...]:
    first, _, last = phrase.rpartition(" ")
    lead = f"{first} " if first else ""
    if last in _PLURALS:
        return (lead + _PLURALS[last],)
    if not last.endswith("s") or last.endswith("ss"):
        # "attorneys general", "secretaries of state": the noun that is counted stands first.
        head, space, rest = phrase.partition(" ")
        if not space or not head.endswith("s") or head.endswith("ss"):
            return ()
        return (f"{head[:-3]}y {rest}",) if head.endswith("ies") else (f"{head[:-1]} {rest}",)
    if last.endswith("ies"):
        return (lead + last[:-3] + "y", lead + last[:-1])
    return (lead + last[:-1], lead + last[:-2]) if last.endswith("es") else (lead + last[:-1],)


_ALWAYS_PLURAL = frozenset(
    {
        "police",
        "authorities",
        "troops",
        "forces",
        "marines",
        "refugees",
        "families",
        "crowds",
        "masses",
        "locals",
        "marchers",
        "militias",
        "gunmen",
        "media",
        "inhabitants",
        "policemen",
        "guerrillas",
        "proxies",
        "paramilitaries",
    }
)


@cache
def _agents() -> dict[str, tuple[tuple[str, ...], str, bool, bool]]:
    index = {}
    for row in rows("agents"):
        if row["sort"] != "modifier":
            phrase = " ".join(_normal(row["phrase"].replace(" ", "-")))
            plural = phrase.rpartition(" ")[2] in _ALWAYS_PLURAL
            index[phrase] = (values(row["sectors"]), row["sort"], row["follows"] == "yes", plural)
    return index


@cache
def _modifiers() -> dict[str, tuple[str, ...]]:
    return {
        " ".join(_normal(row["phrase"].replace(" ", "-"))): values(row["sectors"])
        for row in rows("agents")
        if row["sort"] == "modifier"
    }


@cache
def _vocabulary() -> frozenset[str]:
    words = {word for phrase in (*_agents(), *_modifiers()) for word in phrase.split()}
    return frozenset(words - {"of", "for", "the", "and", "in", "to", "at"})


@cache
def _given_names() -> dict[str, str]:
    return {plain(row["name"]).casefold(): row["gender"] for row in rows("firstnames")}
