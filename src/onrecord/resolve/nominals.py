"""Nominals to chains: "the minister", "the company", "the country", "his government"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice

from onrecord import kb
from onrecord.resolve.chains import COUNTRY, GROUP, ORGANISATION, PERSON, Chain, Name
from onrecord.resolve.history import History
from onrecord.resolve.phrases import Phrase
from onrecord.resolve.pronouns import PRONOUNS
from onrecord.resolve.readings import country_of_words, describe_phrase, person_behind
from onrecord.resolve.titles import gender_of_agent

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
_COPULAS = frozenset(
    ["is", "was", "became", "remains", "remained", "is also", "was also", "has been", "had been", "would become",
     "later became", "then became", ", who is", ", who was", ", is", ", was"]
)  # fmt: skip
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e)(?:['’](?:m|re)| am| are| was| were) (?:also |just |not )?$")
_COPULA_REACH = 12
"""Characters of "I'm also", behind which a nominal is whoever speaks."""
_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")
_LONGEST_BRACKET = 160
"""Characters between a person and the copula: "Ana Lund (born 3 April 1978 in Oslo) is an architect"."""
_EQUATED_REACH = 4
"""Mentions that may stand in that bracket."""
_COLLECTIVES = frozenset(["family", "first family", "couple", "household"])
"""Nouns in the singular for several persons: no "he" takes them up."""
_CLASSES = frozenset(
    ["group", "movement", "organisation", "organization", "network", "party", "company", "firm", "alliance", "bloc",
     "agency", "militia", "union", "coalition", "faction", "corporation", "newspaper", "channel", "team", "club"]
)  # fmt: skip
"""Nouns that say what a named body is; with "the" alone they pick up the body named last."""
_SPEAKERS = frozenset(["spokesman", "spokeswoman", "spokesperson", "press secretary"])


class Nominals:
    """Resolves nominals against the history of one article.

    Args:
        history: What has been met so far.
        pronoun: Chain of a possessive pronoun, by its offset and word.
    """

    def __init__(self, history: History, pronoun: Callable[[int, str], Chain | None]) -> None:
        self._history = history
        self._text = history.text
        self._index = history.index
        self._pronoun = pronoun
        self._known: dict[str, Chain] = {}

    def resolve(self, phrase: Phrase) -> Chain | None:
        """The chain of a nominal, a new one where nothing earlier fits; ``None`` for what is no party."""
        agent = phrase.agent
        if _FIRST_PERSON.search(self._text, max(0, phrase.base[0] - _COPULA_REACH), phrase.base[0]):
            return self._pronoun(phrase.base[0], "i")
        same = self._equated(phrase) or self._apposed(phrase) or self._classed(phrase)
        if same is not None:
            return same
        country, sectors = describe_phrase(self._text, phrase, self._index)
        if country is None:
            country = self._possessor_country(phrase)
        if agent is None:
            return self._people(phrase) or self._known_head(phrase, country)
        if agent.sort in ("country", "body") and agent.phrase in _COUNTRY_NOUNS and not agent.plural:
            return self._nearest_country(phrase, country)
        if agent.phrase in _GOVERNMENT_NOUNS and country is not None and kb.country_name(country):
            return self._history.country_chain(country)
        if agent.phrase in _SPEAKERS and not agent.plural:
            body = self._spokesmans_body(phrase, country)
            if body is not None:
                return body
        chain = self._earlier(phrase, agent, country)
        if chain is not None:
            return chain
        return self._new_nominal(phrase, agent, country, sectors)

    def _equated(self, phrase: Phrase) -> Chain | None:
        """ "Roe, a lawyer," and "Roe was the star": the nominal is the person named right before it.

        A noun that the tables do not have counts with "the" only: "Roe was a success".
        """
        agent = phrase.agent
        person = agent is not None and agent.sort == "person" and not agent.plural
        if not person and (agent is not None or phrase.determiner != "the"):
            return None
        closed = self._text[phrase.base[1] : phrase.base[1] + 1] in (",", ".", ")", "") or phrase.complement is not None
        for before in islice(reversed(self._history.recent), _EQUATED_REACH):
            if phrase.base[0] - before.end > _LONGEST_BRACKET:
                return None
            if before.chain.kind == PERSON and not before.chain.plural:
                gap = " ".join(_BRACKETS.sub(" ", self._text[before.end : phrase.base[0]]).lower().split())
                if gap not in _COPULAS and not (gap == "," and closed):
                    return None
                if agent is not None:
                    self._history.learn_head(before.chain, agent.phrase)
                return before.chain
        return None

    def _apposed(self, phrase: Phrase) -> Chain | None:
        """ "The interior minister, Tomas Adeyo," and "the woman Eva": the person named right behind the noun."""
        if phrase.agent is None or phrase.agent.sort != "person" or phrase.agent.plural:
            return None
        person = person_behind(self._text, phrase, self._index)
        return person.chain if isinstance(person, Name) else None

    def _classed(self, phrase: Phrase) -> Chain | None:
        """ "The Quay Front movement": a body's name before the noun that says what it is."""
        if phrase.determiner != "the" or not phrase.modifiers:
            return None
        if self._text[slice(*phrase.head)].lower() not in _CLASSES:
            return None
        name = self._index.covering(phrase.modifiers[-1])
        if isinstance(name, Name):
            alone = name.kind in (ORGANISATION, GROUP) and name.start <= phrase.modifiers[0][0]
            return name.chain if alone else None
        return self._history.bodies.get(self._text[phrase.modifiers[0][0] : phrase.modifiers[-1][1]])

    def _possessor_country(self, phrase: Phrase) -> str | None:
        """Country of "his", "its", "their" or of a possessor that was resolved: the country of its chain."""
        if phrase.possessor is None:
            return None
        if phrase.determiner != "'s":
            word = self._text[slice(*phrase.possessor)].lower()
            manner = PRONOUNS.get(word)
            if manner is None:
                return None
            chain = self._history.chain_at.get(phrase.possessor[0])
            if chain is None:
                chain = self._pronoun(phrase.possessor[0], word)
            return chain.country if chain is not None else None
        owner = country_of_words(self._text, phrase.possessor, self._index)
        if owner is None and self._text[slice(*phrase.possessor)].lower().split()[-1] in _COUNTRY_NOUNS:
            near = self._nearest_country(None, None)
            owner = near.country if near is not None else None
        return owner

    def _nearest_country(self, phrase: Phrase | None, country: str | None) -> Chain | None:
        if country is not None and kb.country_name(country):
            return self._history.country_chain(country)
        if phrase is not None and not phrase.definite:
            return None
        for item in reversed(self._history.recent):
            if item.chain.kind == COUNTRY:
                return item.chain
        return None

    def _spokesmans_body(self, phrase: Phrase, country: str | None) -> Chain | None:
        """A nameless spokesman speaks for the body before or behind the noun."""
        spans = [(phrase.base[0], phrase.head[0])]
        if phrase.complement is not None and phrase.complement[0] in ("for", "of", "from"):
            spans.append(phrase.complement[1])
        for span in spans:
            for name in reversed(self._index.inside(span)):
                chain = name.chain if isinstance(name, Name) else None
                if chain is not None and chain.kind in (ORGANISATION, GROUP) and chain.named:
                    return chain
        words = kb.normal_words(self._text[phrase.base[0] : phrase.head[0]].split())
        agent = kb.agent_at_end(words)
        if agent is not None and country is not None and kb.country_name(country) and agent.phrase in _GOVERNMENT_NOUNS:
            return self._history.country_chain(country)
        if agent is not None and agent.sort == "body" and country is not None and agent.phrase in _UNIQUE:
            return self._unique(agent, country, self._text[phrase.words[0][0] : phrase.modifiers[-1][1]])
        return None

    def _people(self, phrase: Phrase) -> Chain | None:
        """ "The Russians" as a party are their state."""
        word = self._text[slice(*phrase.head)]
        country = kb.demonym(word) if phrase.determiner == "the" and len(phrase.words) == 1 else None
        return self._history.country_chain(country) if country is not None else None

    def _known_head(self, phrase: Phrase, country: str | None) -> Chain | None:
        """A definite noun that is no agent noun but the last word of a body's name: "the Guards", "the agency"."""
        if not phrase.definite or phrase.determiner not in ("the", "this", "that", "these", "those"):
            return None
        word = self._text[slice(*phrase.head)].casefold()
        return self._latest(self._history.by_head.get(word, ()), country, ()) or self._latest(
            self._history.by_head.get(word.removesuffix("s"), ()), country, ()
        )

    def _earlier(self, phrase: Phrase, agent: kb.Agent, country: str | None) -> Chain | None:
        definite = phrase.definite and phrase.determiner != "'s" and phrase.possessor is None
        if agent.plural:
            same = self._known.get(self._key(agent, country))
            return same if same is not None and (definite or phrase.determiner is None) else None
        if not definite:
            bare = phrase.determiner is None and agent.sort == "body"
            return self._known.get(self._key(agent, country)) if bare or phrase.possessor is not None else None
        modifiers = tuple(kb.normal_words([self._text[a:b] for a, b in phrase.modifiers]))
        options = self._history.by_head.get(agent.phrase, ())
        if not options and agent.words > 1:
            options = self._history.by_head.get(agent.phrase.rpartition(" ")[2], ())
        kinds = (PERSON,) if agent.sort == "person" else (ORGANISATION, GROUP)
        found = self._latest([chain for chain in options if chain.kind in kinds], country, modifiers)
        last = self._last_body(phrase, agent)
        if found is None or (last is not None and not found.named and self._history.met_after(last, found)):
            return last
        return found

    def _last_body(self, phrase: Phrase, agent: kb.Agent) -> Chain | None:
        """ "The organisation", "the company": the body named last, if nothing speaks against it."""
        if phrase.modifiers or phrase.complement is not None or agent.phrase not in _CLASSES:
            return None
        for item in reversed(self._history.recent):
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
        return max(fitting, key=lambda c: self._history.last.get(c, -1), default=None)

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
            printed = self._text[phrase.words[0][0] : phrase.words[-1][1]]
            if phrase.determiner == "'s" and phrase.possessor is not None:
                owner = self._text[slice(*phrase.possessor)]
                if country_of_words(self._text, phrase.possessor, self._index) is None:
                    owner = kb.country_name(country) or owner
                printed = f"{owner}'s {printed}"
            return self._unique(agent, country, printed)
        kind = (
            PERSON
            if agent.sort == "person" and not agent.plural and agent.phrase not in _COLLECTIVES
            else GROUP
            if agent.sort in ("person", "group") or agent.plural
            else ORGANISATION
        )
        chain = Chain(kind, [], country, sectors, plural=agent.plural, named=False, gender=gender_of_agent(agent))
        chain.heads.update((agent.phrase, agent.phrase.rpartition(" ")[2]))
        self._known[self._key(agent, country)] = chain
        return chain

    def _unique(self, agent: kb.Agent, country: str, printed: str) -> Chain:
        key = f"{agent.phrase}/{country}"
        chain = self._known.get(key)
        if chain is None:
            name = " ".join(printed.split())
            if name[:4].lower() == "the ":
                name = name[4:]
            chain = Chain(ORGANISATION, [name], country, agent.sectors, plural=agent.plural)
            chain.heads.update((agent.phrase, agent.phrase.rpartition(" ")[2]))
            self._known[key] = chain
        return chain
