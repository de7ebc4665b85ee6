"""Pages that failed are named with their reasons, and only they are tried again."""

from __future__ import annotations

import json
from pathlib import Path

from bench.kill import toy
from onrecord.errors import EmptyInput
from onrecord.model import Page, RawPage, ReadOptions
from onrecord.record import Outcome, Record
from tests.cli import STORY, Run, run, unannotated
from tests.recording import OPTIONS, TALKS, VISIT, add, raw

__all__ = ["run", "unannotated"]


def blind(raw: RawPage, options: ReadOptions) -> Page:
    """A pipeline on a bad day."""
    del options
    raise EmptyInput(f"nothing was seen in {raw.file}", "try again")


def test_only_what_failed_is_tried_again(record: Record) -> None:
    add(record, VISIT, "")
    (failure,) = record.failures()
    assert (failure.file, failure.code) == ("1.txt", "empty")
    assert failure.message
    told: list[Outcome] = []
    report = record.retry(derive=toy.derive, progress=told.append)
    assert (len(report.failed), report.derived_again, len(told)) == (1, 0, 1)
    assert len(list(record.pages())) == 2


def test_what_can_be_read_now_is_read(record: Record) -> None:
    record.add([raw(TALKS, "0.txt"), raw(VISIT, "1.txt")], OPTIONS, derive=blind)
    assert len(record.failures()) == 2
    assert not list(record.events())
    report = record.retry(derive=toy.derive)
    assert report.derived_again == 2
    assert not record.failures()
    assert list(record.events())
    assert record.retry(derive=blind).failed == []


def test_the_command(run: Run, unannotated: None, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert run("add", "a.txt").exit_code == 0
    assert "No page failed." in run("retry").stdout
    (tmp_path / "b.txt").write_text("Share\n\nTweet\n")
    run("add", "b.txt")
    listed = run("retry", "--list", "--json")
    assert listed.exit_code == 0
    (failed,) = json.loads(listed.stdout)["failed"]
    assert failed["file"] == "b.txt"
    assert failed["hint"]
    assert "next: " in run("retry", "--list").stdout
