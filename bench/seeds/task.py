"""The two seed pages against two readers who wrote down every event, claim, time and relation before the first run.

The readers' spans count in the decoded page and are kept without the words. What the product finds is led to the page by
each article's offset map; relations are compared by the names of their actors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onrecord
from bench.results import Skipped
from bench.scoring import Counts, overlap, total
from onrecord.model import Article, Event, Page, Span
from train.readers.document import DATA as CORPORA

READERS = ("readerA", "readerB")
SEEDS = CORPORA.parent / "seeds"
GOLD = Path(__file__).parent / "gold"
KINDS = (
    "event",
    "event.type",
    "event.realis",
    "actor",
    "recipient",
    "claim",
    "claim.stance",
    "source",
    "content",
    "time",
    "time.value",
    "relation",
)

Gold = dict[str, Any]


def run() -> dict[str, float]:
    """Precision and recall against each reader, and of the readers against each other."""
    scores: dict[str, float] = {}
    golds = {
        reader: {path.stem: json.loads(path.read_text()) for path in sorted((GOLD / reader).glob("*.json"))}
        for reader in READERS
    }
    pages = {path.name[:3]: onrecord.read(str(path)) for path in sorted(SEEDS.glob("*.txt"))} if SEEDS.is_dir() else {}
    if not pages:
        raise Skipped(f"no seed pages at {SEEDS}")
    for name, page in pages.items():
        scores[f"articles.{name}"] = float(len(page.articles))
    found = {name: found_on(page) for name, page in pages.items()}
    for reader in READERS:
        gold = {name: marked(value) for name, value in golds[reader].items()}
        for kind, counts in compared(gold, found).items():
            scores[f"{reader}.{kind}.precision"] = counts.precision
            scores[f"{reader}.{kind}.recall"] = counts.recall
    first, second = ({name: marked(value) for name, value in golds[reader].items()} for reader in READERS)
    for kind, counts in compared(first, second).items():
        scores[f"readers.{kind}.f1"] = counts.f1
    return scores


def compared(gold: dict[str, dict[str, set[Any]]], given: dict[str, dict[str, set[Any]]]) -> dict[str, Counts]:
    """Counts for each kind; spans match when they overlap and their labels are equal, one to one."""
    return {kind: total(matched(gold[name][kind], given[name][kind]) for name in sorted(gold)) for kind in KINDS}


def matched(gold: set[Any], given: set[Any]) -> Counts:
    """Items are (anchor span, label, …): equal labels and overlapping spans, each used once."""
    left = sorted(given, key=repr)
    right = 0
    for item in sorted(gold, key=repr):
        twin = next((other for other in left if _same(item, other)), None)
        if twin is not None:
            left.remove(twin)
            right += 1
    return Counts(right, len(given), len(gold))


def _same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    return all(_meet(a, b) for a, b in zip(one, other, strict=True))


def _meet(one: Any, other: Any) -> bool:
    """Labels are equal, spans overlap; of a set of spans (the mentions of an actor) one does."""
    if isinstance(other, frozenset):
        return any(overlap(one, span) for span in other)
    return overlap(one, other) if isinstance(one, tuple) else bool(one == other)


def marked(value: Gold) -> dict[str, set[Any]]:
    """A reader's page as items of :func:`matched`."""
    items: dict[str, set[Any]] = {kind: set() for kind in KINDS}
    for story in value["stories"].values():
        for event in story["events"]:
            at = _span(event["trigger"])
            items["event"].add((at,))
            items["event.type"].add((at, event["type"]))
            items["event.realis"].add((at, event["type"], event["realis"]))
            items["actor"] |= {(at, _span(span)) for span in event["actors"]}
            items["recipient"] |= {(at, _span(span)) for span in event["recipients"]}
        for claim in story["claims"]:
            at = _span(claim["cue"][0])
            items["claim"].add((at,))
            items["claim.stance"].add((at, claim["stance"]))
            items["source"] |= {(at, _span(span)) for span in claim["source"]}
            items["content"] |= {(at, _span(span)) for span in claim["content"]}
        for relation in story["relations"]:
            items["relation"].add((relation["type"], _span(relation["subject"]), _span(relation["object"])))
        for time in story["times"]:
            items["time"].add((_span(time["span"] if "span" in time else time["quote"]),))
            items["time.value"].add((_span(time["span"] if "span" in time else time["quote"]), time["edtf"]))
    return items


def found_on(page: Page) -> dict[str, set[Any]]:
    """What the product found on a page, as items of :func:`matched`."""
    items: dict[str, set[Any]] = {kind: set() for kind in KINDS}
    for article in page.articles:
        lead = _Leader(article)
        for event in article.events:
            at = lead(event.trigger)
            items["event"].add((at,))
            items["event.type"].add((at, event.type))
            items["event.realis"].add((at, event.type, event.realis))
            for kind, span in _parties(event):
                items[kind].add((at, lead(span)))
        for claim in article.claims:
            at = lead(claim.cue[0])
            items["claim"].add((at,))
            items["claim.stance"].add((at, claim.stance))
            items["source"] |= {(at, lead(span)) for span in claim.source}
            items["content"] |= {(at, lead(span)) for span in claim.content}
        spans: dict[str | None, set[Span]] = {}
        for mention in article.mentions:
            spans.setdefault(mention.actor, set()).add(lead((mention.start, mention.end)))
        for relation in article.relations:
            sides = (frozenset(spans.get(side, ())) for side in (relation.subject, relation.object))
            items["relation"].add((relation.type, *sides))
        for time in article.times:
            items["time"].add((lead((time.start, time.end)),))
            items["time.value"].add((lead((time.start, time.end)), time.edtf))
    return items


def _parties(event: Event) -> Iterator[tuple[str, Span]]:
    yield from (("actor", party.span) for party in event.actors)
    yield from (("recipient", party.span) for party in event.recipients)


class _Leader:
    """Leads spans of an article's text to the decoded page."""

    def __init__(self, article: Article) -> None:
        self.segments = article.map

    def __call__(self, span: Span) -> Span:
        ends = [self._at(span[0]), self._at(span[1] - 1) + 1]
        return ends[0], ends[1]

    def _at(self, offset: int) -> int:
        segment = next(s for s in self.segments if s.start <= offset < s.end)
        return min(segment.page_start + offset - segment.start, segment.page_end - 1)


def _span(value: Any) -> Span:
    return int(value[0]), int(value[1])
