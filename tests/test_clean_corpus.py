"""Real pages and the product's two: floors of text, map and dates. Reads `../shared`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pages.score import score
from onrecord.clean import clean
from onrecord.model import RawPage, ReadOptions
from onrecord.sources import read_source
from tests.cleaning import wrong_segments


def test_pages_are_read_no_worse_than_by_the_libraries(shared_data: Path) -> None:
    found = score(shared_data)
    assert found.onrecord >= found.trafilatura
    assert found.map_coverage >= 0.99
    assert found.map_errors == 0
    assert found.onrecord_days >= found.htmldate_days


@pytest.mark.parametrize(("name", "articles"), [("000", 2), ("003", 1)])
def test_seed_pages_come_apart_without_furniture(shared_data: Path, name: str, articles: int) -> None:
    (path,) = (shared_data.parent / "seeds").glob(f"{name}_*.txt")
    (raw,) = read_source(path)
    assert isinstance(raw, RawPage)
    page = clean(raw, ReadOptions())
    assert len(page.articles) == articles
    assert wrong_segments(page, raw.payload) == []
    for article in page.articles:
        assert article.title is not None
        removed = {item.text for item in article.removed}
        paragraphs = article.text.split("\n\n")
        assert not removed & set(paragraphs)
        assert article.title not in paragraphs
        assert all(len(paragraph.split()) > 8 for paragraph in paragraphs)
