"""Noun phrases read without a parser: determiner, possessor, modifiers, agent noun, what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import kb
from onrecord.kb.agents import MAX_WORDS
from onrecord.model.spans import Span
from onrecord.text import words as split_words

MAX_PHRASE_WORDS = 60
"""Words of a party span that are looked at; longer spans are read by their beginning."""

_DETERMINERS = frozenset(["the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "each", "every"])
_POSSESSIVES = frozenset(["his", "her", "its", "their", "our", "my", "your", "whose"])
PHRASE_STOPS = frozenset(
    [
        "of",
        "for",
        "from",
        "in",
        "on",
        "at",
        "with",
        "to",
        "by",
        "near",
        "against",
        "over",
        "about",
        "between",
        "under",
        "during",
        "since",
        "after",
        "before",
        "around",
        "across",
        "inside",
        "outside",
        "through",
        "into",
        "within",
        "including",
        "among",
        "along",
        "who",
        "whom",
        "which",
        "that",
        "whose",
        "where",
        "when",
        "while",
        "as",
        "than",
        "and",
        "or",
        "but",
        "nor",
        "is",
        "was",
        "are",
        "were",
        "has",
        "have",
        "had",
        "be",
        "said",
        "says",
        "told",
        ",",
        ";",
        ":",
        "(",
        ")",
        "[",
        "—",
        "–",
        "--",
        ".",
        "...",
        "…",
    ]
)
_QUANTITIES = frozenset(
    [
        "group",
        "groups",
        "dozens",
        "hundreds",
        "thousands",
        "millions",
        "scores",
        "tens",
        "number",
        "numbers",
        "crowd",
        "crowds",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "several",
        "some",
        "many",
        "most",
        "all",
        "both",
        "lot",
        "lots",
        "team",
        "teams",
        "majority",
        "couple",
        "handful",
        "series",
        "members",
        "member",
        "some",
        "none",
        "each",
        "few",
        "half",
        "part",
        "rest",
        "convoy",
        "throngs",
        "any",
        "other",
        "others",
        "pair",
        "trio",
        "delegation",
        "range",
        "coalition",
        "band",
    ]
)
_COMPLEMENTS = frozenset(["of", "for", "from", "in", "at", "with", "to"])
_QUOTES = frozenset(['"', "“", "”", "'", "‘", "’", "``", "''"])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase.

    Attributes:
        base: From the first word to the head, without determiner-only words cut and without what follows.
        head: The last word of the base.
        words: Words of the base after determiner and possessor, with the agent noun at their end.
        agent: The agent noun at the end of the base, if the tables have it.
        agent_words: How many words of the text it takes: "vice-president" is one, and two of the table.
        determiner: "the", "a", "his", …, in small letters; ``None`` for none.
        possessor: The span before "'s", or the possessive pronoun.
        complement: Preposition and the rest of the span behind it.
        rest: What follows the base, complement or not.
    """

    base: Span
    head: Span
    words: tuple[Span, ...]
    agent: kb.Agent | None
    agent_words: int
    determiner: str | None
    possessor: Span | None
    complement: tuple[str, Span] | None
    rest: Span

    @property
    def modifiers(self) -> tuple[Span, ...]:
        """The words before the agent noun."""
        return self.words[: len(self.words) - self.agent_words]

    @property
    def definite(self) -> bool:
        """Whether the phrase points at something known ("the", "this", "his")."""
        return self.determiner is not None and self.determiner not in ("a", "an", "some", "any", "no", "each", "every")


