"""Rebuilding: every stage, the same record, and on from where it was interrupted."""

import dataclasses

import pytest
import sqlalchemy as sa

from bench.kill import toy
from onrecord.errors import UsageError
from onrecord.model import Page, RawPage, ReadOptions
from onrecord.record import Outcome, Record
from onrecord.store import tables as t
from onrecord.store.engine import reading
from tests.recording import OPTIONS, TALKS, TOY, VISIT, add, exported, raw


@pytest.mark.usefixtures("toy_path")
@pytest.mark.parametrize("stage", ["clean", "encode", "code", "link"])
def test_the_same_record_again(record: Record, stage: str) -> None:
    add(record, VISIT, TALKS, "")
    before = exported(record), list(record.pages())
    report = record.rebuild(stage, jobs=2, derive=TOY)
    assert report.derived_again + len(report.failed) == 3
    assert (exported(record), list(record.pages())) == before
    assert all(check.ok for check in record.doctor())


def test_a_new_version_takes_the_place_of_the_old(record: Record) -> None:
    add(record, VISIT)

    def shouting(raw: RawPage, options: ReadOptions) -> Page:
        page = toy.derive(raw, options)
        return dataclasses.replace(page, articles=tuple(dataclasses.replace(a, title="NEW") for a in page.articles))

    record.rebuild("clean", derive=shouting)
    assert [row.source.title for row in record.articles()] == ["NEW"]
    assert len(list(record.events())) == 2
    assert record.search("new")
    assert not record.search('"a visit"')


@pytest.mark.usefixtures("toy_path")
def test_later_stages_keep_the_cleaned_article(record: Record) -> None:
    add(record, VISIT)

    def cleaned_otherwise(raw: RawPage, options: ReadOptions) -> Page:
        page = toy.derive(raw, options)
        return dataclasses.replace(page, articles=tuple(dataclasses.replace(a, title="kept") for a in page.articles))

    record.rebuild("clean", derive=cleaned_otherwise)
    record.rebuild("encode", jobs=1, derive=TOY)
    assert [row.source.title for row in record.articles()] == ["kept"]
    record.rebuild("clean", jobs=1, derive=TOY)
    assert [row.source.title for row in record.articles()] == ["A visit"]


def test_an_interrupted_rebuild_goes_on(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.rebuild.BATCH_PAGES", 2)
    add(record, *(f"{number}\nMüller visited Iran {number}." for number in range(7)))
    before = exported(record)
    told: list[Outcome] = []

    class Killed(Exception):
        pass

    def stop(outcome: Outcome) -> None:
        told.append(outcome)
        if len(told) == 3:
            raise Killed

    with pytest.raises(Killed):
        record.rebuild("clean", derive=toy.derive, progress=stop)
    (check,) = (check for check in record.doctor() if check.name == "rebuild")
    assert not check.ok
    assert "rebuild --from clean" in check.hint
    assert record.rebuild("clean", derive=toy.derive).derived_again == 3
    assert exported(record) == before
    assert all(check.ok for check in record.doctor())


def test_a_deleted_page_does_not_come_back(record: Record) -> None:
    add(record, VISIT, TALKS)
    gone = next(record.pages()).sha256

    def deleting(raw: RawPage, options: ReadOptions) -> Page:
        if any(page.sha256 == gone for page in record.pages()):
            record.delete_page(gone, "reader")
        return toy.derive(raw, options)

    assert record.rebuild("clean", derive=deleting).derived_again == 1
    assert [page.sha256 for page in record.pages()] != [gone]


def test_versions_are_kept_with_the_rows(record: Record) -> None:
    record.add([raw(VISIT)], OPTIONS, derive=toy.derive)
    with reading(record._engine) as connection:
        versions = connection.execute(sa.select(t.events.c.version).distinct()).scalars().all()
    assert versions == ["toy-1"]


def test_no_such_stage(record: Record) -> None:
    with pytest.raises(UsageError, match="tidy"):
        record.rebuild("tidy", derive=toy.derive)
