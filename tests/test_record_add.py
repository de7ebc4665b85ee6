"""Adding pages: once, again, with other options, from other places; what failed is told and kept."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from bench.kill.toy import derive
from onrecord.errors import UnreadableInput, UsageError, WeightsError
from onrecord.model import Page, Problem, RawPage, ReadOptions
from onrecord.record import Outcome, Record
from tests.recording import OPTIONS, TALKS, TOY, VISIT, add, exported, new_target, raw


def test_the_same_page_twice_changes_nothing(record: Record) -> None:
    first = add(record, VISIT, TALKS)
    before = exported(record)
    again = add(record, VISIT, TALKS)
    assert (first.added, again.added, again.unchanged) == (2, 0, 2)
    assert exported(record) == before
    assert len(before["articles"]) == 3


def test_twice_in_one_run(record: Record) -> None:
    report = record.add([raw(VISIT, "b.txt"), raw(VISIT, "b.txt"), raw(VISIT, "c.txt")], OPTIONS, derive=derive)
    assert (report.added, report.unchanged) == (1, 2)
    assert [page.file for page in record.pages()] == ["b.txt"]


def test_the_last_options_hold(record: Record) -> None:
    add(record, VISIT)
    report = add(record, VISIT, options=ReadOptions(published="2030-01-01", outlet="The Echo"))
    assert (report.added, report.derived_again) == (0, 1)
    rows = list(record.articles())
    assert [(row.source.published, row.source.outlet) for row in rows] == [("2030-01-01", "The Echo")]


def test_the_place_of_a_page_does_not_depend_on_the_order(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    places = [
        raw(VISIT, "z.txt"),
        raw(VISIT, "a.txt"),
        raw(VISIT, "m.txt", url="https://lantern.example/1"),
        RawPage(VISIT.encode(), file="caf\udce9.txt"),
    ]
    seen = set()
    for seed in range(4):
        random.Random(seed).shuffle(places)
        with Record.open(new_target(request, "sqlite", tmp_path)) as record:
            record.add(places, OPTIONS, derive=derive)
            assert record.add(places, OPTIONS, derive=derive).unchanged == 4
            seen.add(str(exported(record)))
    assert len(seen) == 1
    assert "lantern.example" in seen.pop()


def test_failures_are_told_and_kept(record: Record) -> None:
    missing = UnreadableInput("b.html cannot be read", "check its rights")
    report = record.add([raw("", "empty.txt"), missing, raw("BUG", "bug.txt"), raw(VISIT)], OPTIONS, derive=derive)
    assert report.added == 1
    assert [(one.file, one.code) for one in report.failed] == [
        (None, "unreadable"),
        ("empty.txt", "empty"),
        ("bug.txt", "internal"),
    ]
    assert all(one.message and one.hint for one in report.failed)
    assert "secret" not in str(report.failed)
    assert sorted(page.status for page in record.pages()) == ["failed", "failed", "ok"]


def test_a_page_over_the_bound_is_refused(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.limits.MAX_PAGE_BYTES", 100)
    report = record.add([raw("x" * 101), raw("Title\nA word.")], OPTIONS, derive=derive)
    assert (report.added, [one.code for one in report.failed]) == (1, ["too_large"])


def test_damaged_weights_end_the_run_and_keep_what_was_done(record: Record) -> None:
    told: list[Outcome] = []
    with pytest.raises(WeightsError):
        record.add(
            [raw(VISIT), raw("BROKEN WEIGHTS", "b.txt"), raw(TALKS)], OPTIONS, derive=derive, progress=told.append
        )
    assert [outcome.kind for outcome in told] == ["added"]
    assert len(list(record.pages())) == 1


def test_what_both_databases_cannot_hold(record: Record) -> None:
    add(record, "A nul \0 title\nMüller\0 visited Iran \U0001f4a5.")
    (row,) = record.articles()
    assert row.source.title == "A nul \ufffd title"
    found = record.article(row.source.article)
    assert found is not None
    assert found[0].text == "Müller\0 visited Iran \U0001f4a5."
    (page,) = record.pages()
    assert record.payload(page.sha256) == "A nul \0 title\nMüller\0 visited Iran \U0001f4a5.".encode()


@pytest.mark.usefixtures("toy_path")
def test_same_record_from_both_databases_any_order_any_workers(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    pages = [
        raw(f"Talks {n}\nMüller visited Iran. Vane{n % 5} denied that Iran attacked Russia.", f"{n}.txt")
        for n in range(40)
    ]
    seen = []
    for kind, jobs, seed in (("sqlite", None, 1), ("sqlite", 1, 2), ("sqlite", 3, 3), ("postgresql", 2, 4)):
        random.Random(seed).shuffle(pages)
        with Record.open(new_target(request, kind, tmp_path)) as record:
            report = record.add(pages, OPTIONS, jobs=jobs, derive=TOY if jobs else derive)
            assert report.added == 40
            seen.append(exported(record))
    assert all(one == seen[0] for one in seen)
    assert len(seen[0]["events"]) == 80


def test_no_such_export(record: Record) -> None:
    with pytest.raises(UsageError, match="pictures"):
        record.export_rows("pictures")


def test_what_is_to_be_said_of_a_kept_page_is_told(record: Record) -> None:
    def partial(raw: RawPage, options: ReadOptions) -> Page:
        return replace(derive(raw, options), status="partial", problem=Problem("language", "one article is not read"))

    told: list[Outcome] = []
    record.add([raw(VISIT)], OPTIONS, derive=partial, progress=told.append)
    assert [(one.kind, one.problem) for one in told] == [("added", Problem("language", "one article is not read"))]