def read_phrase(text: str, span: Span, names: Sequence[Span] = ()) -> Phrase | None:
    """Read the noun phrase that a span begins with.

    Args:
        text: The article's text.
        span: Where the phrase stands.
        names: Spans of names in the text, in order; a name is never cut.

    Returns:
        The phrase, or ``None`` when the span holds no word.
    """
    tokens = [(span[0] + a, span[0] + b) for a, b in split_words(text[span[0] : span[1]])][:MAX_PHRASE_WORDS]
    covered = _covered(tokens, names)
    lower = [text[a:b].lower() for a, b in tokens]
    first = 0
    while first < len(tokens) and not covered[first] and not lower[first][0].isalnum():
        first += 1
    if first == len(tokens):
        return None
    determiner: str | None = None
    possessor: Span | None = None
    start = at = first
    while at < len(tokens):
        word = lower[at]
        if not covered[at]:
            if at == start and (word in _DETERMINERS or word in _POSSESSIVES) and at + 1 < len(tokens):
                determiner = word
                if word in _POSSESSIVES:
                    possessor = tokens[at]
                start = at + 1
            elif word in ("'s", "’s") or (word in ("'", "’") and at > start and lower[at - 1].endswith("s")):
                if at + 1 >= len(tokens) or at == start:
                    break
                possessor, determiner = (tokens[start][0], tokens[at - 1][1]), "'s"
                start = at + 1
            elif word == "of" and at > start and lower[at - 1] in _QUANTITIES and at + 1 < len(tokens):
                determiner = None
                start = at + 1
            elif at > start and (word in PHRASE_STOPS or word in _QUOTES):
                through = _agent_through(lower, start, at)
                if through is None:
                    break
                at = through
            elif at > start and _after_agent(lower, tokens, text, start, at):
                break
        at += 1
    at = max(at, start + 1)
    at = min(at, len(tokens))
    if start >= at:
        start = at - 1
    words = tuple(tokens[start:at])
    agent = None if covered[at - 1] else kb.agent_at_end(kb.normal_words(lower[max(start, at - MAX_WORDS - 2) : at]))
    rest = (tokens[at][0], span[1]) if at < len(tokens) else (span[1], span[1])
    complement = None
    if at + 1 < len(tokens) and lower[at] in _COMPLEMENTS:
        complement = (lower[at], (tokens[at + 1][0], span[1]))
    base = (tokens[first][0], words[-1][1])
    agent_words = _agent_words(lower[start:at], agent)
    return Phrase(base, words[-1], words, agent, agent_words, determiner, possessor, complement, rest)


def _agent_words(lower: list[str], agent: kb.Agent | None) -> int:
    taken = parts = 0
    while agent is not None and parts < agent.words and taken < len(lower):
        taken += 1
        parts += len(kb.normal_words([lower[-taken]]))
    return taken


def _covered(tokens: list[Span], names: Sequence[Span]) -> list[bool]:
    covered = [False] * len(tokens)
    if not tokens or not names:
        return covered
    index = max(0, bisect_left(names, tokens[0]) - 1)
    for at, (start, end) in enumerate(tokens):
        while index < len(names) and names[index][1] <= start:
            index += 1
        if index == len(names):
            break
        covered[at] = names[index][0] <= start and end <= names[index][1]
    return covered


def _agent_through(lower: list[str], start: int, at: int) -> int | None:
    """Index of the last word of an agent noun that spans the stop at ``at`` ("secretary of state")."""
    for end in range(min(len(lower), at + MAX_WORDS - 1), at + 1, -1):
        for begin in range(max(start, end - MAX_WORDS), at):
            if kb.is_agent_phrase(kb.normal_words(lower[begin:end])):
                return end - 1
    return None


def _after_agent(lower: list[str], tokens: list[Span], text: str, start: int, at: int) -> bool:
    """Whether the words so far end in an agent noun and this one no longer belongs to the phrase."""
    word = text[tokens[at][0] : tokens[at][1]]
    if not word[0].islower() or word == "-" or lower[at - 1] == "-":
        return False
    normal = kb.normal_words([word])
    if normal and kb.is_agent_word(normal[-1]):
        return False
    return kb.agent_at_end(kb.normal_words(lower[max(start, at - MAX_WORDS) : at])) is not None
