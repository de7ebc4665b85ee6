"""Scores of spans and labels: pure functions, with intervals by resampling documents."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 1

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many answers are right, how many were given, how many there are."""

    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        """Right of those given; 0 where none was."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right of those there are; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0


def exact(gold: Iterable[Hashable], given: Iterable[Hashable]) -> Counts:
    """Counts of equal items; each item counts once."""
    gold, given = set(gold), set(given)
    return Counts(len(gold & given), len(given), len(gold))


def relaxed(gold: Iterable[tuple[int, int]], given: Iterable[tuple[int, int]]) -> Counts:
    """Counts of overlapping spans, paired one to one in the order of the text."""
    left, right = sorted(set(gold)), sorted(set(given))
    paired = i = j = 0
    while i < len(left) and j < len(right):
        if overlap(left[i], right[j]):
            paired, i, j = paired + 1, i + 1, j + 1
        elif left[i][1] <= right[j][0]:
            i += 1
        else:
            j += 1
    return Counts(paired, len(right), len(left))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def total(counts: Iterable[Counts]) -> Counts:
    """Sum over documents or labels."""
    rows = list(counts)
    return Counts(sum(c.right for c in rows), sum(c.given for c in rows), sum(c.gold for c in rows))


def table(part: str, documents: Sequence[Counts]) -> dict[str, float]:
    """Precision, recall and F1 of a part, micro over documents, with the interval of F1."""
    summed = total(documents)
    low, high = interval(documents)
    return {
        f"{part}.f1": summed.f1,
        f"{part}.f1.low": low,
        f"{part}.f1.high": high,
        f"{part}.precision": summed.precision,
        f"{part}.recall": summed.recall,
    }


def interval(documents: Sequence[Counts]) -> tuple[float, float]:
    """95 % interval of micro F1 over resampled documents (percentile bootstrap, Efron 1979)."""
    if not documents:
        return 0.0, 0.0
    rows = np.asarray([(c.right, c.given, c.gold) for c in documents], dtype=np.float64)
    right, given, gold = (resamples(len(rows)) @ rows).T
    return bounds(_f1(right, given, gold))


def resamples(count: int) -> Floats:
    """How often each of ``count`` documents stands in each resampling, ``[resamples, documents]``."""
    return np.random.default_rng(SEED).multinomial(count, np.full(count, 1 / count), RESAMPLES).astype(np.float64)


def bounds(values: Floats) -> tuple[float, float]:
    """The 2.5th and the 97.5th percentile."""
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def calibration_error(chances: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over bins of equal size (Nixon et al. 2019): how far stated chances are from what holds."""
    order = np.argsort(np.asarray(chances), kind="stable")
    stated, held = np.asarray(chances, np.float64)[order], np.asarray(right, np.float64)[order]
    groups = [group for group in np.array_split(np.arange(len(order)), bins) if len(group)]
    return float(sum(len(g) * abs(stated[g].mean() - held[g].mean()) for g in groups) / len(order)) if groups else 0.0


def macro_f1(gold: Sequence[str], given: Sequence[str | None], labels: Sequence[str]) -> dict[str, float]:
    """F1 of each label, their mean, and its interval over resampled rows; ``None`` is no answer."""
    rows = np.asarray(
        [[(g == a == label, a == label, g == label) for label in labels] for g, a in zip(gold, given, strict=True)],
        dtype=np.float64,
    )
    each = _f1(*np.moveaxis(rows.sum(axis=0), -1, 0))
    weights = resamples(len(rows))
    low, high = bounds(_f1(*np.moveaxis(np.tensordot(weights, rows, axes=1), -1, 0)).mean(axis=1))
    scores = {f"{label}.f1": float(value) for label, value in zip(labels, each, strict=True)}
    return {"macro.f1": float(each.mean()), "macro.f1.low": low, "macro.f1.high": high, **scores}


def accuracy(part: str, right: Sequence[bool]) -> dict[str, float]:
    """Share of right rows with its interval over resampled rows."""
    rows = np.asarray(right, dtype=np.float64)
    low, high = bounds(resamples(len(rows)) @ rows / len(rows))
    name = f"{part}.accuracy" if part else "accuracy"
    return {name: float(rows.mean()), f"{name}.low": low, f"{name}.high": high}


def _f1(right: Floats, given: Floats, gold: Floats) -> Floats:
    return np.asarray(2 * right / np.maximum(given + gold, 1))
