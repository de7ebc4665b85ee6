"""An article as one page of HTML that needs nothing else: the evidence is highlighted, no script, no foreign resource."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.export.segments import Paragraph, paragraphs
from onrecord.export.wording import NO_DATE, line_of_event, speaker, when
from onrecord.model import Article, Page, Published

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
"""The style sheet of every page that is shown, here and in the reading room, and its icon."""
_BASIS = {
    "metadata": "from the page’s metadata",
    "printed": "printed on the page",
    "url": "from the address",
    "inferred": "inferred from the text",
    "argument": "given by the reader",
}
_MOST_SOURCES = 3


def article_page(article: Article, page: Page) -> str:
    """The page of an article.

    Args:
        article: With everything that was read from it.
        page: The page that it stands on.

    Returns:
        A whole HTML document with its style inside. Its policy names the style by its hash and allows nothing else.
    """
    style = (STATIC / "app.css").read_text(encoding="utf-8")
    found = paragraphs(article)
    document: str = _template().render(
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        article=article,
        page=page,
        name=page.file or page.url or page.sha256[:16],
        published=published_words(article.published),
        reports=reports_words(article),
        sources=_sources(article),
        paragraphs=found,
        targets=_targets(found),
        removed=sorted(article.removed, key=lambda line: line.page),
    )
    return document


@cache
def _template() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("article.html.j2")


def published_words(published: Published) -> str:
    """The date of publication with where it comes from."""
    if published.edtf is None:
        return f"{NO_DATE.capitalize()}: relative dates stay without a calendar date"
    return f"{when(published.edtf, None)}, {_BASIS.get(published.basis, published.basis)}"


def reports_words(article: Article) -> str:
    """How many events an article tells of, and how far they stand.

    >>> from onrecord.model import Article, Published
    >>> reports_words(Article("", None, None, (), None, None, Published(), None, None, "", (), ()))
    'No event'
    """
    words = Counter(line_of_event(article, event).word for event in article.events)
    total = len(article.events)
    if not total:
        return "No event"
    parts = ", ".join(f"{count} {word}" for word, count in sorted(words.items(), key=lambda pair: (-pair[1], pair[0])))
    return f"{total} event{'s' if total > 1 else ''}: {parts}"


def _sources(article: Article) -> str:
    names = Counter(speaker(article, claim) or "unnamed sources" for claim in article.claims)
    if not names:
        return "Nobody but the outlet"
    ranked = sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))
    more = len(ranked) - _MOST_SOURCES
    return "; ".join(f"{name} ({count})" for name, count in ranked[:_MOST_SOURCES]) + (
        f"; {more} more" if more > 0 else ""
    )


def _targets(found: Sequence[Paragraph]) -> dict[int, str]:
    return {note.number: note.standing for paragraph in found for note in paragraph.notes}
