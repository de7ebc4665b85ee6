"""Addresses and feeds on the command line: fetched from a real server, kept as fetched, gone on with after a stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import onrecord.sources.fetch
from onrecord.record import Record
from onrecord.store import tables as t
from onrecord.store.engine import reading
from tests.cli import STORY, Run, lines, run, unannotated
from tests.website import HERE, Site, reply, website

__all__ = ["run", "unannotated"]
ROOT = Path(__file__).parents[1]
RECORD = "onrecord.sqlite"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A server that the commands may ask."""
    with website() as running:
        monkeypatch.setattr(onrecord.sources.fetch, "Fetcher", running.fetcher)
        yield running


def story(number: int) -> bytes:
    return f"{STORY}\n\nThis is number {number}.".encode()


def text(site: Site, path: str, number: int) -> str:
    return site.says(path, story(number), Content_Type="text/plain; charset=utf-8")


def rss(site: Site, *paths: str) -> bytes:
    items = "".join(f"<item><title>Story {path}</title><link>{site.at(path)}</link></item>" for path in paths)
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def kept(record: str = RECORD) -> dict[str, bytes]:
    """Bytes of each page by address."""
    with Record.open(record) as opened:
        return {page.url or "": opened.payload(page.sha256) or b"" for page in opened.pages()}


# --- addresses --------------------------------------------------------------------------------------------------------


