"""Gold documents as label arrays over the words that the encoder reads."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.encoder.labels import (
    CLAIM_PARTS,
    ENTITY_KINDS,
    EVENT_ARGUMENTS,
    EVENT_TYPES,
    MODE_LABELS,
    REALIS,
    ROLES,
    STANCES,
    TIMEX_TYPES,
)
from onrecord.encoder.windows import Pieces, cut
from onrecord.model.spans import Span
from onrecord.text import sentences as split_sentences
from onrecord.text import words as split_words
from train.corpus.markup import MarkedDocument
from train.readers.document import GoldDocument

IGNORE = -100
FARTHEST = 90
"""Words between a word and its head; what is farther is not taught."""
DEPENDENCIES = tuple(
    """acl advcl advmod amod appos aux case cc ccomp compound conj cop csubj dep det discourse dislocated expl fixed flat
    goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp""".split()
)
"""Relations of Universal Dependencies 2, without subtypes."""

ENTITY_LABELS = {
    "Person": "person", "Organization": "organisation", "Location": "place", "NORP": "group", "Facility": "facility",
    "Product": "other", "Misc": "other", "Money": None, "Date": None,
    "politician": "person", "person": "person", "politicalparty": "organisation", "organisation": "organisation",
    "country": "place", "location": "place", "election": "other", "event": "other", "misc": "other",
    "PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other",
}  # fmt: skip
"""Label of a corpus to the kind of ours; ``None`` is no entity."""

REALIS_CERTAIN = 1.5
REALIS_NEGATED = -1.5


@dataclass(slots=True)
class Anchor:
    """An anchor (words ``first`` to ``last``, inclusive) with labelled word ranges ``(start, end, label)``."""

    first: int
    last: int
    spans: list[tuple[int, int, int]]


@dataclass(slots=True)
class Example:
    """A document as arrays; a task that is not annotated is missing or holds ``IGNORE``."""

    pieces: Pieces
    tags: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    anchors: dict[str, list[Anchor]] = field(default_factory=dict)


class Aligner:
    """Finds the words that a span of characters covers."""

    def __init__(self, words: list[Span]) -> None:
        self.starts = np.asarray([a for a, _ in words] or [0])
        self.ends = np.asarray([b for _, b in words] or [0])

    def __call__(self, start: int, end: int) -> tuple[int, int] | None:
        """Half-open range of the words that overlap ``[start, end)``; ``None`` where there is none."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return (first, last) if last > first else None


def gold_example(document: GoldDocument, tokenizer: Tokenizer) -> Example:
    """Label arrays of a gold document, cut by our own words and sentences, as at run time."""
    words = split_words(document.text)
    sentences = split_sentences(document.text, words)
    example = Example(cut(document.text, words, sentences, tokenizer))
    align = Aligner(words)
    if document.entities is not None:
        spans = [(a, b, ENTITY_LABELS[kind]) for a, b, kind in document.entities]
        example.tags["entity"] = _bio(len(words), align, [(a, b, k) for a, b, k in spans if k], ENTITY_KINDS)
    if document.times is not None:
        example.tags["time"] = _bio(len(words), align, [(a, b, kind) for a, b, kind, _ in document.times], TIMEX_TYPES)
    if document.attributions is not None:
        _attributions(document, example, align, len(words))
    if document.roles is not None:
        example.anchors["role"] = []
        for roles in document.roles:
            at = align(*roles.predicate)
            if at:
                example.anchors["role"].append(
                    Anchor(at[0], at[1] - 1, _ranges(align, [(a, b, ROLES.index(k)) for a, b, k in roles.arguments]))
                )
    if document.heads is not None:
        _dependencies(document, example, words)
    if document.factuality is not None:
        tags = np.zeros(len(words), np.int64)
        for span, value in document.factuality:
            at = align(*span)
            if at:
                tags[at[0]] = _realis_set(value)
        example.tags["realis"] = tags
    return example


