"""``onrecord add``: pages into the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.cli.guard import INTERRUPTED, complain
from onrecord.cli.options import (
    DEFAULT_RECORD,
    FeedOption,
    InputsArgument,
    JobsOption,
    JsonOption,
    OutletGivenOption,
    PublishedOption,
    RecordOption,
    TextOption,
    read_options,
)
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.errors import InputError
    from onrecord.model import RawPage
    from onrecord.record import Outcome
    from onrecord.sources.fetch import Fetcher


def add(
    inputs: InputsArgument = None,
    feed: FeedOption = None,
    published: PublishedOption = None,
    outlet: OutletGivenOption = None,
    text: TextOption = False,
    jobs: JobsOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Add files, folders, web addresses and feeds to the record; run again after a stop, it goes on where it stood."""
    from onrecord.cli.opening import open_record
    from onrecord.cli.progress import expected_pages, progress_bar
    from onrecord.cli.summary import say_summary

    options = read_options(published, outlet, text)
    given, feeds = inputs or [], feed or []
    if not given and not feeds:
        raise UsageError("Nothing to add was named", "name files, folders or addresses, or a feed with --feed")
    remarkable: list[Outcome] = []
    expect = partial(expected_pages, [Path(item) for item in given])
    with open_record(record, create=True) as opened, progress_bar("Adding", expect) as bar:
        fetcher = cache(_fetcher)
        reader = opened.feed_reader(fetcher()) if feeds else None

        def tell(outcome: Outcome) -> None:
            if reader is not None:
                reader.tell(outcome)
            bar.tell(outcome)
            if outcome.problem is not None:
                remarkable.append(outcome)

        def pages() -> Iterator[RawPage | InputError]:
            for item in given:
                yield from _pages_of(item, fetcher)
            if reader is not None:
                for address in feeds:
                    yield from reader.pages(address)

        try:
            report = opened.add(pages(), options, jobs=jobs, progress=tell)
        except KeyboardInterrupt as error:
            bar.stop()
            complain(
                f"Stopped. {bar.kept()} kept in {record}.", "run the same command again; it goes on where it stood"
            )
            raise typer.Exit(INTERRUPTED) from error
    say_summary(report, json, remarkable)
    if report.failed:
        raise typer.Exit(1)


def _fetcher() -> Fetcher:
    # Its HTTP client takes a tenth of a second to load: only where something is fetched.
    from onrecord.sources.fetch import Fetcher

    return Fetcher()


def _pages_of(item: str, fetcher: Callable[[], Fetcher]) -> Iterator[RawPage | InputError]:
    from onrecord.errors import InputError
    from onrecord.sources import read_source
    from onrecord.sources.address import is_web_address

    if not is_web_address(item):
        yield from read_source(Path(item))
        return
    try:
        yield fetcher().page(item)
    except InputError as error:
        yield error
