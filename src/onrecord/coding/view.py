"""What coding asks of an article's text again and again: sentences, clauses, quotation marks, neighbours."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from onrecord.limits import MAX_SENTENCE_CHARACTERS
from onrecord.model import Actor, Article, Mention, Span, Time
from onrecord.resolve.parties import Parties
from onrecord.text import words


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_PlacedT = TypeVar("_PlacedT", bound=_Placed)

_CLAUSE_BREAK = re.compile(
    r";|[:—](?=\s)|\s[-–—]\s"
    r"|,\s+(?:and|but|while|whereas|although|though|because|after|before|when|who|whom|which|whose|where|saying|adding)\b"
    r"|\b(?:but|while|whereas|although|though|because|that)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[\"“«]|``|''|(?<![\w’'])[‘'](?=\w)|\n[ \t]*\n")
_CLOSING = {
    '"': re.compile(r"\"|\n[ \t]*\n"),
    "“": re.compile(r"[”\"]|\n[ \t]*\n"),
    "«": re.compile(r"»|\n[ \t]*\n"),
    "``": re.compile(r"''|\"|\n[ \t]*\n"),
    "''": re.compile(r"''|\n[ \t]*\n"),
    "‘": re.compile(r"’(?!\w)|\n[ \t]*\n"),
    "'": re.compile(r"'(?!\w)|\n[ \t]*\n"),
}


@dataclass(frozen=True, slots=True)
class View:
    """An article with its mentions and times in order of place, and its quotations.

    Attributes:
        quotations: Spans in quotation marks, marks included, in order; one that is never closed ends
            with its paragraph.
    """

    article: Article
    text: str
    sentences: tuple[Span, ...]
    quotations: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Time, ...]
    actors: dict[str, Actor]
    parties: Parties

    def sentence(self, at: int) -> Span:
        """The sentence that holds an offset; a gap between two belongs to the one before it."""
        index = bisect_right(self.sentences, at, key=lambda span: span[0]) - 1
        return self.sentences[index] if index >= 0 else (0, len(self.text))

    def sentence_index(self, at: int) -> int:
        """Ordinal of the sentence that holds an offset."""
        return max(0, bisect_right(self.sentences, at, key=lambda span: span[0]) - 1)

    def clause(self, at: int) -> Span:
        """The clause of an offset, cut at conjunctions, relative pronouns, colons and semicolons of its sentence."""
        start, end = self.sentence(at)
        for match in _CLAUSE_BREAK.finditer(self.text, start, end):
            if match.end() <= at:
                start = match.end()
            elif match.start() > at:
                return (start, match.start())
        return (start, end)

    def quote(self, span: Span) -> str:
        """The characters of a span."""
        return self.text[span[0] : span[1]]

    def mentions_in(self, span: Span) -> Sequence[Mention]:
        """Mentions that overlap a span."""
        return _overlapping(self.mentions, span)

    def times_in(self, span: Span) -> Sequence[Time]:
        """Time expressions that overlap a span."""
        return _overlapping(self.times, span)

    def quotations_in(self, span: Span) -> Sequence[Span]:
        """Quotations that overlap a span."""
        first = bisect_right(self.quotations, span[0], key=lambda quotation: quotation[1])
        last = bisect_left(self.quotations, span[1], key=lambda quotation: quotation[0])
        return self.quotations[first:last]


def view_of(article: Article, sentences: tuple[Span, ...] = ()) -> View:
    """Make the view of an article; ``sentences`` stand in where the article has none yet."""
    return View(
        article,
        article.text,
        _bounded(article.sentences or sentences),
        _quotations(article.text),
        tuple(sorted(article.mentions, key=lambda mention: (mention.start, mention.end))),
        tuple(sorted(article.times, key=lambda time: (time.start, time.end))),
        {actor.id: actor for actor in article.actors},
        Parties(article),
    )


def _bounded(sentences: tuple[Span, ...]) -> tuple[Span, ...]:
    """Sentences with the endless ones (tables, lists) in pieces, so that work within one stays small."""
    if all(end - start <= MAX_SENTENCE_CHARACTERS for start, end in sentences):
        return sentences
    return tuple(
        (at, min(end, at + MAX_SENTENCE_CHARACTERS))
        for start, end in sentences
        for at in range(start, end, MAX_SENTENCE_CHARACTERS)
    )


def overlap(one: Span, other: Span) -> int:
    """Number of characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def trimmed(text: str, span: Span) -> Span | None:
    """A span within the text and without white space at its ends; ``None`` where nothing is left."""
    start, end = max(0, span[0]), min(len(text), span[1])
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def worded(text: str, span: Span) -> Span | None:
    """As :func:`trimmed`, and ``None`` where no letter or digit is left: a lone mark is a cue at most."""
    kept = trimmed(text, span)
    return kept if kept is not None and any(map(str.isalnum, text[kept[0] : kept[1]])) else None


_LOOSE = frozenset("the a an of in to for by with from at on as and or but 's ’s ' ’ , ; : ( [ – — -".split())
_LOOSE_IN_FRONT = _LOOSE - {"the", "a", "an"}
_LOOSE_BEHIND = _LOOSE | frozenset("who whom whose which that".split())


def phrase(text: str, span: Span) -> Span | None:
    """A span without the prepositions, conjunctions and marks that hang over at its ends; ``None`` where nothing is left.

    A head that marks word by word lets them slip in; no party and no place is called "the" or ends in "of".
    """
    tokens = [(span[0] + start, span[0] + end) for start, end in words(text[span[0] : span[1]])]
    while tokens and text[slice(*tokens[-1])].lower() in (_LOOSE_BEHIND if len(tokens) > 1 else _LOOSE):
        tokens.pop()
    while tokens and text[slice(*tokens[0])].lower() in _LOOSE_IN_FRONT:
        tokens.pop(0)
    return worded(text, (tokens[0][0], tokens[-1][1])) if tokens else None


def _overlapping(items: tuple[_PlacedT, ...], span: Span) -> list[_PlacedT]:
    last = bisect_left(items, span[1], key=lambda item: item.start)
    found = []
    for index in range(last - 1, -1, -1):
        item = items[index]
        if item.end > span[0]:
            found.append(item)
        elif item.start < span[0] - _LONGEST_ITEM:
            break
    return found[::-1]


_LONGEST_ITEM = 400
"""Characters that a mention or time may have and still be found from its last ones."""


def _quotations(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    while opening := _OPENING.search(text, at):
        mark = opening.group()
        at = opening.end()
        closing_of = _CLOSING.get(mark)
        if closing_of is None:
            continue
        closing = closing_of.search(text, at)
        open_ended = closing is None or closing.group().startswith("\n")
        if mark == "'" and open_ended:
            # A lone apostrophe ("the '90s") opens nothing.
            continue
        if closing is None:
            return (*spans, (opening.start(), len(text)))
        at = closing.start() if open_ended else closing.end()
        spans.append((opening.start(), at))
    return tuple(spans)
