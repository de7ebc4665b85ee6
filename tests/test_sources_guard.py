"""The guard: no notation, name or redirect leads a request to an address inside."""

from __future__ import annotations

import contextlib
import itertools
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from onrecord.errors import InputError, NotFetched, RefusedAddress
from onrecord.sources.exchange import Bounds
from onrecord.sources.fetch import Fetcher
from onrecord.sources.guard import Guard, Refused, inside
from tests.website import HERE, PAGE, Site, website

BOUNDS = Bounds(connect_seconds=3, delay_seconds=0, tries=1)


class Listener:
    """Counts connections on 127.0.0.1, and on ::1 where there is one, on one port."""

    def __init__(self) -> None:
        self.reached = 0
        self.sockets = [socket.create_server((HERE, 0))]
        self.port = self.sockets[0].getsockname()[1]
        with contextlib.suppress(OSError):
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for one in self.sockets:
            threading.Thread(target=self._count, args=(one,), daemon=True).start()

    def _count(self, one: socket.socket) -> None:
        while True:
            try:
                connection, _ = one.accept()
            except OSError:
                return
            self.reached += 1
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nsecret")
            connection.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    for one in listening.sockets:
        one.close()


@pytest.fixture
def site() -> Iterator[Site]:
    with website() as running:
        yield running


THIS_MACHINE = (
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.0.0.1:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.0.0.2:{port}/",
    "http://127.255.255.254:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST:{port}/",
    "http://localhost.:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[0000:0000:0000:0000:0000:0000:0000:0001]:{port}/",
    "http://[::]:{port}/",
    "http://[::1%25lo]:{port}/",
    "http://[::1%lo]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[64:ff9b:1::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::1]:{port}/",
    "http://127。0。0。1:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://١٢٧.٠.٠.١:{port}/",
    "http://127%2e0%2e0%2e1:{port}/",
    "http://%31%32%37.0.0.1:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@example.org/",
    "http://127.0.0.1:{port}\\.example.org/",
    "https://127.0.0.1:{port}/",
    "HTTP://127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    " http://127.0.0.1:{port}/",
    "http://127.0.0.1\t:{port}/",
    "//127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET",
    "file://127.0.0.1/etc/passwd",
    "file:///etc/passwd",
    "ws://127.0.0.1:{port}/",
    "javascript:alert(1)",
    "http://127.0.0.1:{port}:80/",
)


@pytest.mark.parametrize("form", THIS_MACHINE)
def test_no_notation_of_this_machine_is_asked(listener: Listener, form: str) -> None:
    # The port is allowed, so that only the address can be what is refused.
    fetcher = Fetcher(Guard(ports=frozenset({80, 443, listener.port})), BOUNDS)
    with pytest.raises(InputError) as caught:
        fetcher.page(form.format(port=listener.port))
    assert caught.value.hint
    assert listener.reached == 0


def test_the_listener_is_there(listener: Listener) -> None:
    """The same addresses do lead there, once they are allowed."""
    allowed = frozenset({(HERE, listener.port)})
    reached = listener.reached
    for form in ("127.0.0.1", "127.1", "2130706433", "0x7f.1", "127。0。0。1"):
        Fetcher(Guard(allowed=allowed), BOUNDS).page(f"http://{form}:{listener.port}/a")
        assert listener.reached > reached
        reached = listener.reached
    listener.reached = 0


NUMBERS = (
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "100.100.100.200", "127.0.0.1",
    "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:10.0.0.1",
    "::ffff:8.8.8.8", "::8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:db8::1",
    "2002:7f00:1::1", "2002:a00:1::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fd20:ce::254", "fe80::1",
    "fe80::1%eth0", "2606:4700::1111%eth0", "fec0::1", "ff02::1", "ff0e::1", "4000::1",
)  # fmt: skip
OPEN = ("8.8.8.8", "1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1", "11.0.0.1",
        "2606:4700::1111", "2a00:1450:4001::8a", "64:ff9b::8.8.8.8")  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
def test_what_stands_inside(number: str) -> None:
    assert inside(ip_address(number)) is not None
    with pytest.raises(Refused):
        Guard(resolve=lambda host, port: [number]).check("news.example", 443)


@pytest.mark.parametrize("number", OPEN)
def test_what_is_open(number: str) -> None:
    assert inside(ip_address(number)) is None
    assert Guard(resolve=lambda host, port: [number]).check("news.example", 443) == [number]


@pytest.mark.parametrize("port", [1, 22, 25, 8080, 6379, 0, 65_535])
def test_other_ports_are_not_asked(port: int) -> None:
    with pytest.raises(Refused, match="port"):
        Guard(resolve=lambda host, port: ["8.8.8.8"]).check("news.example", port)


