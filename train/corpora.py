"""The mix: which corpora teach which heads, and how often each is drawn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.encoder.windows import Pieces, split_windows
from train.corpus.load import load_own
from train.examples import Anchor, Example, gold_example, marked_example
from train.readers.document import GoldDocument
from train.readers.entities import read_crossner, read_wikigold
from train.readers.gum import read_gum
from train.readers.polnear import read_polnear
from train.readers.roles import read_ewt, read_masc, read_uw
from train.readers.timeml import read_timeml, read_wikiwars
from train.readers.worldwide import read_worldwide


@dataclass(frozen=True, slots=True)
class Corpus:
    """A training corpus: its share of the wordpieces drawn, and whether its documents are single sentences.

    ``licence`` is A (open) or U (no licence: read for training only, named in the model card).
    """

    name: str
    share: float
    short: bool
    licence: str
    read: Callable[[], Iterator[GoldDocument]] | None = None


CORPORA = (
    Corpus("polnear", 0.2, False, "U", lambda: read_polnear("train")),
    Corpus("worldwide", 0.145, False, "U", lambda: read_worldwide("train")),
    Corpus("timeml", 0.04, False, "U", lambda: read_timeml("train")),
    Corpus("wikiwars", 0.02, False, "A", lambda: read_wikiwars("train")),
    Corpus("ewt", 0.095, False, "A", lambda: read_ewt("train")),
    Corpus("gum", 0.05, False, "A", lambda: read_gum("train")),
    Corpus("masc", 0.04, False, "A", read_masc),
    Corpus("uw", 0.02, True, "U", lambda: read_uw("train")),
    Corpus("crossner", 0.015, True, "A", lambda: read_crossner("train")),
    Corpus("wikigold", 0.02, True, "A", read_wikigold),
    Corpus("own-real", 0.19, False, "A"),
    Corpus("own-written", 0.06, True, "A"),
    Corpus("own-selected", 0.03, True, "A"),
    Corpus("own-events", 0.08, True, "A"),
    Corpus("own-plover", 0.045, True, "U"),
)
"""``own-plover`` is our annotation on sentences of class U; ``own-real``, ``own-selected`` and ``own-events`` likewise
read their text from the corpora above."""

OPEN = frozenset({"gum", "written"})
"""Where the open ones of our annotated documents come from; the others lie on texts of class U."""
EVENTS_ONLY = frozenset({"own-plover", "own-events"})
"""Parts of our own annotation that say nothing of claims."""

ROLE_ANCHORS = 12
"""Predicates of one window that are trained on at a time; a random choice of them."""


def load_examples(
    tokenizer: Tokenizer, names: set[str] | None = None, open_only: bool = False
) -> dict[str, list[Example]]:
    """Examples of every corpus (or those named) in ``CORPORA``; ``open_only`` leaves out texts of class U."""
    examples: dict[str, list[Example]] = {}
    for corpus in CORPORA:
        if (names is not None and corpus.name not in names) or (open_only and corpus.licence != "A"):
            continue
        if corpus.read is not None:
            examples[corpus.name] = [gold_example(document, tokenizer) for document in corpus.read()]
        else:
            documents = load_own(corpus.name.removeprefix("own-"), Path(__file__).parent / "corpus")
            if open_only:
                documents = [document for document in documents if document.id.partition("/")[0] in OPEN]
            examples[corpus.name] = [
                marked_example(document, tokenizer, claims=corpus.name not in EVENTS_ONLY) for document in documents
            ]
    return examples


@dataclass(slots=True)
class Cut:
    """One window of an example, ready to be padded into a batch."""

    example: Example
    start: int
    end: int

    @property
    def size(self) -> int:
        """Length in wordpieces, with the two special ones."""
        return int(self.example.pieces.first[self.end] - self.example.pieces.first[self.start]) + 2


def cuts(examples: list[Example], short: bool, rng: random.Random) -> list[Cut]:
    """Windows of one pass over a corpus, cut anew each time: budgets vary, short documents are packed at random."""
    examples = list(examples)
    rng.shuffle(examples)
    if short:
        examples = list(_packed(examples, rng))
    found = []
    for example in examples:
        budget = rng.choice((90, 140, 190, 190))
        found += [Cut(example, w.start, w.end) for w in split_windows(example.pieces, budget, overlap=0)]
    return [cut for cut in found if cut.end > cut.start]


def _packed(examples: list[Example], rng: random.Random) -> Iterator[Example]:
    """Documents of a sentence or two are read alone as often as in company."""
    index = 0
    while index < len(examples):
        take = rng.choice((1, 1, 2, 3, 4))
        group = examples[index : index + take]
        index += take
        yield group[0] if len(group) == 1 else merge(group)


def merge(group: list[Example]) -> Example:
    """Several documents as one."""
    words, sentences, ids, shapes, first, sentence_of, starts = [], [], [], [], [0], [], [0]
    merged = Example(group[0].pieces)
    offset = 0
    for example in group:
        pieces = example.pieces
        words += pieces.words
        sentences += pieces.sentences
        ids.append(pieces.ids)
        shapes.append(pieces.shapes)
        first += list(pieces.first[1:] + first[-1])
        sentence_of.append(pieces.sentence_of + len(starts) - 1)
        starts += list(pieces.sentence_starts[1:] + offset)
        for name, anchors in example.anchors.items():
            merged.anchors.setdefault(name, []).extend(
                Anchor(a.first + offset, a.last + offset, [(s + offset, e + offset, k) for s, e, k in a.spans])
                for a in anchors
            )
        offset += len(pieces.words)
    names = set.intersection(*(set(example.tags) for example in group))
    merged.tags = {name: np.concatenate([example.tags[name] for example in group]) for name in names}
    merged.pieces = Pieces(
        tuple(words), tuple(sentences), np.concatenate(ids), np.concatenate(shapes), np.asarray(first),
        np.concatenate(sentence_of), np.asarray(starts),
    )  # fmt: skip
    return merged
