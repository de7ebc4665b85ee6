"""What an article has spoken of so far: the memory that pronouns and nominals look back into."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import kb
from onrecord.encoder.annotation import Annotation
from onrecord.model.spans import Span
from onrecord.resolve.chains import COUNTRY, GROUP, ORGANISATION, PERSON, Chain, Name
from onrecord.resolve.grammar import POSSESSOR, SUBJECT, Grammar
from onrecord.resolve.phrases import read_phrase
from onrecord.resolve.readings import NameIndex, person_behind

WINDOW = 12
"""Sentences that a pronoun looks back over at most; nominals look back over the whole article."""
_MOST_RECENT = 100
"""Mentions that are looked back over at most, so that a text without full stops takes no square of the time."""
_PARAGRAPH = re.compile(r"\n\s*\n")
_NESTED = 8
"""Contents that may enclose one another."""


@dataclass(frozen=True, slots=True)
class Item:
    """A mention on the way: where, in which sentence, of what, and how prominent."""

    start: int
    end: int
    sentence: int
    chain: Chain
    role: str
    quoted: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution as coreference needs it: contents, and the head of its source."""

    content: Span
    source: Span | None
    direct: bool


def speeches(text: str, annotation: Annotation) -> list[Speech]:
    """Contents of the attributions with their sources, in text order."""
    found = [
        Speech(
            content,
            claim.source[0] if claim.source else None,
            text[content[0]] in "\"“‘'«" or '"' in text[slice(*content)] or "“" in text[slice(*content)],
        )
        for claim in annotation.attributions
        for content in claim.content
        if content[1] > content[0]
    ]
    return sorted(found, key=lambda speech: (speech.content, speech.source or (0, 0)))


