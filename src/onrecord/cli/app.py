"""All commands under one name. Their modules import what is heavy only when they run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from onrecord.cli.actors import actors
from onrecord.cli.add import add
from onrecord.cli.claims import claims
from onrecord.cli.delete import delete
from onrecord.cli.demo import demo
from onrecord.cli.doctor import doctor
from onrecord.cli.dossier import dossier
from onrecord.cli.events import events
from onrecord.cli.export import export
from onrecord.cli.guard import guarded
from onrecord.cli.read import read
from onrecord.cli.rebuild import rebuild
from onrecord.cli.retry import retry
from onrecord.cli.search import search
from onrecord.cli.serve import serve
from onrecord.cli.show import show
from onrecord.cli.watch import watch

COMMANDS: dict[str, Callable[..., None]] = {
    "read": read,
    "add": add,
    "watch": watch,
    "retry": retry,
    "events": events,
    "claims": claims,
    "actors": actors,
    "dossier": dossier,
    "show": show,
    "search": search,
    "serve": serve,
    "export": export,
    "rebuild": rebuild,
    "delete": delete,
    "demo": demo,
    "doctor": doctor,
}

app = typer.Typer(
    name="onrecord",
    help="Reads news pages and keeps a sourced record: who did what to whom, where and when, and who says so.",
    epilog="Begin with: onrecord demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


for _name, _function in COMMANDS.items():
    app.command(_name)(guarded(_function))
