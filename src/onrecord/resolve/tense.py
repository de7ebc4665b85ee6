"""Whether a sentence puts a time before or after the date of publication: the verb that governs it, by words alone."""

from __future__ import annotations

import re

from onrecord.model import Span

MAX_WORDS = 24
"""Words on each side of the expression that are looked at."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|[;:.,]")
_FUTURE = frozenset("will shall 'll won't shan't upcoming tomorrow would may might should".split())
_STRONG_PAST = frozenset("since ended".split())
_UNTIL = frozenset("by until till through".split())
_APPOINTED = frozenset("planned scheduled slated postponed delayed".split())
_GOVERNORS = frozenset(
    """scheduled expected expects expect due set planned planning plans plan slated agreed agree agrees vowed pledged hopes
    hope intends intend ready going likely promised promises preparing prepared decided aims aim want wants wanted
    continue agreement plans deal proposal offer bid pledge promise intention proposes proposed invited asked urged called ordered must can could should may might is are""".split()
)
_DUE = frozenset("due scheduled slated planned expected set starting beginning effective next deadline".split())
_IRREGULAR = frozenset(
    """said told was were had did went came got took gave made saw met held left fell rose began broke brought bought built
    chose drew drove ate fought found flew froze grew heard kept knew led lost meant paid ran sent sold shot shook showed
    shut sat slept spoke spent stood stole struck swore taught thought threw understood woke won wrote cut hit put quit
    became beat bore drank fled forgot forgave hid hurt laid lay lent let rode rang sank sang sought slid sprang stuck
    swept swam tore wept withdrew wore bled bound dug fed clung overthrew oversaw arose undertook has have been""".split()
)
_NOT_PAST = frozenset(
    "need indeed proceed exceed speed feed seed breed united red hundred bed exceed succeed unprecedented".split()
)
_BE = frozenset("be been being".split())


def tense(text: str, sentence: Span, span: Span) -> int:
    """Direction in time of the clause around an expression.

    Args:
        text: The article's text.
        sentence: The sentence that holds the expression.
        span: The expression.

    Returns:
        -1 for past, 1 for future, 0 where no verb tells; -2 where a word ("since", "ended") leaves no doubt.

    >>> [tense(t, (0, len(t)), (t.index("Monday"), len(t))) for t in ("He said they will meet on Monday", "He said on Monday")]
    [1, -1]
    """
    before = [word.lower() for word in _WORD.findall(text[max(sentence[0], span[0] - 12 * MAX_WORDS) : span[0]])][
        -MAX_WORDS:
    ]
    after = [word.lower() for word in _WORD.findall(text[span[1] : min(sentence[1], span[1] + 12 * MAX_WORDS)])][
        :MAX_WORDS
    ]
    return _backward(before) or _forward(after)


def _backward(words: list[str]) -> int:
    for index in range(len(words) - 1, -1, -1):
        word = words[index].replace("’", "'")
        if word in _FUTURE or word.endswith("'ll"):
            return 1
        if word == "to" and index and words[index - 1] in _GOVERNORS:
            return 1
        if word in _DUE and (index == len(words) - 1 or words[index + 1] in ("for", "on", "by", "in")):
            return 1
        if word in _STRONG_PAST and index == len(words) - 1:
            return -2
        if word in _UNTIL and 0 < index == len(words) - 1:
            return 1
        if word in ("soon", "early") and words[index + 1 : index + 2] == ["as"]:
            return 1
        if word in _APPOINTED and "had" not in words[max(0, index - 2) : index]:
            return 1
        if _is_past(word):
            if _after_future(words, index):
                return 1
            return -1
    return 0


def _after_future(words: list[str], index: int) -> bool:
    """Whether a participle belongs to a future or an infinitive: "will be held", "is to be signed", "will have left"."""
    start = max(0, index - 3)
    near = words[start:index]
    if not near or not (set(near) & (_BE | {"have"})):
        return False
    head = words[max(0, index - 5) : index]
    return any(word in _FUTURE or word.endswith(("'ll", "’ll")) for word in head) or "to" in near


def _forward(words: list[str]) -> int:
    for index, word in enumerate(words):
        if word.replace("’", "'") in _FUTURE or word.endswith(("'ll", "’ll")):
            return 1
        if (
            word in ("is", "are")
            and index + 1 < len(words)
            and words[index + 1] in ("to", "due", "scheduled", "expected", "set")
        ):
            return 1
        if _is_past(word):
            return -1
    return 0


def _is_past(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 3 and word.endswith("ed") and word not in _NOT_PAST)
