"""``onrecord events``: the events of the record."""

from __future__ import annotations

from onrecord.cli.options import (
    DEFAULT_RECORD,
    SHOWN,
    ActorOption,
    FromOption,
    JsonOption,
    LimitOption,
    OutletOption,
    PlaceOption,
    RealisOption,
    RecordOption,
    StatusOption,
    ToOption,
    TypeOption,
    checked_type,
)


def events(
    actor: ActorOption = None,
    kind: TypeOption = None,
    realis: RealisOption = None,
    status: StatusOption = None,
    place: PlaceOption = None,
    since: FromOption = None,
    until: ToOption = None,
    outlet: OutletOption = None,
    limit: LimitOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """List events: who did what to whom, how far it stands, and the sentence that says so."""
    from onrecord.cli.console import print_json, say
    from onrecord.cli.lines import say_event
    from onrecord.cli.opening import nothing, open_record, say_more
    from onrecord.export.rows import Filters, event_filter, rows
    from onrecord.export.wording import line_of_row

    filters = Filters(
        actor=actor,
        type=checked_type(kind),
        realis=realis,
        status=status,
        place=place,
        since=since,
        until=until,
        outlet=outlet,
    )
    with open_record(record) as opened:
        if json:
            print_json(rows(opened, "events", filters, limit))
            return
        shown = limit or SHOWN
        count = 0
        for row, claims in opened.events_with_claims(event_filter(filters), shown + 1):
            count += 1
            if count <= shown:
                say_event(line_of_row(row, claims), row)
        if not count:
            say(nothing("event", filters.given(), opened))
        say_more(count, shown, "events")