def test_one_answer_inside_refuses_all() -> None:
    with pytest.raises(Refused, match="leads inside"):
        Guard(resolve=lambda host, port: ["8.8.8.8", "10.0.0.1"]).check("news.example", 80)


def test_an_answer_that_is_no_number_is_refused() -> None:
    with pytest.raises(Refused):
        Guard(resolve=lambda host, port: ["localhost"]).check("news.example", 80)


def test_a_name_that_answers_with_an_inside_number(site: Site) -> None:
    guard = Guard(ports=frozenset({site.port}), resolve=lambda host, port: [HERE])
    with pytest.raises(RefusedAddress, match="leads inside"):
        Fetcher(guard, BOUNDS).page(site.says("/").replace(HERE, "news.example"))
    assert site.asked == []


def test_the_number_that_was_checked_is_the_one_that_is_connected_to(site: Site) -> None:
    """A name is looked up once for each connection: what it answers the next time is checked again."""
    answers = itertools.chain([[HERE]], itertools.repeat(["127.0.0.2"]))
    looked_up: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return next(answers)

    address = site.says("/a").replace(HERE, "news.example")
    with pytest.raises(RefusedAddress, match=r"127\.0\.0\.2"):
        site.fetcher(site.guard(resolve=resolve)).page(address)
    assert site.asked == ["/robots.txt"]
    assert looked_up == ["news.example"] * 2


INSIDE = ("http://127.0.0.2:{port}/b", "http://2130706434:{port}/b", "http://[::1]:{port}/b", "//127.0.0.2:{port}/b",
          "http://localhost.:{port}/b", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[fd00:ec2::254]/",
          "http://100.100.100.200/", "file:///etc/passwd", "ftp://127.0.0.1:{port}/", "http://a:b@127.0.0.1:{port}/b", "http://127.0.0.1:22/",
          "http://[::ffff:127.0.0.1]:{port}/b", "gopher://127.0.0.1:{port}/")  # fmt: skip


@pytest.mark.parametrize("place", INSIDE)
@pytest.mark.parametrize("status", [301, 307])
def test_no_redirect_leads_inside(site: Site, place: str, status: int) -> None:
    address = site.says("/a", b"", status, Location=place.format(port=site.port))
    site.says("/b")
    # "localhost" may be looked up here as well as there; only the numbers decide.
    with pytest.raises(InputError) as caught:
        site.fetcher(Guard(site_ports(site), frozenset({(HERE, site.port)}), not_here)).page(address)
    assert address in caught.value.message
    assert site.pages() == ["/a"]


def site_ports(site: Site) -> frozenset[int]:
    return frozenset({80, 443, site.port})


def not_here(host: str, port: int) -> list[str]:
    """As the system, but "localhost" has a number that the test's allowance does not name."""
    found = socket.getaddrinfo("127.0.0.3" if host.startswith("localhost") else host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


def test_a_robots_txt_leads_nobody_inside(site: Site) -> None:
    address = site.says("/a")
    site.says("/robots.txt", b"", 302, Location=f"http://127.0.0.2:{site.port}/a")
    with pytest.raises(InputError, match="leads inside"):
        site.fetcher(Guard(site_ports(site), frozenset({(HERE, site.port)}))).page(address)
    assert site.pages() == []


def test_proxies_of_the_environment_are_not_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, site.at("/proxy"))
    with pytest.raises(InputError):
        Fetcher(Guard(resolve=lambda host, port: ["10.0.0.1"]), BOUNDS).page("http://news.example/")
    assert site.asked == []


def test_the_certificate_is_that_of_the_name(tmp_path: Path) -> None:
    """Connecting to a checked number leaves the name in the greeting and in the check of the certificate."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=news.example",
               "-addext", "subjectAltName=DNS:news.example", "-keyout", str(key), "-out", str(certificate)]  # fmt: skip
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no openssl to make a certificate with")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    names: list[str | None] = []
    serving.sni_callback = lambda _socket, name, _context: names.append(name)
    with website(serving) as site:
        site.says("/a")
        guard = site.guard(resolve=lambda host, port: [HERE])
        believed = ssl.create_default_context(cafile=str(certificate))
        page = Fetcher(guard, BOUNDS, tls=believed).page(f"https://news.example:{site.port}/a")
        assert page.payload == PAGE
        assert set(names) == {"news.example"}
        assert site.headers[0]["host"] == f"news.example:{site.port}"
        with pytest.raises(NotFetched, match="no connection"):
            Fetcher(guard, BOUNDS, tls=believed).page(f"https://other.example:{site.port}/a")
        with pytest.raises(NotFetched, match="no connection"):
            Fetcher(guard, BOUNDS).page(f"https://news.example:{site.port}/a")
