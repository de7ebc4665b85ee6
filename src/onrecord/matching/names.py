"""How alike two names are: their parts aligned one to one, each alignment a reason."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from onrecord.errors import UsageError

KINDS = ("person", "organisation")
_PART = re.compile(r"[^\W_]+")
_TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady gen general col colonel maj major capt captain lt lieutenant
    sgt sergeant adm admiral president minister prime senator sen rep representative governor gov judge justice king queen
    prince princess sheikh shaikh ayatollah hojatoleslam imam rev reverend bishop pope ambassador secretary""".split()
)
_LEGAL = frozenset(
    """inc incorporated corp corporation co company ltd limited llc llp plc gmbh ag sa sarl spa bv nv oy ab as pjsc ojsc oao
    ooo zao jsc kk pte pty the of and for""".split()
)
_PARTICLES = frozenset("al el bin ibn bint abu de del della der den van von da dos la le ben".split())
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_ALIKE = 0.8
"""Similarity from which two parts count as the same name written differently."""
_INITIAL = 0.85
_PARTICLE_WEIGHT = 0.3
_FAMILY_WEIGHT = 1.5


class NameScore(float):
    """A similarity in 0..1 with its reasons, the heaviest first."""

    __slots__ = ("reasons",)
    reasons: tuple[str, ...]

    def __new__(cls, value: float, reasons: tuple[str, ...] = ()) -> NameScore:
        """Make a score."""
        score = super().__new__(cls, value)
        score.reasons = reasons
        return score


def match_names(one: str, other: str, *, kind: str = "person") -> NameScore:
    """Score two names.

    A first version: parts are folded (case, accents), titles and legal forms dropped, then aligned one to one
    by Jaro-Winkler and Levenshtein similarity; a person's last part weighs more, a particle less, and a part
    that stands alone counts against the pair only in the shorter name by half. The score is symmetric.

    Args:
        one: A name.
        other: Another.
        kind: "person" or "organisation".

    Raises:
        UsageError: If ``kind`` is none of these.
    """
    if kind not in KINDS:
        raise UsageError(f"names are of kind {' or '.join(KINDS)}, not {kind!r}", "choose one of them")
    first, second = sorted((_parts(one, kind), _parts(other, kind)), key=lambda parts: (len(parts), parts))
    if not first or not second:
        return NameScore(0.0, ("one of the names has no part to compare",))
    if first == second:
        return NameScore(1.0, ("the same parts in the same order",))
    pairs, lonely_first, lonely_second = _aligned(first, second)
    weights = _weights(first, kind), _weights(second, kind)
    gained = total = 0.0
    reasons: list[tuple[float, str]] = []
    for left, right, likeness in pairs:
        weight = max(weights[0][left], weights[1][right])
        total += weight
        gained += weight * likeness
        reasons.append((weight, _reason(first[left], second[right], likeness)))
    for left in lonely_first:
        total += weights[0][left]
        reasons.append((weights[0][left], f"{first[left]!r} stands in one name only"))
    for right in lonely_second:
        # A name may be given in full or not: what only the longer one has tells less.
        weight = weights[1][right] * (0.5 if kind == "person" else 0.7)
        total += weight
        reasons.append((weight, f"{second[right]!r} stands in one name only"))
    ordered = tuple(text for _, text in sorted(reasons, key=lambda item: (-item[0], item[1])))
    return NameScore(round(gained / total, 4), ordered)


def _reason(left: str, right: str, likeness: float) -> str:
    if left == right:
        return f"{left!r} in both"
    if min(len(left), len(right)) == 1:
        return f"{min(left, right, key=len)!r} may be the initial of {max(left, right, key=len)!r}"
    return f"{left!r} and {right!r} are alike to {likeness:.2f}"


@lru_cache(maxsize=4096)
def _parts(name: str, kind: str) -> tuple[str, ...]:
    if kind == "person" and name.count(",") == 1:
        family, given = name.split(",")
        name = f"{given} {family}"
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    parts = tuple(_PART.findall(plain.replace("'", "").replace("’", "")))
    dropped = _TITLES if kind == "person" else _LEGAL
    return tuple(part for part in parts if part not in dropped) or parts


def _weights(parts: tuple[str, ...], kind: str) -> list[float]:
    weights = [_PARTICLE_WEIGHT if part in _PARTICLES and kind == "person" else 1.0 for part in parts]
    if kind == "person" and len(parts) > 1:
        weights[-1] *= _FAMILY_WEIGHT
    return weights


def _likeness(left: str, right: str) -> float:
    if left == right:
        return 1.0
    if min(len(left), len(right)) == 1:
        return _INITIAL if left[0] == right[0] else 0.0
    # Jaro-Winkler forgives endings, Levenshtein does not: their mean keeps "Martin" from "Martinez".
    likeness = (JaroWinkler.similarity(left, right) + Levenshtein.normalized_similarity(left, right)) / 2
    return float(likeness)


def _aligned(
    first: tuple[str, ...], second: tuple[str, ...]
) -> tuple[list[tuple[int, int, float]], list[int], list[int]]:
    """Parts paired greedily, the most alike first, and those left over on either side."""
    ranked = sorted((-_likeness(left, right), i, j) for i, left in enumerate(first) for j, right in enumerate(second))
    pairs: list[tuple[int, int, float]] = []
    used_first: set[int] = set()
    used_second: set[int] = set()
    for negative, i, j in ranked:
        if i in used_first or j in used_second or -negative < 0.5:
            continue
        used_first.add(i)
        used_second.add(j)
        # Below the bound two parts are different names that share letters.
        pairs.append((i, j, -negative if -negative >= _ALIKE else -negative / 2))
    return (
        pairs,
        [i for i in range(len(first)) if i not in used_first],
        [j for j in range(len(second)) if j not in used_second],
    )
