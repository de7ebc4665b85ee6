"""Feeds: the addresses that RSS, Atom and JSON Feed name; lists of feeds; nothing in them is followed."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadRecord, UsageError
from onrecord.limits import MAX_FEED_ENTRIES
from onrecord.sources.feeds import Entry, entries_of
from onrecord.sources.fetch import Fetched
from onrecord.sources.opml import feeds_of
from tests.website import Site, website

PLACE = "https://news.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="windows-1252"?>
<rss version="2.0"><channel><title>News</title>
<item><title>Zoë  opens
 the harbour</title><link>https://news.example/a#top</link><pubDate>Sat, 03 May 2031 23:30:00 +0000</pubDate></item>
<item><title>Twice</title><link>https://news.example/a</link></item>
<item><link>../b?c=1&amp;d=2</link></item>
<item><guid>https://news.example/guid</guid></item>
<item><title>No link</title></item>
<item><link>javascript:alert(1)</link></item>
<item><link>mailto:a@b.example</link></item>
<item><link>http://a:b@news.example/</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><title type="html">A &lt;b&gt;visit&lt;/b&gt;</title><link rel="edit" href="/edit"/><link href="/a"/>
<updated>2031-05-03T10:00:00Z</updated></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "items": [
{"id": "1", "url": "/a", "title": "A visit", "date_published": "2031-05-03T10:00:00Z"}, 7,
{"id": "2", "external_url": "https://other.example/b", "date_published": "soon"}, {"id": "3"}, {"url": 4}]}"""


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as running:
        yield running


def feed(payload: bytes, content_type: str = "application/xml") -> tuple[Entry, ...]:
    return entries_of(Fetched(payload, PLACE, content_type, None, None), PLACE)


def test_rss() -> None:
    assert feed(RSS.encode("cp1252")) == (
        Entry("https://news.example/a", "Zoë opens the harbour", "2031-05-03"),
        Entry("https://news.example/b?c=1&d=2"),
        Entry("https://news.example/guid"),
    )


def test_atom() -> None:
    (entry,) = feed(ATOM.encode())
    assert (entry.address, entry.published) == ("https://news.example/a", "2031-05-03")


def test_json_feed() -> None:
    expected = (Entry("https://news.example/a", "A visit", "2031-05-03"), Entry("https://other.example/b"))
    assert feed(JSON.encode()) == feed(b"\xef\xbb\xbf" + JSON.encode(), "") == expected


@pytest.mark.parametrize(
    "payload", [b"<html><p>no feed</p></html>", b"{}", b'{"items": []}', b"[]", b"x", b"{" * 9_000]
)
def test_what_is_no_feed(payload: bytes) -> None:
    with pytest.raises(BadRecord, match=PLACE):
        feed(payload)


def test_a_broken_feed_gives_what_it_has() -> None:
    assert len(feed(RSS.encode("cp1252")[:-300])) >= 1


def test_a_long_feed_is_cut() -> None:
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(MAX_FEED_ENTRIES + 5))
    assert len(feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())) == MAX_FEED_ENTRIES


def test_entities_are_not_followed(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("https://secret.example/")
    for place in (secret.as_uri(), site.at("/dtd")):
        text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{place}">]>' + RSS.replace("https://news.example/guid", "&x;")
        assert "secret" not in repr(feed(text.encode("cp1252")))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    feed((f'<!DOCTYPE rss [<!ENTITY l0 "https://news.example/ha">{laughs}]>' + RSS.replace("Twice", "&l11;")).encode())
    assert site.asked == []


@pytest.mark.parametrize("payload", [b"http://127.0.0.1/", b"/etc/passwd", b"file:///etc/passwd"])
def test_a_feed_is_never_taken_for_a_name(payload: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("opened a connection")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    with pytest.raises(BadRecord):
        feed(payload)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: RSS.replace("Twice", text).encode())))
def test_no_feed_is_too_strange(payload: bytes) -> None:
    with contextlib.suppress(BadRecord):
        feed(payload)


# --- lists of feeds ---------------------------------------------------------------------------------------------------


def test_opml(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="News"><outline xmlUrl="https://a.example/"/>'
        '<outline xmlurl=" https://b.example/ "/><outline xmlUrl="https://a.example/"/><outline xmlUrl=""/></outline></body></opml>'
    )
    assert feeds_of(path) == ("https://a.example/", "https://b.example/")


@pytest.mark.parametrize("text", ["", "no xml", "<opml/>", '<opml><outline text="a"/></opml>', "<opml><outline"])
def test_what_is_no_list_of_feeds(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.opml").write_text(text)
    with pytest.raises(UsageError) as caught:
        feeds_of(tmp_path / "a.opml")
    assert caught.value.hint
    with pytest.raises(UsageError, match="cannot be read"):
        feeds_of(tmp_path / "missing.opml")


def test_entities_in_a_list_are_not_followed(tmp_path: Path, site: Site) -> None:
    (tmp_path / "secret").write_text("https://secret.example/")
    path = tmp_path / "a.opml"
    for place in ((tmp_path / "secret").as_uri(), site.at("/dtd")):
        path.write_text(
            f'<!DOCTYPE opml [<!ENTITY x SYSTEM "{place}"><!ENTITY % y SYSTEM "{site.at("/y")}">]>'
            '<opml><outline text="a">&x;</outline><outline xmlUrl="https://a.example/"/></opml>'
        )
        assert feeds_of(path) == ("https://a.example/",)
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    path.write_text(f'<!DOCTYPE opml [<!ENTITY l0 "ha">{laughs}]><opml><outline xmlUrl="&l11;"/></opml>')
    with pytest.raises(UsageError):
        feeds_of(path)
    assert site.asked == []
