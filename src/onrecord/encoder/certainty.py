"""How sure an event is: the probability that its type and both of its sides are right, from what the heads say of it.

A head's own probability is far too sure (a softmax that was trained to the end). Logistic calibration (Platt 1999) over a
few features of the event, fitted on annotated sentences that no weights were trained on, makes ``score`` a frequency.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache

from onrecord.encoder.annotation import LabelledSpan
from onrecord.encoder.labels import REALIS
from onrecord.encoder.weights import shipped_weights

CALIBRATION = "calibration.json"
SIDES = ("actor", "recipient")
FEATURES = (
    "one",
    "trigger",
    *(f"{side}.{what}" for side in SIDES for what in ("named", "least", "several")),
    *REALIS[1:],
)
_LEAST = 1e-4


def certainty(trigger: float, arguments: Sequence[LabelledSpan], realis: str) -> float:
    """Probability that an event's type and sides are right.

    Args:
        trigger: The event head's mean probability over the trigger.
        arguments: Its arguments with the probabilities of their head.
        realis: Its realis.

    Raises:
        WeightsError: If the weights are missing or damaged.
    """
    odds = sum(weight * value for weight, value in zip(_weights(), features(trigger, arguments, realis), strict=True))
    return 1 / (1 + math.exp(-odds))


def features(trigger: float, arguments: Sequence[LabelledSpan], realis: str) -> list[float]:
    """The values of ``FEATURES``; probabilities as log odds."""
    values = [1.0, _log_odds(trigger)]
    for side in SIDES:
        scores = [argument.score for argument in arguments if argument.label == side]
        values += [float(bool(scores)), _log_odds(min(scores)) if scores else 0.0, float(len(scores) > 1)]
    return values + [float(realis == value) for value in REALIS[1:]]


def _log_odds(chance: float) -> float:
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


@cache
def _weights() -> tuple[float, ...]:
    by_name = json.loads((shipped_weights().folder / CALIBRATION).read_text(encoding="utf-8"))["event"]
    return tuple(float(by_name[name]) for name in FEATURES)
