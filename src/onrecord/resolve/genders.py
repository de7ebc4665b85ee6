"""Genders of persons whom no title and no given name tells: by the pronouns that can only be theirs."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from onrecord import kb
from onrecord.resolve.chains import PERSON, Chain, Name
from onrecord.resolve.pronouns import HE, PRONOUNS, SHE

_REACH = 2
"""Sentences before the pronoun's own in which its person is sought."""
_MAJORITY = 2
"""Pronouns of one gender for each of the other that a chain needs."""


def tell_genders(names: Sequence[Name], pronouns: Iterable[tuple[int, str]], sentence_starts: Sequence[int]) -> None:
    """Give persons without a gender the one that the pronouns right behind their names speak for.

    A pronoun speaks where the nearest sentence with persons, its own or one shortly before, names one only. All of the
    article is heard before the first pronoun is resolved, so that one that goes astray does not draw the others along.

    Args:
        names: Named mentions in text order, chained.
        pronouns: Offsets and words, in order.
        sentence_starts: Where the sentences begin.
    """
    persons = [name for name in names if name.kind == PERSON and name.chain is not None]
    starts = [name.start for name in persons]
    sentences = [bisect_right(sentence_starts, start) for start in starts]
    votes: dict[Chain, Counter[str]] = {}
    for at, word in pronouns:
        manner = PRONOUNS[word]
        here = bisect_right(sentence_starts, at)
        last = bisect_right(starts, at) - 1
        if manner not in (HE, SHE) or last < 0 or here - sentences[last] > _REACH:
            continue
        chain = persons[last].chain
        first = persons[last - 1] if last > 0 and sentences[last - 1] == sentences[last] else None
        if chain is not None and (first is None or first.chain is chain):
            votes.setdefault(chain, Counter())["m" if manner == HE else "f"] += 1
    for chain, counted in votes.items():
        if chain.gender is None:
            (gender, most), *others = counted.most_common()
            if not others or most >= _MAJORITY * others[0][1]:
                chain.gender = gender
    for person in persons:
        if person.chain is not None and person.chain.gender is None and " " not in person.core:
            person.chain.gender = kb.gender(person.core)
