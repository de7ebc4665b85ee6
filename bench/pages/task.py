"""Main text, offset map and date of publication of HTML pages, trafilatura and htmldate beside them."""

from __future__ import annotations

from bench.pages.score import score
from train.readers.document import DATA as CORPORA

DATA = ("pages", "page_dates")
GATED = ("text.f1", "map.coverage", "date.exact")


def run() -> dict[str, float]:
    """All pages of both dev sets."""
    found = score(CORPORA)
    return {
        "text.f1": found.onrecord,
        "trafilatura.f1": found.trafilatura,
        "map.coverage": found.map_coverage,
        "map.errors": float(found.map_errors),
        "throughput.ratio": found.throughput,
        "date.exact": found.onrecord_days / found.dated_pages,
        "htmldate.exact": found.htmldate_days / found.dated_pages,
    }
