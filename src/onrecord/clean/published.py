"""The date of publication of an HTML page, with the characters that show it; a date that stands nowhere is not believed."""

from __future__ import annotations

import re
from datetime import date

import htmldate
from lxml.etree import LxmlError

from onrecord.clean.dates import MONTHS, date_in_address
from onrecord.clean.metadata import Metadata, dates_within
from onrecord.clean.scan import Inside, Scan
from onrecord.limits import MAX_EXTRACTION_CHARACTERS
from onrecord.model import Evidence, Published, Span

LATEST = "2099-12-31"
"""Bound of dates on pages whose date of fetching is unknown; today's date would make the answer depend on the clock."""
_MAX_RUN = 2_000


def find_published(source: str, found: Scan, metadata: Metadata, url: str | None, retrieved: str | None) -> Published:
    """Find the date of publication.

    The address comes first, then the page's own metadata, then htmldate's answer, if the date it names can be found on
    the page.

    Args:
        source: The decoded page.
        found: The walk of it.
        metadata: What its head says.
        url: Its address.
        retrieved: When it was fetched.
    """
    latest = (retrieved or LATEST)[:10]
    address = _address_date(source, found, url)
    stated = next((item for item in metadata.published if item.edtf <= latest), None)
    # An address carries the outlet's own day; a time in the head is often in UTC and a day off.
    if address is not None and address.edtf is not None and address.edtf <= latest:
        stated = next((item for item in metadata.published if item.edtf == address.edtf), None)
        if stated is None:
            return address
    if stated is not None:
        return Published(stated.edtf, "metadata", (Evidence(stated.span, source[slice(*stated.span)]),))
    answer = _htmldate(source, url, latest)
    return (answer and evidence_of(answer, source, found)) or Published()


def _address_date(source: str, found: Scan, url: str | None) -> Published | None:
    """The day in the page's address: as given, or as the page itself prints it."""
    given = date_in_address(url) if url else None
    if given is not None:
        return given
    for tag in found.tags:
        lowered = tag.attributes[:_MAX_RUN].lower()
        if (tag.name == "link" and "canonical" in lowered) or (tag.name == "meta" and "og:url" in lowered):
            printed = date_in_address(source[tag.start : tag.end], tag.start)
            if printed is not None:
                return printed
    return None


def _htmldate(source: str, url: str | None, latest: str) -> str | None:
    if len(source) > MAX_EXTRACTION_CHARACTERS:
        return None
    try:
        answer = htmldate.find_date(source, original_date=True, url=url, max_date=latest)
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError, LxmlError):
        return None
    return str(answer) if answer else None


def evidence_of(edtf: str, source: str, found: Scan) -> Published | None:
    """Where a day stands: in an attribute or script, or in the text that a reader sees; ``None`` where it does not."""
    day = date.fromisoformat(edtf)
    for tag in found.tags:
        if tag.name == "script" and tag.content is None:
            continue
        span = tag.content if tag.name == "script" and tag.content else (tag.start, tag.end)
        for item in dates_within(source, span):
            if item.edtf == edtf:
                return Published(edtf, "metadata", (Evidence(item.span, source[slice(*item.span)]),))
    for run in found.runs:
        if run.inside & (Inside.HEAD | Inside.HIDDEN):
            continue
        printed = _printed(source, (run.start, run.end), day)
        if printed is not None:
            return Published(edtf, "printed", (Evidence(printed, source[slice(*printed)]),))
    return None


def _printed(source: str, run: Span, day: date) -> Span | None:
    """A printing of a day in figures or with a month's name in any language."""
    year, month, number = day.year, rf"0?{day.month}", rf"0?{day.day}"
    if source.find(str(year)[2:], *run) < 0:
        return None
    word = r"(?P<month>[^\W\d_]{3,14})\.?"
    forms = (
        rf"(?<!\d){year}\s?[./年-]\s?{month}\s?[./月-]\s?{number}(?!\d)",
        rf"(?<!\d){number}\s?([./-])\s?{month}\s?\1\s?(?:{year}|{year % 100:02d})(?!\d)",
        rf"(?<!\d){month}([./-]){number}\1(?:{year}|{year % 100:02d})(?!\d)",
        rf"(?<!\d){number}(?:st|nd|rd|th|\.|º|er)?,?\s(?:de\s|of\s)?{word},?\s(?:de\s|del\s)?{year}(?!\d)",
        rf"{word}\s{number}(?:st|nd|rd|th)?,?\s{year}(?!\d)",
    )
    for form in forms:
        for match in re.finditer(form, source[run[0] : min(run[1], run[0] + _MAX_RUN)], re.IGNORECASE):
            name = match.groupdict().get("month")
            if name is None or MONTHS.get(name.lower(), day.month) == day.month:
                return run[0] + match.start(), run[0] + match.end()
    return None
