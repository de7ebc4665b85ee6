"""Small entity corpora in CoNLL columns: CrossNER politics (Liu et al. 2021) and WikiGold (Balasuriya et al. 2009)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from train.readers.document import Entity, GoldDocument, data_folder, join_words
from train.readers.worldwide import bio_spans


def read_crossner(part: str) -> Iterator[GoldDocument]:
    """CrossNER politics sentences of ``part`` ("train" or "dev"), one document each."""
    yield from _sentences(data_folder("ner/crossner_politics") / f"{part}.txt", "\t")


def read_wikigold() -> Iterator[GoldDocument]:
    """WikiGold sentences, one document each."""
    yield from _sentences(data_folder("ner/wikigold") / "wikigold.conll.txt", " ")


def _sentences(path: Path, separator: str) -> Iterator[GoldDocument]:
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        rows = [line.split(separator) for line in block.split("\n") if separator in line]
        if not rows or rows[0][0] == "-DOCSTART-":
            continue
        text, spans = join_words([row[0] for row in rows])
        entities: list[Entity] = bio_spans(_opened([row[-1] for row in rows]), spans)
        yield GoldDocument(f"{path.parent.name}-{number}", text, words=spans, entities=entities)


def _opened(labels: list[str]) -> list[str]:
    """WikiGold writes I where BIO writes B; the first of a run is opened here."""
    result = []
    previous = "O"
    for label in labels:
        if label.startswith("I-") and previous[2:] != label[2:]:
            result.append("B-" + label[2:])
        else:
            result.append(label)
        previous = label
    return result
