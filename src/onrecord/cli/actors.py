"""``onrecord actors``: who stands in the record."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, SHOWN, JsonOption, LimitOption, RecordOption


def actors(
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="A name, words of one, an id, or a country's code.")
    ] = None,
    limit: LimitOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """List actors: persons, bodies, countries and groups, with their roles."""
    from onrecord.cli.console import joined, print_json, say
    from onrecord.cli.opening import nothing, open_record, say_more
    from onrecord.export.rows import Filters, rows
    from onrecord.export.wording import count_of

    filters = Filters(actor=actor)
    with open_record(record) as opened:
        if json:
            print_json(rows(opened, "actors", filters, limit))
            return
        shown = limit or SHOWN
        count = 0
        for row in opened.actors(name=actor, limit=shown + 1):
            count += 1
            if count <= shown:
                where = f"{row.country or 'country unknown'} {' '.join(row.sectors)}".strip()
                details = [row.kind, where, *row.roles[:2], count_of(row.articles, "article"), row.id]
                say(joined((row.name, "bold"), (f"  · {' · '.join(details)}", "dim")))
        if not count:
            say(nothing("actor", filters.given(), opened))
        say_more(count, shown, "actors")
