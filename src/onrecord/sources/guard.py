"""Which machines may be asked: none that stands inside (this machine, its network, its cloud).

The guard looks at what is connected to, not at what was asked for: whatever notation an address came in, whatever a
name was looked up to, the connection goes to one of the numbers that were checked here.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Resolver = Callable[[str, int], Sequence[str]]
"""Looks a host up: name and port -> numbers, as text; raises ``OSError`` where there is none."""
WEB_PORTS = frozenset({80, 443})
_HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]*:[0-9a-f:.]*")
_MAX_HOST_CHARACTERS = 253

_INSIDE_V4 = tuple(
    (IPv4Network(network), words)
    for network, words in (
        # IANA's registry of special-purpose addresses (RFC 6890 and its updates), multicast and reserved ones.
        ("0.0.0.0/8", "this machine"),
        ("127.0.0.0/8", "this machine"),
        ("10.0.0.0/8", "a private network"),
        ("172.16.0.0/12", "a private network"),
        ("192.168.0.0/16", "a private network"),
        ("100.64.0.0/10", "a provider's inner network"),
        ("169.254.0.0/16", "the local link, where clouds keep their metadata"),
        ("192.0.0.0/24", "a reserved network"),
        ("192.0.2.0/24", "a network for examples"),
        ("198.51.100.0/24", "a network for examples"),
        ("203.0.113.0/24", "a network for examples"),
        ("192.88.99.0/24", "a reserved network"),
        ("198.18.0.0/15", "a network for measurements"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "a reserved network"),
        # Azure answers its machines here, on a number that looks like any other.
        ("168.63.129.16/32", "a cloud's metadata"),
    )
)
_OUTSIDE_V6 = IPv6Network("2000::/3")
"""All that is given out to the world; loopback, private, link-local, multicast, mapped and metadata lie elsewhere."""
_INSIDE_V6 = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("2001::/23", "a reserved network"),  # Teredo and ORCHID among them
        ("2001:db8::/32", "a network for examples"),
        ("2002::/16", "a tunnel (6to4)"),
        ("3fff::/20", "a network for examples"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


class Refused(Exception):
    """A host that is not asked; its words complete "it …"."""


def system_resolver(host: str, port: int) -> list[str]:
    """Look a host up as the system does: names, and every notation of numbers that the system knows.

    Raises:
        OSError: It has no number.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise socket.gaierror(socket.EAI_NONAME, "the name cannot be looked up") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Guard:
    """Says where a connection may go.

    Attributes:
        ports: Ports that may be asked.
        allowed: Numbers with their port ("127.0.0.1", 8080) that may be asked although they stand inside; for tests.
        resolve: Looks hosts up.
    """

    ports: frozenset[int] = WEB_PORTS
    allowed: frozenset[tuple[str, int]] = frozenset()
    resolve: Resolver = system_resolver

    def check(self, host: str, port: int) -> list[str]:
        """Look a host up, once.

        Args:
            host: Name or number as it stands in an address, IPv6 without brackets.
            port: Port that will be connected to.

        Returns:
            Numbers that may be connected to, in the order of the answer. One answer that stands inside refuses them all:
            an honest name has none.

        Raises:
            Refused: The host or port is not asked.
            OSError: The name has no number.
        """
        if port not in self.ports and port not in {known for _, known in self.allowed}:
            raise Refused(f"asks for port {port}, and only {', '.join(map(str, sorted(self.ports)))} are asked")
        # Zones (fe80::1%eth0), escapes and blanks belong to no host of the web.
        if len(host) > _MAX_HOST_CHARACTERS or not _HOST.fullmatch(host.lower()):
            raise Refused("has no host that a web address may have")
        answers = self.resolve(host, port)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no number")
        for answer in answers:
            if (answer, port) not in self.allowed:
                self._refuse(answer, port)
        return list(answers)

    def _refuse(self, answer: str, port: int) -> None:
        try:
            words = inside(ip_address(answer))
        except ValueError as error:
            raise Refused("leads to no number that can be checked") from error
        if words is not None:
            raise Refused(f"leads inside: {answer} is {words}")
        if port not in self.ports:
            raise Refused(f"asks for port {port}")


def inside(number: IPv4Address | IPv6Address) -> str | None:
    """What a number stands for, where it is none of the open internet; ``None`` where it is.

    >>> inside(ip_address("169.254.169.254"))
    'the local link, where clouds keep their metadata'
    >>> inside(ip_address("2606:4700::1111"))
    """
    if isinstance(number, IPv4Address):
        return next((words for network, words in _INSIDE_V4 if number in network), None)
    if number.scope_id is not None:
        return "on a local link"
    if number in _NAT64:
        # A provider without IPv4 of its own writes every IPv4 server of the world like this.
        return inside(IPv4Address(int(number) & 0xFFFF_FFFF))
    if number not in _OUTSIDE_V6:
        return "no number of the open internet"
    return next((words for network, words in _INSIDE_V6 if number in network), None)
