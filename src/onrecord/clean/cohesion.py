"""What two passages have in common: names and longer words. A new story brings a new cast; a subheading goes on with the old one."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{3,40}")
_LETTERS_COMPARED = 6
_MIN_LETTERS = 5
_SENTENCE_START = ".?!:–—-•"
_NO_CONTENT = frozenset(
    """about after again against among another because before being between could during every first found their there these
    those three through under until where which while whose would should since still other people called later monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september october november december
    years month months weeks today yesterday""".split()
)
_BACK = re.compile(
    r"""["“'‘•\s–—-]{0,4}(?:(?:he|she|it|they|we|his|her|its|their|this|that|these|those|such|but|and|also|so|or|all\sof|both|neither|none|nobody|another|others|then|there\s(?:is|are|was|were)
      |the\s(?:former|latter|two|same)|only|among\sthem|for\sthis|in\sthat|at\sthat|since\sthen|as\sfor|meanwhile|however)\b)""",
    re.VERBOSE | re.IGNORECASE,
)


def content_of(text: str, letters: int = _MIN_LETTERS) -> frozenset[str]:
    """The first letters of the longer words of a passage, and of the names in it however short."""
    shouted = text.isupper()
    found = set()
    for match in _WORD.finditer(text):
        word = match[0].lower()
        if word in _NO_CONTENT:
            continue
        if len(word) >= letters or (not shouted and match[0][0].isupper() and _inside(text, match.start())):
            found.add(word[:_LETTERS_COMPARED])
    return frozenset(found)


def _inside(text: str, start: int) -> bool:
    """Whether a sentence has begun before this word, so that a capital marks a name."""
    before = text[max(0, start - 3) : start].rstrip(" \"“'‘(")
    return bool(before) and before[-1] not in _SENTENCE_START


def points_back(text: str) -> bool:
    """Whether a paragraph begins with a word that needs something before it.

    >>> points_back("All of them, including the ones on timers."), points_back("A bus driver received a certificate.")
    (True, False)
    """
    return bool(_BACK.match(text))
