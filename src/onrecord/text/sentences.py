"""Sentences: linear rules over words, with news text in mind."""

from __future__ import annotations

import re

from onrecord.model.spans import Span
from onrecord.text.words import ABBREVIATIONS, words

_CLOSERS = frozenset("\"'”’)]»") | {"''"}
_ENDERS = frozenset("?!.…")
_NEVER_LAST = frozenset(
    """mr mrs ms dr prof gen lt col maj capt cmdr sgt cpl adm rep reps sen sens gov pres rev hon supt insp det
    messrs mt ft vs st no nos""".split()
)
_STARTERS = frozenset(
    """the a an he she it they we i you this that these those his her its their our my in on at by for from with as
    but and or so if when while after before since although however according there here what who why how no not
    mr mrs ms dr""".split()
)
"""What may begin a sentence right after an abbreviation; a name there goes on with it ("U.S. Senate")."""
_GOES_ON = frozenset("and or but for is was has s".split())
"""What goes on with the sentence after a name that ends in a mark ("Yahoo! and")."""
_LOOK_AHEAD = 6
_BREAK = re.compile(r"\n[^\S\n]*\n")


def sentences(text: str, tokens: list[Span] | None = None) -> list[Span]:
    """Part a text into sentences.

    Args:
        text: Any text. An empty line always ends a sentence; a single line break does not.
        tokens: The words of the text, where the caller has them already.

    Returns:
        Half-open spans in order; every word stands in exactly one.

    >>> text = 'He met Gen. Roe. "We talked," he said.'
    >>> [text[a:b] for a, b in sentences(text)]
    ['He met Gen. Roe.', '"We talked," he said.']
    """
    tokens = words(text) if tokens is None else tokens
    if not tokens:
        return []
    spans: list[Span] = []
    first = 0
    for index in range(len(tokens)):
        if index + 1 == len(tokens) or _ends_after(text, tokens, index):
            spans.append((tokens[first][0], tokens[index][1]))
            first = index + 1
    return spans


def _ends_after(text: str, tokens: list[Span], index: int) -> bool:
    end, start = tokens[index][1], tokens[index + 1][0]
    gap = text[end:start]
    if "\n" in gap and _BREAK.search(gap):
        return True
    if not gap:
        return False
    # Closing quotes and brackets belong to the sentence that ended before them.
    last = index
    while (
        last > max(0, index - _LOOK_AHEAD)
        and text[tokens[last][0] : tokens[last][1]] in _CLOSERS
        and tokens[last - 1][1] == tokens[last][0]
    ):
        last -= 1
    word = text[tokens[last][0] : tokens[last][1]]
    following = _following(text, tokens, index + 1)
    if _ENDERS.issuperset(word):
        if not following[:1].islower() or following.startswith(("http", "www.")):
            return True
        return last == index and word[0] in "?!" and following not in _GOES_ON
    if word.endswith(".") and len(word) > 2:
        bare = word[:-1].lower()
        if bare not in _NEVER_LAST and (bare in ABBREVIATIONS or "." in bare):
            return following.lower().rstrip(".") in _STARTERS and following[0].isupper()
    return False


def _following(text: str, tokens: list[Span], index: int) -> str:
    """The first of the next few words that is no opening quote or bracket."""
    for start, end in tokens[index : index + _LOOK_AHEAD]:
        word = text[start:end]
        if word[0].isalnum() or word[0] == "$":
            return word
    return ""
