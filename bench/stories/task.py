"""Text pages taken apart into their stories, against a blind test set (``README.md``): boundaries, furniture, lost lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import Counts, accuracy, exact, table
from onrecord.clean import clean
from onrecord.model import Article, RawPage, ReadOptions, Span

FOLDER = Path(__file__).parent
GATED = ("boundary.f1", "pages.accuracy", "furniture.removed")

Cleaner = Callable[[bytes], Sequence[Article]]


@dataclass(frozen=True, slots=True)
class LabelledPage:
    """A page with a label for each line that is not empty: a story's number, "F" for furniture, "D…" for a date line or byline."""

    name: str
    text: str
    labels: tuple[str, ...]

    @property
    def lines(self) -> list[Span]:
        """Where the lines stand that are not empty."""
        spans, at = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                spans.append((at, at + len(line)))
            at += len(line) + 1
        return spans


def run() -> dict[str, float]:
    """All test pages through ``clean``, and the dev pages beside them (``dev.`` scores)."""
    dev = score(read_pages("dev.jsonl", "dev"), cleaned)
    return score(read_pages(), cleaned) | {f"dev.{name}": value for name, value in dev.items()}


def cleaned(payload: bytes) -> Sequence[Article]:
    """The articles of a text page."""
    articles: Sequence[Article] = clean(RawPage(payload, media_type="text/plain"), ReadOptions()).articles
    return articles


def read_pages(truth: str = "truth.jsonl", folder: str = "pages") -> list[LabelledPage]:
    """The pages in the order of the truth; ``"dev.jsonl", "dev"`` are those that rules may be tuned on."""
    rows = [json.loads(line) for line in (FOLDER / truth).read_text(encoding="utf-8").splitlines()]
    return [
        LabelledPage(row["page"], (FOLDER / folder / row["page"]).read_bytes().decode(), tuple(row["lines"]))
        for row in rows
    ]


def score(pages: Iterable[LabelledPage], cleaner: Cleaner) -> dict[str, float]:
    """F1 of where stories begin, share of pages with all boundaries right, furniture removed, article lines lost.

    The first story's beginning is no boundary. A story begins at its first line that is labelled as one.
    """
    boundaries: list[Counts] = []
    right = []
    furniture = removed = lines = lost = 0
    for page in pages:
        found = stories(page, cleaner(page.text.encode()))
        gold, given = _starts(page, page.labels), _starts(page, found)
        boundaries.append(exact(gold, given))
        right.append(gold == given)
        for label, story in zip(page.labels, found, strict=True):
            furniture += label == "F"
            removed += label == "F" and story is None
            lines += label.isdigit()
            lost += label.isdigit() and story is None
    return {
        **table("boundary", boundaries),
        **accuracy("pages", right),
        "furniture.removed": removed / furniture,
        "lines.lost": lost / lines,
    }


def stories(page: LabelledPage, articles: Sequence[Article]) -> list[str | None]:
    """For each line the number of the article that holds it, in its text or as its title; ``None`` where it was removed."""
    found: list[str | None] = []
    taken: set[int] = set()
    for start, end in page.lines:
        holder = None
        for number, article in enumerate(articles):
            if _kept(article, (start, end)) * 2 > end - start:
                holder = number
                break
            if number not in taken and article.title == " ".join(page.text[start:end].split()):
                taken.add(number)
                holder = number
                break
        found.append(None if holder is None else str(holder + 1))
    return found


def _kept(article: Article, line: Span) -> int:
    return sum(max(0, min(line[1], part.page_end) - max(line[0], part.page_start)) for part in article.map)


def _starts(page: LabelledPage, labels: Sequence[str | None]) -> frozenset[int]:
    """Lines, labelled as of a story, at which another story begins than the one before."""
    before = None
    starts = set()
    for number, (label, truth) in enumerate(zip(labels, page.labels, strict=True)):
        if label is None or not label.isdigit() or not truth.isdigit():
            continue
        if before is not None and label != before:
            starts.add(number)
        before = label
    return frozenset(starts)


def digest() -> str:
    """SHA-256 of truth and pages, frozen in ``pages.sha256``."""
    paths = [FOLDER / "truth.jsonl", *sorted((FOLDER / "pages").glob("*.txt"))]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
