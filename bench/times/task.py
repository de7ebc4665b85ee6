"""Time expressions and their values on TimeML and WikiWars dev, scored as TempEval-3 did.

A found expression counts where it overlaps a gold one that no other has taken; its value counts where both strings are
equal (UzZaman et al., SemEval-2013 task 1). ``gold.*`` are the values on gold spans with gold types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from bench.scoring import Counts, accuracy, overlap, table
from onrecord import annotate
from onrecord.encoder.annotation import LabelledSpan
from onrecord.model import Article, MapSegment, Published, Time
from onrecord.resolve.times import resolve_times
from onrecord.text import sentences
from train.readers.document import GoldDocument, Timex
from train.readers.timeml import read_timeml, read_wikiwars

DATA = ("timeml/dev", "wikiwars/dev")
GATED = ("relaxed.f1", "value.f1", "gold.value.accuracy")

Predictor = Callable[[GoldDocument], Sequence[Timex]]


def run() -> dict[str, float]:
    """TimeML dev, and WikiWars dev reported."""
    history = list(read_wikiwars("dev"))
    return {
        **score(read_timeml("dev"), annotated),
        **values(read_timeml("dev")),
        **{f"wikiwars.{name}": value for name, value in {**score(history, annotated), **values(history)}.items()},
    }


def annotated(document: GoldDocument) -> list[Timex]:
    """Times as users get them from the text and its date of publication."""
    return timexes(annotate(document.text, published=document.published).times)


def on_gold(document: GoldDocument) -> list[Timex]:
    """Times of the gold spans: their types are given, their values are not."""
    spans = tuple(LabelledSpan(start, end, kind, 1.0) for start, end, kind, _ in document.times or ())
    published = Published(document.published, "argument" if document.published else "unknown")
    whole = (MapSegment(0, len(document.text), 0, len(document.text), "exact"),)
    article = Article("gold", None, None, (), None, "en", published, None, None, document.text, whole, ())
    return timexes(resolve_times(article, spans, tuple(sentences(document.text))))


def timexes(times: Iterable[Time]) -> list[Timex]:
    """Times as the readers of corpora give them."""
    return [(item.start, item.end, item.type, item.value or "") for item in times]


def score(documents: Iterable[GoldDocument], predict: Predictor) -> dict[str, float]:
    """F1 of overlapping expressions, and of those with the same value."""
    overlapping, equal = [], []
    for document in documents:
        gold, given = document.times or [], predict(document)
        pairs = paired(gold, given)
        overlapping.append(Counts(len(pairs), len(given), len(gold)))
        equal.append(Counts(sum(one[3] == other[3] for one, other in pairs), len(given), len(gold)))
    return {**table("relaxed", overlapping), **table("value", equal)}


def values(documents: Iterable[GoldDocument]) -> dict[str, float]:
    """Share of gold spans whose value is right, and whose type is."""
    pairs = [
        pair for document in documents for pair in zip(sorted(document.times or []), on_gold(document), strict=True)
    ]
    return {
        **accuracy("gold.value", [gold[3] == given[3] for gold, given in pairs]),
        **accuracy("gold.type", [gold[2] == given[2] for gold, given in pairs]),
    }


def paired(gold: Iterable[Timex], given: Iterable[Timex]) -> list[tuple[Timex, Timex]]:
    """Gold and given expressions that overlap, each used once, in the order of the text."""
    left, right = sorted(gold), sorted(given)
    pairs = []
    i = j = 0
    while i < len(left) and j < len(right):
        if overlap(left[i][:2], right[j][:2]):
            pairs.append((left[i], right[j]))
            i, j = i + 1, j + 1
        elif left[i][1] <= right[j][0]:
            i += 1
        else:
            j += 1
    return pairs
