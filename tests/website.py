"""A web server of the tests: answers on 127.0.0.1 as a test says, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from onrecord.sources.exchange import Bounds
from onrecord.sources.fetch import Fetcher
from onrecord.sources.guard import Guard

Reply = Callable[[BaseHTTPRequestHandler], None]
HERE = "127.0.0.1"
PAGE = b"<html><head><title>Harbour opened</title></head><body><p>The minister opened the harbour.</p></body></html>"


class Site:
    """What the server answers: a reply for each path; any other is not found."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.port = 0

    def says(self, path: str, body: bytes = PAGE, status: int = 200, **headers: str) -> str:
        """Let a path answer with a body; names of headers are written with ``_`` for ``-``."""
        return self.does(path, lambda request: reply(request, body, status, headers))

    def does(self, path: str, action: Reply) -> str:
        """Let a path answer as a function does; the address of the path."""
        self.replies[path] = action
        return self.at(path)

    def at(self, path: str, host: str = HERE) -> str:
        """Address of a path."""
        return f"http://{host}:{self.port}{path}"

    def pages(self) -> list[str]:
        """Paths that were asked for, robots.txt left out."""
        return [path for path in self.asked if path != "/robots.txt"]

    def guard(self, **more: Any) -> Guard:
        """A guard that lets this server be asked, and nothing else inside."""
        return Guard(allowed=frozenset({(HERE, self.port)}), **more)

    def fetcher(self, guard: Guard | None = None, **bounds: Any) -> Fetcher:
        """A fetcher that may ask this server, and wastes no time on manners."""
        quick = {"delay_seconds": 0.0, "retry_seconds": 0.01, **bounds}
        return Fetcher(guard or self.guard(), Bounds(**quick))


def reply(
    request: BaseHTTPRequestHandler, body: bytes, status: int = 200, headers: dict[str, str] | None = None
) -> None:
    """Send an answer."""
    sent = {"Content-Type": "text/html", "Content-Length": str(len(body))}
    sent |= {name.replace("_", "-"): value for name, value in (headers or {}).items()}
    request.send_response(status)
    for name, value in sent.items():
        request.send_header(name, value)
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def website(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A running server."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            action = site.replies.get(self.path)
            try:
                if action is None:
                    reply(self, b"not here", 404)
                else:
                    action(self)
            except OSError:
                # The fetcher hung up; some tests want it to.
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            pass

    server = Server((HERE, 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
