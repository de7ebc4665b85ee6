"""What came of adding or rebuilding, in words or as one object."""

from __future__ import annotations

from dataclasses import asdict

from onrecord.cli.console import count_of, print_json, say
from onrecord.record import AddReport, Failure

_WORDS = (
    ("added", "added"),
    ("derived_again", "read again"),
    ("unchanged", "unchanged"),
    ("refused", "refused, because they were deleted from this record"),
)


def say_summary(report: AddReport, json: bool) -> None:
    """Print the counts, and each failure with its reason and the next step."""
    if json:
        counts = {name: getattr(report, name) for name, _ in _WORDS}
        print_json([{**counts, "failed": [asdict(failure) for failure in report.failed]}])
        return
    parts = [f"{getattr(report, name):,} {words}" for name, words in _WORDS if getattr(report, name)]
    parts += [f"{len(report.failed):,} failed"] if report.failed else []
    say(", ".join(parts) + "." if parts else "There was no page to read.")
    if report.failed:
        say(f"{count_of(len(report.failed), 'input')} could not be read:", style="bold")
    for failure in report.failed:
        say(f"{_where(failure)}{failure.message}", indent=2)
        if failure.hint:
            say(f"next: {failure.hint}", style="dim", indent=4)


def _where(failure: Failure) -> str:
    name = failure.file or failure.url or (failure.sha256 or "")[:12]
    member = f", {failure.member}" if failure.member else ""
    return "" if not name or name in failure.message else f"{name}{member}: "
