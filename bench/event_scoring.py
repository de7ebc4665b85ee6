"""How events are compared with a gold annotation, or one annotation with another: shared by the tasks about events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bench.scoring import Counts, overlap, table, total
from onrecord.model import Event, Span
from train.corpus.markup import EventLabel


@dataclass(frozen=True, slots=True)
class Item:
    """What is compared of an event."""

    type: str
    mode: str | None
    trigger: Span
    realis: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]


Pair = tuple[Item, Item]


def of_label(label: EventLabel) -> Item:
    """An event of our own annotation."""
    return Item(label.type, label.mode, label.trigger, label.realis, label.actors, label.recipients)


def of_event(event: Event) -> Item:
    """An event of the product."""
    actors, recipients = (tuple(party.span for party in side) for side in (event.actors, event.recipients))
    return Item(event.type, event.mode, event.trigger, event.realis, actors, recipients)


def score(documents: Iterable[tuple[Sequence[Item], Sequence[Item]]]) -> dict[str, float]:
    """F1 of triggers, of triggers with type, type and mode, or realis, and of parties.

    Triggers and parties match when they overlap, one to one. Everything counts over all events: a party of an event
    that was not found is missed, one of a false event is false. ``found.`` rows look only at triggers that both have:
    how good type, mode, realis and parties are once the act is found.

    Args:
        documents: Gold and given events of each document.
    """
    rows: dict[str, list[Counts]] = {}
    for gold, given in documents:
        for name, counts in compared(gold, given).items():
            rows.setdefault(name, []).append(counts)
    scores: dict[str, float] = {}
    for name, counts in rows.items():
        scores |= table(name, counts)
    return scores


def compared(gold: Sequence[Item], given: Sequence[Item]) -> dict[str, Counts]:
    """Counts of one document, by measure."""
    pairs = paired(gold, given)
    tests: dict[str, Callable[[Item, Item], bool]] = {
        "type": lambda label, event: label.type == event.type,
        "mode": lambda label, event: (label.type, label.mode) == (event.type, event.mode),
        "realis": lambda label, event: label.realis == event.realis,
    }
    counts = {"trigger": Counts(len(pairs), len(given), len(gold))}
    found: dict[str, Counts] = {}
    for name, test in tests.items():
        right = sum(test(*pair) for pair in pairs)
        counts[name] = Counts(right, len(given), len(gold))
        found[f"found.{name}"] = Counts(right, len(pairs), len(pairs))
    sides: dict[str, Callable[[Item], tuple[Span, ...]]] = {
        "actor": lambda item: item.actors,
        "recipient": lambda item: item.recipients,
    }
    labels, events = [label for label, _ in pairs], [event for _, event in pairs]
    for name, side in sides.items():
        right = _met(labels, events, side)
        counts[name] = Counts(right, sum(len(side(item)) for item in given), sum(len(side(item)) for item in gold))
        found[f"found.{name}"] = Counts(
            right, sum(len(side(item)) for item in events), sum(len(side(item)) for item in labels)
        )
    for rows, name in ((counts, ""), (found, "found.")):
        rows[f"{name}party"] = total([rows[f"{name}actor"], rows[f"{name}recipient"]])
    return counts | found


def paired(gold: Sequence[Item], given: Sequence[Item]) -> list[Pair]:
    """Gold and given events whose triggers overlap, those of one type before others, each used once."""
    meeting = [(a, b) for a in gold for b in given if overlap(a.trigger, b.trigger)]
    pairs: list[Pair] = []
    for label, event in sorted(meeting, key=lambda pair: (pair[0].type != pair[1].type, pair[0].trigger)):
        if all(label is not held and event is not other for held, other in pairs):
            pairs.append((label, event))
    return pairs


def _met(gold: Sequence[Item], given: Sequence[Item], side: Callable[[Item], tuple[Span, ...]]) -> int:
    return sum(_overlapping(side(label), side(event)) for label, event in zip(gold, given, strict=True))


def _overlapping(gold: Sequence[Span], given: Sequence[Span]) -> int:
    left = list(given)
    met = 0
    for span in gold:
        twin = next((other for other in left if overlap(span, other)), None)
        if twin is not None:
            left.remove(twin)
            met += 1
    return met
