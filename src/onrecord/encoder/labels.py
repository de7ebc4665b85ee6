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
ENTITY_KINDS: tuple[str, ...] = ("person", "organisation", "place", "group", "facility", "other")
"""Kinds that the head tells apart. Countries are places here; which place is one, the tables of ``kb`` know better."""
TIMEX_TYPES: tuple[str, ...] = ("DATE", "TIME", "DURATION", "SET")
EVENT_ARGUMENTS: tuple[str, ...] = ("actor", "recipient", "place", "time", "amount")
CLAIM_PARTS: tuple[str, ...] = ("source", "content", "cue")
"""What is anchored at a cue; "cue" marks its further parts ("called ... for")."""
ROLES: tuple[str, ...] = (
    "ARG0", "ARG1", "ARG2", "ARG3", "ARG4", "LOC", "TMP", "MNR", "CAU", "PRP", "DIR", "GOL", "EXT", "ADV", "MOD", "NEG",
)  # fmt: skip
"""PropBank roles kept; continuation and reference prefixes are dropped, rarer modifiers are ADV."""


def bio(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Tags of a BIO scheme over ``labels``: O, then B and I of each.

    >>> bio(("person",))
    ('O', 'B-person', 'I-person')
    """
    return ("O", *(f"{prefix}-{label}" for label in labels for prefix in "BI"))


MODE_LABELS: tuple[tuple[str, str | None], ...] = (*TYPE_MODES, *((kind, None) for kind in EVENT_TYPES))
"""Classes of the mode head: each mode of each type, then "no mode" of each type."""

WORD_HEADS: dict[str, int] = {
    "entity": len(bio(ENTITY_KINDS)),
    "time": len(bio(TIMEX_TYPES)),
    "cue": 3,
    "event": 1 + len(EVENT_TYPES),
    "mode": len(MODE_LABELS),
    "realis": len(REALIS),
    "background": 1,
    "stance": len(STANCES),
}
"""Heads that read one word each, with their number of classes, in the order of the output's columns."""

ANCHORED_HEADS: dict[str, int] = {
    "claim": len(bio(CLAIM_PARTS)),
    "event": len(bio(EVENT_ARGUMENTS)),
    "role": len(bio(ROLES)),
}
"""Heads that read an anchor and a word; "role" helps in training only and is not exported."""


def word_head_slices() -> dict[str, slice]:
    """Columns of each word head in the encoder's output."""
    slices = {}
    start = 0
    for name, size in WORD_HEADS.items():
        slices[name] = slice(start, start + size)
        start += size
    return slices
