"""A bar with rate and remaining time, on a terminal only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from onrecord.record import Outcome

_CHUNK_BYTES = 1 << 20


class Bar:
    """Counts what was told; draws where there is a terminal."""

    def __init__(self, drawn: Any = None, task: Any = None) -> None:
        self._drawn = drawn
        self._task = task
        self._done = 0
        self._kept = 0

    def tell(self, outcome: Outcome) -> None:
        """Count the outcome of one page."""
        self._done += 1
        self._kept += outcome.kind in ("added", "derived_again")
        if self._drawn is not None:
            total = self._drawn.tasks[0].total
            # A container may hold more pages than could be seen from outside.
            self._drawn.update(self._task, completed=self._done, total=max(total or 0, self._done))

    def kept(self) -> str:
        """How many pages are kept by now, in words."""
        return f"{self._kept:,} page{' was' if self._kept == 1 else 's were'} read by now and {'is' if self._kept == 1 else 'are'}"

    def stop(self) -> None:
        """Take the bar off the terminal."""
        if self._drawn is not None:
            self._drawn.stop()


@contextmanager
def progress_bar(title: str, expect: Callable[[], int | None]) -> Iterator[Bar]:
    """A bar on standard error, if that is a terminal.

    Args:
        title: What is done.
        expect: Counts the pages to come; only asked where the bar is drawn.
    """
    if not sys.stderr.isatty():
        yield Bar()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("pages"),
        _rate_column(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as drawn:
        yield Bar(drawn, drawn.add_task(title, total=expect()))


def _rate_column() -> Any:
    from rich.progress import ProgressColumn, Task
    from rich.text import Text

    class Rate(ProgressColumn):
        """Pages a second."""

        def render(self, task: Task) -> Text:
            """The rate, once there is one."""
            return Text(f"{task.speed:.1f}/s" if task.speed else "")

    return Rate()


def expected_pages(paths: Iterable[Path]) -> int:
    """How many pages the paths seem to hold: one a file, one a line of ``.jsonl``."""
    return sum(_expected(path) for path in paths)


def _expected(path: Path) -> int:
    from onrecord.sources.kinds import kind_of

    if not path.is_dir():
        return _in_file(path)
    found = 0
    for folder, _, names in os.walk(path):
        found += sum(_in_file(Path(folder, name)) for name in names if kind_of(name) is not None)
    return found


def _in_file(path: Path) -> int:
    if path.suffix.lower() != ".jsonl" or not path.is_file():
        return 1
    try:
        with path.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK_BYTES), b"")) or 1
    except OSError:
        return 1
