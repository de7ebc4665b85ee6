"""Floors, ceilings and frozen results: what makes the gate fail, and what freezing may change."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import results, run
from bench.results import EPSILON, Task, failures, find_tasks, freeze

DAY = date(2026, 1, 2)


@pytest.fixture
def task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Task:
    monkeypatch.setattr(results, "BENCH", tmp_path)
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "floor.json").write_text('{"a.f1": 0.8}')
    (tmp_path / "toy" / "ceiling.json").write_text('{"peak": 100}')
    return Task("toy", SimpleNamespace(GATED=("a.f1", "b.f1")))  # type: ignore[arg-type]


def test_a_score_may_miss_its_floor_by_no_more_than_the_tolerance(task: Task) -> None:
    assert failures(task, {"a.f1": 0.8 - EPSILON / 2, "peak": 100}) == []
    assert failures(task, {"a.f1": 0.8 - EPSILON * 2, "peak": 100}) == ["toy a.f1: 0.7990, floor 0.8"]


def test_a_ceiling_and_a_missing_score_fail(task: Task) -> None:
    assert failures(task, {"a.f1": 0.9, "peak": 101}) == ["toy peak: 101.0000, ceiling 100"]
    assert failures(task, {"peak": 1}) == ["toy a.f1: no score, floor 0.8"]


def test_freezing_raises_floors_of_gated_scores_and_lowers_none(task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(results, "code_hash", lambda _: "0")
    freeze(task, {"a.f1": 0.7, "b.f1": 0.51239, "peak": 3.0}, DAY)
    assert task.floors == {"a.f1": 0.8, "b.f1": 0.5124}
    assert task.ceilings == {"peak": 100}
    freeze(task, {"a.f1": 0.85, "b.f1": 0.4, "peak": 3.0}, DAY)
    assert task.floors == {"a.f1": 0.85, "b.f1": 0.5124}
    frozen = json.loads((task.folder / "frozen.json").read_text())
    assert list(frozen) == ["date", "command", "data", "code", "weights", "machine", "scores"]
    assert task.frozen == {"a.f1": 0.85, "b.f1": 0.4, "peak": 3.0}


def test_without_corpora_the_gate_passes_for_a_newcomer_and_fails_in_ci(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "DATA", tmp_path / "absent")
    monkeypatch.delenv("CI", raising=False)
    assert run.main(["--gate"]) == 0
    assert "benches skipped" in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    assert run.main(["--gate"]) == 1


def test_every_limit_belongs_to_a_task_that_can_be_run() -> None:
    tasks = find_tasks()
    assert {"text", "entities", "attribution", "plover"} <= {task.name for task in tasks}
    for task in tasks:
        assert callable(task.module.run), task.name
        assert set(task.floors) >= set(task.frozen) & set(getattr(task.module, "GATED", ())), task.name
        assert not set(task.floors) & set(task.ceilings), task.name


def test_an_unknown_task_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["nosuch"]) == 2
    assert "entities" in capsys.readouterr().err
