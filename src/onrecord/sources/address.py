"""Web addresses as people give them: which inputs are some, and what is never asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.errors import RefusedAddress
from onrecord.limits import MAX_ADDRESS_CHARACTERS

if TYPE_CHECKING:
    import httpx

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://")
_HINT = "write it as https://host/page"


def is_web_address(text: str) -> bool:
    """Whether an input is an address and no path; of which kind is asked when it is fetched.

    >>> is_web_address("https://example.org/a"), is_web_address("a.html")
    (True, False)
    """
    return _SCHEME.match(text) is not None


def web_address(address: str) -> httpx.URL:
    """An address that may be fetched, without what follows ``#``.

    Raises:
        RefusedAddress: It is none, or of a kind that is never asked.
    """
    # Telling an address from a path needs no HTTP client; only what is fetched does.
    import httpx

    if len(address) > MAX_ADDRESS_CHARACTERS:
        raise RefusedAddress(f"{address[:80]}…: it is too long for an address", _HINT)
    try:
        url = httpx.URL(address).copy_with(fragment=None)
        host = url.host
    except (httpx.InvalidURL, ValueError) as error:
        raise RefusedAddress(f"{address}: it is no address", _HINT) from error
    if url.userinfo:
        # The password is not repeated on the screen.
        name = url.copy_with(userinfo=b"")
        raise RefusedAddress(f"{name}: the address holds a user's name, which is not sent", _HINT)
    if url.scheme not in ("http", "https"):
        raise RefusedAddress(f"{address}: only http and https are fetched", _HINT)
    if not host:
        raise RefusedAddress(f"{address}: it names no host", _HINT)
    return url
