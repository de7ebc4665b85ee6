"""``onrecord export``: all entries of a kind as a file."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    ActorOption,
    FromOption,
    OutletOption,
    PlaceOption,
    RealisOption,
    RecordOption,
    StanceOption,
    StatusOption,
    ToOption,
    TypeOption,
    checked_type,
)
from onrecord.errors import UsageError


class Kind(StrEnum):
    """What is exported."""

    events = "events"
    claims = "claims"
    actors = "actors"
    articles = "articles"


class Format(StrEnum):
    """As what it is exported."""

    jsonl = "jsonl"
    csv = "csv"


def export(
    kind: Annotated[Kind, typer.Argument(metavar="events|claims|actors|articles", help="What to export.")],
    format: Annotated[Format, typer.Option("--format", help="JSON lines, or CSV that spreadsheets may open.")] = (
        Format.jsonl
    ),
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; standard output else.")
    ] = None,
    actor: ActorOption = None,
    type_: TypeOption = None,
    realis: RealisOption = None,
    status: StatusOption = None,
    stance: StanceOption = None,
    place: PlaceOption = None,
    since: FromOption = None,
    until: ToOption = None,
    outlet: OutletOption = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, metavar="N", help="At most so many; all else.")] = None,
    record: RecordOption = DEFAULT_RECORD,
    json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON; needs --output.")] = False,
) -> None:
    """Export events, claims, actors or articles, entry by entry; filters as in the listings, no cap."""
    from onrecord.cli.console import print_json
    from onrecord.cli.opening import open_record
    from onrecord.cli.output import written
    from onrecord.export import FORMATS
    from onrecord.export.rows import Filters, rows
    from onrecord.export.wording import count_of

    if json and output is None:
        raise UsageError("--json tells of a file that was written", "name one with --output, or use --format jsonl")
    filters = Filters(actor, checked_type(type_), realis, status, stance, place, since, until, outlet)
    write = FORMATS[format]
    with open_record(record) as opened:
        entries = rows(opened, kind, filters, limit)
        if output is None:
            write(entries, kind, sys.stdout)
            sys.stdout.flush()
            return
        with written(output) as stream:
            count = write(entries, kind, stream)
    if json:
        print_json([{"kind": kind, "format": format, "output": str(output), "entries": count}])
    else:
        typer.echo(f"{count_of(count, kind.removesuffix('s'))} written to {output}.", err=True)
