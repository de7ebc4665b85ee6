"""Fetching pages: what comes is kept as it came; every answer is bounded, and every failure says why."""

from __future__ import annotations

import gzip
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest

from onrecord.errors import BinaryInput, EmptyInput, InputError, NotFetched, RefusedAddress, TooLarge
from onrecord.sources.address import web_address
from onrecord.sources.exchange import Bounds
from onrecord.sources.fetch import USER_AGENT, Fetcher
from tests.website import PAGE, Reply, Site, reply, website


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as running:
        yield running


def patient(site: Site, waits: list[float], **bounds: float) -> Fetcher:
    """A fetcher that notes its waits instead of waiting."""
    return Fetcher(site.guard(), Bounds(**{"delay_seconds": 0.0, **bounds}), sleep=waits.append)  # type: ignore[arg-type]


def failing(times: int, status: int, **headers: str) -> Reply:
    """A path that fails so many times, then gives the page."""
    left = [times]

    def answer(request: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        reply(
            request, PAGE if left[0] < 0 else b"busy", 200 if left[0] < 0 else status, headers if left[0] >= 0 else None
        )

    return answer


def test_a_page_is_kept_as_it_came(site: Site) -> None:
    address = site.says("/a?b=%C3%A9", PAGE)
    moment = datetime(2031, 5, 3, 12, 30, 59, tzinfo=UTC)
    page = Fetcher(site.guard(), Bounds(delay_seconds=0), clock=lambda: moment).page(address + "#comments")
    assert (page.payload, page.url, page.media_type) == (PAGE, address, "text/html")
    assert (page.retrieved, page.file, page.member) == ("2031-05-03T12:30:59Z", None, None)
    assert site.asked == ["/robots.txt", "/a?b=%C3%A9"]
    assert site.headers[1]["user-agent"] == USER_AGENT
    assert site.headers[1]["accept-encoding"] == "gzip, deflate"
    assert "cookie" not in site.headers[1]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("text/html; charset=windows-1251", "text/html; charset=windows-1251"),
        ('text/html; Charset="Shift_JIS"', "text/html; charset=shift_jis"),
        ("text/html;charset=UTF-8", "text/html; charset=utf-8"),
        ("TEXT/HTML", "text/html"),
        ("application/json; version=2", "application/json"),
        ("", None),
    ],
)
def test_the_charset_is_kept_where_it_is_named(site: Site, said: str, kept: str | None) -> None:
    assert site.fetcher().page(site.says("/a", Content_Type=said)).media_type == kept


def test_the_url_is_where_the_page_was_found(site: Site) -> None:
    address = site.says("/short", b"", 302, Location="/a/../b?c#d")
    site.says("/b?c")
    assert site.fetcher().page(address).url == site.at("/b?c")


def test_redirects_end(site: Site) -> None:
    address = site.says("/round", b"", 301, Location="/round")
    with pytest.raises(NotFetched, match="sent on more than 5 times") as caught:
        site.fetcher().page(address)
    assert address in caught.value.message
    assert len(site.pages()) == 6
    with pytest.raises(NotFetched, match="not where"):
        site.fetcher().page(site.says("/nowhere", b"", 302))


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:40]) + gzip.compress(PAGE[40:])),
        ("GZIP", gzip.compress(PAGE) + b"\0\0 what follows"),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("identity", PAGE),
    ],
)
def test_what_is_packed_is_unpacked(site: Site, coding: str, packed: bytes) -> None:
    assert site.fetcher().page(site.says("/a", packed, Content_Encoding=coding)).payload == PAGE


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)[:-12]),
        ("gzip", b"\x1f\x8b" + b"\0" * 40),
        ("gzip", PAGE),
        ("deflate", zlib.compress(PAGE)[:-6]),
        ("deflate", b"\x00"),
        ("br", b"\x0b\x02\x80"),
        ("zstd", b"\x28\xb5\x2f\xfd"),
        ("gzip, gzip", gzip.compress(gzip.compress(PAGE))),
    ],
)
def test_damaged_or_unasked_packing_is_an_error(site: Site, coding: str, packed: bytes) -> None:
    with pytest.raises(NotFetched, match=r"packed as|no whole"):
        site.fetcher().page(site.says("/a", packed, Content_Encoding=coding))


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_does_not_go_off(site: Site, coding: str) -> None:
    machine = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    bomb = b"".join(machine.compress(b"\0" * 1_000_000) for _ in range(300)) + machine.flush()
    address = site.says("/bomb", bomb, Content_Encoding=coding)
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(TooLarge, match="unpacks to more than 20,000,000 bytes"):
        site.fetcher().page(address)
    took, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64_000_000
    assert took < 2


def test_too_many_bytes_are_not_read(site: Site) -> None:
    sent = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while len(sent) < 1_000:
            request.wfile.write(b"a" * 100_000)
            sent.append(1)

    with pytest.raises(NotFetched, match="sends more than 5,000,000 bytes"):
        site.fetcher().page(site.does("/a", endless))
    assert len(sent) < 500


