"""Fit the calibration of event scores, the last step of :mod:`train.run`.

The gold is our annotation of single sentences that is kept out of training (``bench/events/gold``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.coding.view import overlap
from onrecord.encoder.certainty import CALIBRATION, FEATURES, features
from onrecord.encoder.encode import encode
from onrecord.encoder.weights import WEIGHTS_FOLDER, find_weights
from onrecord.pipeline import annotate
from train.corpus.compare import is_right
from train.corpus.load import read_stand_off
from train.corpus.markup import MarkedDocument
from train.export import seal

GOLD = Path(__file__).parents[1] / "bench" / "events" / "gold"
RIDGE = 1.0
STEPS = 50

Floats = NDArray[np.float64]


def calibrate(documents: Sequence[MarkedDocument]) -> dict[str, dict[str, float]]:
    """Weights of the features by ridge logistic regression; the shipped calibration must be as exported."""
    rows = [row for document in documents for row in _rows(document)]
    weights = fit(np.asarray([values for values, _ in rows]), np.asarray([right for _, right in rows], np.float64))
    return {"event": dict(zip(FEATURES, np.round(weights, 4).tolist(), strict=True))}


def fit(values: Floats, right: Floats) -> Floats:
    """Newton's method; the first feature is the constant and is not shrunk."""
    weights = np.zeros(values.shape[1])
    shrink = np.diag([0.0] + [RIDGE] * (values.shape[1] - 1))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (chances - right) + shrink @ weights
        curve = (values * (chances * (1 - chances))[:, None]).T @ values + shrink
        weights -= np.linalg.solve(curve, slope)
    return weights


def _rows(document: MarkedDocument) -> Iterator[tuple[list[float], bool]]:
    events = annotate(document.text).events
    for spans in encode(document.text).events:
        event = next((e for e in events if overlap(e.trigger, spans.trigger) and e.type == spans.type), None)
        if event is not None:
            yield features(spans.score, spans.arguments, spans.realis), is_right(event, document.events)


def calibrate_shipped() -> None:
    """Fit on the weights that ship, which must be uncalibrated, and write what was found beside them."""
    version = find_weights().version
    found = calibrate(read_stand_off(GOLD))
    (WEIGHTS_FOLDER / CALIBRATION).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    seal(WEIGHTS_FOLDER, version)
