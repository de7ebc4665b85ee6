"""Annotate PolNeAR's dev texts once in a fresh process; prints words, seconds and peak memory as JSON.

``python -m bench.speed.annotate``
"""

from __future__ import annotations

import json
import resource
import time

import onrecord
from train.readers.polnear import read_polnear

THREADS = 2


def main() -> None:
    """One pass after a warm-up that loads the models of every thread."""
    texts = [document.text for document in read_polnear("dev")]
    for _ in onrecord.annotate_many(texts[: 2 * THREADS], threads=THREADS):
        pass
    start = time.perf_counter()
    for _ in onrecord.annotate_many(texts, threads=THREADS):
        pass
    seconds = time.perf_counter() - start
    # Linux counts ru_maxrss in KiB.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words": sum(len(text.split()) for text in texts), "seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
