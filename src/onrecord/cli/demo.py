"""``onrecord demo``: the demo pages in a fresh record, and what it finds in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import JobsOption

if TYPE_CHECKING:
    from onrecord.demo import Findings
    from onrecord.record import AddReport

DEMO_RECORD = "onrecord-demo.sqlite"


def demo(
    record: Annotated[
        str, typer.Option("--record", metavar="PATH", help="Where the demo's record is made, afresh each time.")
    ] = DEMO_RECORD,
    jobs: JobsOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Read the demo pages into a fresh record, print what stands in them and how to go on."""
    from onrecord.cli.opening import open_record
    from onrecord.cli.progress import expected_pages, progress_bar
    from onrecord.demo import PAGES, clear, findings, pages

    clear(record)
    with open_record(record, create=True) as opened, progress_bar("Reading", lambda: expected_pages([PAGES])) as bar:
        report = opened.add(pages(), jobs=jobs, progress=bar.tell)
        bar.stop()
        found = findings(opened)
        if json:
            from onrecord.cli.console import print_json

            print_json([found.to_dict()])
        else:
            _say(found, report, record)
    if report.failed:
        raise typer.Exit(1)


def _say(found: Findings, report: AddReport, record: str) -> None:
    from onrecord.cli.console import say
    from onrecord.cli.lines import say_claim, say_event
    from onrecord.cli.summary import say_summary
    from onrecord.export.segments import stance_standing
    from onrecord.export.wording import count_of

    pages = count_of(report.added, "page")
    say(f"Read {pages} of invented and documented news into {record}:", style="bold")
    counts = (count_of(found.articles, "article"), count_of(found.events, "event"), count_of(found.claims, "claim"))
    say(f"{', '.join(counts)}, {count_of(found.actors, 'actor')}.")
    if report.failed:
        say_summary(report, False)
    for title, lines in (
        ("Some of what is on record", found.told),
        ("Denied or disputed: a denial never removes an event", found.against),
        ("Only planned", found.planned),
    ):
        say()
        say(title if lines else f"{title}: nothing found", style="bold")
        for line, row in lines:
            say_event(line, row, indent=2)
    say()
    say("One side against the other" if found.denials else "One side against the other: nothing found", style="bold")
    for claim in found.denials:
        say_claim(claim, stance_standing(claim.stance), indent=2)
    _say_next(found, record)


def _say_next(found: Findings, record: str) -> None:
    from onrecord.cli.console import say

    option = f"--record {record}"
    say()
    say("How to go on", style="bold")
    steps = [
        (f"onrecord serve {option}", "open the reading room"),
        (f'onrecord dossier "{found.name}" {option}', "all that is on record about one actor"),
        (f"onrecord show {found.article} --html article.html {option}", "an article with its evidence marked"),
        (f"onrecord events --status planned {option}", "what is only planned"),
        (f"onrecord export events --format csv -o events.csv {option}", "for a spreadsheet"),
        ("onrecord add FILES...", "your own pages, into ./onrecord.sqlite"),
    ]
    width = max(len(command) for command, _ in steps)
    for command, what in steps:
        say(f"{command.ljust(width)}  {what}", indent=2)
