"""How varied our annotation is: ``python -m train.corpus.variety`` prints the figures of the data card as JSON.

Lemmas are those that the English Web Treebank gives a form most often; other forms stand for themselves.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.encoder.labels import EVENT_TYPES, REALIS, TYPE_MODES
from train.corpus.load import load_own, read_stand_off
from train.corpus.markup import MarkedDocument
from train.readers.document import data_folder

FOLDER = Path(__file__).parent
TEST = FOLDER.parents[1] / "bench" / "news" / "gold"
PARTS = ("real", "selected", "events", "plover", "written")
GRAM = 5


def variety(parts: dict[str, Sequence[MarkedDocument]], test: Sequence[MarkedDocument]) -> dict[str, object]:
    """Sizes, lemmas for each type, repeated 5-grams of what we wrote, and what a test set shares with all of it."""
    lemma = _lemmas()
    every = [document for documents in parts.values() for document in documents]
    kinds = _kinds(every, lemma)
    shared = [pair for document in test for pair in _pairs(document, lemma)]
    modes = Counter((event.type, event.mode) for document in every for event in document.events)
    realis = Counter((event.type, event.realis) for document in every for event in document.events)
    return {
        "parts": {name: _sizes(documents) for name, documents in parts.items()},
        "lemmas": {kind: len(kinds[kind]) for kind in EVENT_TYPES},
        "rarest modes": dict(
            Counter({f"{kind}-{mode}": modes[kind, mode] for kind, mode in TYPE_MODES}).most_common()[-8:]
        ),
        "types without a realis": [
            f"{kind} {value}" for kind in EVENT_TYPES for value in REALIS if not realis[kind, value]
        ],
        "repeated 5-grams of written": round(_repeated(parts["written"]), 4),
        "test triggers with a lemma and type of training": round(
            sum(word in kinds[kind] for kind, word in shared) / len(shared), 3
        ),
    }


def _sizes(documents: Iterable[MarkedDocument]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for document in documents:
        starts = [event.trigger[0] for event in document.events]
        counts["documents"] += 1
        counts["sentences"] += len(document.sentences)
        counts["without event"] += sum(not any(a <= at < b for at in starts) for a, b in document.sentences)
        counts["events"] += len(document.events)
        counts["claims"] += len(document.claims)
    return dict(counts)


def _kinds(documents: Iterable[MarkedDocument], lemma: dict[str, str]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for kind, word in _pairs(document, lemma):
            kinds[kind].add(word)
    return kinds


def _pairs(document: MarkedDocument, lemma: dict[str, str]) -> list[tuple[str, str]]:
    words = [(event.type, document.text[slice(*event.trigger)].lower()) for event in document.events]
    return [(kind, " ".join(lemma.get(form, form) for form in text.split())) for kind, text in words]


def _repeated(documents: Iterable[MarkedDocument]) -> float:
    """Share of 5-grams of words that stood before."""
    seen: set[tuple[str, ...]] = set()
    repeated = total = 0
    for document in documents:
        words = document.text.lower().split()
        for gram in zip(*(words[at:] for at in range(GRAM)), strict=False):
            repeated += gram in seen
            total += 1
            seen.add(gram)
    return repeated / total


def _lemmas() -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with (data_folder("ewt") / "ewt.train.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for form, lemma in zip(row["tok"], row["lemma"], strict=True):
                counts[form.lower()][lemma.lower()] += 1
    return {form: lemmas.most_common(1)[0][0] for form, lemmas in counts.items()}


def main() -> int:
    """Print the figures; returns the exit code."""
    print(json.dumps(variety({part: load_own(part, FOLDER) for part in PARTS}, read_stand_off(TEST)), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
