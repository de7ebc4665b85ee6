"""``onrecord dossier``: all that is on record about one actor."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, JsonOption, RecordOption

if TYPE_CHECKING:
    from onrecord.record import ActorRow, Dossier, Record

_OTHERS = 5


def dossier(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, words of one, or an id.", show_default=False)],
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Print the dossier of an actor: timeline with evidence, what it claims, its ties."""
    from onrecord.cli.console import print_json, say
    from onrecord.cli.opening import nothing, open_record

    with open_record(record) as opened:
        found = opened.dossier(name)
        if json:
            print_json([] if found is None else [_entry(found, opened)])
        elif found is None:
            say(nothing("actor", {"name": name}, opened))
        else:
            _say(found, opened)


def _entry(found: Dossier, opened: Record) -> dict[str, Any]:
    from onrecord.export.rows import Filters, rows
    from onrecord.record.entries import actor_entry

    of_actor = Filters(actor=found.actor.id)
    by_id = {entry["id"]: entry for entry in rows(opened, "events", of_actor)}
    return {
        "actor": actor_entry(found.actor),
        "others": [actor_entry(other) for other in found.others],
        "events": [by_id[event.id] for event in found.events],
        "claims": list(rows(opened, "claims", of_actor)),
        "relations": [asdict(relation) for relation in found.relations],
    }


def _say(found: Dossier, opened: Record) -> None:
    from onrecord.cli.console import say
    from onrecord.cli.lines import say_claim, say_event, where_from
    from onrecord.export.segments import stance_standing
    from onrecord.export.wording import line_of_row

    _say_actor(found.actor)
    if found.others:
        names = ", ".join(f"{other.name} ({other.id})" for other in found.others[:_OTHERS])
        more = len(found.others) - _OTHERS
        say(f"The name also fits: {names}{f' and {more} more' if more > 0 else ''}", style="dim")
    say()
    say("Timeline" if found.events else "No event on record names it as a party.", style="bold")
    for event, around in opened.claims_around(found.events):
        say_event(line_of_row(event, around), event, indent=2)
    say()
    say("What it says" if found.claims else "No claim of its own is on record.", style="bold")
    for claim in found.claims:
        say_claim(claim, stance_standing(claim.stance), indent=2)
    say()
    say("Ties" if found.relations else "No tie is on record.", style="bold")
    for tie in found.relations:
        realis = "" if tie.realis == "actual" else f" ({tie.realis})"
        say(f"{tie.subject} {tie.type.replace('_', ' ')} {tie.object}{realis}: “{tie.quote}”", indent=2)
        say(where_from(tie.source), style="dim", indent=6)


def _say_actor(actor: ActorRow) -> None:
    from onrecord.cli.console import say
    from onrecord.export.wording import count_of

    say(actor.name, style="bold")
    where = " ".join((actor.country or "country unknown", *actor.sectors))
    say(f"{actor.kind} · {where} · {count_of(actor.articles, 'article')} · {actor.id}", style="dim")
    if actor.roles:
        say("; ".join(actor.roles))
    other_names = [name for name in actor.names if name != actor.name]
    if other_names:
        say(f"also printed as: {', '.join(other_names)}", style="dim")
