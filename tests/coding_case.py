"""Hand-made annotations for the tests of coding: spans are given by the words they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.coding import code
from onrecord.encoder.annotation import Annotation, AttributionSpans, EventSpans, LabelledSpan
from onrecord.model import Actor, Article, Geo, Mention, Published, Span, Time
from onrecord.text import sentences, words

Words = str | tuple[str, int] | Span


@dataclass
class Case:
    """An article in the making. Words may be ``"a … b"`` (from a to b) or ``("word", 2)`` (its second place)."""

    text: str
    published: str | None = "2024-05-20"
    outlet: str | None = "The Quayside Courier"
    dateline: str | None = None
    byline: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    times: list[Time] = field(default_factory=list)
    attributions: list[AttributionSpans] = field(default_factory=list)
    events: list[EventSpans] = field(default_factory=list)

    def span(self, words_: Words) -> Span:
        if isinstance(words_, tuple) and isinstance(words_[0], int):
            return words_
        text, nth = words_ if isinstance(words_, tuple) else (words_, 1)
        first, _, last = text.partition(" … ")
        start = -1
        for _ in range(nth):
            start = self.text.index(first, start + 1)
        end = start + len(first)
        if last:
            end = self.text.index(last, end) + len(last)
        return (start, end)

    def actor(
        self,
        name: str,
        *quotes: Words,
        kind: str = "person",
        country: str | None = None,
        sectors: Sequence[str] = (),
        geo: Geo | None = None,
    ) -> str:
        known = next((actor.id for actor in self.actors.values() if actor.name == name), None)
        number = known or f"a{len(self.actors) + 1}"
        self.actors[number] = Actor(number, name, kind, country, tuple(sectors), ())
        for quote in quotes or (name,):
            start, end = self.span(quote)
            self.mentions.append(Mention(f"m{len(self.mentions) + 1}", start, end, kind, f"c{number[1:]}", number, geo))
        return number

    def place(self, quote: Words, geo: Geo | None) -> None:
        start, end = self.span(quote)
        self.mentions.append(Mention(f"m{len(self.mentions) + 1}", start, end, "place", None, None, geo))

    def time(self, quote: Words, edtf: str | None, kind: str = "DATE") -> None:
        start, end = self.span(quote)
        self.times.append(Time(f"t{len(self.times) + 1}", start, end, kind, edtf, edtf, "within", "resolved"))

    def claim(
        self, cue: Words, source: Words | None = None, content: Sequence[Words] | Words = (), stance: str = "asserts"
    ) -> None:
        contents = [content] if isinstance(content, str) else list(content)
        self.attributions.append(
            AttributionSpans(
                (self.span(cue),),
                (self.span(source),) if source is not None else (),
                tuple(self.span(part) for part in contents),
                stance,
                0.9,
            )
        )

    def event(
        self,
        coded: str,
        trigger: Words,
        realis: str = "actual",
        *,
        background: bool = False,
        score: float = 0.9,
        **arguments: object,
    ) -> None:
        kind, _, mode = coded.partition("-")
        found = []
        for label, given in arguments.items():
            for words_ in given if isinstance(given, list) else [given]:
                start, end = self.span(words_)
                found.append(LabelledSpan(start, end, label, 0.9))
        self.events.append(EventSpans(self.span(trigger), kind, mode or None, realis, background, tuple(found), score))

    def annotation(self) -> Annotation:
        return Annotation(
            tuple(words(self.text)),
            tuple(sentences(self.text)),
            attributions=tuple(self.attributions),
            events=tuple(self.events),
        )

    def article(self) -> Article:
        return Article(
            id="0123456789abcdef",
            title=None,
            outlet=self.outlet,
            byline=self.byline,
            dateline=self.dateline,
            language="en",
            published=Published(self.published, "argument" if self.published else "unknown"),
            updated=None,
            notice=None,
            text=self.text,
            map=(),
            removed=(),
            sentences=tuple(sentences(self.text)),
            mentions=tuple(self.mentions),
            actors=tuple(self.actors.values()),
            times=tuple(self.times),
        )

    def code(self) -> Article:
        return code(self.article(), self.annotation())
