"""Workers: a page that takes one down costs itself only."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord import _frames, limits
from onrecord.errors import WeightsError, WorkerError
from onrecord.model import RawPage, page_digest
from onrecord.record import Outcome, Record
from tests.recording import OPTIONS, ROOT, TALKS, TOY, VISIT, exported, raw

pytestmark = pytest.mark.usefixtures("toy_path")


@pytest.fixture
def sqlite(tmp_path: Path) -> Record:
    with Record.open(tmp_path / "record.db") as record:
        yield record


@pytest.mark.parametrize(
    ("text", "code"), [("TOO SLOW", "worker_time"), ("TOO LARGE", "worker_memory"), ("CRASH", "worker_crash")]
)
def test_only_that_page_is_lost(sqlite: Record, monkeypatch: pytest.MonkeyPatch, text: str, code: str) -> None:
    if text == "TOO SLOW":
        monkeypatch.setattr(limits, "WORKER_SECONDS", 2)
    pages = [raw(VISIT, "1.txt"), raw(text, "bad.txt"), raw(TALKS, "2.txt"), raw(VISIT + " More.", "3.txt")]
    report = sqlite.add(pages, OPTIONS, jobs=1, derive=TOY)
    assert report.added == 3
    assert [(one.file, one.code) for one in report.failed] == [("bad.txt", code)]
    assert report.failed[0].hint
    failed = sqlite.page(page_digest(text.encode()))
    assert failed is not None
    assert failed.problem is not None
    assert (failed.status, failed.problem.code) == ("failed", code)


def test_a_failed_page_is_tried_again(sqlite: Record) -> None:
    for _ in range(2):
        report = sqlite.add([raw("CRASH")], OPTIONS, jobs=1, derive=TOY)
        assert [one.code for one in report.failed] == ["worker_crash"]
    assert len(list(sqlite.pages())) == 1


def test_errors_that_are_no_pages_fault_end_the_run(sqlite: Record) -> None:
    with pytest.raises(WeightsError, match="damaged"):
        sqlite.add([raw("BROKEN WEIGHTS")], OPTIONS, jobs=2, derive=TOY)
    with pytest.raises(WorkerError, match="did not start"):
        sqlite.add([raw(VISIT)], OPTIONS, jobs=2, derive="bench.kill.no_such_module:derive")


def test_progress_is_told_after_the_commit(sqlite: Record) -> None:
    told: list[tuple[str, bool]] = []

    def tell(outcome: Outcome) -> None:
        assert outcome.sha256 is not None
        told.append((outcome.kind, sqlite.page(outcome.sha256) is not None))

    sqlite.add([raw(VISIT, "1.txt"), raw(TALKS, "2.txt")], OPTIONS, jobs=2, derive=TOY, progress=tell)
    assert told == [("added", True)] * 2


def test_a_worker_dies_with_its_parent() -> None:
    script = (
        "import time; from onrecord.model import page_digest; from onrecord.record.pool import WorkerPool, Task\n"
        "from tests.recording import OPTIONS, raw; page = raw('Title'); pool = WorkerPool('bench.kill.toy:derive', 1)\n"
        "pool.submit(Task(page_digest(page.payload), page, OPTIONS)); pool.result()\n"
        "print(pool._workers[0]._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    assert _gone(worker, seconds=10)


def _gone(pid: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            # An orphan that nobody has waited for is a zombie: gone as well.
            if ") Z " in Path(f"/proc/{pid}/stat").read_text():
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def test_what_a_stage_prints_does_not_reach_the_frames() -> None:
    script = "import bench.kill.toy as toy\ndef derive(raw, options):\n    print('noise')\n    return toy.derive(raw, options)"
    process = subprocess.Popen(
        [sys.executable, "-c", f"import sys, types\nm = types.ModuleType('noisy'); exec({script!r}, m.__dict__)\n"
         "sys.modules['noisy'] = m; sys.argv[1:] = ['noisy:derive']\nfrom onrecord._worker import main; main()"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    header = {"raw": {"file": "a"}, "options": {}, "payload": len(VISIT.encode()), "clean": ""}
    answer, _ = process.communicate(_frames.encode(header, VISIT.encode()), timeout=60)
    first, second = _frames_of(answer)
    assert first == ({}, b"")
    head, rows = json.loads(second[1])
    assert head["sha256"] == page_digest(VISIT.encode())
    assert [row["quote"] for row in rows["events"]] == ["visited", "attacked"]


def _frames_of(answer: bytes) -> list[tuple[dict[str, object], bytes]]:
    frames = []
    while answer:
        head, body = _frames.lengths(answer[: _frames.PREFIX_BYTES])
        end = _frames.PREFIX_BYTES + head + body
        frame = answer[:end]
        found = _frames.read(io.BytesIO(frame))
        assert found is not None
        frames.append(found)
        answer = answer[end:]
    return frames


def test_a_large_page_passes_the_pipes(sqlite: Record) -> None:
    large = VISIT + " and nothing else of note" * 60_000
    report = sqlite.add([RawPage(large.encode(), file="large.txt")], OPTIONS, jobs=1, derive=TOY)
    assert report.added == 1, report.failed
    assert len(exported(sqlite)["events"]) == 2


def test_a_lost_page_is_no_mix_of_versions(sqlite: Record) -> None:
    sqlite.add([raw("Talks\nBoris Vane visited Iran."), raw("Title\nCRASH", "b.txt")], OPTIONS, jobs=1, derive=TOY)
    checks = {check.name: check for check in sqlite.doctor()}
    assert all(check.ok for check in checks.values())
    assert checks["failed"].message == "1 page could not be read"
