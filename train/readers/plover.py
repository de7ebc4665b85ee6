"""PLV (Hu et al., ACL 2024): sentences with the PLOVER type between a source and a target."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.spans import Span
from train.readers.document import data_folder

_MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class PloverRow:
    """One row; ``type`` may be YIELD, which stands for CONCEDE or RETREAT.

    ``source_spans`` and ``target_spans`` are where the sentence names the two; one of them may be empty.
    """

    number: int
    sentence: str
    source: str
    target: str
    type: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()


def read_plover(part: str) -> Iterator[PloverRow]:
    """Rows of ``part`` ("train" or "dev") with their number in the file."""
    with open(data_folder("plover") / "PLV_train.tsv", encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines, delimiter="\t")):
            if row["split"] == part:
                sentence = " ".join(row["sentence"].split())
                spans = _marked(" ".join(row["marked_sentence"].split()), sentence)
                yield PloverRow(
                    number, sentence, row["source"], row["target"], row["root"], tuple(spans["s"]), tuple(spans["t"])
                )


def _marked(marked: str, sentence: str) -> dict[str, list[Span]]:
    """Spans of the marks "s" and "t", counted in the sentence without its marks."""
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    opened = {"s": 0, "t": 0}
    taken = 0
    for mark in _MARK.finditer(marked):
        at = mark.start() - taken
        taken += len(mark[0])
        if not mark[1]:
            opened[mark[2]] = at
        elif sentence[opened[mark[2]] : at].strip():
            spans[mark[2]].append((opened[mark[2]], at))
    return spans
