"""Words of a text folded for searching: case and accents go, nothing is stemmed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_RUN = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_PART = re.compile(r"[^\W_]+")
MAX_TOKEN_CHARACTERS = 64
"""Longer words are cut there, in texts and in queries alike (PostgreSQL bounds a word at 2 KB)."""
MAX_INDEX_BYTES = 900_000
"""Distinct words of one article that are indexed (PostgreSQL bounds them at 1 MB)."""


class Token(NamedTuple):
    """A folded word and where it stands in the text."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def _fold_run(run: str) -> tuple[str, ...]:
    if run.isascii():
        return (run.lower()[:MAX_TOKEN_CHARACTERS],)
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", run).casefold())
    bare = "".join(character for character in wide if not unicodedata.combining(character))
    return tuple(part[:MAX_TOKEN_CHARACTERS] for part in _PART.findall(bare))


def tokens(text: str) -> list[Token]:
    """Folded words of a text in order; a hyphen, apostrophe or any other sign parts words.

    >>> [token.word for token in tokens("Müller’s co-op")]
    ['muller', 's', 'co', 'op']
    """
    return [
        Token(word, match.start(), match.end()) for match in _RUN.finditer(text) for word in _fold_run(match.group())
    ]


def fold(text: str) -> str:
    """The folded words of a text, one space between them: how names are compared.

    >>> fold("  Óscar Núñez-Ruiz ")
    'oscar nunez ruiz'
    """
    return " ".join(token.word for token in tokens(text))


def index_tokens(*texts: str) -> str:
    """Distinct folded words of some texts, sorted, between spaces; bounded by :data:`MAX_INDEX_BYTES`."""
    distinct = dict.fromkeys(token.word for text in texts for token in tokens(text))
    kept: list[str] = []
    size = 0
    for word in distinct:
        size += len(word.encode()) + 4
        if size > MAX_INDEX_BYTES:
            break
        kept.append(word)
    return " ".join(sorted(kept))
