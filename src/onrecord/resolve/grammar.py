"""Grammatical roles read from the words beside a mention: no parser runs, and prominence needs no more than a hint."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord import kb
from onrecord.model.spans import Span

SUBJECT, OBJECT, OBLIQUE, POSSESSOR = "subject", "object", "oblique", "possessor"
_NOMINATIVE = frozenset(["he", "she", "they", "who"])
_ACCUSATIVE = frozenset(["him", "them", "whom", "himself", "herself", "itself", "themselves"])
_POSSESSIVE = frozenset(["his", "its", "their", "whose"])
_PREPOSITIONS = frozenset(
    ["of", "to", "with", "by", "for", "from", "in", "at", "on", "against", "about", "over", "between", "than", "like",
     "including", "into", "under", "near", "behind", "through", "toward", "towards", "via", "alongside", "despite",
     "without", "among", "upon", "opposite", "beside", "around", "per", "during", "across", "versus", "unlike"]
)  # fmt: skip
_CLAUSE_OPENERS = frozenset(
    ["that", "when", "while", "because", "if", "but", "although", "though", "whether", "where", "until", "unless", "as",
     "after", "before", "since", "and", "or", "so", "which", "who", "how", "why", "what", "whom", "than"]
)  # fmt: skip
_NO_VERBS = _PREPOSITIONS | _CLAUSE_OPENERS | frozenset(
    ["a", "an", "the", "this", "these", "those", "his", "her", "its", "their", "my", "your", "our", "he", "she", "it",
     "they", "him", "them", "i", "you", "we", "us", "me", "himself", "herself", "not", "nor", "too", "here", "there"]
)  # fmt: skip
_TITLE_REACH = 6
"""Words before a name that its title may take."""
_CLAUSE_MARKS = frozenset([",", ";", ":", "—", "–", "--", "(", ")", '"', "“", "”"])
_ARGUMENT_REACH = 4
"""Words between a subject and the object of the same verb."""


class Grammar:
    """The words of an article, to look at what stands beside a mention."""

    def __init__(self, text: str, words: Sequence[Span], sentence_starts: Sequence[int]) -> None:
        self._text = text
        self._words = words
        self._starts = [start for start, _ in words]
        self._heads = frozenset(sentence_starts)

    def role(self, start: int, end: int) -> str:
        """Role of the mention in its clause."""
        word = self._text[start:end].lower()
        if word in _NOMINATIVE:
            return SUBJECT
        after = bisect_left(self._starts, end)
        following = self._word(after)
        if word in _POSSESSIVE or following in ("'s", "’s", "'", "’"):
            return POSSESSOR
        if word == "her" and following.isalpha() and following not in _NO_VERBS:
            return POSSESSOR
        before = self._before(start)
        preceding = self._word(before) if before is not None else None
        if preceding in _PREPOSITIONS:
            return OBLIQUE
        if word in _ACCUSATIVE or word == "her":
            return OBJECT
        if following.isalpha() and following not in _NO_VERBS and self._text[self._words[after][0]].islower():
            return SUBJECT
        if preceding is None or preceding in _CLAUSE_OPENERS or preceding in _CLAUSE_MARKS:
            return SUBJECT
        return OBJECT

    def same_clause(self, start: int, end: int) -> bool:
        """Whether a verb's two arguments may end and begin there: few words between, and no clause opens."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        if last - first > _ARGUMENT_REACH or first == last:
            return False
        between = {self._word(at) for at in range(first, last)}
        return not between & (_CLAUSE_MARKS | _CLAUSE_OPENERS | _PREPOSITIONS)

    def _before(self, start: int) -> int | None:
        """The word before the mention and its title; ``None`` at the head of the sentence."""
        at = bisect_left(self._starts, start)
        for _ in range(_TITLE_REACH):
            if at == 0 or (at < len(self._words) and self._words[at][0] in self._heads):
                return None
            at -= 1
            word = self._text[slice(*self._words[at])]
            normal = kb.normal_words([word])
            titled = word[0].isupper() or (normal and kb.is_agent_word(normal[-1]))
            if not titled and word not in ("the", "a", "an", "former", "-"):
                return at
        return at

    def _word(self, at: int) -> str:
        return self._text[slice(*self._words[at])].lower() if at < len(self._words) else ""
