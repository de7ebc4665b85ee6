"""A word that names an act and its opposite: "sanctioned the bank" punishes, "sanctioned the sale" approves.

What follows decides: a party is punished, an act is approved. An approval is no SANCTION, and to print one as such would
accuse somebody of what he did not do.
"""

from __future__ import annotations

import re

from onrecord.model import Span

_SANCTION = re.compile(r"sanction(?:ed|ing)", re.IGNORECASE)
_NEXT = re.compile(r"\s{1,3}([^\W\d_]{1,30})")
_PHRASE_WORDS = 5
_DETERMINERS = frozenset("the a an his her its their our this that these those any all such no".split())
_ENDS = frozenset("of to in on at by for from with against and or but as that who which near over under".split())
_ACT = re.compile(r"(?:\w+(?:tion|sion|ment|ing|ance|ence|ure|sal|val|yal|oyal))s?", re.IGNORECASE)
_ACTS = frozenset(
    """act assault attack ban campaign change cut deal dispatch flight hunt increase invasion killing march marriage meeting
    mission move murder plan purchase raid reform return rise sale search spread strike talks theft torture trade transfer
    trip use vote visit war withdrawal work""".split()
)
_PARTIES = frozenset(
    """administration agency association corporation delegation department establishment federation foundation
    government institution organisation organization parliament regiment union""".split()
)
_GERUND = re.compile(r"[a-z]+ing")
_MODIFIERS = frozenset(
    """banking competing developing emerging engineering existing fighting financing fishing holding leading leasing logging
    manufacturing mining neighboring neighbouring operating participating printing publishing remaining ruling shipping
    surviving trading visiting warring""".split()
)
"""Participles that stand before a party ("sanctioned leading companies"); any other opens a clause with an act."""


def approves(text: str, trigger: Span) -> bool:
    """Whether a form of "sanction" has an act for its object."""
    if not _SANCTION.fullmatch(text[slice(*trigger)]):
        return False
    first = _NEXT.match(text, trigger[1])
    if first is not None and _GERUND.fullmatch(first[1]) and first[1] not in _MODIFIERS:
        return True
    head = _head(text, trigger[1])
    if head is None or head[0].isupper():
        return False
    noun = head.lower()
    singular = noun.removesuffix("s")
    if _PARTIES & {noun, singular}:
        return False
    return bool(_ACTS & {noun, singular}) or _ACT.fullmatch(noun) is not None


def _head(text: str, start: int) -> str | None:
    """Last word of the noun phrase at ``start``: what stands before a preposition, a mark or the end."""
    head = None
    for _ in range(_PHRASE_WORDS):
        match = _NEXT.match(text, start)
        if match is None or match[1].lower() in _ENDS:
            break
        if match[1].lower() not in _DETERMINERS:
            head = match[1]
        start = match.end()
    return head
