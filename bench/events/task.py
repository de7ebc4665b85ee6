"""Events of single sentences of real news against our own annotation that no weights were trained on (``gold``).

The sentences were chosen for holding acts (by version 1 of the weights and a list of verbs), so precision is higher here
than on running news; triggers and parties match when they overlap, one to one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import onrecord
from bench.scoring import Counts, overlap, table
from onrecord.model import Event, Span
from train.corpus.load import read_stand_off
from train.corpus.markup import EventLabel, MarkedDocument

GOLD = Path(__file__).parent / "gold"
DATA = ("ner/worldwide", "timeml", "polnear")
GATED = ("trigger.f1", "type.f1", "actor.f1", "recipient.f1", "realis.f1")

Coder = Callable[[str], Sequence[Event]]
Pair = tuple[EventLabel, Event]


def run() -> dict[str, float]:
    """The dev sentences through the whole way of a text."""
    return score(read_stand_off(GOLD), code)


def code(sentence: str) -> Sequence[Event]:
    """Events of a sentence."""
    events: Sequence[Event] = onrecord.annotate(sentence).events
    return events


def score(documents: Iterable[MarkedDocument], coder: Coder) -> dict[str, float]:
    """F1 of triggers, of triggers with type, mode or realis, and of parties of either side."""
    rows: dict[str, list[Counts]] = {}
    for document in documents:
        for name, counts in _compared(document.events, coder(document.text)).items():
            rows.setdefault(name, []).append(counts)
    scores: dict[str, float] = {}
    for name, counts in rows.items():
        scores |= table(name, counts)
    return scores


def _compared(gold: Sequence[EventLabel], given: Sequence[Event]) -> dict[str, Counts]:
    pairs = _paired(gold, given)

    def agreeing(test: Callable[[EventLabel, Event], bool]) -> Counts:
        return Counts(sum(test(*pair) for pair in pairs), len(given), len(gold))

    return {
        "trigger": Counts(len(pairs), len(given), len(gold)),
        "type": agreeing(lambda label, event: label.type == event.type),
        "mode": agreeing(lambda label, event: (label.type, label.mode) == (event.type, event.mode)),
        "realis": agreeing(lambda label, event: label.realis == event.realis),
        "actor": _parties(pairs, gold, given, lambda one: one.actors),
        "recipient": _parties(pairs, gold, given, lambda one: one.recipients),
    }


def _paired(gold: Sequence[EventLabel], given: Sequence[Event]) -> list[Pair]:
    """Gold and given events whose triggers overlap, those of one type before others, each used once."""
    meeting = [(a, b) for a in gold for b in given if overlap(a.trigger, b.trigger)]
    pairs: list[Pair] = []
    for label, event in sorted(meeting, key=lambda pair: (pair[0].type != pair[1].type, pair[0].trigger)):
        if all(label is not held and event is not other for held, other in pairs):
            pairs.append((label, event))
    return pairs


def _parties(
    pairs: Sequence[Pair], gold: Sequence[EventLabel], given: Sequence[Event], side: Callable[[Any], Sequence[Any]]
) -> Counts:
    """Parties of one side; a party of an event that was not found is missed, one of a false event is false."""
    right = sum(_met(side(label), [party.span for party in side(event)]) for label, event in pairs)
    return Counts(right, sum(len(side(event)) for event in given), sum(len(side(label)) for label in gold))


def _met(gold: Sequence[Span], given: Sequence[Span]) -> int:
    left = list(given)
    met = 0
    for span in gold:
        twin = next((other for other in left if overlap(span, other)), None)
        if twin is not None:
            left.remove(twin)
            met += 1
    return met
