"""Named entities of raw news against en-worldwide-newswire and CrossNER politics."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bench.scoring import exact, table
from onrecord.encoder import encode
from train.examples import ENTITY_LABELS
from train.readers.document import GoldDocument
from train.readers.entities import read_crossner
from train.readers.worldwide import read_worldwide

DATA = ("ner/worldwide/dev", "ner/crossner_politics/dev.txt")
KINDS = ("person", "organisation", "place")
GATED = ("micro.f1", "person.f1", "organisation.f1", "place.f1")

Found = tuple[int, int, str]
Finder = Callable[[str], Iterable[Found]]


def run() -> dict[str, float]:
    """Worldwide dev, and CrossNER politics dev reported."""
    politics = score(read_crossner("dev"), find)
    return {**score(read_worldwide("dev"), find), **{f"politics.{name}": value for name, value in politics.items()}}


def find(text: str) -> list[Found]:
    """Entities of a text as the encoder gives them."""
    return [(entity.start, entity.end, entity.label) for entity in encode(text).entities]


def score(documents: Iterable[GoldDocument], finder: Finder) -> dict[str, float]:
    """F1 of exact spans with their kind, micro and for each of the three kinds."""
    rows = [(gold_entities(document), set(finder(document.text))) for document in documents]
    scores = {}
    for name, kinds in (("micro", KINDS), *((kind, (kind,)) for kind in KINDS)):
        counts = [
            exact((e for e in gold if e[2] in kinds), (e for e in given if e[2] in kinds)) for gold, given in rows
        ]
        scores.update(table(name, counts))
    return scores


def gold_entities(document: GoldDocument) -> list[Found]:
    """Gold entities under our own kinds; what is no entity of ours is left out."""
    mapped = ((start, end, ENTITY_LABELS[label]) for start, end, label in document.entities or ())
    return [(start, end, kind) for start, end, kind in mapped if kind]
