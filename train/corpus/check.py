"""Validate markup files: ``python -m train.corpus.check FILE …``; exit code 1 where something is wrong."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from train.corpus.markup import parse


def main(arguments: list[str]) -> int:
    """Print every error and a summary; returns the exit code."""
    wrong = 0
    for argument in arguments:
        documents, errors = parse(Path(argument).read_text(encoding="utf-8"), argument)
        print("\n".join(errors), end="\n" if errors else "")
        wrong += len(errors)
        events = Counter(event.type for document in documents for event in document.events)
        print(
            f"{argument}: {len(documents)} documents, {sum(len(d.sentences) for d in documents)} sentences, "
            f"{sum(events.values())} events, {sum(len(d.claims) for d in documents)} claims, {len(errors)} errors"
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