def marked_example(document: MarkedDocument, tokenizer: Tokenizer, claims: bool = True) -> Example:
    """Label arrays of our own annotation; ``claims`` is false where only events were annotated."""
    words = split_words(document.text)
    example = Example(cut(document.text, words, _inside(document.sentences, words), tokenizer))
    align = Aligner(words)
    count = len(words)
    event = np.zeros(count, np.int64)
    tags = {name: np.full(count, IGNORE, np.int64) for name in ("mode", "background", "stance")}
    realis = np.zeros(count, np.int64)
    anchors = []
    for label in document.events:
        at = align(*label.trigger)
        if not at:
            continue
        event[at[0] : at[1]] = 1 + EVENT_TYPES.index(label.type)
        tags["mode"][at[0]] = MODE_LABELS.index((label.type, label.mode))
        tags["background"][at[0]] = int(label.background)
        realis[at[0]] = 1 << REALIS.index(label.realis)
        parts = zip(
            EVENT_ARGUMENTS, (label.actors, label.recipients, label.places, label.times, label.amounts), strict=True
        )
        spans = [(a, b, EVENT_ARGUMENTS.index(name)) for name, found in parts for a, b in found]
        anchors.append(Anchor(at[0], at[1] - 1, _ranges(align, spans)))
    example.tags |= {"event": event, "mode": tags["mode"], "background": tags["background"], "realis": realis}
    example.anchors["event"] = anchors
    if claims:
        cue = np.zeros(count, np.int64)
        example.anchors["claim"] = []
        for claim in document.claims:
            at = align(*claim.cue[0])
            if not at:
                continue
            cue[at[0]], cue[at[0] + 1 : at[1]] = 1, 2
            tags["stance"][at[0]] = STANCES.index(claim.stance)
            spans = [(a, b, 0) for a, b in claim.source] + [(a, b, 1) for a, b in claim.content]
            spans += [(a, b, 2) for a, b in claim.cue[1:]]
            example.anchors["claim"].append(Anchor(at[0], at[1] - 1, _ranges(align, spans)))
        example.tags |= {"cue": cue, "stance": tags["stance"]}
    return example


def _dependencies(document: GoldDocument, example: Example, words: list[Span]) -> None:
    """Distance to the head, and the relation, of every word that is a word of the treebank."""
    ours = {span: index for index, span in enumerate(words)}
    gold = document.words or []
    head = np.full(len(words), IGNORE, np.int64)
    dependency = np.full(len(words), IGNORE, np.int64)
    for span, (at, relation) in zip(gold, document.heads or (), strict=True):
        index, governor = ours.get(span), ours.get(gold[at])
        if index is not None and governor is not None and abs(governor - index) <= FARTHEST:
            head[index] = governor - index
            dependency[index] = DEPENDENCIES.index(relation)
    example.tags |= {"head": head, "dependency": dependency}


def _attributions(document: GoldDocument, example: Example, align: Aligner, count: int) -> None:
    """PolNeAR is flat by design, so cues inside a content are unknown there, not absent."""
    cue = np.zeros(count, np.int64)
    anchors = []
    for item in document.attributions or ():
        for a, b in item.content:
            inside = align(a, b)
            if inside:
                cue[inside[0] : inside[1]] = IGNORE
    for item in document.attributions or ():
        at = align(*item.cue[0]) if item.cue else None
        if not at:
            continue
        cue[at[0]], cue[at[0] + 1 : at[1]] = 1, 2
        spans = [(a, b, CLAIM_PARTS.index("source")) for a, b in item.source]
        spans += [(a, b, CLAIM_PARTS.index("content")) for a, b in item.content]
        spans += [(a, b, CLAIM_PARTS.index("cue")) for a, b in item.cue[1:]]
        anchors.append(Anchor(at[0], at[1] - 1, _ranges(align, spans)))
    example.tags["cue"] = cue
    example.anchors["claim"] = anchors


def _inside(sentences: list[Span], words: list[Span]) -> list[Span]:
    starts = {a for a, _ in words}
    return [(a, b) for a, b in sentences if a in starts] or [(words[0][0], words[-1][1])]


def _bio(count: int, align: Aligner, spans: list[tuple[int, int, str]], kinds: tuple[str, ...]) -> NDArray[np.int64]:
    tags = np.zeros(count, np.int64)
    for start, end, kind in spans:
        at = align(start, end)
        if at:
            tags[at[0]] = 1 + 2 * kinds.index(kind)
            tags[at[0] + 1 : at[1]] = 2 + 2 * kinds.index(kind)
    return tags


def _ranges(align: Aligner, spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    return [(at[0], at[1], label) for start, end, label in spans if (at := align(start, end))]


def _realis_set(value: float) -> int:
    """Factuality from -3 to 3 as the set of realis values it allows, one bit each; between, it was not seen to happen."""
    if value >= REALIS_CERTAIN:
        return 1 << REALIS.index("actual")
    if value <= REALIS_NEGATED:
        return 1 << REALIS.index("negated")
    if -0.5 <= value <= 1.0:
        return (1 << REALIS.index("future")) | (1 << REALIS.index("hypothetical"))
    return 0
