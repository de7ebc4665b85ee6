"""The language of searching, parsed by us: words, "phrases", beginnings*, -not, OR; everything else parts words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.store.fold import tokens

MAX_QUERY_CHARACTERS = 1_000
MAX_QUERY_WORDS = 32
MIN_PREFIX_CHARACTERS = 2
_PIECE = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)|(")')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words that stand one after another; ``prefix`` lets the last one go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Every group must be met by one of its phrases, none of ``without`` may occur."""

    groups: tuple[tuple[Phrase, ...], ...]
    without: tuple[Phrase, ...] = ()

    @property
    def wanted(self) -> tuple[Phrase, ...]:
        """All phrases that make a hit, for marking them in the text."""
        return tuple(phrase for group in self.groups for phrase in group)

    @property
    def has_order(self) -> bool:
        """Whether a phrase of several words has to be looked up in the text itself."""
        return any(len(phrase.words) > 1 for phrase in (*self.wanted, *self.without))


def parse(text: str) -> Query:
    """Parse what a person typed.

    Raises:
        UsageError: If nothing can be looked for, or the query is over a bound.

    >>> parse('kerry OR lavrov "phone call" -iran').without
    (Phrase(words=('iran',), prefix=False),)
    """
    if len(text) > MAX_QUERY_CHARACTERS:
        raise UsageError(f"The query is longer than {MAX_QUERY_CHARACTERS} characters", "use fewer words")
    groups: list[list[Phrase]] = []
    without: list[Phrase] = []
    joined = False
    for match in _PIECE.finditer(text):
        minus, quoted, bare_minus, bare, stray = match.groups()
        if stray:
            raise UsageError("A quotation mark in the query is not closed", 'write phrases as "two words"')
        if bare == "OR" and not bare_minus:
            joined = bool(groups)
            continue
        phrase = _phrase(quoted if bare is None else bare)
        if phrase is None:
            continue
        if minus or bare_minus:
            without.append(phrase)
        elif joined:
            groups[-1].append(phrase)
        else:
            groups.append([phrase])
        joined = False
    query = Query(tuple(tuple(group) for group in groups), tuple(without))
    _check(query)
    return query


def _phrase(text: str) -> Phrase | None:
    words = tuple(token.word for token in tokens(text))
    if not words:
        return None
    prefix = text.endswith("*")
    if prefix and len(words[-1]) < MIN_PREFIX_CHARACTERS:
        raise UsageError(
            f"The beginning {text!r} is too short", f"give at least {MIN_PREFIX_CHARACTERS} letters before the *"
        )
    return Phrase(words, prefix)


def _check(query: Query) -> None:
    if not query.groups:
        raise UsageError("The query has no word to look for", "give at least one word without a minus sign")
    if sum(len(phrase.words) for phrase in (*query.wanted, *query.without)) > MAX_QUERY_WORDS:
        raise UsageError(f"The query has more than {MAX_QUERY_WORDS} words", "use fewer words")
