"""``onrecord retry``: pages that could not be read, listed or tried once more."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.guard import INTERRUPTED, complain
from onrecord.cli.options import DEFAULT_RECORD, JobsOption, JsonOption, RecordOption


def retry(
    listed: Annotated[
        bool, typer.Option("--list", help="Only list the pages that failed, with their reasons.")
    ] = False,
    jobs: JobsOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Try the pages that could not be read once more, as after an update; their bytes are kept in the record."""
    from onrecord.cli.opening import open_record
    from onrecord.cli.progress import progress_bar
    from onrecord.cli.summary import say_summary
    from onrecord.record import AddReport

    with open_record(record) as opened:
        failed = opened.failures()
        if listed or not failed:
            say_summary(AddReport(failed=failed), json, nothing="No page failed.")
            return
        with progress_bar("Retrying", lambda: len(failed)) as bar:
            try:
                report = opened.retry(jobs=jobs, progress=bar.tell)
            except KeyboardInterrupt as error:
                bar.stop()
                complain("Stopped. What could be read by then is kept.", "run the same command again for the rest")
                raise typer.Exit(INTERRUPTED) from error
    say_summary(report, json)
    if report.failed:
        raise typer.Exit(1)
