"""WARC files: what becomes a page, and what damage, cuts and lies in the format cost."""

from __future__ import annotations

import gzip
import json
import os
import random
import tracemalloc
import zlib
from collections.abc import Iterable
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import limits
from onrecord.clean import clean
from onrecord.errors import BadRecord, BinaryInput, EmptyInput, InputError, TooLarge
from onrecord.model import RawPage, ReadOptions
from onrecord.sources import read_source
from tests.source_reading import read as read_file
from tests.warc_files import DATE, chunked, digest, members, packed, record, response

BODY = b"<html><body><p>The harbour council of Westmere met on Monday.</p></body></html>"
WORDS = "harbour council Westmere ferry Monday talks minister money capital ship storm vote".split()


def read(path: Path, data: bytes) -> tuple[list[RawPage], list[InputError]]:
    path.write_bytes(data)
    return read_file(path)


def body(number: int) -> bytes:
    chosen = random.Random(number)
    return f"<html><p>Page {number}: {' '.join(chosen.choices(WORDS, k=150))} {chosen.random()}.</p></html>".encode()


def numbers(pages: Iterable[RawPage]) -> list[int]:
    return [int((page.member or "").removeprefix("urn:uuid:")) for page in pages]


def wounded(data: bytes, at: int, size: int = 200) -> bytes:
    return data[:at] + random.Random(at).randbytes(size) + data[at + size :]


