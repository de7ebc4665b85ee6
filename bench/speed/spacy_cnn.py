"""spaCy's CNN pipeline (tagger, parser, entities) on the same texts, on one core; prints words and seconds as JSON.

Random weights do for time: ``python -m bench.speed.spacy_cnn``. The labels are as many as those of its English models.
"""

from __future__ import annotations

import importlib
import json
import time
from typing import Any

from train.readers.polnear import read_polnear

TEXTS = 20
TAGS, RELATIONS, KINDS = 50, 45, 18


def main() -> None:
    """One pass after a warm-up."""
    spacy: Any = importlib.import_module("spacy")
    pipeline = spacy.blank("en")
    for name, labels in (("tagger", TAGS), ("parser", RELATIONS), ("ner", KINDS)):
        part = pipeline.add_pipe(name)
        for number in range(labels):
            part.add_label(f"{name}{number}")
    pipeline.initialize()
    texts = [document.text for document in read_polnear("dev")][:TEXTS]
    pipeline(texts[0])
    start = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    seconds = time.perf_counter() - start
    print(json.dumps({"words": sum(len(text.split()) for text in texts), "seconds": seconds}))


if __name__ == "__main__":
    main()
