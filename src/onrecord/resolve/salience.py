"""How likely a pronoun is to take up a mention: a sum of weighed signs of prominence.

After Lappin and Leass (1994): recency by sentence, grammatical role, how often the thing is mentioned. The weights are a
log-linear ranker's, fitted on GUM's training part over the resolver's own earlier choices, right and wrong, as in DAgger
(Ross et al. 2011): fitted over right choices only, one wrong link drew all that follow along. ``quoted`` is set by hand:
GUM marks no claims.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from onrecord.resolve.chains import COUNTRY, GROUP, ORGANISATION, PERSON, Chain
from onrecord.resolve.grammar import OBLIQUE, POSSESSOR, SUBJECT
from onrecord.resolve.history import History, Item
from onrecord.resolve.pronouns import HE, IT, SHE, THEY

_MOST_COUNTED = 20
"""Mentions after which a chain grows no more prominent."""


PERSONAL = {
    "sentence": -0.77, "same": 0.35, "rank": -0.17, "paragraph": -0.07, "subject": 0.53, "possessor": -0.26,
    "oblique": 0.05, "often": 0.5, "topic": 0.4, "first": 0.18, "pronoun": 0.35, "quoted": -0.6, "gender": 0.61,
    "nameless": -0.11, "parallel": 0.18, "own subject": 0.27,
}  # fmt: skip
"""What each sign adds to the score of a candidate for "he" and "she"."""
IMPERSONAL = {
    "sentence": -1.31, "same": 0.94, "rank": -0.82, "paragraph": -0.38, "subject": 0.27, "possessor": -0.33,
    "oblique": -0.04, "often": -0.06, "topic": -0.11, "first": -0.04, "pronoun": 0.54, "quoted": -0.6, "nameless": -0.08,
    "parallel": 0.65, "own subject": 0.19, "singular": -1.39, "body": -1.02, "plural": -0.8,
}  # fmt: skip
"""The same for "it" and "they"."""


def agrees(chain: Chain, manner: str) -> bool:
    """Whether gender, number and kind of a chain allow the pronoun."""
    if manner in (HE, SHE):
        gender = "m" if manner == HE else "f"
        return chain.kind == PERSON and not chain.plural and chain.gender in (None, gender)
    if manner == IT:
        return chain.kind in (ORGANISATION, COUNTRY) or (chain.kind == GROUP and chain.named)
    return chain.plural or chain.kind in (ORGANISATION, GROUP)


def score(signs: Iterable[tuple[str, float]], manner: str) -> float:
    """Prominence that the signs add up to."""
    weights = PERSONAL if manner in (HE, SHE) else IMPERSONAL
    return sum(weights[sign] * value for sign, value in signs)


def signs(history: History, item: Item, rank: int, at: int, manner: str, role: str) -> list[tuple[str, float]]:
    """What speaks for and against a mention as the antecedent of a pronoun, with how much of it.

    Args:
        history: What has been met so far.
        item: The mention.
        rank: How many candidates stand between the two.
        at: Offset of the pronoun.
        manner: Its manner of reference.
        role: Its grammatical role.
    """
    chain = item.chain
    gap = history.sentence(at) - item.sentence
    flags = [
        ("same", gap == 0),
        ("paragraph", history.paragraph(item.start) != history.paragraph(at)),
        ("subject", item.role == SUBJECT),
        ("possessor", item.role == POSSESSOR),
        ("oblique", item.role == OBLIQUE),
        ("parallel", item.role == role),
        ("own subject", item.role == SUBJECT and role == POSSESSOR and gap == 0),
        ("first", history.is_first(item)),
        ("pronoun", item.pronoun),
        ("quoted", item.quoted),
        ("nameless", not chain.named),
        ("gender", manner in (HE, SHE) and chain.gender is not None),
        ("body", manner == THEY and not chain.plural and chain.kind == ORGANISATION),
        ("singular", manner == THEY and not chain.plural and chain.kind != ORGANISATION),
        ("plural", manner == IT and chain.plural),
    ]
    return [
        ("sentence", gap),
        ("rank", math.log1p(rank)),
        ("often", math.log1p(min(history.count(chain), _MOST_COUNTED))),
        ("topic", math.log1p(min(len(chain.names), _MOST_COUNTED))),
        *((sign, 1.0) for sign, present in flags if present),
    ]
