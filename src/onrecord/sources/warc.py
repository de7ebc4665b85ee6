"""WARC files: responses, resources, conversions and what refers to them become pages; damage costs what it touches."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord.errors import BadRecord, EmptyInput, InputError
from onrecord.limits import MAX_REVISIT_ORIGINALS
from onrecord.model import RawPage
from onrecord.sources.containers import holds_article
from onrecord.sources.payload import place_name, raw_page_from, too_large
from onrecord.sources.unpack import Bomb, Meter
from onrecord.sources.warc_bytes import RECORD_MARK, GzipBytes, PlainBytes, RecordBytes
from onrecord.sources.warc_http import http_head, http_payload, media_type_of
from onrecord.sources.warc_records import Lost, Record, records_of

_GZIP_MAGIC = b"\x1f\x8b"
_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z")
# Addresses under which archives keep pages; "urn:", "metadata:" and the like name their own logs and pictures.
_PAGE_ADDRESS = re.compile(r"(?:https?|ftp|file)://", re.IGNORECASE)
_ROBOTS = re.compile(r"https?://[^/]+/robots\.txt(?:\?|\Z)", re.IGNORECASE)
_MARKUP = re.compile(rb"\s{0,100}<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_JSON = "application/json"
_TEXT = frozenset({"text/html", "application/xhtml+xml", "text/plain", _JSON})
_FOUND = 200
_MAX_ID = 200
_NAMED = 10
_NOT_A_PAGE = -1


@dataclass(slots=True)
class _Reading:
    """A file that is being read, and what is told at its end."""

    path: Path
    meter: Meter
    records: int = 0
    pages: int = 0
    unknown: int = 0
    lost: list[Lost] = field(default_factory=list)
    originals: dict[str, int] = field(default_factory=dict)


def warc_pages(path: Path) -> Iterator[RawPage | InputError]:
    """Read a WARC file, gzipped or not, one record in memory at a time.

    Args:
        path: The file.

    Yields:
        A page for each payload of text, HTML or JSON of an article that was answered with status 200: named by the id of
        its record, without HTTP headers, chunks and compression. An error for each record that cannot be read, and at
        the end one for all damaged places, one for an end inside a record, and one for records that refer to others
        which this file does not hold.

    Raises:
        OSError: The file cannot be read.
        Bomb: Too much comes out of the file.
    """
    reading = _Reading(path, Meter(str(path), path.stat().st_size))
    with path.open("rb") as stream:
        for found in records_of(_bytes_of(stream, reading)):
            if isinstance(found, Lost):
                _note(found, reading.lost)
                continue
            reading.records += 1
            try:
                page = _page(found, reading)
            except Bomb:
                raise
            except InputError as error:
                yield error
                continue
            if page is not None:
                reading.pages += 1
                yield page
    yield from _told(reading)


def _bytes_of(stream: io.BufferedReader, reading: _Reading) -> RecordBytes:
    # The name may say ".gz" of a file that some tool has unpacked on the way, and the other way round; where the first
    # bytes are damaged, it is right.
    beginning = stream.peek(len(RECORD_MARK))
    named = reading.path.name.lower().endswith(".gz") and not beginning.startswith(RECORD_MARK)
    if named or beginning.startswith(_GZIP_MAGIC):
        return GzipBytes(stream, reading.meter)
    return PlainBytes(stream, reading.path.stat().st_size)


def _page(found: Record, reading: _Reading) -> RawPage | None:
    """The page that a record is, if it is one."""
    try:
        record = WarcRecord.from_reader(io.BytesIO(found.data), quirks_mode=True)
    except OSError:
        raise BadRecord(
            f"{reading.path}, byte {found.offset:,}: the head of this record cannot be read",
            "nothing to do; the others are read",
        ) from None
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    if not _PAGE_ADDRESS.match(url) or _ROBOTS.match(url):
        return None
    number = (record.record_id or "").strip().strip("<>")[:_MAX_ID]
    base = RawPage(
        b"",
        file=str(reading.path),
        member=number or f"byte {found.offset}",
        url=url,
        retrieved=_date(record.headers.get("WARC-Date")),
    )
    if record.record_type == WarcRecordType.revisit:
        return _revisited(record, base, reading)
    page = _own_page(record, found, base)
    _remember(record, found.offset if page is not None else _NOT_A_PAGE, reading)
    return page


def _own_page(record: WarcRecord, found: Record, base: RawPage) -> RawPage | None:
    encodings: tuple[str, ...] = ()
    if record.record_type == WarcRecordType.response and record.is_http:
        head = http_head(record)
        if head is None or head.status != _FOUND:
            return None
        media_type, encodings = head.media_type, head.encodings
    elif record.record_type in (WarcRecordType.resource, WarcRecordType.conversion):
        media_type = media_type_of(record.headers.get("Content-Type"))
    else:
        return None
    if not _is_text(media_type):
        return None
    name = place_name(base.file, base.member)
    if not found.whole:
        raise too_large(name, record.content_length)
    payload = http_payload(found.data, encodings) if encodings else record.reader.read()
    if payload is None:
        raise BadRecord(
            f"{name}: its encoding ({', '.join(encodings)}) cannot be undone",
            "nothing to do; the other records are read",
        )
    # Answers to scripts and empty answers are no pages, and every crawl is full of them.
    if not payload.strip() or (_bare(media_type) == _JSON and not holds_article(payload)):
        return None
    if media_type is None and not _MARKUP.match(payload):
        return None
    return raw_page_from(
        payload,
        file=base.file,
        member=base.member,
        url=base.url,
        media_type=media_type or "text/html",
        retrieved=base.retrieved,
    )


def _bare(media_type: str | None) -> str:
    return (media_type or "").partition(";")[0]


def _is_text(media_type: str | None) -> bool:
    """Whether a payload may be a page; without a media type its first bytes will tell."""
    return media_type is None or _bare(media_type) in _TEXT


def _remember(record: WarcRecord, offset: int, reading: _Reading) -> None:
    for key in (record.record_id, record.headers.get("WARC-Payload-Digest")):
        if key and len(reading.originals) < MAX_REVISIT_ORIGINALS:
            reading.originals.setdefault(key, offset)


def _revisited(record: WarcRecord, base: RawPage, reading: _Reading) -> RawPage | None:
    """The payload that was found unchanged, as it was fetched once more."""
    keys = (record.headers.get("WARC-Refers-To"), record.headers.get("WARC-Payload-Digest"))
    offset = next((reading.originals[key] for key in keys if key in reading.originals), None)
    if offset == _NOT_A_PAGE:
        return None
    original = _read_again(reading, offset, keys) if offset is not None else None
    if original is not None:
        return replace(original, member=base.member, url=base.url, retrieved=base.retrieved)
    head = http_head(record) if record.is_http else None
    if head is None or _is_text(head.media_type):
        reading.unknown += 1
    return None


def _read_again(reading: _Reading, offset: int, keys: tuple[str | None, ...]) -> RawPage | None:
    """The page of the record at a place, if it is one of those meant: a member of gzip may hold several."""
    with reading.path.open("rb") as stream:
        stream.seek(offset)
        found = next(records_of(_bytes_of(stream, reading)), None)
    if not isinstance(found, Record):
        return None
    reading.meter.add(len(found.data))
    record = WarcRecord.from_reader(io.BytesIO(found.data), quirks_mode=True)
    if not {record.record_id, record.headers.get("WARC-Payload-Digest")} & (set(keys) - {None}):
        return None
    return _own_page(record, found, RawPage(b"", file=str(reading.path)))


def _note(found: Lost, lost: list[Lost]) -> None:
    # In a gzip member of many records each of them is lost at the same place.
    if lost and found.start <= lost[-1].end and not lost[-1].cut_short:
        found = Lost(lost.pop().start, found.end, found.cut_short)
    lost.append(found)


def _date(value: str | None) -> str | None:
    found = _DATE.fullmatch((value or "").strip())
    return f"{found[1]}Z" if found else None


def _told(reading: _Reading) -> Iterator[InputError]:
    wounds = [lost for lost in reading.lost if not lost.cut_short]
    if wounds and not reading.records:
        yield BadRecord(
            f"{reading.path}: no WARC record in this file", "fetch it again, or give it the suffix of what it is"
        )
        return
    if wounds:
        places = ", ".join(f"{lost.start:,} to {lost.end:,}" for lost in wounds[:_NAMED])
        more = f" and {len(wounds) - _NAMED} more" if len(wounds) > _NAMED else ""
        yield BadRecord(
            f"{reading.path}: damaged in {len(wounds)} place{'s' if len(wounds) > 1 else ''}; records were lost in bytes "
            f"{places}{more}; {reading.records:,} records were read",
            "fetch the file again to have what was lost; what was read is kept",
        )
    for lost in reading.lost:
        if lost.cut_short:
            yield BadRecord(
                f"{reading.path}: the file ends inside the record at byte {lost.start:,}; {reading.records:,} records before it were read",
                "fetch the file again to have the rest; what was read is kept",
            )
    if reading.unknown:
        yield BadRecord(
            f"{reading.path}: {reading.unknown:,} record{'s' if reading.unknown > 1 else ''} of unchanged pages (revisit) skipped: "
            "the pages they refer to are not in this file",
            "add the archives of the earlier crawls, which hold them",
        )
    if not (reading.pages or reading.lost or reading.unknown):
        yield EmptyInput(
            f"{reading.path}: no page in this archive ({reading.records:,} records)",
            "pages are responses with status 200 that hold text, HTML or an article in JSON",
        )
