"""Pronouns and nominals to chains: rules over what was mentioned shortly before, in one pass over the text.

The order of preference follows Lappin and Leass (1994) in the small: recency by sentence, subjects before
others, what is mentioned often before what is mentioned once; gender and number must not disagree.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord import kb
from onrecord.encoder.annotation import Annotation
from onrecord.model.spans import Span
from onrecord.resolve.chains import COUNTRY, GROUP, ORGANISATION, PERSON, Chain, Name
from onrecord.resolve.phrases import PHRASE_STOPS, Phrase, read_phrase
from onrecord.resolve.readings import NameIndex, country_of_words, describe_phrase, person_behind
from onrecord.resolve.titles import gender_of_agent
from onrecord.text import words

WINDOW = 4
"""Sentences that a pronoun looks back over; nominals look back over the whole article."""

HE, SHE, IT, THEY, SPEAKER, RELATIVE = "he", "she", "it", "they", "speaker", "relative"
PRONOUNS = {
    "he": HE, "him": HE, "his": HE, "himself": HE, "she": SHE, "her": SHE, "hers": SHE, "herself": SHE,
    "it": IT, "its": IT, "itself": IT, "they": THEY, "them": THEY, "their": THEY, "theirs": THEY, "themselves": THEY,
    "i": SPEAKER, "me": SPEAKER, "my": SPEAKER, "mine": SPEAKER, "myself": SPEAKER, "we": SPEAKER, "us": SPEAKER,
    "our": SPEAKER, "ours": SPEAKER, "ourselves": SPEAKER, "who": RELATIVE, "whom": RELATIVE, "whose": RELATIVE,
    "which": RELATIVE, "that": RELATIVE,
}  # fmt: skip
"""Pronouns in small letters and how their antecedent is sought."""

_PERSONAL = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_RELATIVE_REACH = 3
_NOMINAL_REACH = 80
"""Characters before a relative pronoun in which its nominal begins."""
_SUBJECT, _SENTENCE, _OFTEN, _POSSESSOR, _QUOTED, _FIRST, _PRONOUN, _GENDER = 0.9, 1.0, 0.5, 0.35, 0.6, 0.2, 0.3, 0.4
_COUNTRY_NOUNS = frozenset(["country", "nation", "homeland", "kingdom", "republic", "emirate", "state"])
_GOVERNMENT_NOUNS = frozenset(
    ["government", "regime", "administration", "authorities", "authority", "leadership", "junta", "republic", "cabinet",
     "federal government", "state", "interim government", "transitional government", "coalition government",
     "military government", "caretaker government", "unity government"]
)  # fmt: skip
_UNIQUE = frozenset(
    ["army", "navy", "air force", "military", "armed forces", "police", "parliament", "supreme court", "foreign ministry",
     "defence ministry", "interior ministry", "finance ministry", "health ministry", "justice ministry", "trade ministry",
     "education ministry", "central bank", "judiciary", "presidency", "constitutional court", "senate", "congress",
     "national assembly", "state media", "state television", "coast guard", "national guard", "embassy", "royal court",
     "high court", "state news agency", "intelligence agency", "secret service", "election commission",
     "electoral commission", "cabinet", "legislature", "national police", "general staff", "security council"]
)  # fmt: skip
"""Bodies of which a country has one: with the country known they are actors without a name of their own."""
_COPULAS = frozenset(["is", "was", "is a", "became", "remains", ", who is", ", who was"])
_CLASSES = frozenset(
    ["group", "movement", "organisation", "organization", "network", "party", "company", "firm", "alliance", "bloc",
     "agency", "militia", "union", "coalition", "faction", "corporation", "newspaper", "channel", "team", "club"]
)  # fmt: skip
"""Nouns that say what a named body is; with "the" alone they pick up the body named last."""
_SPEAKERS = frozenset(["spokesman", "spokeswoman", "spokesperson", "press secretary"])


@dataclass(frozen=True, slots=True)
class Item:
    """A mention on the way: where, in which sentence, of what, and how prominent."""

    start: int
    end: int
    sentence: int
    chain: Chain
    subject: bool
    quoted: bool
    possessor: bool
    pronoun: bool


@dataclass(frozen=True, slots=True)
class Referring:
    """A pronoun or nominal to resolve; ``phrase`` is ``None`` for pronouns."""

    start: int
    end: int
    pronoun: str | None
    phrase: Phrase | None
    party: bool


@dataclass(frozen=True, slots=True)
class Speech:
    """One attribution as coreference needs it: contents, and the head of its source."""

    content: Span
    source: Span | None
    direct: bool


def personal_pronouns(text: str) -> list[Referring]:
    """All forms of "he" and "she", in order."""
    return [Referring(*found.span(), found[0].lower(), None, False) for found in _PERSONAL.finditer(text)]


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


class Resolver:
    """Goes over the mentions of one article in text order and chains pronouns and nominals."""

    def __init__(
        self, text: str, sentences: Sequence[Span], names: Sequence[Name], index: NameIndex, annotation: Annotation
    ) -> None:
        self.text = text
        self.index = index
        self._sentence_starts = [start for start, _ in sentences]
        self._sources = {claim.source[0][0] for claim in annotation.attributions if claim.source}
        self._subjects = sorted(
            {span for claim in annotation.attributions for span in claim.source}
            | {(a.start, a.end) for event in annotation.events for a in event.arguments if a.label == "actor"}
        )
        self._subject_starts = [start for start, _ in self._subjects]
        self._speeches = speeches(text, annotation)
        self._speech_starts = [speech.content[0] for speech in self._speeches]
        self._recent: deque[Item] = deque()
        self._counts: Counter[Chain] = Counter()
        self._last: dict[Chain, int] = {}
        self._nominals: dict[str, Chain] = {}
        self._first_in: dict[tuple[int, bool], Chain] = {}
        self._by_head: dict[str, list[Chain]] = {}
        self._countries: list[Chain] = []
        self._country_chains = {n.chain.country: n.chain for n in names if n.chain is not None and n.kind == COUNTRY}
        self._deferred: list[tuple[Referring, Speech]] = []
        self.found: list[tuple[Referring, Chain | None]] = []
        self.chain_at: dict[int, Chain] = {}

    def run(self, names: Sequence[Name], referring: Sequence[Referring]) -> None:
        """Resolve everything; the results lie in ``found`` in text order."""
        merged: list[Name | Referring] = sorted([*names, *referring], key=lambda m: (m.start, m.end))
        for mention in merged:
            if isinstance(mention, Name):
                if mention.chain is not None:
                    self._see(mention.start, mention.end, mention.chain)
                continue
            chain = self._pronoun(mention) if mention.phrase is None else self._nominal(mention.phrase)
            if chain is not None:
                self._see(mention.start, mention.end, chain, mention.phrase is None)
            self.found.append((mention, chain))
        for mention, speech in self._deferred:
            at = next(i for i, (other, _) in enumerate(self.found) if other is mention)
            self.found[at] = (mention, self._source_chain(speech))

    def country_chain(self, country: str) -> Chain:
        """The chain of a country's government, made where the article does not name the country itself."""
        chain = self._country_chains.get(country)
        if chain is None:
            chain = Chain(COUNTRY, [kb.country_name(country) or country], country, ("GOV",))
            self._country_chains[country] = chain
        return chain

    def _see(self, start: int, end: int, chain: Chain, pronoun: bool = False) -> None:
        sentence = self._sentence(start)
        while self._recent and self._recent[0].sentence < sentence - WINDOW:
            self._recent.popleft()
        after = self.text[end : end + 2]
        self._recent.append(
            Item(
                start,
                end,
                sentence,
                chain,
                self._is_subject(start, end),
                self._direct_speech(start) is not None,
                after in ("'s", "’s"),
                pronoun,
            )
        )
        self._first_in.setdefault((sentence, chain.kind == PERSON), chain)
        if chain not in self._last:
            for head in chain.heads:
                self._by_head.setdefault(head, []).append(chain)
        self._counts[chain] += 1
        self._last[chain] = start
        self.chain_at[start] = chain

    def _sentence(self, position: int) -> int:
        return bisect_right(self._sentence_starts, position) - 1

    def _is_subject(self, start: int, end: int) -> bool:
        at = bisect_right(self._subject_starts, start) - 1
        return at >= 0 and end <= self._subjects[at][1]

    def _speech(self, position: int) -> Speech | None:
        """The innermost content that the position stands in."""
        at = bisect_right(self._speech_starts, position) - 1
        for back in range(at, max(at - 8, -1), -1):
            if self._speeches[back].content[1] > position:
                return self._speeches[back]
        return None

    def _direct_speech(self, position: int) -> Speech | None:
        speech = self._speech(position)
        if speech is None or not speech.direct:
            return None
        inside = self.text[speech.content[0] : position]
        opened = inside.count("“") - inside.count("”") if "“" in inside or "”" in inside else inside.count('"') % 2
        return speech if opened > 0 else None

    def _source_chain(self, speech: Speech) -> Chain | None:
        if speech.source is None:
            return None
        head = None
        for start, chain in self._chains_within(speech.source):
            head = chain if head is None or start < speech.source[0] else head
        return head

    def _chains_within(self, span: Span) -> list[tuple[int, Chain]]:
        return [
            (start, self.chain_at[start])
            for start in range(span[0], min(span[1], span[0] + 200))
            if start in self.chain_at
        ]

    # Pronouns.

    def _pronoun(self, mention: Referring) -> Chain | None:
        manner = PRONOUNS[mention.pronoun or ""]
        if manner == SPEAKER:
            speech = self._direct_speech(mention.start) or self._speech(mention.start)
            if speech is None:
                return None
            chain = self._source_chain(speech)
            if chain is None and speech.source is not None and speech.source[0] > mention.start:
                self._deferred.append((mention, speech))
            return chain
        if manner == RELATIVE:
            return self._relative(mention)
        sentence = self._sentence(mention.start)
        best, chosen = -math.inf, None
        speaker = self._direct_speech(mention.start)
        speaker_chain = self._source_chain(speaker) if speaker is not None and manner in (HE, SHE) else None
        own = self._own_speech(mention)
        for item in self._recent:
            if item.chain is speaker_chain or not self._agrees(item.chain, manner):
                continue
            if own is not None and own.content[0] <= item.start < own.content[1]:
                continue
            if manner == THEY and not item.chain.plural and item.sentence < sentence - 1:
                continue
            score = self._score(item, sentence, manner)
            if score >= best:
                best, chosen = score, item.chain
        if chosen is not None and manner in (HE, SHE) and chosen.gender is None:
            chosen.gender = "m" if manner == HE else "f"
        return chosen

    def _own_speech(self, mention: Referring) -> Speech | None:
        """The speech whose source the pronoun is: nobody speaks of himself as the one he talks about."""
        if mention.start not in self._sources:
            return None
        sentence = self._sentence(mention.start)
        at = bisect_right(self._speech_starts, mention.start)
        for speech in self._speeches[max(0, at - 4) : at]:
            if (
                speech.source is not None
                and speech.source[0] == mention.start
                and self._sentence(speech.content[0]) >= sentence - 1
            ):
                return speech
        return None

    def _score(self, item: Item, sentence: int, manner: str) -> float:
        score = -_SENTENCE * (sentence - item.sentence) + _OFTEN * math.log1p(min(self._counts[item.chain], 20))
        if item.subject:
            score += _SUBJECT
        if self._first_in.get((item.sentence, item.chain.kind == PERSON)) is item.chain:
            score += _FIRST
        if item.possessor:
            score -= _POSSESSOR
        if item.pronoun:
            score += _PRONOUN
        if item.quoted:
            score -= _QUOTED
        if manner in (HE, SHE) and item.chain.gender is not None:
            score += _GENDER
        if manner == THEY and not item.chain.plural:
            score -= 0.8 if item.chain.kind == ORGANISATION else 1.5
        if manner == IT and item.chain.plural:
            score -= 0.8
        return score

    def _agrees(self, chain: Chain, manner: str) -> bool:
        if manner in (HE, SHE):
            gender = "m" if manner == HE else "f"
            return chain.kind == PERSON and not chain.plural and chain.gender in (None, gender)
        if manner == IT:
            return chain.kind in (ORGANISATION, COUNTRY) or (chain.kind == GROUP and chain.named)
        return chain.plural or chain.kind in (ORGANISATION, GROUP)

    def _relative(self, mention: Referring) -> Chain | None:
        for item in reversed(self._recent):
            if item.end <= mention.start:
                gap = self.text[item.end : mention.start].split()
                if len(gap) > _RELATIVE_REACH or any(word not in (",", "(", "—", "–") for word in gap):
                    break
                person = mention.pronoun in ("who", "whom")
                return item.chain if not person or item.chain.kind in (PERSON, GROUP, ORGANISATION) else None
        return self._nominal_before(mention)

    def _nominal_before(self, mention: Referring) -> Chain | None:
        """ "Officials who spoke": the nominal that a relative pronoun belongs to, though nobody marked it."""
        floor = max(self._sentence_starts[self._sentence(mention.start)], mention.start - _NOMINAL_REACH)
        before = [(floor + a, floor + b) for a, b in words(self.text[floor : mention.start])]
        while before and self.text[slice(*before[-1])] in (",", "—", "–"):
            before.pop()
        first = len(before)
        while first > 0 and self.text[slice(*before[first - 1])].lower() not in PHRASE_STOPS:
            first -= 1
        if first == len(before):
            return None
        phrase = read_phrase(self.text, (before[first][0], before[-1][1]), self.index.spans)
        if phrase is None or phrase.agent is None or phrase.base[1] != before[-1][1]:
            return None
        chain = self._nominal(phrase)
        if chain is not None:
            self.found.append((Referring(*phrase.base, None, phrase, False), chain))
        return chain

    # Nominals.

    def _nominal(self, phrase: Phrase) -> Chain | None:
        agent = phrase.agent
        same = self._equated(phrase) or self._apposed(phrase) or self._classed(phrase)
        if same is not None:
            return same
        country, sectors = describe_phrase(self.text, phrase, self.index)
        if country is None:
            country = self._possessor_country(phrase)
        if agent is None:
            return self._people(phrase) or self._known_head(phrase, country)
        if agent.sort in ("country", "body") and agent.phrase in _COUNTRY_NOUNS and not agent.plural:
            return self._nearest_country(phrase, country)
        if agent.phrase in _GOVERNMENT_NOUNS and country is not None and kb.country_name(country):
            return self.country_chain(country)
        if agent.phrase in _SPEAKERS and not agent.plural:
            body = self._spokesmans_body(phrase, country)
            if body is not None:
                return body
        chain = self._earlier(phrase, agent, country)
        if chain is not None:
            return chain
        return self._new_nominal(phrase, agent, country, sectors)

    def _equated(self, phrase: Phrase) -> Chain | None:
        """ "Roe, a lawyer," and "Roe was a lawyer": the nominal is the person named right before it."""
        if not self._recent or phrase.agent is None or phrase.agent.sort != "person" or phrase.agent.plural:
            return None
        before = self._recent[-1]
        gap = self.text[before.end : phrase.base[0]].strip().lower()
        closed = self.text[phrase.base[1] : phrase.base[1] + 1] in (",", ".", ")", "") or phrase.complement is not None
        equated = gap in _COPULAS or (gap == "," and closed)
        return before.chain if equated and before.chain.kind == PERSON and not before.chain.plural else None

    def _apposed(self, phrase: Phrase) -> Chain | None:
        """ "The interior minister, Tomas Adeyo," and "the woman Eva": the person named right behind the noun."""
        if phrase.agent is None or phrase.agent.sort != "person" or phrase.agent.plural:
            return None
        person = person_behind(self.text, phrase, self.index)
        return person.chain if isinstance(person, Name) else None

    def _classed(self, phrase: Phrase) -> Chain | None:
        """ "The Quay Front movement": a body's name before the noun that says what it is."""
        if phrase.determiner != "the" or not phrase.modifiers:
            return None
        name = self.index.covering(phrase.modifiers[-1])
        alone = isinstance(name, Name) and name.kind in (ORGANISATION, GROUP) and name.start <= phrase.modifiers[0][0]
        word = self.text[slice(*phrase.head)].lower()
        return name.chain if alone and isinstance(name, Name) and word in _CLASSES else None

    def _possessor_country(self, phrase: Phrase) -> str | None:
        """Country of "his", "its", "their" or of a possessor that was resolved: the country of its chain."""
        if phrase.possessor is None:
            return None
        if phrase.determiner != "'s":
            word = self.text[slice(*phrase.possessor)].lower()
            manner = PRONOUNS.get(word)
            if manner is None:
                return None
            chain = self.chain_at.get(phrase.possessor[0])
            if chain is None:
                chain = self._pronoun(Referring(*phrase.possessor, word, None, False))
            return chain.country if chain is not None else None
        owner = country_of_words(self.text, phrase.possessor, self.index)
        if owner is None and self.text[slice(*phrase.possessor)].lower().split()[-1] in _COUNTRY_NOUNS:
            near = self._nearest_country(None, None)
            owner = near.country if near is not None else None
        return owner

    def _nearest_country(self, phrase: Phrase | None, country: str | None) -> Chain | None:
        if country is not None and kb.country_name(country):
            return self.country_chain(country)
        if phrase is not None and not phrase.definite:
            return None
        for item in reversed(self._recent):
            if item.chain.kind == COUNTRY:
                return item.chain
        return None

    def _spokesmans_body(self, phrase: Phrase, country: str | None) -> Chain | None:
        """A nameless spokesman speaks for the body before or behind the noun."""
        spans = [(phrase.base[0], phrase.head[0])]
        if phrase.complement is not None and phrase.complement[0] in ("for", "of", "from"):
            spans.append(phrase.complement[1])
        for span in spans:
            for name in reversed(self.index.inside(span)):
                chain = name.chain if isinstance(name, Name) else None
                if chain is not None and chain.kind in (ORGANISATION, GROUP) and chain.named:
                    return chain
        words = kb.normal_words(self.text[phrase.base[0] : phrase.head[0]].split())
        agent = kb.agent_at_end(words)
        if agent is not None and country is not None and kb.country_name(country) and agent.phrase in _GOVERNMENT_NOUNS:
            return self.country_chain(country)
        if agent is not None and agent.sort == "body" and country is not None and agent.phrase in _UNIQUE:
            return self._unique(agent, country, self.text[phrase.words[0][0] : phrase.modifiers[-1][1]])
        return None

    def _people(self, phrase: Phrase) -> Chain | None:
        """ "The Russians" as a party are their state."""
        word = self.text[slice(*phrase.head)]
        country = kb.demonym(word) if phrase.determiner == "the" and len(phrase.words) == 1 else None
        return self.country_chain(country) if country is not None else None

    def _known_head(self, phrase: Phrase, country: str | None) -> Chain | None:
        """A definite noun that is no agent noun but the last word of a body's name: "the Guards", "the agency"."""
        if not phrase.definite or phrase.determiner not in ("the", "this", "that", "these", "those"):
            return None
        word = self.text[slice(*phrase.head)].casefold()
        return self._latest(self._by_head.get(word, ()), country, ()) or self._latest(
            self._by_head.get(word.removesuffix("s"), ()), country, ()
        )

    def _earlier(self, phrase: Phrase, agent: kb.Agent, country: str | None) -> Chain | None:
        definite = phrase.definite and phrase.determiner != "'s" and phrase.possessor is None
        if agent.plural:
            same = self._nominals.get(self._key(agent, country))
            return same if same is not None and (definite or phrase.determiner is None) else None
        if not definite:
            bare = phrase.determiner is None and agent.sort == "body"
            return self._nominals.get(self._key(agent, country)) if bare or phrase.possessor is not None else None
        modifiers = tuple(kb.normal_words([self.text[a:b] for a, b in phrase.modifiers]))
        options = self._by_head.get(agent.phrase, ())
        if not options and agent.words > 1:
            options = self._by_head.get(agent.phrase.rpartition(" ")[2], ())
        kinds = (PERSON,) if agent.sort == "person" else (ORGANISATION, GROUP)
        found = self._latest([chain for chain in options if chain.kind in kinds], country, modifiers)
        return found or self._last_body(phrase, agent)

    def _last_body(self, phrase: Phrase, agent: kb.Agent) -> Chain | None:
        """ "The organisation", "the company": the body named last, if nothing speaks against it."""
        if phrase.modifiers or phrase.complement is not None or agent.phrase not in _CLASSES:
            return None
        for item in reversed(self._recent):
            chain = item.chain
            if chain.kind in (ORGANISATION, GROUP) and chain.named:
                unknown = not chain.sectors and agent.phrase in ("company", "firm", "corporation")
                fits = agent.follows or unknown or bool(set(agent.sectors) & set(chain.sectors))
                return chain if fits else None
        return None

    def _latest(self, options: Sequence[Chain], country: str | None, modifiers: tuple[str, ...]) -> Chain | None:
        fitting = [c for c in options[-20:] if not (country and c.country and c.country != country) and not c.plural]
        if "former" in modifiers:
            fitting = [c for c in fitting if any("former" in role.lower() for role in c.roles)]
        return max(fitting, key=lambda c: self._last.get(c, -1), default=None)

    def _key(self, agent: kb.Agent, country: str | None) -> str:
        return f"{agent.phrase}/{country or ''}"

    def _new_nominal(self, phrase: Phrase, agent: kb.Agent, country: str | None, sectors: tuple[str, ...]) -> Chain:
        if (
            agent.sort == "body"
            and not agent.follows
            and country is not None
            and agent.phrase in _UNIQUE
            and phrase.determiner not in ("a", "an", "some")
        ):
            printed = self.text[phrase.words[0][0] : phrase.words[-1][1]]
            if phrase.determiner == "'s" and phrase.possessor is not None:
                owner = self.text[slice(*phrase.possessor)]
                if country_of_words(self.text, phrase.possessor, self.index) is None:
                    owner = kb.country_name(country) or owner
                printed = f"{owner}'s {printed}"
            return self._unique(agent, country, printed)
        kind = (
            PERSON
            if agent.sort == "person" and not agent.plural
            else GROUP
            if agent.sort in ("person", "group") or agent.plural
            else ORGANISATION
        )
        chain = Chain(kind, [], country, sectors, plural=agent.plural, named=False, gender=gender_of_agent(agent))
        chain.heads.update((agent.phrase, agent.phrase.rpartition(" ")[2]))
        self._nominals[self._key(agent, country)] = chain
        return chain

    def _unique(self, agent: kb.Agent, country: str, printed: str) -> Chain:
        key = f"{agent.phrase}/{country}"
        chain = self._nominals.get(key)
        if chain is None:
            name = " ".join(printed.split())
            if name[:4].lower() == "the ":
                name = name[4:]
            chain = Chain(ORGANISATION, [name], country, agent.sectors, plural=agent.plural)
            chain.heads.update((agent.phrase, agent.phrase.rpartition(" ")[2]))
            self._nominals[key] = chain
        return chain
