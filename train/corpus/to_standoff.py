"""Turn annotated markup of corpus text into stand-off lines: ``python -m train.corpus.to_standoff FILE … > OUT``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from train.corpus.load import corpus_texts, document_text, stand_off
from train.corpus.markup import read_marked


def main(arguments: list[str]) -> int:
    """Write one JSON line a document; returns the exit code."""
    documents = [document for argument in arguments for document in read_marked(Path(argument))]
    texts = dict(corpus_texts({document.id.partition("/")[0] for document in documents}))
    for document in documents:
        print(json.dumps(stand_off(document, document_text(document.id, texts) or ""), separators=(",", ":")))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