def test_endless_headers_are_not_read(site: Site) -> None:
    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        for number in range(100_000):
            request.wfile.write(b"X-%d: %s\r\n" % (number, b"a" * 1000))

    with pytest.raises(NotFetched):
        site.fetcher(tries=1).page(site.does("/a", endless))


@pytest.mark.parametrize("where", ["headers", "body"])
def test_a_server_that_drips_is_cut(site: Site, where: str) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        if where == "body":
            request.send_response(200)
            request.end_headers()
        for _ in range(100):
            request.wfile.write(b"a")
            time.sleep(0.2)

    began = time.monotonic()
    with pytest.raises(NotFetched, match="took too long to answer as a whole"):
        site.fetcher(fetch_seconds=0.4, tries=1).page(site.does("/a", drip))
    assert time.monotonic() - began < 10


def test_a_silent_server_is_cut(site: Site) -> None:
    address = site.does("/a", lambda request: time.sleep(20))
    began = time.monotonic()
    with pytest.raises(NotFetched, match="did not answer in time"):
        site.fetcher(silence_seconds=0.1, tries=2).page(address)
    assert time.monotonic() - began < 10
    assert site.pages() == ["/a"] * 2


def test_a_slow_look_up_is_cut(site: Site) -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(5)
        return ["127.0.0.1"]

    with pytest.raises(NotFetched, match="in time"):
        site.fetcher(site.guard(resolve=slow), connect_seconds=0.1, tries=1).page(site.at("/a", "news.example"))


def test_redirects_share_one_time(site: Site) -> None:
    def slow(request: BaseHTTPRequestHandler) -> None:
        time.sleep(0.3)
        reply(request, b"", 302, {"Location": "/a"})

    with pytest.raises(NotFetched, match=r"too long|in time"):
        site.fetcher(fetch_seconds=0.5, tries=1).page(site.does("/a", slow))
    assert 1 <= len(site.pages()) <= 3


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(site: Site, status: int) -> None:
    waits: list[float] = []
    assert patient(site, waits).page(site.does("/a", failing(2, status))).payload == PAGE
    assert waits == [2.0, 4.0]
    with pytest.raises(NotFetched, match=str(status)):
        patient(site, waits).page(site.does("/b", failing(3, status)))
    assert site.pages().count("/b") == 3


def test_retry_after_is_kept_to(site: Site) -> None:
    waits: list[float] = []
    patient(site, waits).page(site.does("/a", failing(1, 503, Retry_After="7")))
    assert waits == [7.0]
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    patient(site, waits).page(site.does("/b", failing(1, 429, Retry_After=later)))
    assert 25 < waits[1] <= 30
    for nonsense in ("soon", "-5", "Mon, 99 Foo 2031 00:00:00 GMT", "٣"):
        waits.clear()
        patient(site, waits).page(site.does("/c", failing(1, 503, Retry_After=nonsense.encode().decode("latin-1"))))
        assert waits == [2.0]
    with pytest.raises(NotFetched, match="asks to wait 3,600 seconds"):
        patient(site, waits).page(site.does("/d", failing(1, 503, Retry_After="3600")))
    assert site.pages().count("/d") == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451, 501, 505])
def test_other_errors_are_final(site: Site, status: int) -> None:
    waits: list[float] = []
    address = site.says("/a", b"no", status)
    with pytest.raises(NotFetched, match=str(status)) as caught:
        patient(site, waits).page(address)
    assert caught.value.message.startswith(address)
    assert caught.value.hint
    assert (site.pages(), waits) == (["/a"], [])


def test_a_broken_connection_is_asked_again(site: Site) -> None:
    def cut(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"begins")

    with pytest.raises(NotFetched, match="connection broke"):
        site.fetcher().page(site.does("/a", cut))
    assert site.pages() == ["/a"] * 3


def test_what_is_no_http_is_an_error(site: Site) -> None:
    with pytest.raises(NotFetched, match="connection broke"):
        site.fetcher(tries=1).page(site.does("/a", lambda request: request.wfile.write(b"SSH-2.0-x\r\n\r\n") and None))


def test_nobody_listens(site: Site) -> None:
    guard = site.guard()
    address = site.at("/a")
    with website() as other:
        closed = other.port
    with pytest.raises(NotFetched, match="no connection"):
        Fetcher(type(guard)(allowed=frozenset({("127.0.0.1", closed)}))).page(
            address.replace(str(site.port), str(closed))
        )


def test_an_unknown_host(site: Site) -> None:
    with pytest.raises(NotFetched, match=r"the host nowhere\.invalid was not found"):
        site.fetcher(site.guard(resolve=lambda host, port: []), tries=1).page(site.at("/a", "nowhere.invalid"))


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/pdf", "application/vnd.ms-excel"])
def test_what_is_no_text_is_not_loaded(site: Site, kind: str) -> None:
    with pytest.raises(BinaryInput, match=kind):
        site.fetcher().page(site.says("/a", b"a" * 100, Content_Type=kind))


