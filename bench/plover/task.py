"""PLOVER types of plain sentences against PLV (Hu et al., ACL 2024)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import onrecord
from bench.scoring import accuracy, macro_f1, overlap
from onrecord.model import Event, Span
from train.readers.plover import PloverRow, read_plover

DATA = ("plover/PLV_train.tsv",)
GATED = ("accuracy", "macro.f1")
LABEL_ROWS = 7
"""A label counts in the macro-F1 when it has so many rows."""
YIELD = ("CONCEDE", "RETREAT")

Coder = Callable[[str], Sequence[Event]]
Chooser = Callable[[PloverRow, Sequence[Event]], str | None]


def run() -> dict[str, float]:
    """The dev rows through the whole way of a text."""
    return score(list(read_plover("dev")), code)


def code(sentence: str) -> Sequence[Event]:
    """Events of a sentence."""
    events: Sequence[Event] = onrecord.annotate(sentence).events
    return events


def score(rows: Sequence[PloverRow], coder: Coder) -> dict[str, float]:
    """Accuracy and macro-F1 of the protocol, and two accuracies that ask for less."""
    events = [coder(row.sentence) for row in rows]
    gold = [row.type for row in rows]

    def answers(choose: Chooser) -> list[str | None]:
        return [choose(row, found) for row, found in zip(rows, events, strict=True)]

    given = answers(best_between)
    labels = sorted(label for label, count in Counter(gold).items() if count >= LABEL_ROWS)
    scores = {**accuracy("", _right(gold, given)), **macro_f1(gold, given, labels)}
    scores["answered"] = sum(answer is not None for answer in given) / len(rows)
    scores.update(accuracy("coded", _right(gold, answers(best_coded_between))))
    scores.update(accuracy("any", _right(gold, answers(best_anywhere))))
    return scores


def best_between(row: PloverRow, events: Sequence[Event]) -> str | None:
    """The protocol: first type of the best event with a party at the source and one at the target."""
    return _type(_best(event for event in events if between(row, event)))


def best_coded_between(row: PloverRow, events: Sequence[Event]) -> str | None:
    """The same, but events that the reductions code to nothing are passed over."""
    return _type(_best(event for event in events if event.plover and between(row, event)))


def best_anywhere(_: PloverRow, events: Sequence[Event]) -> str | None:
    """First type of the best coded event, whoever its parties are."""
    return _type(_best(event for event in events if event.plover))


def between(row: PloverRow, event: Event) -> bool:
    """Whether the parties overlap source and target; a row that marks only one of them asks for that one."""
    parties = [party.span for party in (*event.actors, *event.recipients)]
    return all(_met(spans, parties) for spans in (row.source_spans, row.target_spans) if spans)


def _met(spans: Iterable[Span], parties: Sequence[Span]) -> bool:
    return any(overlap(span, party) for span in spans for party in parties)


def _best(events: Iterable[Event]) -> Event | None:
    return max(events, key=lambda event: (event.score, -event.trigger[0]), default=None)


def _type(event: Event | None) -> str | None:
    if event is None or not event.plover:
        return None
    first = event.plover[0].type
    return "YIELD" if first in YIELD else first


def _right(gold: Sequence[str], given: Sequence[str | None]) -> list[bool]:
    return [g == a for g, a in zip(gold, given, strict=True)]
