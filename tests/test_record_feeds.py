"""What a record keeps of feeds, on both databases: an entry is done when its page is committed, and not before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bench.kill.toy import derive
from onrecord.model import RawPage
from onrecord.record import Record
from onrecord.store import tables as t
from onrecord.store.engine import reading
from tests.website import Site, website


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as running:
        yield running


def feed(site: Site, *paths: str) -> str:
    items = "".join(f"<item><link>{site.at(path)}</link></item>" for path in paths)
    return site.says("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), ETag='"1"')


def waiting(record: Record) -> set[str]:
    with reading(record._engine) as connection:
        rows = connection.execute(t.feed_entries.select().where(t.feed_entries.c.address.is_not(None)))
        return {row.address for row in rows}


def test_an_entry_is_done_after_the_commit(record: Record, site: Site) -> None:
    for path in ("/a", "/b"):
        site.says(path, f"{path}\nAnna visited Iran.".encode())
    address = feed(site, "/a", "/b")
    reader = record.feed_reader(site.fetcher())
    pages = list(reader.pages(address))
    assert len(pages) == 2
    assert waiting(record) == {site.at("/a"), site.at("/b")}
    report = record.add(pages[:1], derive=derive, progress=reader.tell)
    assert report.added == 1
    assert len(waiting(record)) == 1
    # Another process goes on: the feed did not change, and the other page is fetched all the same.
    record.add(record.feed_reader(site.fetcher()).pages(address), derive=derive)
    assert len(waiting(record)) == 1
    again = record.feed_reader(site.fetcher())
    record.add(again.pages(address), derive=derive, progress=again.tell)
    assert waiting(record) == set()
    assert list(record.feed_reader(site.fetcher()).pages(address)) == []


def test_a_page_of_two_feeds_is_fetched_once(record: Record, site: Site) -> None:
    site.says("/a", b"A\nAnna visited Iran.")
    first = feed(site, "/a")
    site.replies["/other"] = site.replies["/feed"]
    reader = record.feed_reader(site.fetcher())
    for address in (first, site.at("/other")):
        record.add(reader.pages(address), derive=derive, progress=reader.tell)
    assert site.pages().count("/a") == 1


def test_a_deleted_page_does_not_come_back_by_its_feed(record: Record, site: Site) -> None:
    site.says("/a", b"A\nAnna visited Iran.")
    address = feed(site, "/a")
    reader = record.feed_reader(site.fetcher())
    (page,) = reader.pages(address)
    assert isinstance(page, RawPage)
    record.add([page], derive=derive)
    (kept,) = record.pages()
    record.delete_page(kept.sha256)
    report = record.add(reader.pages(address), derive=derive, progress=reader.tell)
    assert report.refused == 1
    assert waiting(record) == set()


@pytest.mark.parametrize(("status", "kept"), [(503, True), (404, False)])
def test_a_busy_server_is_asked_longer_than_one_without_the_page(
    record: Record, site: Site, status: int, kept: bool
) -> None:
    site.says("/a", b"not now", status)
    address = feed(site, "/a")
    for _ in range(4):
        reader = record.feed_reader(site.fetcher(tries=1))
        record.add(reader.pages(address), derive=derive, progress=reader.tell)
    assert waiting(record) == ({site.at("/a")} if kept else set())


def test_one_outcome_is_that_of_one_entry(record: Record, site: Site) -> None:
    for path in ("/a", "/b"):
        site.says(path, b"A\nAnna visited Iran.")
    reader = record.feed_reader(site.fetcher())
    first, second = reader.pages(feed(site, "/a", "/b"))
    record.add([first], derive=derive, progress=reader.tell)
    assert len(waiting(record)) == 1
    record.add([second], derive=derive, progress=reader.tell)
    assert waiting(record) == set()
