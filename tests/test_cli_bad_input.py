"""Each bad input: a message with file, reason and next step, an exit code, no traceback, and the rest goes on."""

from __future__ import annotations

import os
import shutil
import sqlite3
from functools import partial
from pathlib import Path

import pytest
from typer.testing import Result

import onrecord.pipeline
from onrecord.encoder.weights import WEIGHTS_FOLDER, find_weights
from tests.cli import STORY, Run, lines, record, run, unannotated, use

__all__ = ["record", "run", "unannotated"]
GERMAN = """Ministerin öffnet den Hafen

Die Ministerin hat am Montag den Hafen einer kleinen Stadt geöffnet und den Arbeitern gedankt, die ihn in zwei Jahren
gebaut haben. Sie sagte, dass die Stadt nun wieder Schiffe haben werde und der alte Steg für die Kinder bleibe.
"""


def told(result: Result, code: int, *words: str) -> None:
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    for word in (*words, "next:") if words else ():
        assert word in result.output


CASES = {
    "empty": (b"", "empty"),
    "binary": (bytes(range(256)) * 40, "is no text"),
    "blank": (b" \n\n \n", "empty"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_named_and_the_rest_is_read(run: Run, unannotated: None, tmp_path: Path, name: str) -> None:
    payload, reason = CASES[name]
    (tmp_path / "bad.txt").write_bytes(payload)
    (tmp_path / "good.txt").write_text(STORY)
    told(run("read", "bad.txt", "good.txt"), 1, "bad.txt", reason, "Minister opens harbour")
    told(run("add", "bad.txt", "good.txt"), 1, "bad.txt", reason, "1 added, 1 failed")


def test_fifty_megabytes_are_refused(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"ten bytes." * 5_000_000)
    told(run("add", "long.txt"), 1, "long.txt", "50,000,000 bytes")


@pytest.mark.parametrize("payload", [STORY.replace("harbour", "port de Saint-Malô").encode("latin-1"),
                                     "Caf\u00e9 “opens”\n\n".encode() + STORY.encode() + b"\nBj\xf6rk said so.\n"])  # fmt: skip
def test_wrong_or_mixed_encoding_is_read(run: Run, unannotated: None, tmp_path: Path, payload: bytes) -> None:
    (tmp_path / "old.txt").write_bytes(payload)
    result = run("read", "old.txt", "--json")
    told(result, 0)
    assert "\ufffd" not in result.stdout
    assert any(word in result.stdout for word in ("Malô", "Björk"))


def test_a_page_without_an_article_is_kept_and_told(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "nav.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    told(run("read", "nav.html"), 1, "nav.html", "no article")
    told(run("add", "nav.html"), 1, "nav.html", "no article", "--text")


def test_another_language_is_kept_noted_and_told(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "de.txt").write_text(GERMAN)
    told(run("read", "de.txt"), 0, "not annotated", "only English")
    told(run("add", "de.txt"), 0, "1 added", "de.txt", "not annotated")
    (entry,) = lines(run("export", "articles"))
    assert entry["articles"][0]["language"] == "de"


def test_a_missing_folder(run: Run, unannotated: None) -> None:
    told(run("add", "nowhere"), 1, "nowhere", "no such file")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_an_unreadable_folder(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    told(run("add", "locked"), 1, "locked", "permission")


def test_a_record_of_a_newer_version_is_refused(run: Run, record: Path) -> None:
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    told(run("events"), 2, "newer version", "update onrecord")


def test_a_file_that_is_no_record(run: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.sqlite").write_text("no database, " * 100)
    told(run("events"), 2, "onrecord.sqlite", "damaged, or no record")


def test_a_missing_record_is_not_made_by_reading(run: Run, tmp_path: Path) -> None:
    told(run("events"), 2, "There is no record", "onrecord add")
    assert not (tmp_path / "onrecord.sqlite").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk(run: Run, record: Path) -> None:
    told(run("export", "events", "--output", "/dev/full"), 1, "/dev/full", "no space left")


def test_corrupt_weights_are_refused(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS_FOLDER, folder)
    (folder / "encoder.onnx").write_bytes(b"damaged")
    use(monkeypatch, partial(onrecord.pipeline.derive, encode=lambda text: find_weights(folder)))
    (tmp_path / "good.txt").write_text(STORY)
    told(run("read", "good.txt"), 2, "encoder.onnx", "damaged")
    told(run("add", "good.txt"), 2, "encoder.onnx", "damaged")


def test_wrong_usage(run: Run, record: Path) -> None:
    told(run("events", "--type", "MEET"), 2, "no PLOVER type", "CONSULT")
    told(run("events", "--type", "AID-visit"), 2, "no mode")
    told(run("events", "--from", "2019-13"), 2, "is no date")
    told(run("read", "x.txt", "--published", "yesterday"), 2, "is no date")
    told(run("export", "claims", "--realis", "actual"), 2, "does not filter claims")
    told(run("show", "0000"), 2, "no article")
    told(run("delete", "0000000"), 2, "no page")
    assert run("export", "nothing").exit_code == 2
    assert run("events", "--realis", "maybe").exit_code == 2
    assert run("nothing").exit_code == 2


def test_the_unexpected_is_short_and_debugging_shows_it(
    run: Run, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("secret words of a page")

    monkeypatch.setattr("onrecord.record.Record.dossier", fail)
    result = run("dossier", "Vane")
    told(result, 1, "RuntimeError", "ONRECORD_DEBUG=1")
    assert "secret" not in result.output
    monkeypatch.setenv("ONRECORD_DEBUG", "1")
    assert isinstance(run("dossier", "Vane").exception, RuntimeError)
