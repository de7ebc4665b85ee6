"""Searching the text of articles: the same hits in the same order on both databases.

The index answers which articles hold the words; FTS5 and tsvector agree on that because both are given our
own folded words. Phrases are looked up in the text, and the order is by date of publication, newest first.
"""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from onrecord.errors import UsageError
from onrecord.model import Span
from onrecord.store import tables as t
from onrecord.store.engine import OutOfTime, bounded
from onrecord.store.fold import Token, tokens
from onrecord.store.query import Phrase, Query

INDEX_SECONDS = 1.0
"""Time that the database gets to look words up."""
TEXT_SECONDS = 5.0
"""Time for looking through texts for a phrase, where so many hits are asked for and no more."""
SNIPPET_CHARACTERS = 240
MAX_SNIPPETS = 3
_BATCH = 50


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of an article's text around hits: its span, and the spans of the hits, all in that text."""

    span: Span
    text: str
    hits: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a query found; no snippet means that only the title holds the words."""

    article: str
    title: str | None
    outlet: str | None
    published: str | None
    snippets: tuple[Snippet, ...]


def search(connection: Connection, query: Query, limit: int | None = 50, offset: int = 0) -> list[Hit]:
    """Articles that meet a query, newest first; articles without a date of publication last.

    Args:
        connection: Of a transaction that does nothing else.
        query: What they must hold.
        limit: At most so many; ``None`` for all.
        offset: How many of the first are left out.

    Raises:
        UsageError: If the index is asked for longer than :data:`INDEX_SECONDS`, or, with a limit, the texts are looked
            through for a phrase for longer than :data:`TEXT_SECONDS`.
    """
    a = t.articles.c
    found = (
        sa.select(a.id)
        .join(t.search, t.search.c.article_id == a.id)
        .where(_matches(connection.dialect.name, query))
        .order_by(a.published_from.desc().nulls_last(), a.id)
    )
    if not query.has_order:
        found = found.limit(limit).offset(offset or None)
    try:
        # Names first: a sort must not carry the texts along.
        with bounded(connection, INDEX_SECONDS):
            names = connection.execute(found).scalars().all()
    except OutOfTime:
        raise _too_slow("the words", INDEX_SECONDS, "give more words, or rarer ones") from None
    if not query.has_order:
        return list(_hits(connection, query, names))
    deadline = math.inf if limit is None else time.monotonic() + TEXT_SECONDS
    end = None if limit is None else offset + limit
    return list(islice(_hits(connection, query, names, deadline), offset, end))


def _too_slow(what: str, seconds: float, hint: str) -> UsageError:
    return UsageError(f"The search was stopped: looking for {what} took longer than {seconds:g} seconds", hint)


def _hits(connection: Connection, query: Query, names: Sequence[str], deadline: float = math.inf) -> Iterator[Hit]:
    a = t.articles.c
    for first in range(0, len(names), _BATCH):
        some = names[first : first + _BATCH]
        wanted = sa.select(a.id, a.title, a.outlet, a.published, a.text).where(a.id.in_(some))
        rows = {row.id: row for row in connection.execute(wanted)}
        for row in (rows[name] for name in some):
            if time.monotonic() > deadline:
                raise _too_slow("the phrase", TEXT_SECONDS, "add a rarer word, or leave the quotation marks out")
            words = tokens(row.text)
            if query.has_order and not _holds(query, (tokens(row.title or ""), words)):
                continue
            spans = sorted({span for phrase in query.wanted for span in occurrences(words, phrase)})
            yield Hit(row.id, row.title, row.outlet, row.published, tuple(_snippets(row.text, spans)))


def _matches(dialect: str, query: Query) -> sa.ColumnElement[bool]:
    if dialect == "postgresql":
        return sa.literal_column("search.vector").op("@@")(
            sa.cast(index_query(query, _TSQUERY), sa.Text).op("::")(sa.literal_column("tsquery"))
        )
    rowids = sa.text("SELECT rowid FROM search_index WHERE search_index MATCH :query").bindparams(
        query=index_query(query, _FTS5)
    )
    return t.search.c.id.in_(rowids.columns(sa.column("rowid")).scalar_subquery())


@dataclass(frozen=True, slots=True)
class _Syntax:
    both: str
    either: str
    without: str
    word: str
    prefix: str


_FTS5 = _Syntax(" AND ", " OR ", " NOT ", '"{}"', '"{}"*')
_TSQUERY = _Syntax(" & ", " | ", " & !", "'{}'", "'{}':*")


def index_query(query: Query, syntax: _Syntax) -> str:
    """The query in the index's own syntax; words hold letters and digits only, so nothing in them is syntax."""

    def phrase(one: Phrase) -> str:
        last = (syntax.prefix if one.prefix else syntax.word).format(one.words[-1])
        return "(" + syntax.both.join([*(syntax.word.format(word) for word in one.words[:-1]), last]) + ")"

    wanted = syntax.both.join("(" + syntax.either.join(map(phrase, group)) + ")" for group in query.groups)
    # That a phrase does not occur can only be seen in the text.
    unwanted = [phrase(one) for one in query.without if len(one.words) == 1]
    return "(" + wanted + ")" + "".join(syntax.without + one for one in unwanted)


def _holds(query: Query, parts: Sequence[list[Token]]) -> bool:
    def occurs(phrase: Phrase) -> bool:
        return any(True for part in parts for _ in occurrences(part, phrase))

    return all(any(map(occurs, group)) for group in query.groups) and not any(map(occurs, query.without))


def occurrences(words: list[Token], phrase: Phrase) -> Iterator[Span]:
    """Spans at which a phrase stands."""
    *firsts, last = phrase.words
    for index in range(len(words) - len(firsts)):
        end = words[index + len(firsts)]
        if not (end.word.startswith(last) if phrase.prefix else end.word == last):
            continue
        if all(words[index + step].word == word for step, word in enumerate(firsts)):
            yield words[index].start, end.end


def _snippets(text: str, spans: Iterable[Span]) -> Iterator[Snippet]:
    """Pieces around the first hits, none overlapping another."""
    waiting = deque(spans)
    start = 0
    for _ in range(MAX_SNIPPETS):
        if not waiting:
            return
        first = waiting.popleft()
        room = max(0, SNIPPET_CHARACTERS - (first[1] - first[0])) // 2
        begin = max(start, first[0] - room)
        piece = _at_spaces(text, begin, min(len(text), begin + SNIPPET_CHARACTERS), first)
        hits = [first]
        while waiting and waiting[0][0] < piece[1]:
            later = waiting.popleft()
            hits += [later] if later[1] <= piece[1] else []
        yield Snippet(piece, text[piece[0] : piece[1]], tuple(hits))
        start = piece[1]


def _at_spaces(text: str, start: int, end: int, hit: Span) -> Span:
    """Shrink a piece so that it cuts no word."""
    if start:
        space = text.find(" ", start, hit[0])
        start = space + 1 if space >= 0 else hit[0]
    if end < len(text):
        space = text.rfind(" ", hit[1], end)
        end = space if space >= 0 else hit[1]
    return start, end
