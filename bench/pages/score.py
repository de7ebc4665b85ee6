"""Main text on `pages/` dev: 4-gram shingle F1 of onrecord and of trafilatura in the same run, and coverage of the offset map.

The measure is that of the article-extraction-benchmark: per page the shares of shared, surplus and missing shingles of
their union, averaged over pages, and precision, recall and F1 of the averages. Dates: exact day on `page_dates/` dev.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import htmldate
import trafilatura

from onrecord.clean import clean, decode
from onrecord.model import Article, MapSegment, ReadOptions
from onrecord.sources import raw_page_from

SHINGLE = 4
_TOKEN = re.compile(r"\w+")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scores:
    """What `main` prints; coverage counts all characters of all texts, joins between paragraphs included."""

    pages: int
    onrecord: float
    trafilatura: float
    map_coverage: float
    map_errors: int
    throughput: float
    dated_pages: int
    onrecord_days: int
    htmldate_days: int


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _TOKEN.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(len(words) - SHINGLE + 1, min(1, len(words)))))


def shares(gold: Counter[tuple[str, ...]], predicted: Counter[tuple[str, ...]]) -> tuple[float, float, float]:
    """Shared, surplus and missing shingles, as shares of their sum."""
    shared = sum((gold & predicted).values())
    surplus = sum((predicted - gold).values())
    missing = sum((gold - predicted).values())
    total = shared + surplus + missing
    return (shared / total, surplus / total, missing / total) if total else (0.0, 0.0, 0.0)


def f1(pages: list[tuple[float, float, float]]) -> float:
    shared, surplus, missing = (sum(page[i] for page in pages) for i in range(3))
    if shared == 0:
        return 0.0
    precision, recall = shared / (shared + surplus), shared / (shared + missing)
    return 2 * precision * recall / (precision + recall)


def map_errors(article: Article, source: str) -> Iterator[MapSegment]:
    """Segments of an offset map that do not reproduce the text."""
    for segment in article.map:
        found, page = article.text[segment.start : segment.end], source[segment.page_start : segment.page_end]
        if segment.kind == "exact":
            correct = found == page
        else:
            # What looks like a tag on a text page is text.
            bare = (unicodedata.normalize("NFC", html.unescape(one)) for one in (_TAG.sub(" ", page), page))
            correct = " ".join(found.split()) in (" ".join(one.split()) for one in bare)
        if not correct:
            yield segment


def gold_pages(data: Path) -> Iterator[tuple[bytes, str]]:
    """Payload and gold text of each page of `pages/`."""
    gold = json.loads((data / "pages" / "ground-truth.json").read_text())
    for path in sorted((data / "pages" / "html").glob("*.html.gz")):
        yield gzip.decompress(path.read_bytes()), gold[path.name.split(".")[0]]["articleBody"]


def score_pages(data: Path) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]], float, int]:
    ours, theirs = [], []
    mapped = characters = errors = 0
    for payload, body in gold_pages(data):
        gold = shingles(body)
        source, _ = decode(payload)
        page = clean(raw_page_from(payload, media_type="text/html"), ReadOptions())
        theirs.append(shares(gold, shingles(trafilatura.extract(source, include_comments=False) or "")))
        ours.append(shares(gold, shingles(page.articles[0].text if page.articles else "")))
        for article in page.articles:
            mapped += sum(segment.end - segment.start for segment in article.map)
            characters += len(article.text)
            errors += sum(1 for _ in map_errors(article, source))
    return ours, theirs, mapped / max(characters, 1), errors


def throughput(data: Path) -> float:
    """Pages that reading and cleaning take in the time in which trafilatura alone takes one, once both are loaded."""
    our_seconds = their_seconds = 0.0
    for payload, _ in gold_pages(data):
        began = time.perf_counter()
        clean(raw_page_from(payload, media_type="text/html"), ReadOptions())
        cleaned = time.perf_counter()
        trafilatura.extract(decode(payload)[0], include_comments=False)
        our_seconds += cleaned - began
        their_seconds += time.perf_counter() - cleaned
    return their_seconds / our_seconds


def score_dates(data: Path) -> tuple[int, int, int]:
    gold = json.loads((data / "page_dates" / "gold.json").read_text())
    pages = ours = theirs = 0
    for entry in gold.values():
        path = data / "page_dates" / "html" / entry["file"]
        if not isinstance(entry["date"], str) or not path.exists():
            continue
        payload = path.read_bytes()
        pages += 1
        theirs += htmldate.find_date(payload, original_date=True) == entry["date"]
        page = clean(raw_page_from(payload, media_type="text/html"), ReadOptions())
        ours += any(article.published.edtf == entry["date"] for article in page.articles)
    return pages, ours, theirs


def score(data: Path) -> Scores:
    ours, theirs, coverage, errors = score_pages(data)
    dated, our_days, their_days = score_dates(data)
    return Scores(len(ours), f1(ours), f1(theirs), coverage, errors, throughput(data), dated, our_days, their_days)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    found = score(parser.parse_args().data)
    print(
        f"pages/ dev, {found.pages} pages, 4-gram shingle F1   onrecord {found.onrecord:.4f}   trafilatura {found.trafilatura:.4f}"
    )
    print(f"throughput of trafilatura's: {found.throughput:.2f}")
    print(f"offset map: {found.map_coverage:.4%} of characters, {found.map_errors} wrong segments")
    print(
        f"page_dates/ dev, {found.dated_pages} pages, exact day   onrecord {found.onrecord_days}   htmldate {found.htmldate_days}"
    )


if __name__ == "__main__":
    main()