def test_bytes_that_are_no_page(site: Site) -> None:
    with pytest.raises(EmptyInput):
        site.fetcher().page(site.says("/a", b" \n"))
    with pytest.raises(BinaryInput):
        site.fetcher().page(site.says("/b", b"%PDF-1.7"))
    with pytest.raises(InputError, match="this is a feed") as caught:
        site.fetcher().page(site.says("/c", b"<rss/>", Content_Type="application/rss+xml"))
    assert "--feed" in caught.value.hint


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://", "no host"),
        ("https:///a", "no host"),
        ("mailto:a@b.example", "only http"),
        ("https://exa\nmple.org/", "no address"),
        ("https://" + "a" * 5_000, "too long"),
        ("https://a:secret@example.org/", "user's name"),
    ],
)
def test_what_is_no_address(address: str, reason: str) -> None:
    with pytest.raises(RefusedAddress, match=reason) as caught:
        web_address(address)
    assert "secret" not in caught.value.message


# --- manners ----------------------------------------------------------------------------------------------------------


def test_robots_txt_is_asked_once_and_obeyed(site: Site) -> None:
    site.says("/robots.txt", b"User-agent: *\nDisallow: /closed\n", Content_Type="text/plain")
    fetcher = site.fetcher()
    fetcher.page(site.says("/a"))
    fetcher.page(site.says("/b"))
    with pytest.raises(NotFetched, match=r"robots\.txt of 127\.0\.0\.1 closes it") as caught:
        fetcher.page(site.says("/closed/a"))
    assert "save the page" in caught.value.hint
    assert site.asked == ["/robots.txt", "/a", "/b"]


def test_robots_txt_holds_for_where_a_page_is_sent_on_to(site: Site) -> None:
    site.says("/robots.txt", b"User-agent: onrecord\nDisallow: /closed\n")
    site.says("/closed")
    with pytest.raises(NotFetched, match="closes it"):
        site.fetcher().page(site.says("/a", b"", 302, Location="/closed"))
    assert site.pages() == ["/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_without_robots_txt_all_is_allowed(site: Site, status: int) -> None:
    site.says("/robots.txt", b"", status)
    assert site.fetcher().page(site.says("/a")).payload == PAGE


@pytest.mark.parametrize("status", [429, 500, 503])
def test_where_robots_txt_cannot_be_read_nothing_is_asked(site: Site, status: int) -> None:
    site.says("/robots.txt", b"", status)
    fetcher = site.fetcher()
    for path in ("/a", "/b"):
        with pytest.raises(NotFetched, match=f"could not be read: .*{status}"):
            fetcher.page(site.says(path))
    assert site.asked == ["/robots.txt"] * 3


def test_a_host_is_not_hurried(site: Site) -> None:
    waits: list[float] = []
    fetcher = patient(site, waits, delay_seconds=20.0)
    fetcher.page(site.says("/a"))
    fetcher.page(site.says("/b"))
    assert len(waits) == 2  # robots.txt and two pages
    assert all(10 < wait <= 20 for wait in waits)


def test_a_host_may_ask_for_more_time(site: Site) -> None:
    waits: list[float] = []
    site.says("/robots.txt", b"User-agent: *\nCrawl-delay: 30\n")
    patient(site, waits).page(site.says("/a"))
    assert 20 < waits[0] <= 30


@pytest.mark.parametrize("place", ["http://xn--/", "//xn--a.b", "http://xn--a.b/c"])
def test_a_redirect_to_what_is_no_host(site: Site, place: str) -> None:
    address = site.says("/a", b"", 302, Location=place)
    with pytest.raises(InputError):
        site.fetcher().page(address)
    with pytest.raises(InputError):
        site.fetcher().page(place if place.startswith("http") else f"http:{place}")


@pytest.mark.parametrize(
    "when", ["Wed, 21 Oct 99999999999999999999 07:28:00 GMT", "Wed, 21 Oct 2015 99999999999:28:00 GMT", "soon", "-1"]
)
def test_a_wait_that_cannot_be_read(site: Site, when: str) -> None:
    site.does("/a", failing(1, 503, Retry_After=when))
    assert site.fetcher().page(site.at("/a")).payload == PAGE


def test_a_body_of_very_many_members(site: Site) -> None:
    site.says("/a", gzip.compress(b"") * 50_000 + gzip.compress(PAGE), Content_Encoding="gzip")
    began = time.process_time()
    with pytest.raises(NotFetched, match="no whole gzip"):
        site.fetcher().page(site.at("/a"))
    assert time.process_time() - began < 2


def test_a_password_is_never_repeated() -> None:
    for scheme in ("http", "ftp"):
        with pytest.raises(RefusedAddress) as caught:
            web_address(f"{scheme}://ada:secret@news.example/a")
        assert "secret" not in str(caught.value)
