"""PLOVER after the reduction rules: Convention 8 of the contract and the manual's special cases."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.model import Claim, Event, Party, PloverCode

_AGREED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_THREATENED = frozenset({"SANCTION", "COERCE", "ASSAULT"})
_THREAT_MODES = {
    ("SANCTION", "convict"): "arrest",
    ("SANCTION", "expel"): "expel",
    ("SANCTION", "withdraw"): "relations",
    ("SANCTION", "discontinue"): "restrict",
    ("SANCTION", None): "restrict",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "deport"): "expel",
    ("COERCE", "misinformation"): None,
    ("COERCE", "cyber"): None,
    ("COERCE", None): None,
}
_TIES = re.compile(
    r"\b(?:diplomatic (?:relations|ties)|(?:cut|sever|suspend|break)\w* (?:off )?(?:\w+ )?(?:relations|ties|talks|negotiations))\b",
    re.IGNORECASE,
)
_PRISON = re.compile(
    r"\b(?:jailed|imprisoned|imprisonment|prison|behind bars|life sentence|in jail|jail terms?|life term)\b",
    re.IGNORECASE,
)
_SPARED = re.compile(r"\bsuspended\b|\bacquitted\b|\bhouse arrest\b", re.IGNORECASE)
_SUMMONED = re.compile(r"\bsummon", re.IGNORECASE)
_ENVOY = re.compile(
    r"\b(?:ambassadors?|envoys?|charg[eé](?:s)? d['’]affaires|diplomats?|consuls?|high commissioner)\b", re.IGNORECASE
)
_INVITED = re.compile(r"\b(?:invit|schedul)", re.IGNORECASE)
_CAPTURED = re.compile(r"\b(?:captur|seiz|took|taken|takes|prisoner|captive)", re.IGNORECASE)
_COMBATANT = re.compile(
    r"\b(?:fighters?|militants?|rebels?|soldiers?|insurgents?|gunmen|militiamen|troops|combatants?|guerrillas?)\b",
    re.IGNORECASE,
)
_ARMED_SECTORS = frozenset({"MIL", "REB", "UAF", "PRM"})
_RELIEF = re.compile(
    r"\b(?:earthquake|flood(?:s|ed|ing)?|cyclone|hurricane|typhoon|wildfires?|tsunami|landslides?|disaster relief|relief effort|"
    r"rescue effort|search and rescue)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"\b(?:announc|unveil|declar)(?:e|es|ed|ing)\b", re.IGNORECASE)
_LAW_SECTORS = frozenset({"JUD", "COP", "GOV"})
_OFFICIAL_SECTORS = frozenset({"GOV", "MIL", "SPY", "LEG", "COP"})


def reduced(
    event: Event, text: str, sentence: str, own_claims: Sequence[Claim], events: Sequence[Event]
) -> tuple[PloverCode, ...]:
    """Codes of one event after the reduction rules; empty where PLOVER codes nothing.

    Args:
        event: The event, everything but ``plover`` filled.
        text: The article's text.
        sentence: The sentence of its trigger.
        own_claims: Claims around it whose source is one of its own actors.
        events: Convictions of the article and events of the same sentence, where a rule looks at others.
    """
    if event.realis in ("negated", "hypothetical") or event.content_of is not None:
        return ()
    if event.realis == "future":
        return _of_future(event, text, sentence, own_claims)
    return _of_actual(event, text, sentence, events)


def speaks_for(source: Party, party: Party) -> bool:
    """Whether a claim's source speaks as an event's actor: the same actor, or an official of the acting country."""
    if source.actor is not None and source.actor == party.actor:
        return True
    official = bool(_OFFICIAL_SECTORS.intersection(source.sectors))
    acting = not party.sectors or bool(_OFFICIAL_SECTORS.intersection(party.sectors))
    return official and acting and source.country is not None and source.country == party.country


def _of_future(event: Event, text: str, sentence: str, own_claims: Sequence[Claim]) -> tuple[PloverCode, ...]:
    if event.type in _AGREED:
        return (PloverCode("AGREE", None),)
    if event.type in ("RETREAT", "CONCEDE"):
        return (PloverCode("CONCEDE", None),)
    before = text[max(0, event.trigger[0] - 120) : event.trigger[0]]
    announced = bool(own_claims) or (_ANNOUNCED.search(before[-len(sentence) :]) is not None)
    if event.type in _THREATENED and announced:
        return (PloverCode("THREATEN", _threat_mode(event, sentence)),)
    return ()


def _threat_mode(event: Event, sentence: str) -> str | None:
    if event.type == "ASSAULT":
        return "violence"
    if event.type == "SANCTION" and event.mode in ("discontinue", None) and _TIES.search(sentence):
        return "relations"
    return _THREAT_MODES.get((event.type, event.mode), "restrict")


def _of_actual(event: Event, text: str, sentence: str, events: Sequence[Event]) -> tuple[PloverCode, ...]:
    trigger = text[event.trigger[0] : event.trigger[1]]
    code = PloverCode(event.type, event.mode)
    kind = (event.type, event.mode)
    if kind == ("SANCTION", "convict") and _PRISON.search(sentence) and not _SPARED.search(sentence):
        jailed = any(
            (other.type, other.mode) == ("COERCE", "arrest")
            and abs(other.trigger[0] - event.trigger[0]) < len(sentence)
            for other in events
        )
        return (code,) if jailed else (code, PloverCode("COERCE", "arrest"))
    if kind == ("ACCUSE", "allege") and any(_convicts(other, event) for other in events):
        return ()
    if event.type == "CONSULT" and _SUMMONED.search(trigger) and _ENVOY.search(sentence):
        return (PloverCode("ACCUSE", "disapprove"),)
    if event.type == "CONSULT" and _INVITED.match(trigger):
        return (PloverCode("AGREE", None),)
    if (
        kind == ("COERCE", "arrest")
        and _CAPTURED.search(trigger)
        and any(_is_combatant(party, text) for party in event.recipients)
    ):
        return (PloverCode("ASSAULT", "abduct"),)
    if event.type == "MOBILIZE" and _RELIEF.search(sentence):
        return (PloverCode("AID", None),)
    return (code,)


def _is_combatant(party: Party, text: str) -> bool:
    named = _COMBATANT.search(text[party.span[0] : party.span[1]]) is not None
    return named or bool(_ARMED_SECTORS.intersection(party.sectors))


def _convicts(conviction: Event, accusation: Event) -> bool:
    """Whether a conviction and an accusation stand between the same parties."""
    if (conviction.type, conviction.mode, conviction.realis) != ("SANCTION", "convict", "actual"):
        return False
    convicted = {party.actor for party in conviction.recipients if party.actor is not None}
    if not convicted.intersection(party.actor for party in accusation.recipients):
        return False
    courts = {party.actor for party in conviction.actors if party.actor is not None}
    return not accusation.actors or any(
        party.actor in courts or _LAW_SECTORS.intersection(party.sectors) for party in accusation.actors
    )
