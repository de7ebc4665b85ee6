"""An event as a headline: PLOVER's types and modes as sentences, in words that claim no more than the code does.

Source of the types and modes: PLOVER manual, openeventdata/PLOVER, 2024-02-04.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

UNKNOWN = "someone not named"
_MOST = 3
_PLURALS = {"is": "are", "has": "have", "goes": "go", "does": "do"}
_PLURAL_WORDS = frozenset("police people troops men women children they we you i these those".split())
"""Words that take a verb without "s", though none ends in one."""
_SINGULAR_ENDINGS = ("ss", "us", "is", "ics")
_LINKS = re.compile(r"\s(?:of|in|from|with|at|on|to|for|near|against|who|which|that)\s")
"""What follows one of these hangs on the noun before it: "members of the council" are many."""


@dataclass(frozen=True, slots=True)
class _Wording:
    """``towards`` needs a recipient behind it, ``alone`` has none, ``noun`` and ``joint`` serve where nobody acts."""

    towards: str
    alone: str
    noun: str
    joint: str


def _w(towards: str, alone: str, noun: str, joint: str) -> _Wording:
    return _Wording(towards, alone, noun, joint)


WORDINGS: dict[str, _Wording] = {
    "AGREE": _w("makes a commitment to", "makes a commitment", "Commitment", "towards"),
    "CONSULT": _w("holds talks with", "holds talks", "Talks", "with"),
    "CONSULT-visit": _w("visits", "goes on a visit", "Visit", "to"),
    "CONSULT-third-party": _w("mediates with", "mediates", "Mediation", "with"),
    "CONSULT-multilateral": _w("takes part in a meeting with", "takes part in a meeting", "Meeting", "with"),
    "CONSULT-phone": _w("telephones", "talks by telephone", "Telephone call", "to"),
    "SUPPORT": _w("expresses support for", "expresses support", "Support", "for"),
    "CONCEDE": _w("makes a concession to", "makes a concession", "Concession", "to"),
    "COOPERATE": _w("cooperates with", "cooperates", "Cooperation", "with"),
    "AID": _w("gives aid to", "gives aid", "Aid", "to"),
    "RETREAT": _w("gives way to", "gives way", "Giving way", "to"),
    "RETREAT-withdraw": _w("withdraws from", "withdraws", "Withdrawal", "from"),
    "RETREAT-release": _w("releases", "releases captives", "Release", "of"),
    "RETREAT-disarm": _w("gives up arms towards", "gives up arms", "Disarmament", "towards"),
    "RETREAT-ceasefire": _w("ceases fire with", "ceases fire", "Ceasefire", "with"),
    "RETREAT-access": _w("gives access to", "gives access", "Access", "for"),
    "RETREAT-resign": _w("resigns from", "resigns", "Resignation", "from"),
    "REQUEST": _w("makes a request to", "makes a request", "Request", "to"),
    "REQUEST-assist": _w("asks for help from", "asks for help", "Request for help", "to"),
    "REQUEST-change": _w("demands a change from", "demands a change", "Demand for change", "to"),
    "REQUEST-yield": _w("demands a concession from", "demands a concession", "Demand for a concession", "to"),
    "REQUEST-meet": _w("asks for a meeting with", "asks for a meeting", "Request for a meeting", "with"),
    "ACCUSE": _w("raises accusations against", "raises accusations", "Accusation", "against"),
    "ACCUSE-disapprove": _w("criticises", "voices disapproval", "Disapproval", "of"),
    "ACCUSE-investigate": _w("investigates", "investigates", "Investigation", "of"),
    "ACCUSE-allege": _w("accuses", "makes an accusation", "Accusation", "against"),
    "REJECT": _w("turns down", "refuses", "Refusal", "towards"),
    "REJECT-assist": _w("refuses help to", "refuses to help", "Refusal of help", "to"),
    "REJECT-change": _w("refuses a change to", "refuses a change", "Refusal of a change", "towards"),
    "REJECT-yield": _w("refuses to yield to", "refuses to yield", "Refusal to yield", "to"),
    "REJECT-meet": _w("refuses to meet", "refuses to meet", "Refusal to meet", "with"),
    "THREATEN": _w("threatens", "makes a threat", "Threat", "against"),
    "THREATEN-restrict": _w("threatens measures against", "threatens measures", "Threat of measures", "against"),
    "THREATEN-arrest": _w("threatens the arrest of", "threatens arrests", "Threat of arrest", "against"),
    "THREATEN-relations": _w("threatens relations with", "threatens to cut relations", "Threat to relations", "with"),
    "THREATEN-expel": _w("threatens to expel", "threatens expulsions", "Threat of expulsion", "of"),
    "THREATEN-territory": _w("threatens the territory of", "threatens to take territory", "Threat to territory", "of"),
    "THREATEN-violence": _w("threatens violence against", "threatens violence", "Threat of violence", "against"),
    "PROTEST": _w("protests against", "protests", "Protest", "against"),
    "PROTEST-demo": _w("demonstrates against", "demonstrates", "Demonstration", "against"),
    "PROTEST-riot": _w("riots against", "riots", "Riot", "against"),
    "PROTEST-strike": _w("strikes against", "goes on strike", "Strike", "against"),
    "PROTEST-hunger": _w("goes on hunger strike against", "goes on hunger strike", "Hunger strike", "against"),
    "PROTEST-boycott": _w("boycotts", "takes part in a boycott", "Boycott", "of"),
    "PROTEST-obstruct": _w("obstructs", "obstructs passage", "Obstruction", "of"),
    "PROTEST-vandalize": _w("damages property of", "damages property", "Damage to property", "of"),
    "SANCTION": _w("takes sanctions against", "takes sanctions", "Sanctions", "against"),
    "SANCTION-convict": _w("convicts", "pronounces a conviction", "Conviction", "of"),
    "SANCTION-expel": _w("expels", "expels someone", "Expulsion", "of"),
    "SANCTION-withdraw": _w("withdraws from work with", "withdraws from an arrangement", "Withdrawal", "from"),
    "SANCTION-discontinue": _w("restricts trade or aid with", "restricts trade or aid", "Sanctions", "on"),
    "MOBILIZE": _w("mobilises forces against", "mobilises forces", "Mobilisation", "against"),
    "MOBILIZE-troops": _w("mobilises troops towards", "mobilises troops", "Mobilisation of troops", "towards"),
    "MOBILIZE-weapons": _w("readies weapons towards", "readies weapons", "Readying of weapons", "towards"),
    "MOBILIZE-police": _w("mobilises police towards", "mobilises police", "Mobilisation of police", "towards"),
    "MOBILIZE-militia": _w(
        "mobilises a militia towards", "mobilises a militia", "Mobilisation of a militia", "towards"
    ),
    "COERCE": _w("uses coercion on", "uses coercion", "Coercion", "of"),
    "COERCE-seize": _w("seizes", "makes a seizure", "Seizure", "of"),
    "COERCE-restrict": _w("places restrictions on", "places restrictions", "Restrictions", "on"),
    "COERCE-censor": _w("censors", "uses censorship", "Censorship", "of"),
    "COERCE-curfew": _w("places a curfew on", "declares a curfew", "Curfew", "on"),
    "COERCE-martial-law": _w("places martial law on", "declares martial law", "Martial law", "on"),
    "COERCE-arrest": _w("arrests", "makes arrests", "Arrest", "of"),
    "COERCE-deport": _w("deports", "carries out deportations", "Deportation", "of"),
    "COERCE-withhold": _w("withholds goods or services from", "withholds goods or services", "Withholding", "from"),
    "COERCE-misinformation": _w("spreads misinformation on", "spreads misinformation", "Misinformation", "on"),
    "COERCE-cyber": _w("makes a cyber attack on", "makes a cyber attack", "Cyber attack", "on"),
    "ASSAULT": _w("attacks", "uses violence", "Violence", "against"),
    "ASSAULT-abduct": _w("abducts", "carries out an abduction", "Abduction", "of"),
    "ASSAULT-beat": _w("beats", "carries out a beating", "Beating", "of"),
    "ASSAULT-torture": _w("tortures", "uses torture", "Torture", "of"),
    "ASSAULT-sexual": _w("commits sexual violence against", "commits sexual violence", "Sexual violence", "against"),
    "ASSAULT-targeted": _w("makes a targeted attack on", "makes a targeted attack", "Targeted attack", "on"),
    "ASSAULT-destroy": _w("destroys property of", "destroys property", "Destruction", "of property of"),
    "ASSAULT-primitive": _w("uses simple weapons against", "uses simple weapons", "Armed attack", "on"),
    "ASSAULT-firearms": _w("shoots at", "shoots", "Shooting", "at"),
    "ASSAULT-explosives": _w("uses explosives against", "uses explosives", "Explosives", "against"),
    "ASSAULT-suicide-attack": _w("makes a suicide attack on", "makes a suicide attack", "Suicide attack", "on"),
    "ASSAULT-aerial": _w("makes an air attack on", "makes an air attack", "Air attack", "on"),
    "ASSAULT-drone": _w("makes a drone attack on", "makes a drone attack", "Drone attack", "on"),
    "ASSAULT-heavy-weapons": _w("uses heavy weapons against", "uses heavy weapons", "Heavy weapons", "against"),
    "ASSAULT-crowd-control": _w("uses crowd control against", "uses crowd control", "Crowd control", "against"),
    "ASSAULT-unconventional": _w("uses banned weapons against", "uses banned weapons", "Banned weapons", "against"),
}


def headline(kind: str, mode: str | None, actors: Sequence[str], recipients: Sequence[str]) -> str:
    """An event in the present tense; who is not named is said to be so.

    >>> headline("CONSULT", "visit", ["Ada Roe"], ["Norland"])
    'Ada Roe visits Norland'
    >>> headline("CONSULT", None, ["Ada Roe", "Bo Vane"], [])
    'Ada Roe and Bo Vane hold talks'
    >>> headline("ASSAULT", "firearms", [], ["a trawler"])
    'Shooting at a trawler, by someone not named'
    >>> headline("ASSAULT", "firearms", [], [])
    'Shooting, parties not named'
    >>> headline("RETREAT", "withdraw", ["members of the council"], [])
    'Members of the council withdraw'
    """
    wording = WORDINGS.get(f"{kind}-{mode}") or WORDINGS.get(kind) or _w(kind, kind, kind, "towards")
    left, right = _distinct(actors), _distinct(recipients)
    if not left:
        target = f"{wording.noun} {wording.joint} {_listed(right)}, by {UNKNOWN}" if right else ""
        return target or f"{wording.noun}, parties not named"
    words = wording.towards if right else wording.alone
    verb, _, rest = words.partition(" ")
    if _is_plural(left):
        verb = _plural(verb)
    subject = _listed(left)
    return " ".join(part for part in (f"{subject[:1].upper()}{subject[1:]}", verb, rest, _listed(right)) if part)


def _distinct(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:_MOST])
    more = len(names) - len(shown)
    if more > 0:
        shown.append(f"{more} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def _is_plural(names: Sequence[str]) -> bool:
    if len(names) > 1:
        return True
    last = _LINKS.split(names[0], maxsplit=1)[0].split()[-1]
    if last.lower() in _PLURAL_WORDS:
        return True
    return last[:1].islower() and last.endswith("s") and not last.endswith(_SINGULAR_ENDINGS)


def _plural(verb: str) -> str:
    if verb in _PLURALS:
        return _PLURALS[verb]
    return verb[:-2] if verb.endswith("sses") else verb.removesuffix("s")
