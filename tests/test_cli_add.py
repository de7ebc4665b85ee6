"""Adding: summary, exit codes, running again, stopping."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.record import Outcome, Record
from tests.cli import STORY, Run, lines, run, unannotated

__all__ = ["run", "unannotated"]


def test_again_changes_nothing(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert "1 added." in run("add", "a.txt").stdout
    assert "1 unchanged." in run("add", "a.txt").stdout
    assert "1 read again." in run("add", "a.txt", "--outlet", "The Lantern", "--published", "2019-03-05").stdout
    (entry,) = lines(run("export", "articles"))
    assert (entry["articles"][0]["outlet"], entry["articles"][0]["published"]["edtf"]) == ("The Lantern", "2019-03-05")


def test_the_summary_as_json(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text("")
    result = run("add", tmp_path, "--json")
    summary = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (summary["added"], summary["failed"][0]["code"]) == (1, "empty")
    assert summary["failed"][0]["hint"]


def test_deleting_leaves_a_tombstone_that_adding_obeys(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    run("add", "a.txt")
    page = lines(run("export", "articles"))[0]["page"]["sha256"]
    asked = run("delete", page[:8], input="n\n")
    assert asked.exit_code == 1
    assert "A tombstone stays" in asked.stdout
    assert "Nothing was deleted" in asked.stdout
    assert "Tombstone" in run("delete", page[:8], "--yes").stdout
    assert "refused, because they were deleted" in run("add", "a.txt").stdout


def test_a_page_is_deleted_by_the_id_of_its_article(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    run("add", "a.txt")
    article = lines(run("export", "articles"))[0]["articles"][0]["id"]
    assert "Tombstone" in run("delete", article, "--yes").stdout
    assert lines(run("export", "articles")) == []


def test_stopping_says_what_is_kept(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def add(record: Record, pages: object, options: object, jobs: object, progress: object) -> None:
        progress(Outcome("added", None, "a.txt"))  # type: ignore[operator]
        raise KeyboardInterrupt

    monkeypatch.setattr(Record, "add", add)
    result = run("add", "a.txt")
    assert result.exit_code == 130
    assert "1 page was read by now and is kept in onrecord.sqlite" in result.output
    assert "run the same command again" in result.output


def test_ctrl_c_leaves_a_clean_record(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text(f"{STORY}\n\nNumber {number}.")
    command = [sys.executable, "-m", "onrecord", "add", str(tmp_path), "--record", str(tmp_path / "r.sqlite")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "r.sqlite").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130, (out, err)
    assert "Traceback" not in err
    assert "Stopped" in err
    with Record.open(tmp_path / "r.sqlite") as record:
        assert all(check.ok for check in record.doctor())


def test_a_page_without_an_article_is_deleted_by_its_first_digits(run: Run, unannotated: None, tmp_path: Path) -> None:
    page = "<html><body><nav><a href='/'>Home</a></nav></body></html>"
    (tmp_path / "nav.html").write_text(page)
    assert run("add", "nav.html").exit_code == 1
    digits = hashlib.sha256(page.encode()).hexdigest()[:10]
    assert "Tombstone" in run("delete", digits, "--yes").stdout


def test_a_user_without_a_name_may_delete_and_rebuild(
    run: Run, unannotated: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54_321_987)
    (tmp_path / "a.txt").write_text(STORY)
    run("add", "a.txt")
    page = lines(run("export", "articles"))[0]["page"]["sha256"]
    assert run("rebuild", "--from", "link").exit_code == 0
    assert run("delete", page, "--yes").exit_code == 0