@pytest.mark.parametrize("layout", ["plain", "members", "one member", "blocks of 1,000 bytes"])
def test_each_layout_of_a_file_gives_the_same_pages(tmp_path: Path, layout: str) -> None:
    records = [
        record("warcinfo", 1, b"software: none\r\n", "application/warc-fields"),
        record("request", 2, b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
        response(3, BODY),
        record("resource", 4, b"The council met.", "text/plain"),
        record("conversion", 5, b"The council met again.", "text/plain"),
        record("metadata", 6, b"fetchTimeMs: 3\r\n", "application/warc-fields"),
    ]
    plain = b"".join(records)
    blocks = [plain[start : start + 1000] for start in range(0, len(plain), 1000)]
    data = {
        "plain": plain,
        "members": members(records),
        "one member": packed(plain),
        "blocks of 1,000 bytes": members(blocks),
    }
    path = tmp_path / ("a.warc" if layout == "plain" else "a.warc.gz")
    pages, errors = read(path, data[layout])
    assert errors == []
    assert pages[0] == RawPage(
        BODY, str(path), "urn:uuid:3", "https://post.example/3", "text/html; charset=utf-8", "2019-05-03T10:11:12Z"
    )
    assert [(page.payload, page.media_type) for page in pages[1:]] == [
        (b"The council met.", "text/plain"),
        (b"The council met again.", "text/plain"),
    ]


def test_a_page_of_an_archive_is_cleaned_as_what_it_is(tmp_path: Path) -> None:
    article = json.dumps({"title": "Council meets", "text": "The council of Westmere met on Monday."}).encode()
    records = [response(1, BODY), response(2, article, "application/json; charset=utf-8")]
    pages, _ = read(tmp_path / "a.warc.gz", members(records))
    assert [clean(page, ReadOptions()).media_type for page in pages] == [
        "text/html; charset=utf-8",
        "application/json; charset=utf-8",
    ]
    assert clean(pages[1], ReadOptions()).articles[0].title == "Council meets"


@pytest.mark.parametrize(
    "other",
    [
        response(2, b"not found", status="HTTP/1.1 404 Not Found"),
        response(2, b"", status="HTTP/1.1 301 Moved"),
        response(2, b"\xff\xd8\xff picture", "image/jpeg"),
        response(2, b"body { }", "text/css"),
        response(2, b'{"status": "ok"}', "application/json"),
        response(2, b"  "),
        response(2, b"no markup, no type", media_type=""),
        response(2, b"User-agent: *", "text/plain", WARC_Target_URI="https://post.example/robots.txt"),
        record("response", 2, b"20190503 dns", "text/dns", WARC_Target_URI="dns:post.example"),
        record("resource", 2, b"log", "text/plain", WARC_Target_URI="metadata://gnu.org/software/wget/warc/wget.log"),
        record("continuation", 2, b"rest", "text/plain"),
        record("response", 2, b"no head", "application/http; msgtype=response"),
    ],
)
def test_what_is_no_page_is_passed_over(tmp_path: Path, other: bytes) -> None:
    pages, errors = read(tmp_path / "a.warc.gz", members([response(1, BODY), other, response(3, BODY)]))
    assert (numbers(pages), errors) == ([1, 3], [])
    _, (error,) = read(tmp_path / "b.warc.gz", members([other]))
    assert isinstance(error, EmptyInput)
    assert "1 records" in error.message


RAW = zlib.compressobj(9, zlib.DEFLATED, -15)
BARE = RAW.compress(BODY) + RAW.flush()


@pytest.mark.parametrize(
    ("http", "sent"),
    [
        (["Content-Encoding: gzip"], gzip.compress(BODY)),
        (["Content-Encoding: x-gzip"], gzip.compress(BODY)),
        (["Content-Encoding: deflate"], zlib.compress(BODY)),
        (["Content-Encoding: deflate"], BARE),
        (["Content-Encoding: br"], brotli.compress(BODY)),
        (["Content-Encoding: identity"], BODY),
        (["Transfer-Encoding: chunked"], chunked(BODY, 7)),
        (["Transfer-Encoding: chunked", "Content-Encoding: gzip"], chunked(gzip.compress(BODY), 11)),
        # Archives that undid the encoding and kept the header.
        (["Content-Encoding: gzip"], BODY),
        (["Content-Encoding: deflate"], BODY),
        (["Content-Encoding: br"], BODY),
        (["Transfer-Encoding: chunked"], BODY),
        (["Content-Encoding: utf-8"], BODY),
    ],
)
def test_encodings_are_undone(tmp_path: Path, http: list[str], sent: bytes) -> None:
    (page,), errors = read(tmp_path / "a.warc.gz", members([response(1, sent, http=http)]))
    assert (page.payload, errors) == (BODY, [])


@pytest.mark.parametrize(
    ("http", "sent"),
    [
        (["Transfer-Encoding: chunked"], chunked(BODY)[:-30]),
        (["Content-Encoding: gzip"], gzip.compress(BODY)[:-8] + b"checksum"),
        (["Content-Encoding: br"], b"\x8b\xff\x00\xfe" * 9),
    ],
)
def test_an_encoding_that_cannot_be_undone_costs_that_record(tmp_path: Path, http: list[str], sent: bytes) -> None:
    pages, (error,) = read(tmp_path / "a.warc.gz", members([response(1, sent, http=http), response(2, BODY)]))
    assert numbers(pages) == [2]
    assert isinstance(error, BadRecord)
    assert "urn:uuid:1" in error.message


@pytest.mark.parametrize("pack", [gzip.compress, brotli.compress])
def test_a_bomb_in_a_response_is_cut_and_costs_that_record(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    name = "br" if pack is brotli.compress else "gzip"
    bomb = response(1, pack(bytes(25_000_000)), http=[f"Content-Encoding: {name}"])
    pages, (error,) = read(tmp_path / "a.warc", bomb + response(2, BODY))
    assert numbers(pages) == [2]
    assert isinstance(error, TooLarge)


def test_a_type_that_lies_is_refused_and_one_that_is_missing_is_looked_at(tmp_path: Path) -> None:
    records = [response(1, b"\x89PNG\r\n\x1a\n" + bytes(99)), response(2, BODY, media_type="")]
    (page,), (error,) = read(tmp_path / "a.warc.gz", members(records))
    assert isinstance(error, BinaryInput)
    assert page.media_type == "text/html"


def test_heads_with_bare_line_feeds_and_missing_empty_lines_are_read(tmp_path: Path) -> None:
    bare = response(1, BODY).replace(b"\r\n", b"\n")
    length = b"Content-Length: %d" % len(bare.split(b"\n\n", 1)[1].rstrip(b"\n"))
    old = next(line for line in bare.split(b"\n") if line.startswith(b"Content-Length"))
    data = bare.replace(old, length) + response(2, BODY).rstrip(b"\r\n") + response(3, BODY).rstrip() + b"\r\n"
    pages, errors = read(tmp_path / "a.warc", data)
    assert (numbers(pages), errors) == ([1, 2, 3], [])
    assert all(page.payload == BODY for page in pages)


def test_a_name_with_the_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    assert numbers(read(tmp_path / "a.warc.gz", response(1, BODY))[0]) == [1]
    assert numbers(read(tmp_path / "a.warc", packed(response(1, BODY)))[0]) == [1]
    _, (error,) = read(tmp_path / "b.warc", b"<html>a page</html>" * 99)
    assert "no WARC record" in error.message


@pytest.mark.parametrize("packed_as", ["plain", "members"])
def test_a_revisit_of_a_page_in_the_file_is_that_page_fetched_again(tmp_path: Path, packed_as: str) -> None:
    later = {"WARC_Date": "2019-06-01T00:00:00Z", "WARC_Payload_Digest": digest(BODY)}
    by_id = record("revisit", 5, b"", WARC_Refers_To="<urn:uuid:1>", WARC_Date="2019-07-01T00:00:00Z")
    records = [
        response(1, BODY, WARC_Payload_Digest=digest(BODY)),
        response(2, b"\x89PNG", "image/png", WARC_Payload_Digest=digest(b"\x89PNG")),
        record("revisit", 3, b"", **later),
        record("revisit", 4, b"", WARC_Payload_Digest=digest(b"\x89PNG")),
        by_id,
        response(6, BODY + b"<!-- new -->"),
    ]
    data = b"".join(records) if packed_as == "plain" else members(records)
    pages, errors = read(tmp_path / "a.warc.gz", data)
    assert errors == []
    assert [(page.member, page.url, page.retrieved) for page in pages[:3]] == [
        ("urn:uuid:1", "https://post.example/1", DATE),
        ("urn:uuid:3", "https://post.example/3", "2019-06-01T00:00:00Z"),
        ("urn:uuid:5", "https://post.example/5", "2019-07-01T00:00:00Z"),
    ]
    assert {page.payload for page in pages[:3]} == {BODY}


def test_revisits_of_pages_elsewhere_are_counted_and_said(tmp_path: Path) -> None:
    gone = [
        record("revisit", number, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", "application/http", WARC_Payload_Digest=digest(b"x"))
        for number in (2, 3)
    ]  # fmt: skip
    picture = record("revisit", 4, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n", "application/http")
    pages, (error,) = read(tmp_path / "a.warc.gz", members([response(1, BODY), *gone, picture]))
    assert numbers(pages) == [1]
    assert "2 records of unchanged pages (revisit) skipped" in error.message


def test_two_hundred_bytes_of_damage_cost_less_than_one_in_a_hundred_of_five_thousand_records(tmp_path: Path) -> None:
    records = [response(number, body(number)) for number in range(5000)]
    data = members(records)
    chosen = random.Random(7)
    for at in (chosen.randrange(len(data) - 200) for _ in range(2)):
        pages, (error,) = read(tmp_path / "a.warc.gz", wounded(data, at))
        assert len(pages) >= 4998
        assert isinstance(error, BadRecord)
        start, end = (
            int(part.replace(",", "")) for part in error.message.split("bytes ")[1].split(";")[0].split(" to ")
        )
        assert start <= at + 200
        assert at < end <= start + 20_000
        assert f"{len(pages):,} records were read" in error.message
        assert all(page.payload == body(number) for page, number in zip(pages, numbers(pages), strict=True))


def test_many_wounds_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    records = [response(number, body(number)) for number in range(400)]
    parts = [packed(one) for one in records]
    for number in range(5, 400, 20):
        parts[number] = wounded(parts[number], 40, 100)
    pages, (error,) = read(tmp_path / "a.warc.gz", b"".join(parts))
    assert numbers(pages) == [number for number in range(400) if number % 20 != 5]
    assert "damaged in 20 places" in error.message
    assert "and 10 more" in error.message


@pytest.mark.parametrize("at", range(0, 1200, 37))
def test_a_wound_in_a_plain_file_never_becomes_a_page(tmp_path: Path, at: int) -> None:
    records = []
    for number in range(60):
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body(number)
        records.append(record("response", number, block, "application/http", WARC_Block_Digest=digest(block)))
    data = b"".join(records)
    at += len(b"".join(records[:20]))
    pages, errors = read(tmp_path / "a.warc", wounded(data, at, 60))
    assert len(pages) >= 57
    assert all(page.payload == body(number) for page, number in zip(pages, numbers(pages), strict=True))
    assert [error.code for error in errors] == ["bad_record"]


@pytest.mark.parametrize("lie", ["Content-Length: 9{}", "Content-Length: 1", "Content-Length: x", "Content-Length: -5"])
@pytest.mark.parametrize("packed_as", ["plain", "members"])
def test_a_length_that_lies_costs_that_record(tmp_path: Path, lie: str, packed_as: str) -> None:
    records = [response(number, body(number)) for number in range(9)]
    length = next(line for line in records[4].split(b"\r\n") if line.startswith(b"Content-Length"))
    records[4] = records[4].replace(length, lie.format(length.decode().split()[1]).encode(), 1)
    data = b"".join(records) if packed_as == "plain" else members(records)
    pages, errors = read(tmp_path / "a.warc.gz", data)
    assert numbers(pages) == [0, 1, 2, 3, 5, 6, 7, 8]
    assert [error.code for error in errors] == ["bad_record"]


@pytest.mark.parametrize("layout", ["plain", "members", "one member"])
def test_a_file_that_was_cut_is_read_to_the_cut_and_says_so(tmp_path: Path, layout: str) -> None:
    records = [response(number, body(number)) for number in range(300)]
    parts = {"plain": records, "members": [packed(one) for one in records], "one member": [packed(b"".join(records))]}
    data = b"".join(parts[layout])
    for cut in (len(data) // 2, len(data) - 3 if layout != "plain" else len(data) - 40):
        pages, (error,) = read(tmp_path / "a.warc.gz", data[:cut])
        assert numbers(pages) == list(range(len(pages)))
        assert "ends inside the record at byte" in error.message
        assert f"{len(pages):,} records" in error.message
        if layout != "one member":
            before = len(b"".join(parts[layout][: len(pages)]))
            assert f"byte {before:,}" in error.message
            assert before <= cut < before + len(parts[layout][len(pages)])


def test_one_member_for_all_is_read_up_to_the_damage(tmp_path: Path) -> None:
    data = packed(b"".join(response(number, body(number)) for number in range(900)))
    pages, (error,) = read(tmp_path / "a.warc.gz", wounded(data, len(data) // 2))
    assert 300 < len(pages) < 600
    assert numbers(pages) == list(range(len(pages)))
    assert "damaged in 1 place;" in error.message


def test_zeros_and_rubbish_at_the_end(tmp_path: Path) -> None:
    data = members([response(1, BODY), response(2, BODY)])
    assert read(tmp_path / "a.warc.gz", data + bytes(5000))[1] == []
    pages, (error,) = read(tmp_path / "a.warc.gz", data + b"rubbish" * 99)
    assert numbers(pages) == [1, 2]
    assert f"bytes {len(data):,} to {len(data) + 693:,}" in error.message


def test_a_record_over_the_bound_costs_that_record_and_a_video_nothing(tmp_path: Path) -> None:
    huge = b"<html>" + b"x" * limits.MAX_RECORD_BYTES
    records = [response(1, BODY), response(2, huge), response(3, huge, "video/mp4"), response(4, BODY)]
    for data in (b"".join(records), members(records)):
        pages, (error,) = read(tmp_path / "a.warc", data)
        assert numbers(pages) == [1, 4]
        assert isinstance(error, TooLarge)
        assert "urn:uuid:2" in error.message


def test_a_file_that_unpacks_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FREE_UNPACKED_BYTES", 1_000_000)
    pages, (error,) = read(tmp_path / "a.warc.gz", members([response(1, BODY)]) + packed(bytes(50_000_000)))
    assert numbers(pages) == [1]
    assert isinstance(error, TooLarge)
    assert "unpack to more than" in error.message


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    page = members([response(1, random.Random(1).randbytes(60_000).hex().encode())])
    with path.open("wb") as stream:
        for _ in range(200):
            stream.write(page)
    assert path.stat().st_size > 11_000_000
    tracemalloc.start()
    try:
        assert sum(isinstance(item, RawPage) for item in read_source(path)) == 200
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


SMALL = [response(number, body(number)) for number in range(12)]


@settings(max_examples=120)
@given(
    data=st.sampled_from([b"".join(SMALL), members(SMALL), packed(b"".join(SMALL))]),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=40), st.integers(0, 400)), min_size=1, max_size=4),
)
def test_no_damage_raises_and_whole_members_are_read(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, edits: list[tuple[float, bytes, int]]
) -> None:
    path = tmp_path_factory.getbasetemp() / f"edited-{os.getpid()}.warc.gz"
    edited = data
    for where, put, cut in edits:
        at = int(where * len(edited))
        edited = edited[:at] + put + edited[at + cut :]
    pages, _ = read(path, edited)
    found = {page.member: page.payload for page in pages}
    if data == members(SMALL):
        for number, one in enumerate(SMALL):
            # A member that the edits left alone is read, unless what stands before it swallowed its first bytes.
            if edited.startswith(packed(one)) or (b"\x00" + packed(one)) in edited:
                assert found.get(f"urn:uuid:{number}") == body(number)
        assert all(payload == body(int(str(name)[9:])) for name, payload in found.items())
