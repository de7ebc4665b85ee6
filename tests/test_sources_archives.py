"""Zip and tar archives and gzipped files: members are pages, hostile ones are refused, bombs are stopped."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import struct
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import limits
from onrecord.cli.progress import expected_pages
from onrecord.errors import BadRecord, EmptyInput, InputError, TooLarge
from onrecord.limits import MAX_PAGE_BYTES
from onrecord.model import RawPage
from onrecord.sources import read_source
from onrecord.sources.kinds import READ_SUFFIXES, kind_of
from tests.source_reading import read
from tests.warc_files import members, response

TEXT = b"The council of Westmere met on Monday."
LINE = json.dumps({"text": TEXT.decode()}).encode()
PAGES = {
    "a.txt": TEXT,
    "news/b.html": b"<html><body><p>A page.</p></body></html>",
    "news/c.jsonl": LINE + b"\n{broken\n" + LINE + b"\n",
    "news/d.json": json.dumps([json.loads(LINE)] * 2).encode(),
    "news/e.html.gz": gzip.compress(b"<html><body><p>A packed page.</p></body></html>"),
    "news/f.png": b"\x89PNG",
    ".hidden/g.html": b"<html>hidden</html>",
    "__MACOSX/._a.txt": b"\x00\x05\x16\x07",
}
Pack = Callable[[Path, dict[str, bytes]], None]


def zipped(path: Path, pages: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("news/", b"")
        for name, payload in pages.items():
            archive.writestr(name, payload)


def tarred(path: Path, pages: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> None:
    mode = "w:gz" if path.name.endswith("gz") else "w:"
    with tarfile.open(path, mode, format=form) as archive:  # type: ignore[call-overload]
        folder = tarfile.TarInfo("news")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, payload in pages.items():
            header = tarfile.TarInfo(name)
            header.size = len(payload)
            archive.addfile(header, io.BytesIO(payload))


ARCHIVES: list[tuple[str, Pack]] = [("a.zip", zipped), ("a.tar", tarred), ("a.tar.gz", tarred), ("a.tgz", tarred)]
each_archive = pytest.mark.parametrize(("name", "pack"), ARCHIVES)


@each_archive
def test_every_member_that_a_folder_would_have_read_is_a_page(tmp_path: Path, name: str, pack: Pack) -> None:
    path = tmp_path / name
    pack(path, PAGES)
    pages, (error,) = read(path)
    assert [(page.member, page.media_type) for page in pages] == [
        ("a.txt", "text/plain"),
        ("news/b.html", "text/html"),
        ("news/c.jsonl, line 1", "application/json"),
        ("news/c.jsonl, line 3", "application/json"),
        ("news/d.json, line 1", "application/json"),
        ("news/d.json, line 2", "application/json"),
        ("news/e.html.gz", "text/html"),
    ]
    assert {page.file for page in pages} == {str(path)}
    assert pages[0].payload == TEXT
    assert pages[6].payload == gzip.decompress(PAGES["news/e.html.gz"])
    assert error.message.startswith(f"{path}, news/c.jsonl, line 2: ")
    assert os.listdir(tmp_path) == [name]


def test_a_folder_of_archives_is_read_like_the_pages_in_it(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"in.txt": TEXT})
    tarred(tmp_path / "b.TAR.GZ", {"in.txt": TEXT})
    (tmp_path / "c.html.gz").write_bytes(gzip.compress(b"<html>A page.</html>"))
    (tmp_path / "d.warc.gz").write_bytes(members([response(1, b"<html>A page.</html>")]))
    (tmp_path / "e.txt").write_bytes(TEXT)
    (tmp_path / "f.gz").write_bytes(gzip.compress(TEXT))
    pages, errors = read(tmp_path)
    assert errors == []
    assert [page.member for page in pages] == ["in.txt", "in.txt", None, "urn:uuid:1", None]
    assert expected_pages([tmp_path]) == 5


@pytest.mark.parametrize("suffix", [".txt", ".html", ".htm", ".json", ".jsonl"])
def test_a_gzipped_file_is_what_is_in_it(tmp_path: Path, suffix: str) -> None:
    payload = {".json": json.dumps(json.loads(LINE), indent=1).encode(), ".jsonl": LINE}.get(suffix, TEXT)
    (tmp_path / f"a{suffix}").write_bytes(payload)
    (tmp_path / f"b{suffix}.gz").write_bytes(gzip.compress(payload))
    (plain, unpacked), errors = read(tmp_path)
    assert errors == []
    assert (plain.payload, plain.member, plain.media_type) == (unpacked.payload, unpacked.member, unpacked.media_type)


def test_gnu_and_old_archives_with_long_names_are_read(tmp_path: Path) -> None:
    long = "news/" * 30 + "Zoë.txt"
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        tarred(tmp_path / "a.tar", {long: TEXT, "b.txt": TEXT}, form)
        assert [page.member for page in read(tmp_path / "a.tar")[0]] == [long, "b.txt"]
    tarred(tmp_path / "a.tar", {"./b.txt": TEXT}, tarfile.USTAR_FORMAT)
    assert [page.member for page in read(tmp_path / "a.tar")[0]] == ["b.txt"]


HOSTILE = {
    "../out.txt": '("..")',
    "news/../../out.txt": '("..")',
    "/etc/cron.txt": "absolute",
    "C:\\out.txt": "absolute",
    "..\\out.txt": '("..")',
    "news/a\x1b[31m.txt": "printed",
    "in.zip": "an archive inside an archive",
    "in.tar.gz": "an archive inside an archive",
    "in.warc.gz": "an archive inside an archive",
}


@each_archive
def test_hostile_members_are_refused_one_by_one_and_the_others_read(tmp_path: Path, name: str, pack: Pack) -> None:
    path = tmp_path / name
    pack(path, {"a.txt": TEXT, **dict.fromkeys(HOSTILE, TEXT), "z.txt": TEXT})
    pages, errors = read(path)
    assert [page.member for page in pages] == ["a.txt", "z.txt"]
    assert len(errors) == len(HOSTILE)
    for error, (member, reason) in zip(errors, HOSTILE.items(), strict=True):
        assert isinstance(error, BadRecord)
        assert f"{path}, {member}: refused: " in error.message
        assert reason in error.message
    assert sorted(os.listdir(tmp_path)) == [name]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE)
    with tarfile.open(path, "w") as archive:
        for number, kind in enumerate(kinds):
            header = tarfile.TarInfo(f"{number}.txt")
            header.type, header.linkname = kind, "/etc/passwd"
            archive.addfile(header)
        header = tarfile.TarInfo("z.txt")
        header.size = len(TEXT)
        archive.addfile(header, io.BytesIO(TEXT))
    pages, errors = read(path)
    assert [page.member for page in pages] == ["z.txt"]
    assert [error.message.split("refused: ")[1] for error in errors] == ["a link"] * 2 + ["a device"] * 3
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.writestr(link, "/etc/passwd")
    _, (error,) = read(tmp_path / "a.zip")
    assert "a.txt: refused: a link" in error.message


def test_encrypted_and_strangely_packed_members_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    zipped(path, {"a.txt": TEXT, "b.txt": TEXT})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark, data.index(mark) + 4) + offset] |= 1
    path.write_bytes(data)
    pages, (error,) = read(path)
    assert [page.member for page in pages] == ["b.txt"]
    assert "a.txt: refused: it is encrypted" in error.message
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", TEXT)
    _, (error,) = read(path)
    assert "another way than deflate" in error.message


@each_archive
def test_a_member_over_the_bound_costs_that_member(tmp_path: Path, name: str, pack: Pack) -> None:
    path = tmp_path / name
    pack(path, {"a.txt": TEXT, "b.html": b"x" * (MAX_PAGE_BYTES + 1), "c.txt": TEXT})
    pages, (error,) = read(path)
    assert [page.member for page in pages] == ["a.txt", "c.txt"]
    assert isinstance(error, TooLarge)
    assert f"{path}, b.html: 20,000,001 bytes" in error.message


@each_archive
def test_an_archive_that_unpacks_without_end_is_stopped(
    tmp_path: Path, name: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    bomb = b" " * 2_000_000
    pack(path, {"a.txt": TEXT, **{f"b{number}.txt": bomb for number in range(9)}, "z.txt": TEXT})
    monkeypatch.setattr(limits, "FREE_UNPACKED_BYTES", 3_000_000)
    pages, errors = read(path)
    if name == "a.tar":
        assert len(pages) == 2
        return
    assert [page.member for page in pages] == ["a.txt"]
    assert isinstance(errors[-1], TooLarge)
    assert "unpack to more than" in errors[-1].message
    monkeypatch.setattr(limits, "MAX_UNPACK_RATIO", 1_000_000)
    assert len(read(path)[0]) == 2
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1_000_000)
    assert isinstance(read(path)[1][-1], TooLarge)


def test_gzip_bombs_are_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt.gz", "a.jsonl.gz", "a.json.gz"):
        (tmp_path / name).write_bytes(gzip.compress(bytes(30_000_000), 9))
        tracemalloc.start()
        _, errors = read(tmp_path / name)
        assert tracemalloc.get_traced_memory()[1] < 5 * MAX_PAGE_BYTES
        tracemalloc.stop()
        assert {type(error) for error in errors} <= {TooLarge, BadRecord} | set(TooLarge.__subclasses__())
        assert isinstance(errors[0], TooLarge)
        (tmp_path / name).unlink()
    inner = gzip.compress(LINE + b"\n" + bytes(8_000_000), 9)
    zipped(tmp_path / "a.zip", {"a.jsonl.gz": inner, "z.txt": TEXT})
    monkeypatch.setattr(limits, "FREE_UNPACKED_BYTES", 1_000_000)
    pages, (error,) = read(tmp_path / "a.zip")
    assert [page.member for page in pages] == ["a.jsonl.gz, line 1"]
    assert "unpack to more than" in error.message


@each_archive
def test_too_many_members_are_refused(tmp_path: Path, name: str, pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ARCHIVE_MEMBERS", 20)
    pack(tmp_path / name, {f"{number}.txt": TEXT for number in range(19)})
    assert read(tmp_path / name)[1] == []
    pack(tmp_path / name, {f"{number}.txt": TEXT for number in range(30)})
    _, (error,) = read(tmp_path / name)
    assert isinstance(error, TooLarge)
    assert "more than 20 members" in error.message


def test_an_index_that_lies_about_its_length_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    zipped(path, {f"{number}.txt": TEXT for number in range(30)})
    monkeypatch.setattr(limits, "MAX_ARCHIVE_INDEX_BYTES", 1000)
    _, (error,) = read(path)
    assert isinstance(error, TooLarge)
    assert "an index of" in error.message
    data = path.read_bytes()
    at = data.rindex(b"PK\x05\x06")
    path.write_bytes(data[: at + 10] + b"\xff" * 6 + data[at + 16 :])
    assert isinstance(read(path)[1][0], TooLarge)


def test_extended_headers_that_are_too_long_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    for kind in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.XGLTYPE):
        header = tarfile.TarInfo("x")
        header.type, header.size = kind, 8_000_000_000
        path.write_bytes(gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(3_000_000)))
        _, (error,) = read(path)
        assert isinstance(error, BadRecord)
        assert "damaged" in error.message


def test_damage_in_a_zip_costs_the_member_and_a_cut_tar_is_read_to_the_cut(tmp_path: Path) -> None:
    chosen = random.Random(3)
    pages = {f"{number}.txt": chosen.randbytes(3000).hex().encode() for number in range(9)}
    zipped(tmp_path / "a.zip", pages)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[len(data) // 2 : len(data) // 2 + 50] = bytes(50)
    (tmp_path / "a.zip").write_bytes(data)
    found, (error,) = read(tmp_path / "a.zip")
    assert len(found) == 8
    assert "damaged" in error.message
    tarred(tmp_path / "a.tgz", pages)
    data = bytearray((tmp_path / "a.tgz").read_bytes())
    (tmp_path / "a.tgz").write_bytes(data[: len(data) // 2])
    found, (error,) = read(tmp_path / "a.tgz")
    assert [page.payload for page in found] == list(pages.values())[: len(found)]
    assert len(found) in (3, 4)
    assert "damaged or cut short" in error.message
    for name in ("a.zip", "a.tar", "a.tar.gz", "a.html.gz"):
        (tmp_path / name).write_bytes(b"<html>no archive</html>" * 99)
        assert isinstance(read(tmp_path / name)[1][0], BadRecord)


def test_archives_without_a_page_say_so(tmp_path: Path) -> None:
    for name, pack in ARCHIVES:
        pack(tmp_path / name, {"a.png": b"\x89PNG"})
        _, (error,) = read(tmp_path / name)
        assert isinstance(error, EmptyInput)


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    payload = random.Random(1).randbytes(200_000).hex().encode()
    lines = json.dumps({"text": payload.decode()}).encode() + b"\n"
    zipped(tmp_path / "a.zip", {f"{number}.txt": payload for number in range(25)})
    tarred(tmp_path / "a.tar", {f"{number}.txt": payload for number in range(25)})
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as stream:
        for _ in range(25):
            stream.write(lines)
    for name in ("a.zip", "a.tar", "a.jsonl.gz"):
        tracemalloc.start()
        assert sum(isinstance(item, RawPage) for item in read_source(tmp_path / name)) == 25
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 6_000_000, name


def test_kinds_of_names() -> None:
    for suffix in READ_SUFFIXES:
        assert kind_of(f"a{suffix}") is not None
        assert kind_of(f"A{suffix.upper()}") == kind_of(f"a{suffix}")
    for name in ("a.gz", "a.png", "a.html.gz.gz", "a.tar.bz2", "warc", "a.zip.gz"):
        assert kind_of(name) is None


def _small(name: str, tmp_path: Path) -> bytes:
    path = tmp_path / name
    dict(ARCHIVES)[name](path, {"a.txt": TEXT, "news/" * 30 + "b.txt": TEXT, "c.jsonl": LINE})
    return path.read_bytes()


@settings(max_examples=100)
@given(
    name=st.sampled_from([name for name, _ in ARCHIVES]),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 12)), min_size=1, max_size=4),
)
def test_no_damage_raises(
    tmp_path_factory: pytest.TempPathFactory, name: str, edits: list[tuple[float, bytes, int]]
) -> None:
    folder = tmp_path_factory.getbasetemp() / f"edited-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    data = _small(name, folder)
    for where, put, cut in edits:
        at = int(where * len(data))
        data = data[:at] + put + data[at + cut :]
    (folder / name).write_bytes(data)
    found = list(read_source(folder / name))
    assert found
    assert all(isinstance(item, RawPage | InputError) for item in found)


@settings(max_examples=60)
@given(st.binary(max_size=1200))
def test_no_bytes_raise(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / f"any-{os.getpid()}"
    folder.mkdir(exist_ok=True)
    head = tarfile.TarInfo("a.txt").tobuf()
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, min(len(data), 46), 0, 0)
    for name, payload in (("a.zip", data + end), ("a.tar", head + data), ("a.txt.gz", b"\x1f\x8b\x08" + data)):
        (folder / name).write_bytes(payload)
        assert list(read_source(folder / name))
