"""Events of running news: whole Wikinews articles that two readers annotated without knowing the system (``gold``).

A test set: nothing is tuned on it. ``gold`` is what a third reader made of the two readings, which lie in
``readings``; ``README.md`` tells how it was made and which labels were changed since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

import onrecord
from bench import event_scoring
from bench.event_scoring import Item
from bench.scoring import bounds, calibration_error, resamples
from onrecord.model import Event
from train.corpus.compare import is_right
from train.corpus.load import read_stand_off
from train.corpus.markup import MarkedDocument

FOLDER = Path(__file__).parent
DATA = ("qasrl/data", "meantime")
GATED = ("type.f1", "mode.f1", "found.party.f1", "found.realis.f1")

Coder = Callable[[MarkedDocument], Sequence[Event]]


def run() -> dict[str, float]:
    """The articles through the whole way of a text, and the agreement of the two readers."""
    documents = read_stand_off(FOLDER / "gold")
    readings = [read_stand_off(FOLDER / "readings" / reader) for reader in ("a", "b")]
    agreed = event_scoring.score((labels(a), labels(b)) for a, b in zip(*readings, strict=True))
    return score(documents, code) | {f"readers.{name}": value for name, value in agreed.items() if name.endswith(".f1")}


def code(document: MarkedDocument) -> Sequence[Event]:
    """Events of an article; dates of publication are not given, since half of the articles have none."""
    events: Sequence[Event] = onrecord.annotate(document.text).events
    return events


def score(documents: Iterable[MarkedDocument], coder: Coder) -> dict[str, float]:
    """Scores of :mod:`bench.event_scoring`, and events where there is none in 1,000 sentences.

    ``score.right`` is the share of events whose type and sides are right, which is what an event's score states.
    """
    compared = []
    false = []
    chances: list[float] = []
    right: list[bool] = []
    for document in documents:
        events = coder(document)
        chances += [event.score for event in events]
        right += [is_right(event, document.events) for event in events]
        gold, given = labels(document), [event_scoring.of_event(event) for event in events]
        compared.append((gold, given))
        false.append((len(given) - len(event_scoring.paired(gold, given)), len(document.sentences)))
    rows = np.asarray(false, dtype=np.float64)
    count, sentences = (resamples(len(rows)) @ rows).T
    low, high = bounds(1000 * count / sentences)
    total = rows.sum(axis=0)
    return event_scoring.score(compared) | {
        "false.per_1000": float(1000 * total[0] / total[1]),
        "false.per_1000.low": low,
        "false.per_1000.high": high,
        "score.calibration_error": calibration_error(chances, right),
        "score.right": sum(right) / len(right) if right else 0.0,
    }


def labels(document: MarkedDocument) -> list[Item]:
    """The annotated events of a document."""
    return [event_scoring.of_label(label) for label in document.events]


def digest() -> str:
    """SHA-256 of the gold files, frozen in ``gold.sha256``."""
    lines = b"".join(path.read_bytes() for path in sorted((FOLDER / "gold").glob("*.jsonl")))
    return hashlib.sha256(lines).hexdigest()
