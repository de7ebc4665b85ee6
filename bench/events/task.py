"""Events of single sentences of real news against our own annotation that no weights were trained on (``gold``).

The sentences were chosen for holding acts (by version 1 of the weights and a list of verbs), so precision is higher here
than on running news (task ``news``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import onrecord
from bench import event_scoring
from onrecord.model import Event
from train.corpus.load import read_stand_off
from train.corpus.markup import MarkedDocument

GOLD = Path(__file__).parent / "gold"
DATA = ("ner/worldwide", "timeml", "polnear")
GATED = ("trigger.f1", "type.f1", "actor.f1", "recipient.f1", "realis.f1")

Coder = Callable[[str], Sequence[Event]]


def run() -> dict[str, float]:
    """The dev sentences through the whole way of a text."""
    return score(read_stand_off(GOLD), code)


def code(sentence: str) -> Sequence[Event]:
    """Events of a sentence."""
    events: Sequence[Event] = onrecord.annotate(sentence).events
    return events


def score(documents: Iterable[MarkedDocument], coder: Coder) -> dict[str, float]:
    """Scores of :mod:`bench.event_scoring`."""
    return event_scoring.score(
        (
            [event_scoring.of_label(label) for label in document.events],
            [event_scoring.of_event(event) for event in coder(document.text)],
        )
        for document in documents
    )
