"""One page, its articles: chooses how a payload is read, and says how that went."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args

from onrecord.clean.dates import date_in_address, printed_dates
from onrecord.clean.encoding import decode, whole
from onrecord.clean.language import language_of
from onrecord.clean.textpage import fill, stories_of
from onrecord.clean.view import View, json_members, json_view
from onrecord.errors import NoArticle, TooLarge
from onrecord.limits import MAX_ARTICLE_CHARACTERS
from onrecord.model import (
    Article,
    Evidence,
    MapSegment,
    Page,
    Problem,
    Published,
    RawPage,
    ReadOptions,
    Span,
    article_id,
)
from onrecord.sources.fields import Field, key_of

_HTML_START = re.compile(
    r"\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,500}?-->\s{0,100})?<(?:!doctype|html|head|body)\b",
    re.I | re.S,
)
_HTML_TAGS = re.compile(
    r"</?(?:p|div|span|a|br|h[1-6]|article|section|meta|script|table)\b[^<>]{0,300}>", re.IGNORECASE
)
_MIN_TAGS = 5
_SNIFFED = 20_000


def clean(raw: RawPage, options: ReadOptions) -> Page:
    """Take the articles out of a page.

    Args:
        raw: The payload with what is known of it.
        options: What the caller says about it; a given date or outlet holds against the page's own.

    Returns:
        The page with articles that are not annotated yet. Offsets of ``map``, ``removed`` and ``basis_from`` count in
        the decoded page (:func:`~onrecord.clean.encoding.decode`). A page without an article is kept, with status
        "failed" and problem "no_article". Never raises.
    """
    source, encoding = decode(raw.payload, raw.media_type)
    page = Page.of(raw, encoding)
    if options.as_text:
        articles, problem = _plain_article(source), None
        page = replace(page, media_type=raw.media_type or "text/plain")
    elif _is_json(raw, source):
        page, articles = _json_article(page, source)
        problem = None
    elif _is_html(raw, source):
        from onrecord.clean.htmlpage import html_article

        article, reason = html_article(source, page.url, page.retrieved)
        articles = [article] if article is not None else []
        problem = Problem("partial", reason) if reason else None
        page = replace(page, media_type=raw.media_type or "text/html")
    else:
        articles = [fill(_blank(), story, View(source)) for story in stories_of(View(source), apart=True)]
        problem = None
        page = replace(page, media_type=raw.media_type or "text/plain")
    return _finish(page, articles, problem, options)


def _finish(page: Page, articles: list[Article], problem: Problem | None, options: ReadOptions) -> Page:
    finished = []
    for ordinal, article in enumerate(articles):
        cut = _shortened(article)
        if cut is not article:
            problem = Problem(
                TooLarge.code, f"an article of {len(article.text):,} characters was cut at {len(cut.text):,}"
            )
        finished.append(
            replace(
                cut,
                id=article_id(page.sha256, ordinal),
                outlet=options.outlet or cut.outlet,
                language=language_of(cut.text),
                published=_published(cut.published, page, options),
                updated=cut.updated if _not_after(cut.updated, page.retrieved) else None,
            )
        )
    if not finished:
        return replace(page, status="failed", problem=Problem(NoArticle.code, "no article was found on this page"))
    return replace(page, articles=tuple(finished), status="partial" if problem else "ok", problem=problem)


def _published(found: Published, page: Page, options: ReadOptions) -> Published:
    if options.published is not None:
        return Published(options.published, "argument")
    if found.edtf is not None and _not_after(found.edtf, page.retrieved):
        return found
    printed = date_in_address(page.url) if page.url else None
    return printed if printed and _not_after(printed.edtf, page.retrieved) else Published()


def _not_after(edtf: str | None, retrieved: str | None) -> bool:
    """Nothing was published after it was fetched."""
    return edtf is None or retrieved is None or edtf[:10] <= retrieved[:10]


def _blank() -> Article:
    return Article(
        id="",
        title=None,
        outlet=None,
        byline=(),
        dateline=None,
        language=None,
        published=Published(),
        updated=None,
        notice=None,
        text="",
        map=(),
        removed=(),
    )


def _plain_article(source: str) -> list[Article]:
    if not source.strip():
        return []
    return [replace(_blank(), text=source, map=(MapSegment(0, len(source), 0, len(source), "exact"),))]


def _shortened(article: Article) -> Article:
    """An article over the bound, cut at the end of a paragraph where there is one not far before it."""
    if len(article.text) <= MAX_ARTICLE_CHARACTERS:
        return article
    end = article.text.rfind("\n\n", MAX_ARTICLE_CHARACTERS // 2, MAX_ARTICLE_CHARACTERS)
    end = end if end > 0 else MAX_ARTICLE_CHARACTERS
    kept = []
    for item in article.map:
        if item.end <= end:
            kept.append(item)
        elif item.start < end and item.kind == "exact":
            kept.append(MapSegment(item.start, end, item.page_start, item.page_start + end - item.start, "exact"))
    return replace(article, text=article.text[:end], map=tuple(kept))


def _bare_type(raw: RawPage) -> str | None:
    return raw.media_type and raw.media_type.partition(";")[0].strip()


def _is_json(raw: RawPage, source: str) -> bool:
    return _bare_type(raw) in ("application/json", "application/jsonl") and source.lstrip()[:1] == "{"


def _is_html(raw: RawPage, source: str) -> bool:
    if _bare_type(raw) in ("text/html", "application/xhtml+xml"):
        return True
    if _bare_type(raw) == "text/plain":
        return False
    head = source[:_SNIFFED]
    return bool(_HTML_START.match(head)) or sum(1 for _ in _HTML_TAGS.finditer(head)) >= _MIN_TAGS


def _json_article(page: Page, source: str) -> tuple[Page, list[Article]]:
    members = json_members(source)
    keys = _keys(members)
    if keys["text"] is None:
        return page, []
    page = replace(page, url=page.url or _string(members, keys["url"]))
    view = json_view(source, members[keys["text"]][1])
    title, outlet = _string(members, keys["title"]), _string(members, keys["outlet"])
    published = _json_date(source, members[keys["date"]][1]) if keys["date"] else None
    articles = []
    for story in stories_of(view, apart=False, title=title):
        article = fill(replace(_blank(), title=title, outlet=outlet), story, view)
        articles.append(replace(article, published=published) if published else article)
    return page, articles


def _keys(members: dict[str, tuple[Any, Span]]) -> dict[Field, str | None]:
    values = {name: value for name, (value, _) in members.items()}
    return {field: key_of(values, field) for field in get_args(Field)}


def _string(members: dict[str, tuple[Any, Span]], key: str | None) -> str | None:
    return " ".join(whole(members[key][0]).split()) or None if key is not None else None


def _json_date(source: str, span: Span) -> Published | None:
    start, end = span
    for item in printed_dates(source[start : min(end, start + 200)]):
        if item.edtf is not None:
            evidence = Evidence((start + item.start, start + item.end), source[start + item.start : start + item.end])
            return Published(item.edtf, "metadata", (evidence,))
    return None
