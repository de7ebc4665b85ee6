"""Prints the times whose value is wrong on gold spans: ``python -m bench.times.errors timeml train``."""

from __future__ import annotations

import sys

from bench.times.task import on_gold
from train.readers.timeml import read_timeml, read_wikiwars

CONTEXT = 60


def main(corpus: str, part: str) -> None:
    """Print expression, gold, given, date of publication and context, one error a line."""
    for document in (read_timeml if corpus == "timeml" else read_wikiwars)(part):
        for gold, given in zip(sorted(document.times or []), on_gold(document), strict=True):
            if gold[3] != given[3]:
                words = " ".join(document.text[gold[0] : gold[1]].split())
                context = " ".join(document.text[max(0, gold[0] - CONTEXT) : gold[1] + CONTEXT].split())
                print(words, *gold[2:], *given[2:], document.published, context, sep=" | ")


if __name__ == "__main__":
    main(*sys.argv[1:3])
