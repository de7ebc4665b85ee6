"""Copies of one text: connected components of articles that share a band and enough text, led by the first of them.

The result is a function of the set of articles: which was added first does not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.matching.copies import IS_COPY, Sketch, bands, shared_with

ANCHORS = 20
"""The first articles of a band, with which every other one of it is compared: what stands on thousands of pages (a cookie
wall) costs no more than that for each of them."""


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


def pairs(articles: Iterable[Sketched]) -> set[tuple[str, str]]:
    """Pairs of copies: of each band its first articles with all others of it."""
    meeting: dict[int, list[Sketched]] = defaultdict(list)
    for article in sorted(articles, key=lambda one: one.place):
        for band in bands(article.sketch):
            meeting[band].append(article)
    found: set[tuple[str, str]] = set()
    compared: set[tuple[str, ...]] = set()
    for together in meeting.values():
        # Copies share most of their bands, each with the same articles.
        key = tuple(article.id for article in together)
        if len(together) > 1 and key not in compared:
            compared.add(key)
            found |= _near(together)
    return found


def _near(together: Sequence[Sketched]) -> set[tuple[str, str]]:
    shingles = np.asarray([article.sketch.shingles for article in together])
    least = np.stack([article.sketch.least for article in together])
    found: set[tuple[str, str]] = set()
    for number, anchor in enumerate(together[:ANCHORS]):
        shares = shared_with(anchor.sketch, shingles, least)
        found |= {(anchor.id, together[at].id) for at in np.flatnonzero(shares >= IS_COPY).tolist() if at > number}
    return found


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

    for one, other in sorted(linked):
        low, high = sorted((first(one), first(other)), key=lambda ident: place[ident])
        above[high] = low
    return {ident: first(ident) for ident in above}
