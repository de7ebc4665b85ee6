"""Copies of one text: connected components of articles that share a band and enough text, led by the first of them.

The result is a function of the set of articles: which was added first does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.matching.copies import IS_COPY, Sketch, bands, shared

MAX_COMPARED = 200
"""Articles of one band that a new one is compared with, in their order; a band of more is boilerplate."""


@dataclass(frozen=True, slots=True)
class Sketched:
    """An article as this layer sees it.

    Attributes:
        id: Of the article.
        date: Sorts by publication, undated ones last.
        sketch: Of its text.
    """

    id: str
    date: str
    sketch: Sketch

    @property
    def place(self) -> tuple[str, str]:
        """The first of a group is the one that the others are copies of."""
        return self.date, self.id


def pairs(articles: Iterable[Sketched], new: frozenset[str] | None = None) -> list[tuple[str, str]]:
    """Pairs of copies.

    Args:
        articles: To compare with each other.
        new: Only pairs with one of these; all pairs without.
    """
    meeting: dict[int, list[Sketched]] = defaultdict(list)
    for article in sorted(articles, key=lambda one: one.place):
        for band in bands(article.sketch):
            meeting[band].append(article)
    found: dict[tuple[str, str], bool] = {}
    for together in meeting.values():
        some = together[:MAX_COMPARED]
        for one in some:
            if new is not None and one.id not in new:
                continue
            for other in some:
                key = (min(one.id, other.id), max(one.id, other.id))
                if one is not other and key not in found:
                    found[key] = shared(one.sketch, other.sketch) >= IS_COPY
    return [key for key, is_copy in found.items() if is_copy]


def groups(articles: Sequence[Sketched], linked: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first article of each article's group, by id.

    Args:
        articles: All that are to be grouped.
        linked: Pairs that belong together.
    """
    above = {article.id: article.id for article in articles}
    place = {article.id: article.place for article in articles}

    def first(ident: str) -> str:
        while above[ident] != ident:
            above[ident] = above[above[ident]]
            ident = above[ident]
        return ident

    for one, other in linked:
        low, high = sorted((first(one), first(other)), key=lambda ident: place[ident])
        above[high] = low
    return {ident: first(ident) for ident in above}
