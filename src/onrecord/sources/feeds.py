"""News feeds: the addresses that they name. RSS and Atom are read by feedparser, JSON Feed by hand."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from onrecord.errors import BadRecord, RefusedAddress
from onrecord.limits import MAX_FEED_ENTRIES
from onrecord.sources.address import web_address
from onrecord.sources.fetch import Fetched

_JSON_FEED = "https://jsonfeed.org/version/"
_MAX_TITLE_CHARACTERS = 300
_HINT = "give the address of an RSS, Atom or JSON feed; a page is added without --feed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a feed names.

    Attributes:
        address: Where it is said to be.
        title: As the feed has it: a hint for people, no part of the record.
        published: Day (``YYYY-MM-DD``), as the feed has it; a hint as well.
    """

    address: str
    title: str | None = None
    published: str | None = None


def entries_of(feed: Fetched, address: str) -> tuple[Entry, ...]:
    """Read a feed.

    Args:
        feed: What was fetched; relative addresses in it are meant from where it was found.
        address: How messages call it.

    Returns:
        Its entries in their order, each address once, ``limits.MAX_FEED_ENTRIES`` at most; none without a web address.

    Raises:
        BadRecord: This is no feed.
    """
    found = _json_entries(feed.payload)
    if found is None:
        found = _xml_entries(feed)
    if found is None:
        raise BadRecord(f"{address}: this is no feed", _HINT)
    base = httpx.URL(feed.url)
    entries: dict[str, Entry] = {}
    for entry in found:
        place = _joined(base, entry.address)
        if place is not None:
            entries.setdefault(place, Entry(place, entry.title, entry.published))
        if len(entries) == MAX_FEED_ENTRIES:
            break
    return tuple(entries.values())


def _json_entries(payload: bytes) -> Iterable[Entry] | None:
    if payload.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] != b"{":
        return None
    try:
        feed = json.loads(payload.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    version, items = feed.get("version"), feed.get("items")
    if not isinstance(version, str) or not version.startswith(_JSON_FEED) or not isinstance(items, list):
        return None
    return _json_items(items)


def _json_items(items: list[Any]) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        address = item.get("url") or item.get("external_url")
        if isinstance(address, str):
            yield Entry(address, _title(item.get("title")), _day(item.get("date_published")))


def _xml_entries(feed: Fetched) -> Iterable[Entry] | None:
    import feedparser

    # Bytes or text would be tried as an address or a file's name first; of a stream it only reads.
    stream = io.BytesIO(feed.payload)
    headers = {"content-type": feed.content_type} if feed.content_type else {}
    try:
        parsed = feedparser.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except Exception:  # whatever it fails on, the feed is at fault, and a watch goes on with the next one
        return None
    return _xml_items(parsed.entries) if parsed.get("version") else None


def _xml_items(items: list[Any]) -> Iterator[Entry]:
    for item in items:
        address = item.get("link")
        if isinstance(address, str):
            moment = item.get("published_parsed") or item.get("updated_parsed")
            yield Entry(address, _title(item.get("title")), _day_of(moment))


def _joined(base: httpx.URL, address: str) -> str | None:
    try:
        return str(web_address(str(base.join(address.strip()))))
    except (httpx.InvalidURL, ValueError, RefusedAddress):
        return None


def _title(value: object) -> str | None:
    return " ".join(value.split())[:_MAX_TITLE_CHARACTERS] or None if isinstance(value, str) else None


def _day(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10]).isoformat()
    except ValueError:
        return None


def _day_of(moment: time.struct_time | None) -> str | None:
    try:
        return date(*moment[:3]).isoformat() if moment is not None else None
    except ValueError:
        return None
