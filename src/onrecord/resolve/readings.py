"""What a noun phrase says about a party: country and PLOVER sectors."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from onrecord import kb
from onrecord.model.spans import Span
from onrecord.resolve.phrases import Phrase, read_phrase

Described = tuple[str | None, tuple[str, ...]]
"""Country and sectors."""

_FORMER = frozenset(["former", "ex", "ousted", "deposed", "retired", "erstwhile", "onetime"])
_OVERRIDING = frozenset(["REB", "OPP", "PRM", "UAF", "PTY"])
"""Sectors of a modifier that count before those of the noun: "rebel troops", "opposition supporters"."""
_OVERRIDDEN = frozenset(["MIL", "UAF", "CVL", "LEG", "SOC"])
_LINKING = frozenset(["-", "–"])
_LOCATED = frozenset(
    ["COP", "CVL", "MIL", "GOV", "JUD", "REB", "UAF", "EDU", "JRN", "LAB", "MED", "REF", "CRM", "LEG", "OPP"]
)
"""Sectors whose country may be told by where they are: "police in …"."""
_ABROAD = frozenset(["ambassador", "envoy", "special envoy", "visitor", "embassy", "mission", "tourist", "diplomat"])


_MAX_TITLE_TAIL = 80
"""Characters between a title's noun and the name that it announces."""
_TITLE_WORDS = frozenset(["of", "the", "and", "for", "&"])


