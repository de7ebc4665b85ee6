"""Options that several commands share, each with one meaning everywhere."""

from __future__ import annotations

from datetime import date
from enum import Enum, StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.errors import UsageError
from onrecord.model import ReadOptions

DEFAULT_RECORD = "onrecord.sqlite"
SHOWN = 50
"""Entries that a listing for people shows where no limit is given."""


class Realis(StrEnum):
    """Whether an event happened."""

    actual = "actual"
    negated = "negated"
    future = "future"
    hypothetical = "hypothetical"


class Status(StrEnum):
    """Who stands behind an event."""

    own_voice = "own_voice"
    attributed = "attributed"
    disputed = "disputed"
    denied_only = "denied_only"
    planned = "planned"
    called_off = "called_off"


class Stance(StrEnum):
    """What a source does to the content of its claim."""

    asserts = "asserts"
    denies = "denies"
    confirms = "confirms"
    admits = "admits"
    alleges = "alleges"
    warns = "warns"
    promises = "promises"
    demands = "demands"
    doubts = "doubts"
    questions = "questions"
    no_comment = "no_comment"
    retracts = "retracts"


class Stage(Enum):
    """A stage that a rebuild may begin at."""

    clean = "clean"
    encode = "encode"
    code = "code"
    link = "link"


RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        envvar="ONRECORD_RECORD",
        metavar="PATH",
        help="The record: a file, or postgresql://user@host/name.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line, for programs.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", min=1, metavar="N", help="Worker processes; as many as cores by default.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Date of publication to assume, as 2015-08-14."),
]
OutletGivenOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Outlet to assume.")]
TextOption = Annotated[
    bool, typer.Option("--text", help="Take each file as the clean text of one article; skip cleaning.")
]
PathsArgument = Annotated[
    list[Path],
    # An input that may not be read is one failed input among others, not a wrong call.
    typer.Argument(
        metavar="PATH...",
        help="Files (.txt .html .json .jsonl .warc .zip .tar, gzipped too) or folders.",
        show_default=False,
        readable=False,
    ),
]
InputsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="Files (.txt .html .json .jsonl .warc .zip .tar, gzipped too), folders or web addresses (https://…).",
        show_default=False,
    ),
]
FeedOption = Annotated[
    list[str] | None,
    typer.Option(
        "--feed", metavar="URL", help="A feed (RSS, Atom, JSON Feed); may be given several times.", show_default=False
    ),
]

ActorOption = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="A name, words of one, an id, or a country's code.")
]
TypeOption = Annotated[
    str | None, typer.Option("--type", metavar="TYPE", help="PLOVER type, or type and mode: CONSULT, CONSULT-visit.")
]
RealisOption = Annotated[Realis | None, typer.Option("--realis", help="Whether it happened.")]
StatusOption = Annotated[Status | None, typer.Option("--status", help="Who stands behind it.")]
StanceOption = Annotated[Stance | None, typer.Option("--stance", help="What the source does to the content.")]
PlaceOption = Annotated[str | None, typer.Option("--place", metavar="NAME", help="A place, or a country's code.")]
FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First day, as 2015-08-14, 2015-08 or 2015. Events: their own date."),
]
ToOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, written the same way.")]
OutletOption = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Outlet that printed it.")]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit", min=1, metavar="N", help=f"At most so many; {SHOWN} for people, all for --json by default."
    ),
]


def read_options(published: str | None, outlet: str | None, text: bool) -> ReadOptions:
    """Options of ``read`` and ``add``, checked.

    Raises:
        UsageError: If the date is no date.
    """
    if published is not None:
        try:
            published = date.fromisoformat(published).isoformat()
        except ValueError as error:
            raise UsageError(f"{published!r} is no date", "write --published as 2015-08-14") from error
    return ReadOptions(published=published, outlet=outlet, as_text=text)


def checked_type(kind: str | None) -> str | None:
    """A PLOVER type, or type and mode, that exists.

    Raises:
        UsageError: If it does not.
    """
    if kind is None:
        return None
    from onrecord.encoder.labels import EVENT_MODES

    name, _, mode = kind.partition("-")
    if name.upper() not in EVENT_MODES:
        raise UsageError(f"There is no PLOVER type {name!r}", f"name one of: {', '.join(EVENT_MODES)}")
    modes = EVENT_MODES[name.upper()]
    if mode and mode.lower() not in modes:
        known = ", ".join(modes) or "none"
        raise UsageError(f"{name.upper()} has no mode {mode!r}", f"its modes: {known}")
    return kind
