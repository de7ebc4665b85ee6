"""PLV (Hu et al., ACL 2024): sentences with the PLOVER type between a source and a target."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from train.readers.document import data_folder


@dataclass(frozen=True, slots=True)
class PloverRow:
    """One row; ``type`` may be YIELD, which stands for CONCEDE or RETREAT."""

    number: int
    sentence: str
    source: str
    target: str
    type: str


def read_plover(part: str) -> Iterator[PloverRow]:
    """Rows of ``part`` ("train" or "dev") with their number in the file."""
    with open(data_folder("plover") / "PLV_train.tsv", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t")):
            if row["split"] == part:
                sentence = " ".join(row["sentence"].split())
                yield PloverRow(number, sentence, row["source"], row["target"], row["root"])
