"""Versions: changed bytes at a known address replace the earlier ones, in whatever order they were added."""

from __future__ import annotations

import itertools

import pytest

from bench.kill.toy import derive
from onrecord.model import RawPage, page_digest
from onrecord.record import Record

PLACE = "https://news.example/a"
TEXTS = ("A visit\nAnna Müller visited Russia.", "A visit\nAnna Müller visited Iran.", "A visit\nNobody visited Iran.")
VERSIONS = [
    RawPage(text.encode(), url=PLACE, retrieved=f"2031-05-0{day}T10:00:00Z") for day, text in enumerate(TEXTS, 1)
]
DIGESTS = [page_digest(page.payload) for page in VERSIONS]


def replaced(record: Record) -> dict[str, str | None]:
    return {page.sha256: page.replaces for page in record.pages()}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_each_version_replaces_the_one_before(record: Record, order: tuple[int, ...]) -> None:
    for number in order:
        record.add([VERSIONS[number]], derive=derive)
    first, second, third = DIGESTS
    assert replaced(record) == {first: None, second: first, third: second}


def test_a_page_seen_again_stays_where_it_was(record: Record) -> None:
    again = RawPage(VERSIONS[0].payload, url=PLACE, retrieved="2031-05-09T10:00:00Z")
    record.add([*VERSIONS[:2], again], derive=derive)
    assert replaced(record) == {DIGESTS[0]: None, DIGESTS[1]: DIGESTS[0]}
    earlier = RawPage(VERSIONS[1].payload, url=PLACE, retrieved="2031-04-01T10:00:00Z")
    record.add([earlier], derive=derive)
    assert replaced(record) == {DIGESTS[1]: None, DIGESTS[0]: DIGESTS[1]}


def test_a_rebuild_says_the_same(record: Record) -> None:
    record.add(VERSIONS, derive=derive)
    before = list(record.pages())
    record.rebuild("code", derive=derive)
    assert list(record.pages()) == before


def test_what_is_deleted_is_named_no_more(record: Record) -> None:
    record.add(VERSIONS, derive=derive)
    record.delete_page(DIGESTS[1])
    assert replaced(record) == {DIGESTS[0]: None, DIGESTS[2]: DIGESTS[0]}


def test_other_addresses_and_files_are_no_versions(record: Record) -> None:
    others = [
        RawPage(b"A\nb visited Iran.", url=PLACE + "b", retrieved="2031-05-01T10:00:00Z"),
        RawPage(b"A\nc visited Iran.", url=PLACE),
        RawPage(b"A\nd visited Iran.", file="d.txt"),
    ]
    record.add([VERSIONS[0], *others], derive=derive)
    assert set(replaced(record).values()) == {None}
