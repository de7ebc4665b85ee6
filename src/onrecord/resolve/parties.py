"""Who a span is, for the coding stage: actor, country and sectors of any party span of a resolved article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from onrecord import kb
from onrecord.model import Actor, Article, Mention, Span
from onrecord.resolve.phrases import read_phrase
from onrecord.resolve.pronouns import PRONOUNS
from onrecord.resolve.readings import Described, NameIndex, describe_phrase, person_behind

_MENTIONS_READ = 5
"""Mentions of a nameless chain that are asked for country and sectors."""
PartyDescription = tuple[str | None, str | None, tuple[str, ...]]
"""Actor id, country and sectors."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A mention of a resolved article as phrases read it."""

    mention: Mention
    actor: Actor | None

    @property
    def span(self) -> Span:
        return (self.mention.start, self.mention.end)

    @property
    def kind(self) -> str:
        return self.mention.kind

    @property
    def known_country(self) -> str | None:
        if self.actor is not None and self.actor.country is not None:
            return self.actor.country
        return self.mention.geo.country if self.mention.geo is not None else None

    @property
    def sectors(self) -> tuple[str, ...]:
        return self.actor.sectors if self.actor is not None else ()


class Parties:
    """Describes party spans of one article; make one per article and ask it often."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        self._actors = {actor.id: actor for actor in article.actors}
        self._by_end: dict[int, list[Mention]] = defaultdict(list)
        self._chains: dict[str, list[Mention]] = defaultdict(list)
        self._told: dict[str, Described] = {}
        flat: list[_Named] = []
        for mention in article.mentions:
            self._by_end[mention.end].append(mention)
            if mention.chain is not None:
                self._chains[mention.chain].append(mention)
            if self._is_name(mention):
                flat.append(_Named(mention, self._actors.get(mention.actor or "")))
        self._index = NameIndex(flat)

    def describe(self, span: Span) -> PartyDescription:
        """Actor id, country and sectors of the party that a span names.

        Args:
            span: A party as the encoder marks it: a name with its title, a nominal, a pronoun.

        Returns:
            Each part ``None`` or empty where the text does not tell it.
        """
        phrase = read_phrase(self._text, span, self._index.spans)
        if phrase is None:
            return None, None, ()
        name = self._index.covering(phrase.head)
        mention = self._head(phrase.head, span)
        if mention is None and isinstance(name, _Named):
            mention = name.mention
        if mention is None or mention.actor is None:
            person = person_behind(self._text, phrase, self._index)
            mention = person.mention if isinstance(person, _Named) else mention
        if mention is not None and mention.actor is not None:
            actor = self._actors[mention.actor]
            return actor.id, actor.country, actor.sectors
        country, sectors = self._of_chain(mention) if mention is not None else (None, ())
        if country is None or not sectors:
            own_country, own_sectors = describe_phrase(self._text, phrase, self._index)
            country, sectors = country or own_country, sectors or own_sectors
        if country is None and mention is not None and mention.geo is not None:
            country = mention.geo.country
        return None, country, sectors

    def _is_name(self, mention: Mention) -> bool:
        """Names end in a capital or figure; a bare noun at the head of a sentence ("Police") is none."""
        words = self._text[mention.start : mention.end].split()
        last = words[-1] if words else ""
        if last[:1].islower() or last.lower() in PRONOUNS:
            return False
        return mention.actor is not None or not (len(words) == 1 and kb.sector_of(last))

    def _head(self, head: Span, span: Span) -> Mention | None:
        """The mention that ends with the head word; the longest that begins inside the span."""
        ending = [m for m in self._by_end.get(head[1], ()) if m.start <= head[0] and m.start >= span[0]]
        return min(ending, key=lambda m: m.start, default=None)

    def _of_chain(self, mention: Mention) -> Described:
        """What the mentions of a nameless chain say: "they" knows what "Israeli troops" said."""
        if mention.chain is None:
            return None, ()
        if mention.chain not in self._told:
            self._told[mention.chain] = self._tell(mention.chain)
        return self._told[mention.chain]

    def _tell(self, chain: str) -> Described:
        country: str | None = None
        sectors: tuple[str, ...] = ()
        for other in self._chains.get(chain, ())[:_MENTIONS_READ]:
            phrase = read_phrase(self._text, self._with_complement(other), self._index.spans)
            if phrase is not None and phrase.agent is not None:
                found = describe_phrase(self._text, phrase, self._index)
                country, sectors = country or found[0], sectors or found[1]
        return country, sectors

    def _with_complement(self, mention: Mention) -> Span:
        tail = self._text[mention.end : mention.end + 80]
        for stop in "\n.;,":
            tail = tail.split(stop, 1)[0]
        return (mention.start, mention.end + len(tail))


def describe_party(article: Article, span: Span) -> PartyDescription:
    """Actor id, country and sectors of one party span; for many spans of an article use :class:`Parties`."""
    return Parties(article).describe(span)
