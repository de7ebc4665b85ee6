"""Agreement of two annotations of the same text: ``python -m train.corpus.agreement FIRST SECOND``.

Both are folders of stand-off files; the documents that stand in both are compared. Figures are F1 of the
second against the first, which is symmetric; realis, mode and stance are accuracies where both have the item.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from train.corpus.load import read_stand_off
from train.corpus.markup import MarkedDocument


def agreement(pairs: Iterable[tuple[MarkedDocument, MarkedDocument]]) -> dict[str, float]:
    """Agreement over pairs of annotations of the same document."""
    first: dict[str, set[object]] = {}
    second: dict[str, set[object]] = {}
    same: Counter[str] = Counter()
    both: Counter[str] = Counter()
    sentences = 0
    for a, b in pairs:
        sentences += len(a.sentences)
        for items, document in ((first, a), (second, b)):
            for name, values in _items(document).items():
                items.setdefault(name, set()).update((document.id, value) for value in values)
        mine = {event.trigger: event for event in a.events}
        for event in b.events:
            twin = mine.get(event.trigger)
            if twin and twin.type == event.type:
                both.update(("mode", "realis", "background"))
                same["mode"] += twin.mode == event.mode
                same["realis"] += twin.realis == event.realis
                same["background"] += twin.background == event.background
        cues = {claim.cue[0]: claim for claim in a.claims}
        for claim in b.claims:
            if claim.cue[0] in cues:
                both["stance"] += 1
                same["stance"] += cues[claim.cue[0]].stance == claim.stance
    scores = {name: _f1(first[name], second[name]) for name in first}
    return {
        "sentences": sentences,
        **{name: round(score, 3) for name, score in scores.items()},
        **{f"{name} accuracy": round(same[name] / both[name], 3) for name in sorted(both)},
    }


def _items(document: MarkedDocument) -> dict[str, set[object]]:
    events, claims = document.events, document.claims
    return {
        "trigger": {e.trigger for e in events},
        "trigger + type": {(e.trigger, e.type) for e in events},
        "actor": {(e.trigger, span) for e in events for span in e.actors},
        "recipient": {(e.trigger, span) for e in events for span in e.recipients},
        "cue": {c.cue[0] for c in claims},
        "source": {span for c in claims for span in c.source},
        "content": {span for c in claims for span in c.content},
        "whole claim": {(c.cue, c.source, c.content) for c in claims},
    }


def _f1(first: set[object], second: set[object]) -> float:
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def main(arguments: list[str]) -> int:
    """Print the agreement as JSON; returns the exit code."""
    left, right = ({d.id: d for d in read_stand_off(Path(folder))} for folder in arguments)
    print(json.dumps(agreement((left[name], right[name]) for name in sorted(left.keys() & right.keys())), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
