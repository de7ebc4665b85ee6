"""Helpers of the cleaning tests: invented stories, and checks that hold for every cleaned page."""

from __future__ import annotations

import html
import re
import unicodedata

from onrecord.clean import clean, decode
from onrecord.model import Article, Page, RawPage, ReadOptions

FERRY = (
    "The harbour council of Westmere said on Monday that ferries would sail again in May.",
    "Minister Orla Fenn told reporters that the talks had gone well and would go on.",
    "He denied that the council had asked for money from the capital.",
)
COURT = (
    "A court in Dunhaven ordered the release of four fishermen on Tuesday.",
    "The judge, Ilse Marrow, said that the arrest had no ground in law.",
    "Prosecutors may appeal within ten days, a spokesman said.",
)
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)


def lines(*parts: str) -> str:
    return "\n\n".join(parts)


def text_page(text: str, **options: object) -> Page:
    return clean(RawPage(text.encode(), media_type="text/plain"), ReadOptions(**options))  # type: ignore[arg-type]


def html_page(body: str, head: str = "", **fields: str) -> Page:
    source = f"<html><head>{head}</head><body>{body}</body></html>"
    return clean(RawPage(source.encode(), media_type="text/html", **fields), ReadOptions())


def reasons(article: Article) -> dict[str, str]:
    return {item.text: item.reason for item in article.removed}


def wrong_segments(page: Page, payload: bytes) -> list[tuple[str, str]]:
    """Segments of the offset maps that do not reproduce the text from the bytes."""
    source, _ = decode(payload)
    wrong = []
    for article in page.articles:
        last = 0
        for item in article.map:
            assert last <= item.start < item.end <= len(article.text)
            last = item.end
            text, found = article.text[item.start : item.end], source[item.page_start : item.page_end]
            if item.kind == "normalised":
                bare = unicodedata.normalize("NFC", html.unescape(_TAG.sub(" ", found)))
                text, found = " ".join(text.split()), " ".join(bare.split())
            if text != found:
                wrong.append((text, found))
    return wrong


def coverage(article: Article) -> float:
    return sum(item.end - item.start for item in article.map) / len(article.text)
