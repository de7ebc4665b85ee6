"""What every reader yields: raw text with stand-off gold, whatever the corpus looked like."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.spans import Span

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
"""Where the gold corpora lie: the folder ``shared/data`` beside the clone."""

Entity = tuple[int, int, str]
Timex = tuple[int, int, str, str]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution; each part may be discontinuous."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """One predicate with its PropBank roles."""

    predicate: Span
    arguments: tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class GoldDocument:
    """A document with the layers that its corpus annotates; ``None`` is "not annotated here"."""

    id: str
    text: str
    published: str | None = None
    outlet: str | None = None
    words: list[Span] | None = None
    sentences: list[Span] | None = None
    entities: list[Entity] | None = None
    times: list[Timex] | None = None
    attributions: list[Attribution] | None = None
    roles: list[Roles] | None = None
    factuality: list[tuple[Span, float]] | None = None
    heads: list[tuple[int, str]] | None = None
    """Of each word the index of the word it depends on (its own for the root) and the relation, without subtype."""


def data_folder(name: str) -> Path:
    """The folder of a corpus.

    Raises:
        FileNotFoundError: If the corpora are not beside the clone.
    """
    folder = DATA / name
    if not folder.exists():
        raise FileNotFoundError(
            f"no corpus at {folder}: put the project's shared folder beside the clone, or set ONRECORD_DATA"
        )
    return folder


def dependencies(rows: list[tuple[int, str]], first: int) -> list[tuple[int, str]]:
    """Heads of one sentence as a document holds them.

    Args:
        rows: Number of the head, from 1, with 0 for the root, and the relation.
        first: Index of the sentence's first word in its document.
    """
    return [
        (first + (head - 1 if head else index), relation.partition(":")[0])
        for index, (head, relation) in enumerate(rows)
    ]


_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%'’”") | {"'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "''", "..."}
_CLITICS = frozenset(["s", "t", "re", "ve", "ll", "d", "m"])
_NO_SPACE_AFTER = frozenset("([{$£€“‘") | {"``"}


def join_words(tokens: list[str], start: int = 0) -> tuple[str, list[Span]]:
    """Write tokens as running text, the way print does; returns the text and where each token stands.

    Args:
        tokens: The tokens of one sentence.
        start: Offset of the sentence in its document.
    """
    text = ""
    spans: list[Span] = []
    quote_open = False
    glue = True
    for index, token in enumerate(tokens):
        if token == '"':
            closing = quote_open
            quote_open = not quote_open
        else:
            closing = False
        before = "" if glue or closing or token in _NO_SPACE_BEFORE else " "
        text += before
        spans.append((start + len(text), start + len(text) + len(token)))
        text += token
        glue = token in _NO_SPACE_AFTER or (token == '"' and not closing)
        follows = tokens[index + 1] if index + 1 < len(tokens) else ""
        if token in "'’" and follows in _CLITICS:
            glue = True
        elif follows == "-" or token == "-":
            # Corpora that split every hyphen: a compound is far commoner than a spaced dash.
            around = [*tokens[index - 1 : index], follows] if token == "-" else [token]
            glue = all(word[:1].isalnum() for word in around)
    return text, spans
