"""Pronouns and nominals to chains: rules over what was mentioned shortly before, in one pass over the text.

Gender, number and kind must not disagree; among what is left the most prominent mention is taken up (``salience``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.resolve.chains import GROUP, ORGANISATION, PERSON, Chain, Name
from onrecord.resolve.grammar import OBJECT, SUBJECT
from onrecord.resolve.history import WINDOW, History, Item, Speech
from onrecord.resolve.nominals import Nominals
from onrecord.resolve.phrases import PHRASE_STOPS, Phrase, read_phrase
from onrecord.resolve.pronouns import HE, IT, PRONOUNS, RELATIVE, SHE, SPEAKER, THEY
from onrecord.resolve.salience import agrees, score, signs
from onrecord.text import words

_PERSONAL = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_REACH = {HE: WINDOW, SHE: WINDOW, IT: 4, THEY: 4}
"""Sentences that each pronoun looks back over: a person is spoken of longer without a name than a body."""
_RELATIVE_REACH = 3
_NOMINAL_REACH = 80
"""Characters before a relative pronoun in which its nominal begins."""


@dataclass(frozen=True, slots=True)
class Referring:
    """A pronoun or nominal to resolve; ``phrase`` is ``None`` for pronouns."""

    start: int
    end: int
    pronoun: str | None
    phrase: Phrase | None


def personal_pronouns(text: str) -> list[Referring]:
    """All forms of "he" and "she", in order."""
    # Without regard to case some letters beyond ASCII count as "i" and "s"; what they spell is no pronoun.
    found = ((match.span(), match[0].lower()) for match in _PERSONAL.finditer(text))
    return [Referring(*span, word, None) for span, word in found if word in PRONOUNS]


class Resolver:
    """Goes over the mentions of one article in text order and chains pronouns and nominals.

    Attributes:
        found: Pronouns and nominals with their chains, in the order in which they were met.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._nominals = Nominals(history, lambda at, word: self._pronoun(Referring(at, at + len(word), word, None)))
        self._deferred: list[tuple[int, Speech]] = []
        self.found: list[tuple[Referring, Chain | None]] = []

    def run(self, names: Sequence[Name], referring: Sequence[Referring]) -> None:
        """Resolve everything into ``found``."""
        history = self._history
        merged: list[Name | Referring] = sorted([*names, *referring], key=lambda m: (m.start, m.end))
        for mention in merged:
            if isinstance(mention, Name):
                if mention.chain is not None:
                    history.see(mention.start, mention.end, mention.chain)
                continue
            chain = self._pronoun(mention) if mention.phrase is None else self._nominals.resolve(mention.phrase)
            if chain is not None:
                history.see(mention.start, mention.end, chain, mention.phrase is None)
            self.found.append((mention, chain))
        # Who speaks may stand behind what he says.
        for at, speech in self._deferred:
            self.found[at] = (self.found[at][0], history.source_chain(speech))

    def _pronoun(self, mention: Referring) -> Chain | None:
        manner = PRONOUNS[mention.pronoun or ""]
        if manner == SPEAKER:
            speech = self._history.direct_speech(mention.start) or self._history.speech(mention.start)
            if speech is None:
                return None
            chain = self._history.source_chain(speech)
            if chain is None and speech.source is not None and speech.source[0] > mention.start:
                self._deferred.append((len(self.found), speech))
            return chain
        if manner == RELATIVE:
            return self._relative(mention)
        role = self._history.role(mention.start, mention.end)
        best, chosen = -math.inf, None
        for rank, item in enumerate(self._candidates(mention, manner, role)):
            prominence = score(signs(self._history, item, rank, mention.start, manner, role), manner)
            if prominence > best:
                best, chosen = prominence, item.chain
        if chosen is not None and manner in (HE, SHE) and chosen.gender is None:
            chosen.gender = "m" if manner == HE else "f"
        return chosen

    def _candidates(self, mention: Referring, manner: str, role: str) -> Iterator[Item]:
        """Mentions that a pronoun may take up, the nearest first."""
        history = self._history
        sentence = history.sentence(mention.start)
        speaker = history.direct_speech(mention.start) if manner in (HE, SHE) else None
        speaker_chain = history.source_chain(speaker) if speaker is not None else None
        own = history.own_speech(mention.start)
        barred: set[Chain | None] = {speaker_chain}
        for item in reversed(history.recent):
            if role == OBJECT and item.sentence == sentence and self._same_clause(item, mention):
                barred.add(item.chain)
            if item.chain in barred or not agrees(item.chain, manner):
                continue
            if own is not None and own.content[0] <= item.start < own.content[1]:
                continue
            if item.sentence < sentence - _REACH[manner]:
                continue
            # Sentences later "they" are mostly persons that nobody marked, and no body.
            if manner == THEY and not item.chain.plural and item.sentence < sentence:
                continue
            yield item

    def _same_clause(self, item: Item, mention: Referring) -> bool:
        """ "Roe saw him": who does something to himself would be "himself"."""
        reflexive = mention.pronoun is not None and mention.pronoun.endswith("self")
        return item.role == SUBJECT and not reflexive and self._history.grammar.same_clause(item.end, mention.start)

    def _relative(self, mention: Referring) -> Chain | None:
        for item in reversed(self._history.recent):
            if item.end <= mention.start:
                gap = self._history.text[item.end : mention.start].split()
                if len(gap) > _RELATIVE_REACH or any(word not in (",", "(", "—", "–") for word in gap):
                    break
                person = mention.pronoun in ("who", "whom")
                return item.chain if not person or item.chain.kind in (PERSON, GROUP, ORGANISATION) else None
        return self._nominal_before(mention)

    def _nominal_before(self, mention: Referring) -> Chain | None:
        """ "Officials who spoke": the nominal that a relative pronoun belongs to, though nobody marked it."""
        floor = max(
            self._history.sentence_starts[self._history.sentence(mention.start)], mention.start - _NOMINAL_REACH
        )
        before = [(floor + a, floor + b) for a, b in words(self._history.text[floor : mention.start])]
        while before and self._history.text[slice(*before[-1])] in (",", "—", "–"):
            before.pop()
        first = len(before)
        while first > 0 and self._history.text[slice(*before[first - 1])].lower() not in PHRASE_STOPS:
            first -= 1
        if first == len(before):
            return None
        phrase = read_phrase(self._history.text, (before[first][0], before[-1][1]), self._history.index.spans)
        if phrase is None or phrase.agent is None or phrase.base[1] != before[-1][1]:
            return None
        chain = self._nominals.resolve(phrase)
        if chain is not None:
            self.found.append((Referring(*phrase.base, None, phrase), chain))
        return chain
