"""``onrecord watch``: feeds read again and again, until it is stopped."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.guard import INTERRUPTED, complain
from onrecord.cli.options import DEFAULT_RECORD, FeedOption, JobsOption, JsonOption, RecordOption
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.record import Outcome
    from onrecord.store.feeds import Waiting

_WORDS = {"added": "new", "derived_again": "read again", "unchanged": "known", "failed": "failed", "refused": "refused"}


def watch(
    lists: Annotated[
        list[Path] | None,
        typer.Argument(metavar="OPML...", help="Lists of feeds, as feed readers export them.", show_default=False),
    ] = None,
    feed: FeedOption = None,
    every: Annotated[int, typer.Option("--every", min=1, metavar="MINUTES", help="Wait between two rounds.")] = 15,
    once: Annotated[bool, typer.Option("--once", help="Read all feeds once and leave.")] = False,
    jobs: JobsOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Follow feeds: add the pages that they name anew, round after round, until Ctrl-C."""
    from onrecord.cli.opening import open_record
    from onrecord.cli.summary import say_summary
    from onrecord.export.wording import count_of
    from onrecord.sources.fetch import Fetcher
    from onrecord.sources.opml import feeds_of

    feeds = list(dict.fromkeys([*chain.from_iterable(map(feeds_of, lists or ())), *(feed or ())]))
    if not feeds:
        raise UsageError("No feed was named", "name a list of feeds (OPML), or a feed with --feed")
    try:
        with open_record(record, create=True) as opened:
            reader = opened.feed_reader(Fetcher())
            remarkable: list[Outcome] = []

            def tell(outcome: Outcome) -> None:
                done = reader.tell(outcome)
                if outcome.problem is not None:
                    remarkable.append(outcome)
                if done is not None and not json:
                    _say_entry(outcome, done)

            while True:
                report = opened.add(chain.from_iterable(map(reader.pages, feeds)), jobs=jobs, progress=tell)
                say_summary(report, json, remarkable, f"Nothing new in {count_of(len(feeds), 'feed')}.")
                remarkable.clear()
                if once:
                    break
                time.sleep(60 * every)
    except KeyboardInterrupt as error:
        complain(
            f"Stopped. What was read is kept in {record}.", "run the same command again; it goes on where it stood"
        )
        raise typer.Exit(INTERRUPTED) from error
    if report.failed:
        raise typer.Exit(1)


def _say_entry(outcome: Outcome, entry: Waiting) -> None:
    from onrecord.cli.console import say

    parts = (_WORDS[outcome.kind], entry.published, entry.title, entry.address)
    say(" · ".join(part for part in parts if part))
