"""Identifiers: digests of what they name, without any version in them."""

from __future__ import annotations

import hashlib


def page_digest(payload: bytes) -> str:
    """SHA-256 of a page's payload, in hex."""
    return hashlib.sha256(payload).hexdigest()


def article_id(sha256: str, ordinal: int) -> str:
    """First 16 hex digits of SHA-256 over the page's digest and the article's place on the page (from 0).

    >>> article_id("00", 0) != article_id("00", 1)
    True
    """
    return hashlib.sha256(f"{sha256}:{ordinal}".encode()).hexdigest()[:16]