class History:
    """Mentions of one article in the order in which they are met, and the speeches they stand in.

    Attributes:
        text: The article's text.
        index: Its named mentions.
        recent: Mentions of the last sentences, oldest first.
        chain_at: The chain last met at an offset.
        last: Where a chain was met last.
        by_head: Chains by the nouns that "the …" may pick them up by.
        bodies: Chains of bodies by their names as printed, wherever they stand.
    """

    def __init__(
        self, text: str, sentences: Sequence[Span], names: Sequence[Name], index: NameIndex, annotation: Annotation
    ) -> None:
        self.text = text
        self.index = index
        self.recent: deque[Item] = deque(maxlen=_MOST_RECENT)
        self.chain_at: dict[int, Chain] = {}
        self.last: dict[Chain, int] = {}
        self.by_head: dict[str, list[Chain]] = {}
        self.bodies = {n.core: n.chain for n in names if n.chain is not None and n.kind in (ORGANISATION, GROUP)}
        self.sentence_starts = [start for start, _ in sentences]
        self._paragraph_starts = [match.end() for match in _PARAGRAPH.finditer(text)]
        self.grammar = Grammar(text, annotation.words, self.sentence_starts)
        self.speeches = speeches(text, annotation)
        self.sources = {claim.source[0][0] for claim in annotation.attributions if claim.source}
        self._speech_starts = [speech.content[0] for speech in self.speeches]
        self._subjects = sorted(
            {span for claim in annotation.attributions for span in claim.source}
            | {(a.start, a.end) for event in annotation.events for a in event.arguments if a.label == "actor"}
        )
        self._subject_starts = [start for start, _ in self._subjects]
        self._counts: Counter[Chain] = Counter()
        self._first_in: dict[tuple[int, bool], Chain] = {}
        self._countries = {n.chain.country: n.chain for n in names if n.chain is not None and n.kind == COUNTRY}
        self._marks = {mark: [at for at, char in enumerate(text) if char == mark] for mark in '"“”'}

    def country_chain(self, country: str) -> Chain:
        """The chain of a country's government, made where the article does not name the country itself."""
        chain = self._countries.get(country)
        if chain is None:
            chain = Chain(COUNTRY, [kb.country_name(country) or country], country, ("GOV",))
            self._countries[country] = chain
        return chain

    def see(self, start: int, end: int, chain: Chain, pronoun: bool = False) -> None:
        """Note a mention."""
        sentence = self.sentence(start)
        while self.recent and self.recent[0].sentence < sentence - WINDOW:
            self.recent.popleft()
        quoted = self.direct_speech(start) is not None
        self.recent.append(Item(start, end, sentence, chain, self.role(start, end), quoted, pronoun))
        self._first_in.setdefault((sentence, chain.kind == PERSON), chain)
        if chain not in self.last:
            for head in chain.heads:
                self.by_head.setdefault(head, []).append(chain)
        self._counts[chain] += 1
        self.last[chain] = start
        self.chain_at[start] = chain

    def learn_head(self, chain: Chain, head: str) -> None:
        """Note a noun that a chain met before turned out to be called by."""
        if head not in chain.heads:
            chain.heads.add(head)
            self.by_head.setdefault(head, []).append(chain)

    def met_after(self, one: Chain, other: Chain) -> bool:
        """Whether one chain was met after the other."""
        return self.last.get(one, -1) > self.last.get(other, -1)

    def role(self, start: int, end: int) -> str:
        """Role of a mention: whoever acts or speaks is a subject, whatever the words beside it look like."""
        role = self.grammar.role(start, end)
        return SUBJECT if role != POSSESSOR and self._acts(start, end) else role

    def count(self, chain: Chain) -> int:
        """How often a chain was met."""
        return self._counts[chain]

    def is_first(self, item: Item) -> bool:
        """Whether the chain is the first of its sort in the sentence, persons and others apart."""
        return self._first_in.get((item.sentence, item.chain.kind == PERSON)) is item.chain

    def sentence(self, position: int) -> int:
        """Number of the sentence at an offset."""
        return bisect_right(self.sentence_starts, position) - 1

    def paragraph(self, position: int) -> int:
        """Number of the paragraph at an offset."""
        return bisect_right(self._paragraph_starts, position)

    def speech(self, position: int) -> Speech | None:
        """The innermost content of a claim that the position stands in."""
        at = bisect_right(self._speech_starts, position) - 1
        for back in range(at, max(at - _NESTED, -1), -1):
            if self.speeches[back].content[1] > position:
                return self.speeches[back]
        return None

    def direct_speech(self, position: int) -> Speech | None:
        """The same, if the position stands between quotation marks there."""
        speech = self.speech(position)
        if speech is None or not speech.direct:
            return None
        straight, opening, closing = (self._marked(mark, speech.content[0], position) for mark in '"“”')
        return speech if (opening > closing if opening or closing else straight % 2) else None

    def own_speech(self, start: int) -> Speech | None:
        """The speech whose source begins at an offset: nobody speaks of himself as the one he talks about."""
        if start not in self.sources:
            return None
        sentence = self.sentence(start)
        at = bisect_right(self._speech_starts, start)
        for speech in self.speeches[max(0, at - 4) : at]:
            near = self.sentence(speech.content[0]) >= sentence - 1
            if speech.source is not None and speech.source[0] == start and near:
                return speech
        return None

    def source_chain(self, speech: Speech) -> Chain | None:
        """The chain of a speech's source: of the head of its phrase, not of what stands before it."""
        if speech.source is None:
            return None
        phrase = read_phrase(self.text, speech.source, self.index.spans)
        if phrase is None:
            return None
        name = self.index.covering(phrase.head) or person_behind(self.text, phrase, self.index)
        if isinstance(name, Name):
            return name.chain
        return self.chain_at.get(phrase.base[0])

    def _marked(self, mark: str, start: int, end: int) -> int:
        places = self._marks[mark]
        return bisect_left(places, end) - bisect_left(places, start)

    def _acts(self, start: int, end: int) -> bool:
        at = bisect_right(self._subject_starts, start) - 1
        return at >= 0 and end <= self._subjects[at][1]
