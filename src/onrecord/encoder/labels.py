"""The label sets of the heads. Their order is part of the weights: append, never reorder."""

from __future__ import annotations

EVENT_MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip
"""PLOVER 2.0 event types and their modes (PLOVER manual, openeventdata/PLOVER, 2024-02-04)."""

EVENT_TYPES: tuple[str, ...] = tuple(EVENT_MODES)
TYPE_MODES: tuple[tuple[str, str], ...] = tuple((kind, mode) for kind, modes in EVENT_MODES.items() for mode in modes)
REALIS: tuple[str, ...] = ("actual", "negated", "future", "hypothetical")
STANCES: tuple[str, ...] = (
    "asserts", "denies", "confirms", "admits", "alleges", "warns", "promises", "demands", "doubts", "questions",
    "no_comment", "retracts",
)  # fmt: skip
ENTITY_KINDS: tuple[str, ...] = ("person", "organisation", "country", "place", "group", "facility", "other")
TIMEX_TYPES: tuple[str, ...] = ("DATE", "TIME", "DURATION", "SET")
EVENT_ARGUMENTS: tuple[str, ...] = ("actor", "recipient", "place", "time", "amount")
CLAIM_PARTS: tuple[str, ...] = ("source", "content", "cue")
ROLES: tuple[str, ...] = ("ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "LOC", "TMP", "MNR", "CAU", "PRP", "DIR", "GOL", "EXT", "ADV", "MOD", "NEG")
"""PropBank roles kept; continuation and reference prefixes are dropped, rarer modifiers are ADV."""
