"""``onrecord rebuild``: everything derived, made again."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.guard import INTERRUPTED, complain
from onrecord.cli.options import DEFAULT_RECORD, JobsOption, JsonOption, RecordOption, Stage


def rebuild(
    stage: Annotated[Stage, typer.Option("--from", help="First stage to run again.")] = Stage.clean,
    jobs: JobsOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Derive all pages again from a stage on, page by page; what people decided stays. It can be interrupted."""
    from onrecord.cli.opening import open_record, user_name
    from onrecord.cli.progress import progress_bar
    from onrecord.cli.summary import say_summary

    with open_record(record) as opened, progress_bar("Rebuilding", lambda: None) as bar:
        try:
            report = opened.rebuild(stage.value, jobs=jobs, progress=bar.tell, who=user_name())
        except KeyboardInterrupt as error:
            bar.stop()
            complain("Stopped. What was made again is kept.", f"it goes on with: onrecord rebuild --from {stage.value}")
            raise typer.Exit(INTERRUPTED) from error
    say_summary(report, json)
    if report.failed:
        raise typer.Exit(1)
