"""What a page says about itself in its head: JSON-LD, OpenGraph and the older meta names, with where it says so."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.clean.dates import printed_dates
from onrecord.clean.encoding import whole
from onrecord.clean.paragraphs import paragraph
from onrecord.clean.scan import Scan, Tag, attributes_in
from onrecord.model import Span

_MAX_ATTRIBUTES = 20_000
_MAX_SCRIPT = 1_000_000
_TITLE_NAMES = ("og:title", "twitter:title", "headline", "dc.title", "title")
_OUTLET_NAMES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_AUTHOR_NAMES = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
_PUBLISHED_NAMES = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "datepublished", "date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued", "dcterms.created", "dc.date", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "ptime", "pdate", "displaydate", "article.published", "bt:pubdate", "date_published",
)  # fmt: skip
_UPDATED_NAMES = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "utime",
)
_ARTICLE_TYPES = frozenset(
    """article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle blogposting socialmediaposting
    liveblogposting report webpage""".split()
)
_TITLE_PARTS = re.compile(r"\s+[|–—-]\s+|\s+::\s+| » ")


@dataclass(frozen=True, slots=True)
class DatedTag:
    """A date in the head or an element's attribute, with its characters on the page."""

    edtf: str
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; ``published`` in the order in which it is to be believed."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    section: str | None = None
    updated: str | None = None
    published: tuple[DatedTag, ...] = ()


@dataclass(slots=True)
class _Found:
    meta: dict[str, list[tuple[str, Span]]] = field(default_factory=dict)
    linked: list[tuple[dict[str, Any], Span]] = field(default_factory=list)


def read_metadata(source: str, found: Scan) -> Metadata:
    """Read title, outlet, byline and dates of an HTML page.

    Args:
        source: The decoded page.
        found: The walk of it.
    """
    data = _Found()
    for tag in found.tags:
        if tag.name == "meta":
            _read_meta(tag, data)
        elif tag.name == "script" and tag.content and "ld+json" in tag.attributes.lower():
            _read_linked(source, tag.content, data)
    articles = [item for item, _ in data.linked if _types(item) & _ARTICLE_TYPES]
    return Metadata(
        title=_title(source, found, data, articles),
        outlet=_first_meta(data, _OUTLET_NAMES[:1]) or _publisher(articles) or _first_meta(data, _OUTLET_NAMES[1:]),
        byline=_authors(data, articles),
        section=_first_meta(data, ("article:section", "section")),
        updated=next((item.edtf for item in _dates(source, data, _UPDATED_NAMES, "dateModified")), None),
        published=tuple(_dates(source, data, _PUBLISHED_NAMES, "datePublished")),
    )


def attributes_of(tag: Tag) -> dict[str, str]:
    """Attributes of a start tag, names in lower case, references decoded; the first of a name counts."""
    found: dict[str, str] = {}
    for name, value in attributes_in(tag.attributes[:_MAX_ATTRIBUTES]):
        if value is not None:
            found.setdefault(name, html.unescape(value))
    return found


def dates_within(source: str, span: Span) -> list[DatedTag]:
    """Whole dates that are printed in a stretch of the source."""
    text = source[span[0] : min(span[1], span[0] + _MAX_ATTRIBUTES)]
    return [
        DatedTag(item.edtf, (span[0] + item.start, span[0] + item.end))
        for item in printed_dates(text)
        if item.edtf is not None
    ]


def _read_meta(tag: Tag, data: _Found) -> None:
    attributes = attributes_of(tag)
    name = (
        attributes.get("property")
        or attributes.get("name")
        or attributes.get("itemprop")
        or attributes.get("http-equiv")
    )
    if name and "content" in attributes:
        data.meta.setdefault(name.lower(), []).append((" ".join(attributes["content"].split()), (tag.start, tag.end)))


def _read_linked(source: str, span: Span, data: _Found) -> None:
    text = source[span[0] : min(span[1], span[0] + _MAX_SCRIPT)].strip().removeprefix("<![CDATA[").removesuffix("]]>")
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    data.linked.extend((item, span) for item in _objects(value))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Objects of a JSON-LD block that may be an article: the top, lists of it, its graph and main entity."""
    waiting = [value]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item[:100])
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _types(item: dict[str, Any]) -> set[str]:
    value = item.get("@type")
    names = value if isinstance(value, list) else [value]
    return {name.lower() for name in names if isinstance(name, str)}


def _first_meta(data: _Found, names: tuple[str, ...]) -> str | None:
    return next((value for name in names for value, _ in data.meta.get(name, ()) if value), None)


def _text(value: Any) -> str | None:
    folded = " ".join(html.unescape(whole(value)).split()) if isinstance(value, str) else ""
    return folded or None


def _title(source: str, found: Scan, data: _Found, articles: list[dict[str, Any]]) -> str | None:
    headline = next((title for item in articles if (title := _text(item.get("headline")))), None)
    given = headline or _first_meta(data, _TITLE_NAMES)
    if given is None and found.title is not None:
        given = paragraph(source, [found.title], markup=True).text or None
    if given is None:
        return None
    outlet = _first_meta(data, _OUTLET_NAMES[:1])
    parts = _TITLE_PARTS.split(given)
    # A title in the head often carries the outlet's name behind a dash or a bar.
    if len(parts) > 1 and outlet and parts[-1].casefold() == outlet.casefold():
        return given[: given.rindex(parts[-1])].rstrip(" |–—-:»")
    return given


def _publisher(articles: list[dict[str, Any]]) -> str | None:
    for item in articles:
        publisher = item.get("publisher")
        for candidate in publisher if isinstance(publisher, list) else [publisher]:
            name = _text(candidate.get("name")) if isinstance(candidate, dict) else None
            if name:
                return name
    return None


def _authors(data: _Found, articles: list[dict[str, Any]]) -> tuple[str, ...]:
    names: list[str] = []
    for item in articles:
        author = item.get("author")
        for candidate in author[:20] if isinstance(author, list) else [author]:
            name = _text(candidate.get("name")) if isinstance(candidate, dict) else _text(candidate)
            if name and name not in names and "://" not in name:
                names.append(name)
        if names:
            return tuple(names)
    for key in _AUTHOR_NAMES:
        for value, _ in data.meta.get(key, ()):
            if value and "://" not in value and value not in names:
                names.append(value.removeprefix("By ").removeprefix("by "))
        if names:
            break
    return tuple(names)


def _dates(source: str, data: _Found, names: tuple[str, ...], key: str) -> Iterator[DatedTag]:
    for item, span in data.linked:
        value = item.get(key)
        if isinstance(value, str) and _types(item) & _ARTICLE_TYPES:
            # The value's first printing in the script after its key is its evidence.
            position = source.find(f'"{key}"', *span)
            at = source.find(value, position, span[1]) if position >= 0 and value else -1
            if at >= 0:
                yield from dates_within(source, (at, at + len(value)))
    for name in names:
        for _, tag in data.meta.get(name, ()):
            content = re.search(r"content\s*=", source[tag[0] : tag[1]], re.IGNORECASE)
            yield from dates_within(source, (tag[0] + (content.end() if content else 0), tag[1]))
