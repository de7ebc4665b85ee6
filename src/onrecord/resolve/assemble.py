"""The chains of an article become its mentions and actors."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord import kb
from onrecord.encoder.annotation import Annotation
from onrecord.model import Actor, Geo, Mention, Span
from onrecord.resolve.chains import ACTOR_KINDS, COUNTRY, GROUP, ORGANISATION, PERSON, PLACE, Chain, Name
from onrecord.resolve.coreference import Referring, Resolver, personal_pronouns
from onrecord.resolve.genders import tell_genders
from onrecord.resolve.history import History
from onrecord.resolve.names import chain_names, group_chain, read_names
from onrecord.resolve.phrases import read_phrase
from onrecord.resolve.pronouns import PRONOUNS
from onrecord.resolve.readings import NameIndex
from onrecord.resolve.titles import read_titles

PARTY_LABELS = frozenset(["actor", "recipient"])


def resolve_mentions(text: str, annotation: Annotation) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """Mentions and actors of a text.

    Args:
        text: The article's text.
        annotation: What the encoder says about it.
    """
    names = read_names(text, annotation.entities)
    chain_names(text, names)
    index = NameIndex(names)
    read_titles(text, annotation.words, annotation.sentences, names, index)
    pronouns = personal_pronouns(text)
    tell_genders(names, [(r.start, r.pronoun or "") for r in pronouns], [start for start, _ in annotation.sentences])
    history = History(text, annotation.sentences, names, index, annotation)
    referring = _referring(text, annotation, index, history, pronouns)
    resolver = Resolver(history)
    resolver.run(names, referring)
    rows: list[tuple[int, int, str, Chain | None, Geo | None]] = [
        (name.start, name.end, name.kind, name.chain, _geo(name)) for name in names
    ]
    taken = {(name.start, name.end) for name in names}
    for mention, chain in resolver.found:
        if chain is not None and (mention.start, mention.end) not in taken:
            taken.add((mention.start, mention.end))
            rows.append((mention.start, mention.end, chain.kind, chain, None))
    return _numbered(rows)


def party_spans(annotation: Annotation) -> list[Span]:
    """Spans of the parties: actors and recipients of events, sources of claims; in order, each once."""
    spans = {(a.start, a.end) for event in annotation.events for a in event.arguments if a.label in PARTY_LABELS}
    spans |= {span for claim in annotation.attributions for span in claim.source}
    return sorted(span for span in spans if span[1] > span[0])


def _referring(
    text: str, annotation: Annotation, index: NameIndex, history: History, pronouns: Sequence[Referring]
) -> list[Referring]:
    """Pronouns and nominals to resolve; on the way, capitals and demonyms that act become their country."""
    places = {(a.start, a.end) for event in annotation.events for a in event.arguments if a.label == "place"}
    found = {(r.start, r.end): r for r in pronouns}
    for span in party_spans(annotation):
        phrase = read_phrase(text, span, index.spans)
        if phrase is None:
            continue
        if phrase.possessor is not None and phrase.determiner != "'s":
            owner = text[slice(*phrase.possessor)].lower()
            if owner in PRONOUNS:
                found.setdefault(phrase.possessor, Referring(*phrase.possessor, owner, None))
        name = index.covering(phrase.head)
        if isinstance(name, Name):
            _as_party(name, history, span in places, phrase.determiner)
            continue
        word = text[slice(*phrase.base)].lower()
        if word in PRONOUNS:
            found[phrase.base] = Referring(*phrase.base, word, None)
        else:
            found[phrase.base] = Referring(*phrase.base, None, phrase)
    return list(found.values())


def _as_party(name: Name, history: History, place: bool, determiner: str | None) -> None:
    if name.kind == PLACE and not place:
        country = kb.capital(name.core)
        if country:
            name.kind, name.chain, name.country = COUNTRY, history.country_chain(country), country
    elif name.kind == GROUP and name.chain is None:
        country = kb.demonym(name.core)
        if country and determiner == "the":
            name.chain = history.country_chain(country)
        else:
            group_chain(name)


def _geo(name: Name) -> Geo | None:
    if name.kind == COUNTRY:
        country = kb.country(name.core) or name.country
        known = kb.country_name(country) if country else None
        if kb.country(name.core) is None and kb.capital(name.core):
            return Geo(name.core, country, None, None, "city")
        return Geo(known or name.core, country, None, None, "country")
    if name.kind == PLACE:
        place = kb.place(name.core)
        if place is None:
            return Geo(name.core, None, None, None, None)
        return Geo(place.name, place.country, None, None, place.precision)
    return None


def _numbered(
    rows: Sequence[tuple[int, int, str, Chain | None, Geo | None]],
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    chains: dict[Chain, str] = {}
    actors: dict[Chain, str] = {}
    mentions: list[Mention] = []
    for start, end, kind, chain, geo in sorted(rows, key=lambda row: (row[0], row[1])):
        chain_id = actor_id = None
        if chain is not None:
            chain_id = chains.setdefault(chain, f"c{len(chains) + 1}")
            if chain.named and chain.kind in ACTOR_KINDS:
                actor_id = actors.setdefault(chain, f"a{len(actors) + 1}")
        mentions.append(Mention(f"m{len(mentions) + 1}", start, end, kind, chain_id, actor_id, geo))
    return tuple(mentions), tuple(_actor(chain, actor_id) for chain, actor_id in actors.items())


def _actor(chain: Chain, actor_id: str) -> Actor:
    if chain.kind == COUNTRY and chain.country and kb.country_name(chain.country):
        name = kb.country_name(chain.country) or chain.names[0]
    else:
        name = " ".join(
            max(chain.names, key=lambda n: len(n.split()) if chain.kind in (PERSON, ORGANISATION) else 0).split()
        )
    return Actor(actor_id, name, chain.kind, chain.country, chain.sectors, tuple(chain.roles))
