"""What came of adding or rebuilding, in words or as one object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from onrecord.cli.console import print_json, say
from onrecord.cli.hints import next_step
from onrecord.export.wording import count_of
from onrecord.record import AddReport, Failure, Outcome

_WORDS = (
    ("added", "added"),
    ("derived_again", "read again"),
    ("unchanged", "unchanged"),
    ("refused", "refused, because they were deleted from this record"),
)


def say_summary(
    report: AddReport, json: bool, remarkable: Sequence[Outcome] = (), nothing: str = "There was no page to read."
) -> None:
    """Print the counts (or ``nothing``), what is to be said of kept pages, and each failure with its next step."""
    if json:
        counts = {name: getattr(report, name) for name, _ in _WORDS}
        failed = [{**asdict(one), "hint": next_step(one.code, one.hint)} for one in report.failed]
        remarks = [{"file": one.file, "url": one.url, "sha256": one.sha256, **_problem(one)} for one in remarkable]
        print_json([{**counts, "failed": failed, "remarks": remarks}])
        return
    parts = [f"{getattr(report, name):,} {words}" for name, words in _WORDS if getattr(report, name)]
    parts += [f"{len(report.failed):,} failed"] if report.failed else []
    say(", ".join(parts) + "." if parts else nothing)
    if remarkable:
        say(f"{count_of(len(remarkable), 'page')} kept with a remark:", style="bold")
    for one in remarkable:
        problem = _problem(one)
        say(f"{one.file or one.url or (one.sha256 or '')[:12]}: {problem['message']}", indent=2)
        _say_next(next_step(problem["code"], ""))
    if report.failed:
        say(f"{count_of(len(report.failed), 'input')} could not be read:", style="bold")
    for failure in report.failed:
        say(f"{_where(failure)}{failure.message}", indent=2)
        _say_next(next_step(failure.code, failure.hint))


def _problem(outcome: Outcome) -> dict[str, str]:
    assert outcome.problem is not None
    return asdict(outcome.problem)


def _say_next(step: str) -> None:
    if step:
        say(f"next: {step}", style="dim", indent=4)


def _where(failure: Failure) -> str:
    name = failure.file or failure.url or (failure.sha256 or "")[:12]
    member = f", {failure.member}" if failure.member else ""
    return "" if not name or name in failure.message else f"{name}{member}: "
