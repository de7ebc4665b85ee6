"""``onrecord add``: pages into the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from onrecord.cli.guard import INTERRUPTED, complain
from onrecord.cli.options import (
    DEFAULT_RECORD,
    JobsOption,
    JsonOption,
    OutletGivenOption,
    PathsArgument,
    PublishedOption,
    RecordOption,
    TextOption,
    read_options,
)

if TYPE_CHECKING:
    from onrecord.record import Outcome


def add(
    paths: PathsArgument,
    published: PublishedOption = None,
    outlet: OutletGivenOption = None,
    text: TextOption = False,
    jobs: JobsOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Add files and folders to the record; run again after a stop, it goes on where it stood."""
    from onrecord.cli.opening import open_record
    from onrecord.cli.progress import expected_pages, progress_bar
    from onrecord.cli.summary import say_summary
    from onrecord.sources import read_source

    options = read_options(published, outlet, text)
    remarkable: list[Outcome] = []
    with open_record(record, create=True) as opened, progress_bar("Adding", lambda: expected_pages(paths)) as bar:

        def tell(outcome: Outcome) -> None:
            bar.tell(outcome)
            if outcome.problem is not None:
                remarkable.append(outcome)

        pages = (item for path in paths for item in read_source(path))
        try:
            report = opened.add(pages, options, jobs=jobs, progress=tell)
        except KeyboardInterrupt as error:
            bar.stop()
            complain(
                f"Stopped. {bar.kept()} kept in {record}.", "run the same command again; it goes on where it stood"
            )
            raise typer.Exit(INTERRUPTED) from error
    say_summary(report, json, remarkable)
    if report.failed:
        raise typer.Exit(1)
