"""Bounds that untrusted input must keep: one place for every number."""

from __future__ import annotations

import os

MAX_PAGE_BYTES = 20_000_000
"""Payload of one page; a larger one is refused."""
MAX_ARTICLE_CHARACTERS = 1_000_000
"""Clean text of one article; what is longer is cut there, and said so."""
MAX_LINE_CHARACTERS = 100_000
"""A single line of a text page; longer ones are taken as one paragraph and matched by no pattern."""
MAX_HTML_DEPTH = 200
"""Nesting of elements that the extractor is given; deeper tags are left out of its copy (libxml2 stops at 256)."""
MAX_HTML_NODES = 400_000
"""Elements of one page."""
MAX_EXTRACTION_CHARACTERS = 3_000_000
"""Source of a page that is given to the extractor; larger ones are read by our own block rule."""
MAX_ARTICLES_PER_PAGE = 200
"""Stories that are taken apart on one page; what follows stays with the last one."""
MAX_UNPACKED_BYTES = 100_000_000_000
"""What may come out of one packed file, all members together."""
MAX_UNPACK_RATIO = 100
"""Unpacked bytes for each packed one; text seldom packs to less than a thirtieth."""
FREE_UNPACKED_BYTES = 100_000_000
"""Unpacked bytes that are never held against the ratio: a small file may pack well."""
MAX_ARCHIVE_MEMBERS = 100_000
"""Members of one zip or tar archive."""
MAX_ARCHIVE_INDEX_BYTES = 20_000_000
"""Index of a zip archive, which is read as a whole before its first member."""
MAX_RECORD_HEAD_BYTES = 64_000
"""Header lines of a WARC record, or the extended header of a member of a tar archive."""
MAX_RECORD_BYTES = MAX_PAGE_BYTES + 1_000_000
"""Block of a WARC record that is looked at: a page, its HTTP headers and the marks of its chunks."""
MAX_REVISIT_ORIGINALS = 200_000
"""Records of one WARC file that are remembered for later records that refer to them."""
WORKER_SECONDS = 20
"""Wall time that a worker gets for one page."""
WORKER_MEMORY_BYTES = 2_000_000_000
"""Address space of a worker (the models are mapped into it)."""
WORKER_START_SECONDS = 120
"""Wall time that a worker gets to load its stages."""
MAX_SENTENCE_CHARACTERS = 1_200
"""A sentence as coding sees it; longer ones (tables, lists without full stops) are looked at in pieces."""
MAX_TIME_EXPRESSION_CHARACTERS = 120
"""A time expression; longer spans are matched by no pattern and get no value."""
MAX_EDTF_CHARACTERS = 64
"""An EDTF date or interval; longer strings are none of ours."""
MAX_ADDRESS_CHARACTERS = 4_096
"""A web address; longer ones are not asked."""
MAX_WIRE_BYTES = 5_000_000
"""What one answer may send, headers included, before it is unpacked."""
MAX_REDIRECTS = 5
"""Times that one address may be sent on to another."""
CONNECT_SECONDS = 10.0
"""Time to find and reach a server."""
SILENCE_SECONDS = 15.0
"""Time that a server may say nothing, before its first byte or after it."""
FETCH_SECONDS = 30.0
"""Time that an address gets as a whole, redirects included; a server that drips is cut there."""
FETCH_TRIES = 3
"""Times that an address is asked while its server fails or is busy."""
RETRY_SECONDS = 2.0
"""Wait before the second try; it doubles from then on."""
HOST_DELAY_SECONDS = 1.0
"""Wait between two requests to one host; its robots.txt may ask for more."""
MAX_WAIT_SECONDS = 60.0
"""Longest wait that a server may ask for; one that asks for more is left alone."""
MAX_ROBOTS_BYTES = 512_000
"""What is read of a robots.txt (RFC 9309 asks for 500 kibibytes at least)."""
MAX_FEED_BYTES = 5_000_000
"""A feed, unpacked."""
MAX_FEED_ENTRIES = 1_000
"""Entries of one feed that are taken at a time."""
MAX_FEED_SECONDS = 600.0
"""Time that the new pages of one feed get in one reading; the rest waits for the next."""
MAX_OPML_BYTES = 5_000_000
"""A list of feeds."""


def usable_cores() -> int:
    """Cores that this process may use; only Linux says which they are, elsewhere all of them count."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
