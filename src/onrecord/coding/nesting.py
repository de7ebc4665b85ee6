"""Which claim stands inside which: contents that hold cues and triggers, innermost first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from onrecord.coding.view import View
from onrecord.model import Span

Contents = Sequence[tuple[Span, ...]]


class ContentIndex:
    """The contents of an article's claims, found by what stands in them.

    Args:
        view: The article.
        contents: The content of each claim, in the order of the claims.
    """

    def __init__(self, view: View, contents: Contents) -> None:
        self._view = view
        self._contents = contents
        self._lengths = [sum(end - start for start, end in content) for content in contents]
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for claim, content in enumerate(contents):
            sentences = {
                index
                for start, end in content
                for index in range(view.sentence_index(start), view.sentence_index(max(start, end - 1)) + 1)
            }
            for index in sorted(sentences):
                self._by_sentence[index].append(claim)

    def holding(self, span: Span) -> list[int]:
        """Claims whose content holds a span, the shortest content first."""
        near = self._by_sentence.get(self._view.sentence_index(span[0]), ())
        found = [claim for claim in near if any(s <= span[0] and span[1] <= e for s, e in self._contents[claim])]
        return sorted(found, key=lambda claim: (self._lengths[claim], claim))

    def length(self, claim: int) -> int:
        """Characters in a claim's content."""
        return self._lengths[claim]


def parents_of(index: ContentIndex, cues: Sequence[tuple[Span, ...]]) -> list[int | None]:
    """The claim around each claim: the innermost whose content holds its cue; never a cycle.

    Args:
        index: The contents, in the order of the claims.
        cues: The cues, in the same order.
    """
    parents: list[int | None] = [None] * len(cues)
    # Of two cues, each inside the other's content, the shorter claim is the inner one: it is placed first.
    for claim in sorted(range(len(cues)), key=lambda item: (index.length(item), item)):
        for holder in index.holding(cues[claim][0]):
            if holder != claim and claim not in ancestors_of(parents, holder):
                parents[claim] = holder
                break
    return parents


def ancestors_of(parents: Sequence[int | None], claim: int) -> list[int]:
    """The claims around a claim, innermost first."""
    chain: list[int] = []
    above = parents[claim]
    while above is not None:
        chain.append(above)
        above = parents[above]
    return chain
