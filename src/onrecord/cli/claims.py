"""``onrecord claims``: who says, denies, confirms or promises what."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    SHOWN,
    FromOption,
    JsonOption,
    LimitOption,
    OutletOption,
    RecordOption,
    StanceOption,
    ToOption,
)


def claims(
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Who makes the claim: a name, words of one, an id.")
    ] = None,
    stance: StanceOption = None,
    since: FromOption = None,
    until: ToOption = None,
    outlet: OutletOption = None,
    limit: LimitOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """List claims: who asserts, denies or promises what, and where it was printed."""
    from onrecord.cli.console import print_json, say
    from onrecord.cli.lines import say_claim
    from onrecord.cli.opening import nothing, open_record, say_more
    from onrecord.export.rows import Filters, claim_filter, rows
    from onrecord.export.segments import stance_standing

    filters = Filters(actor=actor, stance=stance, since=since, until=until, outlet=outlet)
    with open_record(record) as opened:
        if json:
            print_json(rows(opened, "claims", filters, limit))
            return
        shown = limit or SHOWN
        count = 0
        for row in opened.claims(claim_filter(filters), shown + 1):
            count += 1
            if count <= shown:
                say_claim(row, stance_standing(row.stance))
        if not count:
            say(nothing("claim", filters.given(), opened))
        say_more(count, shown, "claims")