def test_addresses_and_files_are_added(run: Run, unannotated: None, site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    first, second = text(site, "/a", 1), site.says("/b", b"", 302, Location="/c")
    text(site, "/c", 2)
    result = run("add", first, "a.txt", second + "#top")
    assert result.exit_code == 0, result.output
    assert "3 added." in result.stdout
    assert kept() == {"": STORY.encode(), first: story(1), site.at("/c"): story(2)}
    pages = {entry["page"]["url"]: entry["page"] for entry in lines(run("export", "articles"))}
    assert pages[first]["media_type"] == "text/plain; charset=utf-8"
    assert len(pages[first]["retrieved"]) == len("2031-05-03T00:00:00Z")
    assert "1 unchanged." in run("add", first).stdout


def test_failures_are_named_and_cost_nothing_else(run: Run, unannotated: None, site: Site) -> None:
    inside = f"http://localhost:{site.port}/a".replace("localhost", "127.0.0.2")
    result = run("add", site.at("/missing"), inside, "ftp://news.example/", text(site, "/a", 1), "--json")
    assert result.exit_code == 1
    summary = json.loads(result.stdout)
    assert summary["added"] == 1
    assert [failure["code"] for failure in summary["failed"]] == ["fetch", "address", "address"]
    assert all(failure["hint"] for failure in summary["failed"])
    assert site.at("/missing") in summary["failed"][0]["message"]
    assert "404" in summary["failed"][0]["message"]
    assert "Traceback" not in result.output


def test_nothing_named_is_wrong_usage(run: Run) -> None:
    for command in ("add", "watch"):
        result = run(command)
        assert result.exit_code == 2
        assert "next:" in result.output


def test_inside_is_refused_without_an_allowance(run: Run) -> None:
    with website() as running:
        result = run("add", running.at("/a"), "http://169.254.169.254/latest/meta-data/")
        assert result.exit_code == 1
        assert running.asked == []
    assert "2 failed" in result.stdout


def test_changed_bytes_at_an_address_are_a_new_version(run: Run, unannotated: None, site: Site) -> None:
    address = text(site, "/a", 1)
    run("add", address)
    time.sleep(1.1)  # versions are told apart by the second
    text(site, "/a", 2)
    assert "1 added." in run("add", address).stdout
    pages = sorted((entry["page"] for entry in lines(run("export", "articles"))), key=lambda page: page["retrieved"])
    assert [page["url"] for page in pages] == [address] * 2
    assert [page["replaces"] for page in pages] == [None, pages[0]["sha256"]]


# --- feeds ------------------------------------------------------------------------------------------------------------


def test_a_feed_is_read_once(run: Run, unannotated: None, site: Site) -> None:
    text(site, "/a", 1), text(site, "/b", 2)
    feed = site.says(
        "/feed", rss(site, "/a", "/b"), Content_Type="application/rss+xml", ETag='"x1"', Last_Modified="then"
    )
    assert "2 added." in run("add", "--feed", feed).stdout
    assert sorted(site.pages()) == ["/a", "/b", "/feed"]
    result = run("add", "--feed", feed)
    assert "There was no page to read." in result.stdout
    assert site.pages()[3:] == ["/feed"]
    assert site.headers[-1]["if-none-match"] == '"x1"'
    assert site.headers[-1]["if-modified-since"] == "then"


def test_only_what_is_new_is_fetched(run: Run, unannotated: None, site: Site) -> None:
    for number, path in enumerate(("/a", "/b")):
        text(site, path, number)
    feed = site.says("/feed", rss(site, "/a"))
    run("watch", "--feed", feed, "--once")
    site.says("/feed", rss(site, "/b", "/a"))
    result = run("watch", "--feed", feed, "--once")
    assert result.exit_code == 0, result.output
    assert f"new · Story /b · {site.at('/b')}" in result.stdout
    assert "1 added." in result.stdout
    site.does("/feed", lambda request: reply(request, b"", 304))
    assert "Nothing new in 1 feed." in run("watch", "--feed", feed, "--once").stdout
    assert site.pages().count("/a") == 1


def test_a_list_of_feeds_is_followed(run: Run, unannotated: None, site: Site, tmp_path: Path) -> None:
    text(site, "/a", 1), text(site, "/b", 2)
    feeds = [site.says("/one", rss(site, "/a")), site.says("/two", rss(site, "/b", "/a")), site.at("/gone")]
    outlines = "".join(f'<outline xmlUrl="{feed}"/>' for feed in feeds)
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    result = run("watch", "feeds.opml", "--once", "--json")
    assert result.exit_code == 1
    (summary,) = lines(result)
    assert (summary["added"], len(summary["failed"])) == (2, 1)
    assert feeds[2] in summary["failed"][0]["message"]


def test_an_entry_that_cannot_be_had_is_tried_three_times(run: Run, unannotated: None, site: Site) -> None:
    feed = site.says("/feed", rss(site, "/late", "/never"))
    for _ in range(2):
        assert run("watch", "--feed", feed, "--once").exit_code == 1
    text(site, "/late", 1)
    assert "1 added, 1 failed." in run("watch", "--feed", feed, "--once").stdout
    assert run("watch", "--feed", feed, "--once").exit_code == 0
    assert [site.pages().count(path) for path in ("/late", "/never")] == [3, 3]


def test_nothing_of_a_page_stays_in_the_state_of_its_feed(run: Run, unannotated: None, site: Site) -> None:
    text(site, "/secret-name", 1)
    run("add", "--feed", site.says("/feed", rss(site, "/secret-name")))
    with Record.open(RECORD) as opened, reading(opened._engine) as connection:
        (entry,) = connection.execute(t.feed_entries.select()).all()
    assert (entry.address, entry.title, entry.published) == (None, None, None)
    (page,) = [entry["page"]["sha256"] for entry in lines(run("export", "articles"))]
    run("delete", page, "--yes")
    assert b"secret-name" not in Path(RECORD).read_bytes()
    assert "There was no page to read." in run("add", "--feed", site.at("/feed")).stdout


def test_a_hostile_feed_leads_nowhere(run: Run, unannotated: None, site: Site, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(STORY)
    places = (f"http://127.0.0.2:{site.port}/x", "http://[::1]/", "file:///etc/passwd", (tmp_path / "secret.txt").as_uri(),
              "http://169.254.169.254/", "javascript:alert(1)", f"http://a:b@{HERE}:{site.port}/x")  # fmt: skip
    items = "".join(f"<item><link>{place}</link></item>" for place in places)
    feed = site.says("/feed", f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    result = run("add", "--feed", feed)
    assert result.exit_code == 1
    assert "3 failed." in result.stdout
    assert site.pages() == ["/feed"]
    assert kept() == {}


def test_what_is_no_feed(run: Run, unannotated: None, site: Site) -> None:
    result = run("add", "--feed", site.says("/a"))
    assert result.exit_code == 1
    assert "this is no feed" in result.stdout


WATCH = """
import sys
import onrecord.sources.fetch as fetch
from onrecord.sources.exchange import Bounds
from onrecord.sources.guard import Guard
real, port = fetch.Fetcher, int(sys.argv.pop(1))
fetch.Fetcher = lambda: real(Guard(allowed=frozenset({("127.0.0.1", port)})), Bounds(delay_seconds=0))
from onrecord.cli import main
main()
"""


def test_a_watch_is_stopped_and_goes_on(site: Site, tmp_path: Path) -> None:
    text(site, "/a", 1)
    reached = tmp_path / "reached"

    def slow(request: BaseHTTPRequestHandler) -> None:
        reached.touch()
        time.sleep(30)

    site.does("/b", slow)
    feed = site.says("/feed", rss(site, "/a", "/b"))
    record = str(tmp_path / "r.sqlite")
    command = [sys.executable, "-c", WATCH, str(site.port), "watch", "--feed", feed, "--record", record]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    while not reached.exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, (out, err)
    assert "Traceback" not in err
    assert "it goes on where it stood" in err
    text(site, "/b", 2)
    site.does("/feed", lambda request: reply(request, b"", 304))
    done = subprocess.run([*command, "--once"], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert set(kept(record)) == {site.at("/a"), site.at("/b")}