class Named(Protocol):
    """A named mention, as the stage at hand holds it."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...

    @property
    def kind(self) -> str:
        """Kind of mention."""
        ...

    @property
    def known_country(self) -> str | None:
        """Country of what it names."""
        ...

    @property
    def sectors(self) -> tuple[str, ...]:
        """Sectors of what it names."""
        ...


class NameIndex:
    """Named mentions of an article by where they stand; they do not overlap."""

    def __init__(self, names: Sequence[Named]) -> None:
        self.names = names
        self.spans = [name.span for name in names]
        self._starts = [start for start, _ in self.spans]

    def covering(self, span: Span) -> Named | None:
        """The name that the span lies in."""
        at = bisect_right(self._starts, span[0]) - 1
        return self.names[at] if at >= 0 and span[1] <= self.spans[at][1] else None

    def inside(self, span: Span) -> Sequence[Named]:
        """The names that lie in the span, in order."""
        first = bisect_left(self._starts, span[0])
        last = bisect_left(self._starts, span[1])
        return [name for name in self.names[first:last] if name.span[1] <= span[1]]


def describe_phrase(text: str, phrase: Phrase, index: NameIndex, depth: int = 0) -> Described:
    """Country and sectors of a phrase whose head is no name.

    Args:
        text: The article's text.
        phrase: The phrase, read by :func:`onrecord.resolve.phrases.read_phrase`.
        index: Names of the article.
        depth: How deep the phrase is nested in others ("the head of the office of …").
    """
    inner = _complement(text, phrase, index, depth)
    return _country(text, phrase, index, inner), _sectors(text, phrase, index, inner)


def person_behind(text: str, phrase: Phrase, index: NameIndex) -> Named | None:
    """The person whom a title before the name announces: "the woman Eva", "the minister of trade, Tomas Adeyo".

    Without a comma the title may go on in capitals only ("Minister of Culture Ana Lund"), so that "the lawyer of Ana
    Lund" stays a lawyer.
    """
    agent = phrase.agent
    if agent is None or agent.sort != "person" or agent.plural:
        return None
    end = phrase.base[1]
    at = bisect_left(index.spans, (end, end))
    while at < len(index.names) and index.names[at].kind != "person" and index.spans[at][0] < end + _MAX_TITLE_TAIL:
        at += 1
    if at == len(index.names) or index.names[at].kind != "person" or index.spans[at][0] > end + _MAX_TITLE_TAIL:
        return None
    start, stop = index.spans[at]
    gap = text[end:start]
    if text[stop : stop + 2] in ("'s", "’s") or "\n" in gap:
        return None
    tail = gap.split()
    if not tail or gap.strip() == ",":
        return index.names[at]
    if (
        tail[0] != "of"
        or tail[-1] in _TITLE_WORDS
        or gap.count(",") > gap.endswith(", ")
        or any(c in gap for c in '.;:“”"')
    ):
        return None
    closed = gap.endswith(", ") or all(word[0].isupper() or word in _TITLE_WORDS for word in tail)
    return index.names[at] if closed else None


def country_of_words(text: str, span: Span, index: NameIndex) -> str | None:
    """Country that a run of words names by a demonym, a country, a place or a body; "X-backed" does not count."""
    for name in index.inside(span):
        if text[name.span[1] : name.span[1] + 1] not in _LINKING and name.known_country:
            return name.known_country
    words = text[span[0] : span[1]].split()
    for at in range(len(words)):
        for size in (3, 2, 1):
            part = " ".join(words[at : at + size]).strip(",.'’\"“”()") if at + size <= len(words) else ""
            found = (kb.demonym(part) or kb.country(part)) if part else None
            if found:
                return found
    return None


def _complement(text: str, phrase: Phrase, index: NameIndex, depth: int) -> Described | None:
    if phrase.complement is None or depth > 2:
        return None
    _, span = phrase.complement
    inner = read_phrase(text, span, index.spans)
    if inner is None:
        return None
    name = index.covering(inner.head)
    if name is not None:
        country = name.known_country
        if country is None and inner.words:
            country = country_of_words(text, (inner.base[0], inner.head[0]), index)
        return country, () if name.kind in ("country", "place", "person") else name.sectors
    return describe_phrase(text, inner, index, depth + 1)


def _country(text: str, phrase: Phrase, index: NameIndex, inner: Described | None) -> str | None:
    if phrase.possessor is not None and phrase.determiner == "'s":
        found = country_of_words(text, phrase.possessor, index)
        if found:
            return found
    if phrase.words:
        found = country_of_words(text, (phrase.words[0][0], phrase.words[-1][1]), index)
        if found:
            return found
    if inner is None or phrase.complement is None:
        return None
    preposition = phrase.complement[0]
    agent = phrase.agent
    if preposition in ("of", "for", "from"):
        return inner[0]
    if preposition in ("in", "at") and agent is not None and agent.phrase not in _ABROAD:
        located = _LOCATED.intersection(agent.sectors)
        return inner[0] if located and not agent.follows else inner[0] if agent.follows and inner[1] else None
    return None


def _sectors(text: str, phrase: Phrase, index: NameIndex, inner: Described | None) -> tuple[str, ...]:
    agent = phrase.agent
    if agent is None:
        return ()
    words = [text[a:b] for a, b in phrase.modifiers]
    normal = kb.normal_words(words)
    if agent.sort == "person" and _FORMER.intersection(normal):
        return ("ELI",)
    lent = _lent(text, phrase, index, normal)
    if agent.follows:
        if lent:
            return lent
        if inner is not None and inner[1] and phrase.complement is not None and phrase.complement[0] != "to":
            return inner[1]
        return () if _of_unknown_body(phrase, index) else agent.sectors
    if lent and lent[0] in _OVERRIDING and agent.sectors and agent.sectors[0] in _OVERRIDDEN:
        return lent
    return agent.sectors


def _of_unknown_body(phrase: Phrase, index: NameIndex) -> bool:
    """Whether a body stands beside the noun of which nothing is known: no default holds then."""
    names = index.inside(phrase.base)
    if phrase.complement is not None and not names:
        names = index.inside(phrase.complement[1])[:1]
    return any(name.kind == "organisation" and not name.sectors for name in names)


def _lent(text: str, phrase: Phrase, index: NameIndex, normal: list[str]) -> tuple[str, ...]:
    """Sectors that a body or adjective before the noun lends to it; the nearest counts."""
    if phrase.modifiers:
        span = (phrase.modifiers[0][0], phrase.modifiers[-1][1])
        for name in reversed(index.inside(span)):
            if name.kind in ("organisation", "group") and name.sectors:
                linked = text[name.span[1] : name.span[1] + 1] in _LINKING
                if not linked:
                    return name.sectors
    for end in range(len(normal), 0, -1):
        found = kb.modifier(normal[:end])
        if found:
            return found
        agent = kb.agent_at_end(normal[:end])
        if agent is not None and agent.sort == "body" and not agent.follows:
            return agent.sectors
    if phrase.possessor is not None and phrase.determiner == "'s":
        for name in reversed(index.inside(phrase.possessor)):
            if name.kind in ("organisation", "group") and name.sectors:
                return name.sectors
        owner = read_phrase(text, phrase.possessor, index.spans)
        if owner is not None and owner.agent is not None and owner.agent.sort == "body":
            return owner.agent.sectors
    return ()
