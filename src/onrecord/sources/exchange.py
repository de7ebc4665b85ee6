"""One request and its answer, over a connection of its own: guarded, and bounded in time and bytes."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import httpcore
import httpx

from onrecord import limits
from onrecord.sources.guard import Guard

T = TypeVar("T")


class OutOfTime(Exception):
    """The time of an exchange is over; its words complete "it …"."""


class TooMuch(Exception):
    """An answer sends more than it may."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one fetch may take; the numbers are explained in :mod:`onrecord.limits`."""

    wire_bytes: int = limits.MAX_WIRE_BYTES
    page_bytes: int = limits.MAX_PAGE_BYTES
    redirects: int = limits.MAX_REDIRECTS
    connect_seconds: float = limits.CONNECT_SECONDS
    silence_seconds: float = limits.SILENCE_SECONDS
    fetch_seconds: float = limits.FETCH_SECONDS
    tries: int = limits.FETCH_TRIES
    retry_seconds: float = limits.RETRY_SECONDS
    delay_seconds: float = limits.HOST_DELAY_SECONDS
    wait_seconds: float = limits.MAX_WAIT_SECONDS


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came.

    Attributes:
        status: Of HTTP.
        headers: By name, in any case.
        body: Bytes as they were sent: not unpacked.
    """

    status: int
    headers: httpx.Headers
    body: bytes


def exchange(
    url: httpx.URL,
    headers: dict[str, str],
    guard: Guard,
    bounds: Bounds,
    seconds: float,
    tls: ssl.SSLContext | None,
    takes: Callable[[int, httpx.Headers], bool],
) -> Answer:
    """Ask for an address, without following where it leads on.

    The connection is made for this request alone, so its number was looked up and checked for this request; proxies that
    the environment names are not used, since they would look names up themselves.

    Args:
        url: The address; http or https.
        headers: Sent with it.
        guard: Says where the connection may go.
        bounds: Of bytes and time.
        seconds: Time left to this exchange, from the look-up to the last byte.
        tls: Which certificates are believed; needed for https.
        takes: Told status and headers; whether the body is wanted. Without, it is not read.

    Raises:
        Refused: The guard does not let it go there.
        OutOfTime: It took too long.
        TooMuch: The answer is over ``bounds.wire_bytes``.
        OSError: The host has no number.
        httpcore.NetworkError, httpcore.ProtocolError: The connection broke, or what came is no HTTP.
    """
    network = _Network(guard, bounds, time.monotonic() + seconds)
    pool = httpcore.ConnectionPool(ssl_context=tls, max_connections=1, http2=False, network_backend=network)
    host, scheme, target = url.raw_host, url.raw_scheme, url.raw_path
    asked = httpcore.Request(
        "GET",
        httpcore.URL(scheme=scheme, host=host, port=url.port, target=target),
        headers=[("Host", url.netloc.decode("ascii")), *headers.items(), ("Connection", "close")],
        extensions={"timeout": {"connect": bounds.connect_seconds, "read": bounds.silence_seconds,
                                "write": bounds.silence_seconds, "pool": bounds.connect_seconds}},
    )  # fmt: skip
    try:
        with pool:
            response = pool.handle_request(asked)
            try:
                known = httpx.Headers(response.headers)
                body = b"".join(response.iter_stream()) if takes(response.status, known) else b""
                return Answer(response.status, known, body)
            finally:
                response.close()
    except httpcore.TimeoutException as error:
        raise OutOfTime(network.late()) from error


class _Network(httpcore.NetworkBackend):
    """Connects to checked numbers only; all reading and writing ends at one deadline."""

    def __init__(self, guard: Guard, bounds: Bounds, deadline: float) -> None:
        self._guard = guard
        self._bounds = bounds
        self._deadline = deadline
        self._received = 0
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Look the host up once, and connect to one of the numbers that were found and checked."""
        until = min(self._deadline, time.monotonic() + (timeout or self._bounds.connect_seconds))
        numbers = _within(until - time.monotonic(), lambda: self._guard.check(host, port))
        failed: Exception = httpcore.ConnectTimeout()
        for at, number in enumerate(numbers):
            # A number that never answers must leave time for the others.
            if (left := (until - time.monotonic()) / (len(numbers) - at)) <= 0:
                break
            try:
                stream = self._system.connect_tcp(number, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed

    def late(self) -> str:
        """In words, which time is over."""
        if time.monotonic() >= self._deadline:
            return "took too long to answer as a whole"
        return "said nothing for too long" if self._received else "did not answer in time"

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take.

        Raises:
            httpcore.ReadTimeout: None.
        """
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if timeout is None else min(left, timeout)

    def count(self, received: bytes) -> bytes:
        """Count what came.

        Raises:
            TooMuch: It is more than may come.
        """
        self._received += len(received)
        if self._received > self._bounds.wire_bytes:
            raise TooMuch(f"sends more than {self._bounds.wire_bytes:,} bytes")
        return received


class _Stream(httpcore.NetworkStream):
    """A connection under the deadline and the bound of its network."""

    def __init__(self, stream: httpcore.NetworkStream, network: _Network) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        return self._network.count(self._stream.read(max_bytes, self._network.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, self._network.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted; the certificate is checked against the name in the address."""
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, self._network.left(timeout)), self._network)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection."""
        return self._stream.get_extra_info(info)


def _within(seconds: float, ask: Callable[[], T]) -> T:
    """The result of a call, waited for so long: the system's look-up of names knows no bound of its own."""
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(ask())
        except BaseException as error:
            failure.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(max(0.0, seconds))
    if failure:
        raise failure[0]
    if not result:
        raise httpcore.ConnectTimeout
    return result[0]
