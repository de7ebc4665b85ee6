"""PolNeAR (Newell, Margolin & Ruths, LREC 2018): political news with attributions."""

from __future__ import annotations

import json
from collections.abc import Iterator

from train.readers.document import Attribution, GoldDocument, data_folder


def read_polnear(part: str) -> Iterator[GoldDocument]:
    """Articles of ``part`` ("train" or "dev"); the first annotator's attributions where there are several."""
    with open(data_folder("polnear") / f"polnear.{part}.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            annotator = sorted(row["annotations"])[0]
            attributions = [
                Attribution(
                    tuple((a, b) for a, b in item["source"]),
                    tuple((a, b) for a, b in item["cue"]),
                    tuple((a, b) for a, b in item["content"]),
                )
                for item in row["annotations"][annotator]
            ]
            yield GoldDocument(
                row["id"], row["text"], published=row["date"], outlet=row["publisher"], attributions=attributions
            )
