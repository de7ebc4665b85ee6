"""Articles for the tests of resolving, marked by hand.

``[person Ana Lund]`` is an entity, ``{…}`` an actor of an event, ``(…)`` after ``@`` a place argument, ``<…>`` the source
of a claim and ``«…»`` its content: the n-th content belongs to the n-th source.
"""

from __future__ import annotations

import re

from onrecord.encoder.annotation import Annotation, AttributionSpans, EventSpans, LabelledSpan
from onrecord.model import Actor, Article, Mention, Published, Span
from onrecord.resolve import Parties, resolve
from onrecord.text import sentences, words

_ENTITY = re.compile(r"\[(person|organisation|place|group|facility|other) ")
_PAIRS = {"]": "entity", "}": "actor", ">": "source", "»": "content"}
_OPENERS = {"{": "actor", "<": "source", "«": "content"}


class Read:
    """A resolved article with the party spans that the markup named."""

    def __init__(self, marked: str) -> None:
        self.text, self.annotation, self.parties = parse(marked)
        self.article: Article = resolve(blank(self.text), self.annotation)
        self._parties = Parties(self.article)

    def party(self, quote: str) -> tuple[str | None, str | None, tuple[str, ...]]:
        """Name of the actor, country and sectors of the party span that reads ``quote``."""
        span = next(span for span in self.parties if self.text[slice(*span)] == quote)
        actor, country, sectors = self._parties.describe(span)
        return (self.actor_by_id(actor).name if actor else None), country, sectors

    def actor_by_id(self, actor: str) -> Actor:
        return next(a for a in self.article.actors if a.id == actor)

    def actor(self, name: str) -> Actor:
        return next(a for a in self.article.actors if a.name == name)

    def mention(self, quote: str, occurrence: int = 0) -> Mention:
        return [m for m in self.article.mentions if self.text[m.start : m.end] == quote][occurrence]

    def chain(self, quote: str, occurrence: int = 0) -> str | None:
        return self.mention(quote, occurrence).chain


def blank(text: str) -> Article:
    """An article of which nothing but the text is known."""
    return Article("0" * 16, None, None, (), None, "en", Published(), None, None, text, (), ())


def parse(marked: str) -> tuple[str, Annotation, list[Span]]:
    """Text, annotation and party spans of marked text."""
    text = ""
    opened: list[tuple[str, str, int]] = []
    found: dict[str, list[tuple[int, int, str]]] = {"entity": [], "actor": [], "source": [], "content": []}
    at = 0
    while at < len(marked):
        entity = _ENTITY.match(marked, at)
        char = marked[at]
        if entity:
            opened.append(("entity", entity[1], len(text)))
            at = entity.end()
            continue
        if char in _OPENERS:
            opened.append((_OPENERS[char], _OPENERS[char], len(text)))
        elif char in _PAIRS:
            kind, label, start = opened.pop()
            assert kind == _PAIRS[char], f"unbalanced markup at {at}"
            found[kind].append((start, len(text), label))
        else:
            text += char
        at += 1
    tokens = words(text)
    claims = tuple(
        AttributionSpans(
            (), ((start, end),), tuple(found["content"][n : n + 1] and [found["content"][n][:2]]), "asserts", 1.0
        )
        for n, (start, end, _) in enumerate(found["source"])
    )
    events = tuple(
        EventSpans((start, end), "CONSULT", None, "actual", False, (LabelledSpan(start, end, "actor", 1.0),), 1.0)
        for start, end, _ in found["actor"]
    )
    entities = tuple(LabelledSpan(start, end, label, 1.0) for start, end, label in sorted(found["entity"]))
    annotation = Annotation(tuple(tokens), tuple(sentences(text, tokens)), entities, (), claims, events)
    return text, annotation, sorted((start, end) for start, end, _ in found["actor"] + found["source"])
