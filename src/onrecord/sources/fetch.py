"""Pages and feeds from web addresses: guarded, bounded, polite; what cannot be had is an error with its reason."""

from __future__ import annotations

import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property
from importlib.metadata import version

import httpcore
import httpx

from onrecord import limits
from onrecord.errors import BinaryInput, NotFetched, NotReached, RefusedAddress, TooLarge
from onrecord.model import RawPage
from onrecord.sources.address import web_address
from onrecord.sources.codings import ACCEPTED, BadCoding, Swollen, decoded
from onrecord.sources.exchange import Answer, Bounds, OutOfTime, TooMuch, exchange
from onrecord.sources.guard import Guard, Refused
from onrecord.sources.payload import raw_page_from
from onrecord.sources.robots import Robots, read_robots

AGENT = "onrecord"
USER_AGENT = f"{AGENT}/{version('onrecord')} (reads news pages for a sourced record; obeys robots.txt)"
_PAGES = "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
_FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.8, */*;q=0.1"
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_NO_TEXT = re.compile(r"(?:image|audio|video|font|model)/|application/(?:pdf|zip|gzip|x-gzip|vnd\.|ms)")
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 500, 502, 503, 504})
_WORDS = {
    401: "asks for a password",
    402: "asks for payment",
    403: "refuses to give this page to programs",
    404: "knows no such page",
    410: "has taken the page down",
    429: "is asked too often",
    451: "may not show the page for legal reasons",
}
_SAVE = "open it in a browser, save the page and add the file"
_LATER = "try again later, or save the page in a browser and add the file"
_ROBOTS_SECONDS = 3_600.0
_UNREACHED_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave.

    Attributes:
        payload: Its bytes, unpacked.
        url: Where it was found in the end, after redirects.
        content_type: As the server says, in full; empty where it says nothing.
        etag, last_modified: What to send the next time, so that only what changed is sent again.
    """

    payload: bytes
    url: str
    content_type: str
    etag: str | None
    last_modified: str | None


class _Failed(Exception):
    """One try that gave nothing; the words complete "ADDRESS: …"."""

    def __init__(self, reason: str, hint: str, *, again: bool = False, later: bool = False, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint
        self.again = again
        self.passing = again or later
        self.wait = wait


@dataclass(frozen=True, slots=True)
class _Rules:
    """robots.txt of a host as it is remembered, or why there is none that could be read."""

    robots: Robots
    problem: str | None
    until: float
    passing: bool = False


class Fetcher:
    """Fetches pages and feeds one after the other, and remembers when it asked whom and what robots.txt said.

    Args:
        guard: Says where connections may go.
        bounds: Of bytes, time and tries.
        tls: Which certificates are believed; by default those of the certifi package, or of ``SSL_CERT_FILE``.
        clock: Tells the time that a page was retrieved at.
        sleep: Waits for so many seconds.
    """

    def __init__(
        self,
        guard: Guard | None = None,
        bounds: Bounds | None = None,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._guard = guard or Guard()
        self._bounds = bounds or Bounds()
        self._given_tls = tls
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._rules: dict[tuple[str, str, int | None], _Rules] = {}

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or httpx.create_ssl_context()

    def page(self, address: str) -> RawPage:
        """Fetch a page.

        Args:
            address: A web address; what follows ``#`` is not sent.

        Returns:
            The page as it came, unpacked; ``url`` is where it was found in the end, ``retrieved`` the time in UTC,
            ``media_type`` as the server says, with the charset where it names one.

        Raises:
            InputError: It cannot be had; the message names the address and the reason, the hint the next step.
        """
        answer, url = self._fetch(address, {"Accept": _PAGES})
        kind, charset = _media_type(answer.headers)
        if kind in _FEED_TYPES:
            raise NotFetched(f"{address}: this is a feed, and no page", f"read it with: onrecord add --feed {address}")
        if _NO_TEXT.match(kind):
            raise BinaryInput(f"{address}: this is {kind}, and no text", _SAVE)
        payload = self._unpacked(address, answer, self._bounds.page_bytes)
        return raw_page_from(
            payload,
            url=str(url),
            media_type=f"{kind}; charset={charset}" if kind and charset else kind or None,
            retrieved=self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )

    def feed(self, address: str, etag: str | None = None, last_modified: str | None = None) -> Fetched | None:
        """Fetch a feed, if it changed.

        Args:
            address: Its web address.
            etag, last_modified: What came with it the last time.

        Returns:
            The feed; ``None`` if it is as it was the last time.

        Raises:
            InputError: As :meth:`page`.
        """
        headers = {"Accept": _FEEDS}
        if etag is not None:
            headers["If-None-Match"] = etag
        if last_modified is not None:
            headers["If-Modified-Since"] = last_modified
        answer, url = self._fetch(address, headers)
        if answer.status == 304:
            return None
        payload = self._unpacked(address, answer, limits.MAX_FEED_BYTES)
        known = answer.headers
        return Fetched(
            payload, str(url), known.get("content-type", ""), _sendable(known.get("etag")),
            _sendable(known.get("last-modified")),
        )  # fmt: skip

    # --- one address ----------------------------------------------------------------------------------------------

    def _fetch(self, address: str, headers: Mapping[str, str]) -> tuple[Answer, httpx.URL]:
        url = web_address(address)
        try:
            return self._tried(url, headers, obey=True)
        except _Failed as failure:
            kind = NotReached if failure.passing else NotFetched
            raise kind(f"{address}: {failure.reason}", failure.hint) from failure
        except Refused as refusal:
            raise RefusedAddress(f"{address}: it {refusal}", f"only the open web is asked; {_SAVE}") from refusal

    def _tried(self, url: httpx.URL, headers: Mapping[str, str], *, obey: bool) -> tuple[Answer, httpx.URL]:
        for number in range(self._bounds.tries):
            try:
                return self._followed(url, headers, obey=obey)
            except _Failed as failure:
                if not failure.again or number + 1 == self._bounds.tries:
                    raise
                if failure.wait > self._bounds.wait_seconds:
                    raise _Failed(
                        f"{failure.reason}, and asks to wait {failure.wait:,.0f} seconds", _LATER, later=True
                    ) from failure
                self._sleep(max(failure.wait, self._bounds.retry_seconds * 2**number))
        raise AssertionError("the last try returns or raises")

    def _followed(self, url: httpx.URL, headers: Mapping[str, str], *, obey: bool) -> tuple[Answer, httpx.URL]:
        left = self._bounds.fetch_seconds
        for _ in range(self._bounds.redirects + 1):
            delay = self._obeyed(url) if obey else 0.0
            self._keep_distance(url.host, delay)
            began = time.monotonic()
            answer = self._ask(url, headers, left)
            left -= time.monotonic() - began
            if answer.status not in _REDIRECTS:
                return _accepted(answer), url
            url = _next(url, answer)
        raise _Failed(f"it is sent on more than {self._bounds.redirects} times", _SAVE)

    def _ask(self, url: httpx.URL, headers: Mapping[str, str], seconds: float) -> Answer:
        sent = {"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPTED, **headers}
        try:
            tls = self._tls if url.scheme == "https" else None
            return exchange(url, sent, self._guard, self._bounds, seconds, tls, _wanted)
        except OutOfTime as error:
            raise _Failed(f"it {error}", _LATER, again=True) from error
        except TooMuch as error:
            raise _Failed(f"it {error}", _SAVE) from error
        except socket.gaierror as error:
            again = error.errno == socket.EAI_AGAIN
            raise _Failed(
                f"the host {url.host} was not found", "check the address and the connection", again=again, later=True
            ) from error
        except httpcore.ConnectError as error:
            raise _Failed(f"no connection: {str(error) or 'no reason given'}", _LATER, later=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise _Failed("the connection broke", _LATER, again=True) from error

    def _unpacked(self, address: str, answer: Answer, limit: int) -> bytes:
        try:
            return decoded(answer.body, answer.headers.get("content-encoding"), limit)
        except BadCoding as error:
            raise NotFetched(f"{address}: it {error}", _LATER) from error
        except Swollen as error:
            raise TooLarge(f"{address}: it {error}", _SAVE) from error

    # --- manners --------------------------------------------------------------------------------------------------

    def _obeyed(self, url: httpx.URL) -> float:
        """Seconds that the host's robots.txt asks for between two requests.

        Raises:
            _Failed: The robots.txt closes the address, or could not be read.
        """
        rules = self._rules_of(url)
        if rules.problem is not None:
            raise _Failed(f"robots.txt of {url.host} could not be read: {rules.problem}", _LATER, later=rules.passing)
        if not rules.robots.allow(url.raw_path.decode("ascii")):
            raise _Failed(f"robots.txt of {url.host} closes it to programs", _SAVE)
        return min(rules.robots.delay or 0.0, self._bounds.wait_seconds)

    def _rules_of(self, url: httpx.URL) -> _Rules:
        key, now = (url.scheme, url.host, url.port), time.monotonic()
        known = self._rules.get(key)
        if known is None or known.until < now:
            self._rules = {other: rules for other, rules in self._rules.items() if rules.until >= now}
            known = self._rules[key] = self._read_robots(url)
        return known

    def _read_robots(self, url: httpx.URL) -> _Rules:
        until = time.monotonic() + _ROBOTS_SECONDS
        try:
            place = url.copy_with(raw_path=b"/robots.txt")
            answer, _ = self._tried(place, {"Accept": "text/plain"}, obey=False)
            coding = answer.headers.get("content-encoding")
            text = decoded(answer.body, coding, self._bounds.page_bytes)[: limits.MAX_ROBOTS_BYTES]
        except _NoSuchPage:
            return _Rules(Robots(), None, until)
        except (_Failed, BadCoding, Swollen) as failure:
            # Nothing is known of what the host allows (RFC 9309, 2.3.1.4); it is asked again soon.
            passing = isinstance(failure, _Failed) and failure.passing
            return _Rules(Robots(), str(failure), time.monotonic() + _UNREACHED_SECONDS, passing)
        return _Rules(read_robots(text.decode("utf-8", "replace"), AGENT), None, until)

    def _keep_distance(self, host: str, delay: float) -> None:
        wait = max(delay, self._bounds.delay_seconds)
        if host in self._asked:
            pause = self._asked[host] + wait - time.monotonic()
            if pause > 0:
                self._sleep(pause)
        self._asked[host] = time.monotonic()


class _NoSuchPage(_Failed):
    """A server that answers, but has no such page for us: a robots.txt like this allows everything."""


def _next(url: httpx.URL, answer: Answer) -> httpx.URL:
    place = answer.headers.get("location")
    if not place:
        raise _Failed("it is sent on, but not where", _SAVE)
    try:
        return web_address(str(url.join(place)))
    except httpx.InvalidURL as error:
        raise _Failed("it is sent on to something that is no address", _SAVE) from error
    except RefusedAddress as error:
        raise _Failed(f"it is sent on to {error.message}", _SAVE) from error


def _accepted(answer: Answer) -> Answer:
    status = answer.status
    if 200 <= status < 300 or status == 304:
        return answer
    words = _WORDS.get(status, "answers with an error")
    if status in _BUSY:
        raise _Failed(
            f"the server {words} ({status})", _LATER, again=True, wait=_asked_wait(answer.headers.get("retry-after"))
        )
    if 400 <= status < 500:
        raise _NoSuchPage(f"the server {words} ({status})", _SAVE)
    raise _Failed(f"the server {words} ({status})", _SAVE)


def _asked_wait(value: str | None) -> float:
    """Seconds of a Retry-After: a number, or a date."""
    if value is None:
        return 0.0
    if re.fullmatch(r"\d{1,9}", value.strip(), re.ASCII):
        return float(value)
    try:
        when = parsedate_to_datetime(value)
        when = when if when.tzinfo else when.replace(tzinfo=UTC)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())
    except (ValueError, OverflowError):
        return 0.0


def _wanted(status: int, headers: httpx.Headers) -> bool:
    """Whether a body is read at all: a film is not loaded to learn that it is none of ours."""
    return 200 <= status < 300 and not _NO_TEXT.match(_media_type(headers)[0])


def _media_type(headers: httpx.Headers) -> tuple[str, str | None]:
    value = headers.get("content-type", "")
    charset = _CHARSET.search(value)
    return value.partition(";")[0].strip().lower(), charset[1].lower() if charset else None


def _sendable(value: str | None) -> str | None:
    """A header's value that may be sent back as it is."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None
