"""Scores time expressions as TempEval-3 did: relaxed F1 of spans, and F1 of spans with the same value.

Source: UzZaman et al., SemEval-2013 task 1. A found span counts where it overlaps a gold span that no other one has
taken; its value counts where both strings are equal.

    python -m bench.times.score timeml dev --gold-spans
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from onrecord.encoder.annotation import LabelledSpan
from onrecord.model import Article, MapSegment, Published, Time
from onrecord.resolve.times import resolve_times
from onrecord.text import sentences
from train.readers.document import GoldDocument, Timex
from train.readers.timeml import read_timeml, read_wikiwars

Finder = Callable[[GoldDocument], tuple[LabelledSpan, ...]]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts over documents; F1 values are in 0..1."""

    gold: int
    found: int
    overlapping: int
    equal: int
    same_type: int

    @property
    def relaxed(self) -> float:
        """F1 of overlapping spans."""
        return 2 * self.overlapping / (self.gold + self.found) if self.gold + self.found else 0.0

    @property
    def value(self) -> float:
        """F1 of overlapping spans with equal value."""
        return 2 * self.equal / (self.gold + self.found) if self.gold + self.found else 0.0

    @property
    def type_accuracy(self) -> float:
        """Share of overlapping spans with equal type."""
        return self.same_type / self.overlapping if self.overlapping else 0.0


def pair(gold: Sequence[Timex], found: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Gold and found expressions that overlap, each used once, in order of the text."""
    pairs = []
    taken: set[int] = set()
    for entry in sorted(gold):
        for index, candidate in enumerate(found):
            if index not in taken and candidate[0] < entry[1] and entry[0] < candidate[1]:
                taken.add(index)
                pairs.append((entry, candidate))
                break
    return pairs


def score(documents: Iterable[tuple[Sequence[Timex], Sequence[Timex]]]) -> Scores:
    """Scores over pairs of gold and found expressions."""
    totals: Counter[str] = Counter()
    for gold, found in documents:
        pairs = pair(gold, found)
        totals["gold"] += len(gold)
        totals["found"] += len(found)
        totals["overlapping"] += len(pairs)
        totals["equal"] += sum(left[3] == right[3] for left, right in pairs)
        totals["same_type"] += sum(left[2] == right[2] for left, right in pairs)
    return Scores(*(totals[name] for name in ("gold", "found", "overlapping", "equal", "same_type")))


def predict(document: GoldDocument, spans: tuple[LabelledSpan, ...]) -> list[Time]:
    """Times of a document whose date of publication is known."""
    published = Published(document.published, "argument" if document.published else "unknown")
    whole = (MapSegment(0, len(document.text), 0, len(document.text), "exact"),)
    article = Article("a", None, None, (), None, "en", published, None, None, document.text, whole, ())
    return list(resolve_times(article, spans, tuple(sentences(document.text))))


def gold_spans(document: GoldDocument) -> tuple[LabelledSpan, ...]:
    """The gold expressions with their types, but without their values."""
    return tuple(LabelledSpan(start, end, kind, 1.0) for start, end, kind, _ in document.times or ())


def timexes(times: Iterable[Time]) -> list[Timex]:
    """Times as the readers of corpora give them."""
    return [(item.start, item.end, item.type, item.value or "") for item in times]


def read(corpus: str, part: str) -> list[GoldDocument]:
    """Documents of a corpus ("timeml", "wikiwars")."""
    return list((read_timeml if corpus == "timeml" else read_wikiwars)(part))


def main() -> None:
    """Print the scores of a corpus, and on request what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", choices=["timeml", "wikiwars"])
    parser.add_argument("part", choices=["train", "dev"])
    parser.add_argument("--finder", choices=["gold", "rules", "encoder"], default="gold")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    documents = read(arguments.corpus, arguments.part)
    finder = _finder(arguments.finder)
    spans = [finder(document) for document in documents]
    started = time.perf_counter()
    found = [timexes(predict(document, given)) for document, given in zip(documents, spans, strict=True)]
    seconds = time.perf_counter() - started
    result = score(zip((document.times or [] for document in documents), found, strict=True))
    words = sum(len(document.text.split()) for document in documents)
    print(
        f"{arguments.corpus} {arguments.part} {arguments.finder}: gold {result.gold}, relaxed F1 {result.relaxed:.3f}, "
        f"value F1 {result.value:.3f}, type accuracy {result.type_accuracy:.3f}, {words / seconds:,.0f} words/s"
    )
    if arguments.errors:
        _print_errors(documents, found)


def _finder(name: str) -> Finder:
    if name == "gold":
        return gold_spans
    from onrecord.resolve.find_times import complete_times, find_times

    if name == "rules":
        return lambda document: find_times(document.text)
    from onrecord.encoder import encode

    return lambda document: complete_times(document.text, encode(document.text).times)


def _print_errors(documents: Sequence[GoldDocument], found: Sequence[Sequence[Timex]]) -> None:
    for document, times in zip(documents, found, strict=True):
        for gold, candidate in pair(document.times or [], times):
            if gold[3] != candidate[3]:
                context = " ".join(document.text[max(0, gold[0] - 60) : gold[1] + 40].split())
                words = " ".join(document.text[gold[0] : gold[1]].split())
                print(
                    f"{words} | {gold[2]} {gold[3]} | {candidate[2]} {candidate[3]} | {document.published} | {context}"
                )


if __name__ == "__main__":
    main()
