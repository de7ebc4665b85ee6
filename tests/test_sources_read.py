"""Files and folders in: order, containers, and what a bad input costs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from onrecord.cli.progress import expected_pages
from onrecord.errors import BadRecord, BinaryInput, EmptyInput, InputError, TooLarge, UnreadableInput
from onrecord.limits import MAX_PAGE_BYTES
from onrecord.model import RawPage
from onrecord.sources import files, raw_page_from, read_source

LINE = {"text": "The council of Westmere met on Monday.", "title": "Council meets"}


def only_error(path: Path) -> InputError:
    (found,) = read_source(path)
    assert isinstance(found, InputError)
    assert str(path) in found.message
    assert found.hint
    return found


def test_folder_is_read_in_order_of_names_and_below(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/y.htm", "c.md", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("A page.")
    pages = [page for page in read_source(tmp_path) if isinstance(page, RawPage)]
    assert [Path(page.file or "").relative_to(tmp_path).as_posix() for page in pages] == [
        "a/y.htm",
        "a/z.html",
        "b.txt",
    ]
    assert [page.media_type for page in pages] == ["text/html", "text/html", "text/plain"]


def test_named_file_is_read_whatever_its_suffix(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_bytes(b"A page.")
    assert list(read_source(tmp_path / "page.md")) == [RawPage(b"A page.", file=str(tmp_path / "page.md"))]


def test_a_line_is_a_page_and_a_bad_line_costs_that_line_only(tmp_path: Path) -> None:
    good = json.dumps(LINE).encode()
    path = tmp_path / "pages.jsonl"
    path.write_bytes(b"\n".join([good, b"{broken", b"", b'{"title": "no text"}', b"[1]", good]))
    found = list(read_source(path))
    assert [(page.member, page.payload) for page in found if isinstance(page, RawPage)] == [("1", good), ("6", good)]
    errors = [item for item in found if isinstance(item, InputError)]
    assert all(isinstance(error, BadRecord) for error in errors)
    assert [error.message.split(": ")[0] for error in errors] == [f"{path}, line {number}" for number in (2, 4, 5)]


def test_a_line_over_the_bound_is_skipped_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * (MAX_PAGE_BYTES + 10) + b'"}\n' + json.dumps(LINE).encode() + b"\n")
    first, second = read_source(path)
    assert isinstance(first, TooLarge)
    assert "line 1" in first.message
    assert isinstance(second, RawPage)
    assert second.member == "2"


@pytest.mark.parametrize("layout", ["object", "array", "lines"])
def test_json_files_of_each_layout(tmp_path: Path, layout: str) -> None:
    texts = {
        "object": json.dumps(LINE, indent=1),
        "array": json.dumps([LINE, LINE]),
        "lines": f"{json.dumps(LINE)}\n" * 2,
    }
    (tmp_path / "a.json").write_text(texts[layout])
    pages = list(read_source(tmp_path / "a.json"))
    assert [page.member for page in pages if isinstance(page, RawPage)] == (
        [None] if layout == "object" else ["1", "2"]
    )
    assert all(isinstance(page, RawPage) and json.loads(page.payload) == LINE for page in pages)


@pytest.mark.parametrize(
    ("name", "payload", "kind"),
    [
        ("a.txt", b"", EmptyInput),
        ("a.txt", b" \n\t\n", EmptyInput),
        ("a.jsonl", b"\n\n", EmptyInput),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), BinaryInput),
        ("a.html", bytes(range(256)) * 20, BinaryInput),
        ("a.json", b"{broken", BadRecord),
        ("a.json", b"17", BadRecord),
    ],
)
def test_bad_files_are_named_with_reason_and_next_step(
    tmp_path: Path, name: str, payload: bytes, kind: type[InputError]
) -> None:
    (tmp_path / name).write_bytes(payload)
    assert isinstance(only_error(tmp_path / name), kind)


def test_fifty_megabytes_of_text_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as stream:
        stream.write(b"A line of text.\n")
        stream.truncate(50_000_000)
    (tmp_path / "b.txt").write_text("A page.")
    first, second = read_source(tmp_path)
    assert isinstance(first, TooLarge)
    assert "50,000,000" in first.message
    assert isinstance(second, RawPage)


def test_missing_file_and_empty_folder(tmp_path: Path) -> None:
    assert isinstance(only_error(tmp_path / "none.txt"), UnreadableInput)
    assert isinstance(only_error(tmp_path), EmptyInput)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jsonl")
    (tmp_path / "b.txt").write_text("A page.")
    error, page = read_source(tmp_path)
    assert isinstance(error, UnreadableInput)
    assert "not a regular file" in error.message
    assert isinstance(page, RawPage)
    assert expected_pages([tmp_path]) == 2


def test_unreadable_folder_costs_that_folder_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("A page.")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(files.os, "scandir", refusing)
    error, page = read_source(tmp_path)
    assert isinstance(error, UnreadableInput)
    assert "closed" in error.message
    assert "permission denied" in error.message
    assert isinstance(page, RawPage)


def test_bytes_are_checked_like_files() -> None:
    assert raw_page_from(b"A page.", url="https://a.example/").url == "https://a.example/"
    assert raw_page_from("Ein Blatt".encode("utf-16")).payload
    with pytest.raises(BinaryInput, match=r"https://a\.example/b"):
        raw_page_from(b"%PDF-1.7", url="https://a.example/b")
    with pytest.raises(EmptyInput):
        raw_page_from(b"\xef\xbb\xbf\n")
