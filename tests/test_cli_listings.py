"""Listings: how far a thing stands is always a word; what is not found is said; JSON is what an export writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.record import Record
from tests.cli import Run, lines, record, run

__all__ = ["record", "run"]


def test_an_event_never_shows_without_its_standing(run: Run, record: Path) -> None:
    shown = run("events").stdout
    assert "reported             CONSULT-visit  Anna Müller -> Russia" in shown
    assert "denied               ASSAULT  Anna Müller -> Iran" in shown
    assert "denied by Boris Vane" in shown
    assert "said by a source     ACCUSE-disapprove" in shown
    assert "told by The Lantern in its own voice" in shown
    assert "“Anna Müller visited Russia on 2019-04-28.”" in shown


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (("--actor", "Vane"), 0),
        (("--actor", "anna muller"), 2),
        (("--type", "CONSULT-visit"), 2),
        (("--realis", "negated"), 1),
        (("--status", "denied_only"), 1),
        (("--from", "2019-04", "--to", "2019-04-30"), 1),
        (("--outlet", "Evening Bell"), 2),
        (("--limit", "1"), 1),
        (("--place", "Oslo"), 0),
    ],
)
def test_filters(run: Run, record: Path, filters: tuple[str, ...], count: int) -> None:
    assert len(lines(run("events", *filters, "--json"))) == count
    exported = lines(run("export", "events", *filters))
    assert exported == lines(run("events", *filters, "--json"))
    if not count:
        assert "No event on record fits" in run("events", *filters).stdout


def test_json_is_the_record_s_own_export(run: Run, record: Path) -> None:
    with Record.open(record) as opened:
        for kind in ("events", "claims", "actors", "articles"):
            assert lines(run("export", kind)) == list(opened.export_rows(kind))


def test_more_than_is_shown_is_said(run: Run, record: Path) -> None:
    assert "more are on record" in run("events", "--limit", "1").stdout
    assert "more are on record" not in run("events").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("claims", "--actor", "Nobody"), "No claim on record fits: actor Nobody."),
        (("actors", "--actor", "Nobody"), "No actor on record fits: actor Nobody."),
        (("dossier", "Nobody"), "No actor on record fits: name Nobody."),
        (("search", "zeppelin"), "No article on record fits: search zeppelin."),
    ],
)
def test_nothing_found_is_said(run: Run, record: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert words in result.stdout


def test_an_empty_record_says_how_to_begin(run: Run, tmp_path: Path) -> None:
    Record.open(tmp_path / "onrecord.sqlite").close()
    for command in (("events",), ("claims",), ("actors",), ("search", "word")):
        assert "Add pages with: onrecord add" in run(*command).stdout


def test_claims_and_actors(run: Run, record: Path) -> None:
    assert "denies               Boris Vane: “" in run("claims", "--stance", "denies").stdout
    assert "Anna Müller" in run("actors", "--actor", "muller").stdout


def test_dossier(run: Run, record: Path) -> None:
    shown = run("dossier", "Boris Vane").stdout
    assert shown.index("Boris Vane") < shown.index("No event on record names it") < shown.index("What it says")
    (entry,) = lines(run("dossier", "Anna Müller", "--json"))
    assert [event["type"] for event in entry["events"]] == ["CONSULT", "ASSAULT"]


def test_the_record_may_come_from_the_environment(run: Run, record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = record.rename(record.with_name("elsewhere.sqlite"))
    assert run("events").exit_code == 2
    monkeypatch.setenv("ONRECORD_RECORD", str(moved))
    assert run("events").exit_code == 0


def test_a_page_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    from onrecord.cli.console import printable

    assert printable("a\x1b[2Jb\x9bc\u202ed") == "a\ufffd[2Jb\ufffdc\ufffdd"


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(run: Run, record: Path) -> None:
    ids = [entry["articles"][0]["id"] for entry in lines(run("export", "articles"))]
    assert run("show", ids[0][:10]).exit_code == 0
    result = run("show", "")
    assert result.exit_code == 2
    with Record.open(record) as opened:
        assert opened.article_ids("", 9) == sorted(ids)
        assert opened.article_ids(ids[1][:9].upper(), 9) == []
