"""PLOVER contexts of an event: words of its sentence that leave no doubt. High precision; often empty."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = {
    "military": r"troops?|soldiers?|army|armies|air ?force|navy|naval|military|battalions?|artillery|warships?|airstrikes?|air strikes?",
    "intelligence": r"intelligence (?:service|agency|agencies|officers?|officials?|sharing)|spy|spies|espionage|spying",
    "executive": r"executive order|cabinet reshuffle|presidential decree|by decree",
    "legislative": r"parliament|parliamentary|lawmakers?|legislature|senate|congress|national assembly|knesset|duma|bundestag",
    "election": r"elections?|electoral|ballots?|polling stations?|run-?off|referendum|voters?|vote count",
    "political_institutions": r"constitutional (?:reform|amendment|change|court)|new constitution|term limits?",
    "pro_democracy": r"pro-democracy|democratic reforms?|restore democracy|civilian rule",
    "pro_autocracy": r"coups?|coup d['’]?[eé]tat|putsch|military junta|suspended the constitution",
    "economic": r"tariffs?|trade (?:deal|pact|agreement|war|talks|deficit)|embargo|imports?|exports?|investments?|economic|customs duties",
    "legal": r"courts?|judges?|prosecutors?|trials?|lawsuits?|indict(?:ed|ment)|verdict|tribunal|sentenced|convicted",
    "reparations": r"reparations|war compensation",
    "human_rights": r"human rights|war crimes?|crimes against humanity|genocide|torture[ds]?|extrajudicial",
    "rights_freedoms": r"press freedom|freedom of (?:speech|assembly|expression|the press|religion)|civil liberties|free speech",
    "repression": r"crackdown|political prisoners?|dissidents?|martial law|state of emergency|curfew",
    "human_security": r"humanitarian|famine|food aid|food shortages?|malnutrition|shelter for",
    "gender": r"women['’]s rights|gender|sexual (?:violence|assault|harassment)|rape[ds]?|domestic violence",
    "lgbt": r"lgbtq?\w*|same-sex|gay|lesbian|transgender|homosexuality",
    "religion_ethnicity": r"sectarian|ethnic|religious minorit(?:y|ies)|mosques?|churches|synagogues?|clerics?|blasphemy",
    "inequality": r"inequality|minimum wage|land reform|caste discrimination|racial discrimination",
    "diplomatic": r"ambassadors?|embass(?:y|ies)|diplomats?|diplomatic|envoys?|foreign ministers?|consulates?|secretary of state",
    "territory": r"annex(?:ed|ation|es)|disputed (?:territory|border|islands?)|sovereignty over|border dispute|occupied territor(?:y|ies)",
    "peacekeeping": r"peacekeep(?:ers?|ing)|blue helmets?|ceasefire monitors?",
    "health": r"pandemic|epidemic|vaccines?|vaccination|hospitals?|covid-19|coronavirus|ebola|cholera|public health",
    "asylum": r"asylum(?:[- ]seekers?)?|refugees?",
    "migration": r"migrants?|immigration|immigrants?|border crossings?|deport(?:ed|ation|ations)",
    "disasters": r"earthquakes?|floods?|flooding|hurricanes?|cyclones?|typhoons?|wildfires?|tsunami|landslides?|drought",
    "natural_resource": r"oil ?fields?|crude oil|natural gas|pipelines?|mining rights|water rights|fishing rights|rare earths?",
    "environment": r"climate change|global warming|emissions|deforestation|pollution|biodiversity",
    "technology": r"semiconductors?|artificial intelligence|5g|satellites?|telecom equipment",
    "terrorism": r"terroris[mt]s?|suicide bomb(?:er|ing|ers|ings)|car bombs?|jihadists?|al[- ]qaeda|islamic state",
    "cbrn": r"nuclear|uranium|chemical weapons?|biological weapons?|nerve agent|sarin|chlorine gas|ballistic missile program(?:me)?s?",
    "cyber": r"cyber-?\s?attacks?|hack(?:ed|ers?|ing)|ransomware|malware|phishing|ddos|cyber\w*",
    "misinformation": r"disinformation|misinformation|fake news|deepfakes?|propaganda",
    "crime": r"gangs?|organi[sz]ed crime|murder(?:ed|s)?|armed robber(?:y|ies)|mafia|money laundering",
    "corruption": r"corruption|brib(?:e|es|ed|ery)|embezzle(?:d|ment)|graft|kickbacks?",
    "illegal_drugs": r"drug (?:cartels?|traffick\w+|lords?|smugglers?)|cocaine|heroin|fentanyl|methamphetamine|narcotics",
    "trafficking": r"(?:human|arms|weapons|wildlife|people) (?:traffick\w+|smuggl\w+)|trafficking ring",
}
CONTEXTS: tuple[str, ...] = tuple(_WORDS)
"""The 37 contexts of PLOVER 2.0, in the manual's order."""
_RULES = tuple((context, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for context, words in _WORDS.items())
_OF_MODE = {("COERCE", "cyber"): "cyber", ("COERCE", "misinformation"): "misinformation"}


@lru_cache(maxsize=64)
def contexts_in(sentence: str) -> tuple[str, ...]:
    """Contexts whose words stand in a sentence, in the manual's order."""
    return tuple(context for context, pattern in _RULES if pattern.search(sentence))


def with_mode(contexts: tuple[str, ...], kind: str, mode: str | None) -> tuple[str, ...]:
    """Add the context that a mode carries by itself (PLOVER: "cyber", "misinformation")."""
    own = _OF_MODE.get((kind, mode or ""))
    if own is None or own in contexts:
        return contexts
    return tuple(context for context in CONTEXTS if context in contexts or context == own)
