"""Lists of feeds as feed readers export them (OPML)."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from onrecord.errors import UsageError
from onrecord.limits import MAX_OPML_BYTES


def feeds_of(path: Path) -> tuple[str, ...]:
    """Addresses of the feeds in an OPML file, each once, in their order.

    Args:
        path: The file. Entities and document types in it are not followed.

    Raises:
        UsageError: It cannot be read, is none, or names no feed.
    """
    try:
        with path.open("rb") as stream:
            payload = stream.read(MAX_OPML_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{path}: cannot be read: {reason}", "check the path and its permissions") from error
    if len(payload) > MAX_OPML_BYTES:
        raise UsageError(f"{path}: a list of feeds may have {MAX_OPML_BYTES:,} bytes", "cut it into smaller ones")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(payload, parser)
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path}: this is no OPML: {error.msg}", "export the list of feeds again") from error
    found = (place.strip() for outline in root.iter("outline") if (place := _address(outline)))
    feeds = tuple(dict.fromkeys(place for place in found if place))
    if not feeds:
        raise UsageError(f"{path}: no feed is named there", 'a feed is written: <outline xmlUrl="https://…"/>')
    return feeds


def _address(outline: etree._Element) -> str | None:
    return next((value for name, value in outline.attrib.items() if str(name).lower() == "xmlurl"), None)
