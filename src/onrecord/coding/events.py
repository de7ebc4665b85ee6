"""Events of an article: parties, place, time, realis, amounts and claims of each event mention."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.coding.amounts import amount_of
from onrecord.coding.aspect import aspect_of
from onrecord.coding.background import is_news, is_past
from onrecord.coding.claims import Claims
from onrecord.coding.complements import content_of, speech_acts
from onrecord.coding.contexts import contexts_in, with_mode
from onrecord.coding.initiator import initiators_of
from onrecord.coding.lending import lent
from onrecord.coding.parties import party_of, whole_spans
from onrecord.coding.reductions import reduced, speaks_for
from onrecord.coding.scope import REPORT_NOUN
from onrecord.coding.senses import approves
from onrecord.coding.view import View, overlap, phrase
from onrecord.encoder.annotation import Annotation, EventSpans, LabelledSpan
from onrecord.model import Claim, Event, EventPlace, EventTime, Party, Span, Time

_ASSERTING = frozenset({"asserts", "confirms", "admits", "alleges", "warns"})
_REFUSABLE = frozenset({"ACCUSE", "AGREE", "REQUEST", "THREATEN"})
_REFUSAL = re.compile(r"(?:has |have |had |was |were )?(?:reject|dismiss|rebuff|spurn|turn|brush)", re.IGNORECASE)
"""Who rejects a demand or an offer does not deny that it was made."""
_PRECISION = {"city": 3, "region": 2, "country": 1}


def events_of(view: View, annotation: Annotation, claims: Claims) -> tuple[Event, ...]:
    """Make the events of an article (Conventions 1-4 and 8 of the contract).

    Args:
        view: The article with its actors and times.
        annotation: What the encoder says about it.
        claims: Its claims.
    """
    mentions = _distinct(view, annotation.events)
    around = [_around(view, item, claims) for item in mentions]
    mentions = [_with_denial(item, told) for item, told in zip(mentions, around, strict=True)]
    acts = speech_acts(view, claims, mentions)
    events = []
    for index, item in enumerate(mentions):
        act = content_of(view, claims, acts, mentions, index)
        events.append(_event(view, index, item, around[index], act))
    return tuple(_with_plover(view, lent(events), claims))


def _distinct(view: View, found: Sequence[EventSpans]) -> list[EventSpans]:
    """Event mentions in order of their triggers; of two of one type on one trigger the likelier."""
    kept: list[EventSpans] = []
    sound = [replace(item, trigger=span) for item in found if (span := phrase(view.text, item.trigger)) is not None]
    sound = [item for item in sound if item.type != "SANCTION" or not approves(view.text, item.trigger)]
    for item in sorted(sound, key=lambda item: (item.trigger, -item.score, item.type)):
        if kept and kept[-1].type == item.type and overlap(kept[-1].trigger, item.trigger):
            if item.score > kept[-1].score:
                kept[-1] = item
            continue
        kept.append(item)
    return sorted(kept, key=lambda item: (item.trigger, item.type))


def _around(view: View, item: EventSpans, claims: Claims) -> list[Claim]:
    """Claims that tell of an act, innermost first: whoever denies "the accusation" or rejects "the demand" does not deny that act."""
    return [claim for claim in claims.around(item.trigger) if not _answers(view, item, claim)]


def _answers(view: View, item: EventSpans, claim: Claim) -> bool:
    if claim.stance != "denies":
        return False
    names_report = item.type == "ACCUSE" and REPORT_NOUN.search(view.quote(item.trigger)) is not None
    return names_report or (item.type in _REFUSABLE and _REFUSAL.match(view.quote(claim.cue[0])) is not None)


def _with_denial(item: EventSpans, around: Sequence[Claim]) -> EventSpans:
    """Convention 3: what only a denial mentions is negated; what another source asserts inside it keeps its realis."""
    if item.realis == "negated":
        return item
    for claim in around:
        if claim.stance == "denies":
            scope = claim.scope
            denied = scope is not None and scope[0] <= item.trigger[0] and item.trigger[1] <= scope[1]
            return replace(item, realis="negated") if denied else item
        if claim.stance in _ASSERTING and claim.source:
            return item
    return item


def _event(view: View, index: int, item: EventSpans, around: Sequence[Claim], act: int | None) -> Event:
    sentence = view.quote(view.sentence(item.trigger[0]))
    actors = _arguments(view, item, "actor")
    initiators = initiators_of(view, item, actors) if item.type == "CONSULT" else frozenset()
    # "On Monday she said that troops had left": Monday is when she spoke.
    spoken = [claim.said.span for claim in around if claim.said is not None]
    time = _time(view, [span for span in _arguments(view, item, "time") if not any(overlap(span, at) for at in spoken)])
    edtf, published = time.edtf if time is not None else None, view.article.published.edtf
    acting = _once(item.trigger, [party_of(view, span, initiator=span in initiators) for span in actors])
    suffering = _once(item.trigger, [party_of(view, span) for span in _recipients(view, item)])
    return Event(
        id=f"e{index + 1}",
        type=item.type,
        mode=item.mode,
        contexts=with_mode(contexts_in(sentence), item.type, item.mode),
        plover=(),
        trigger=item.trigger,
        actors=acting,
        recipients=suffering,
        place=_place(view, _arguments(view, item, "place")),
        time=time,
        realis=item.realis,
        background=(item.background and not is_news(edtf, published)) or is_past(edtf, published),
        aspect=aspect_of(view, item.trigger, item.realis, time),
        amounts=tuple(amount_of(view, span) for span in _arguments(view, item, "amount")),
        claims=tuple(claim.id for claim in around),
        content_of=None if act is None else f"e{act + 1}",
        score=min(1.0, max(0.0, item.score)),
    )


def _once(trigger: Span, parties: Sequence[Party]) -> tuple[Party, ...]:
    """Parties of one side, each actor once: of several spans that name it the nearest (Convention 4)."""
    nearest: dict[str, Party] = {}
    for party in parties:
        if party.actor is not None:
            held = nearest.get(party.actor)
            if held is None or _gap(party.span, trigger) < _gap(held.span, trigger):
                nearest[party.actor] = replace(
                    party, initiator=party.initiator or (held is not None and held.initiator)
                )
            elif party.initiator:
                nearest[party.actor] = replace(held, initiator=True)
    return tuple(
        party if party.actor is None else nearest[party.actor]
        for party in parties
        if party.actor is None or nearest[party.actor].span == party.span
    )


def _gap(one: Span, other: Span) -> int:
    return max(0, one[0] - other[1], other[0] - one[1])


def _arguments(view: View, item: EventSpans, label: str) -> list[Span]:
    def sound(argument: LabelledSpan) -> Span | None:
        return phrase(view.text, (argument.start, argument.end)) if argument.label == label else None

    spans = sorted({span for argument in item.arguments if (span := sound(argument)) is not None})
    return whole_spans(view, spans, item.trigger) if label in ("actor", "recipient") else spans


_ON_TERRITORY = {
    "AID": None,
    "COERCE": frozenset({"curfew", "martial-law", "restrict", "withhold"}),
    "CONSULT": frozenset({"visit"}),
    "RETREAT": frozenset({"withdraw", "access"}),
    "SANCTION": frozenset({"withdraw"}),
}
"""Acts that are done to a place: helping it, closing it off, visiting or leaving it; with which modes (any for None)."""


def _recipients(view: View, item: EventSpans) -> list[Span]:
    """Who is named as recipient; for an act upon a territory that names nobody, the territory (Convention 4: "visited Russia")."""
    named = _arguments(view, item, "recipient")
    if named or item.type not in _ON_TERRITORY:
        return named
    modes = _ON_TERRITORY[item.type]
    return _arguments(view, item, "place") if modes is None or item.mode in modes else []


def _time(view: View, spans: Sequence[Span]) -> EventTime | None:
    """The time expression on an argument; one with a value before one without."""
    candidates: list[Time] = [time for span in spans for time in view.times_in(span)]
    if not candidates:
        return None
    best = min(candidates, key=lambda time: (time.edtf is None, time.type in ("DURATION", "SET"), time.start))
    return EventTime((best.start, best.end), best.edtf, best.extent, best.basis)


def _place(view: View, spans: Sequence[Span]) -> EventPlace | None:
    """The most precise place named by an argument; a place that no map knows keeps its words and nothing else."""
    best: EventPlace | None = None
    for span in spans:
        for mention in view.mentions_in(span):
            geo = mention.geo
            at = (mention.start, mention.end)
            if geo is None:
                place = EventPlace(at, view.quote(at), None, None, None, None)
            else:
                place = EventPlace(at, geo.name, geo.country, geo.lat, geo.lon, geo.precision)
            if best is None or _PRECISION.get(place.precision or "", 0) > _PRECISION.get(best.precision or "", 0):
                best = place
    return best


def _with_plover(view: View, events: Sequence[Event], claims: Claims) -> list[Event]:
    by_id = {claim.id: claim for claim in claims.claims}
    convictions = [event for event in events if (event.type, event.mode) == ("SANCTION", "convict")]
    arrests: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        if (event.type, event.mode) == ("COERCE", "arrest"):
            arrests[view.sentence_index(event.trigger[0])].append(event)
    coded = []
    for event in events:
        own = [by_id[name] for name in event.claims if _is_own(view, by_id[name], event.actors)]
        others = [*convictions[:_MAX_CONVICTIONS], *arrests[view.sentence_index(event.trigger[0])]]
        sentence = view.quote(view.sentence(event.trigger[0]))
        coded.append(replace(event, plover=reduced(event, view.text, sentence, own, others)))
    return coded


_MAX_CONVICTIONS = 50


def _is_own(view: View, claim: Claim, actors: Sequence[Party]) -> bool:
    sources = [party_of(view, span) for span in claim.source]
    return any(speaks_for(source, party) for source in sources for party in actors)
