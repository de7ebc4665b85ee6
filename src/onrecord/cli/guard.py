"""The one place where a failure becomes words for a person: what happened, what to do next, an exit code."""

from __future__ import annotations

import errno
import functools
import os
from collections.abc import Callable
from typing import ParamSpec

import typer

from onrecord.errors import OnrecordError

P = ParamSpec("P")
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """A command that ends every failure with a message and an exit code, never with a traceback.

    ``ONRECORD_DEBUG=1`` lets unexpected ones through as they are.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except OnrecordError as error:
            complain(error.message, error.hint)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt as error:
            complain("Stopped.")
            raise typer.Exit(INTERRUPTED) from error
        except OSError as error:
            if error.errno == errno.EPIPE or _debugging():
                raise
            complain(*_explained(error))
            raise typer.Exit(1) from error
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if _debugging():
                raise
            complain(
                f"Something unexpected went wrong ({type(error).__name__})",
                "run it again with ONRECORD_DEBUG=1 and report what it prints",
            )
            raise typer.Exit(1) from error

    return run


def complain(message: str, hint: str = "") -> None:
    """Print a message, and the next step on a line of its own, to standard error."""
    from onrecord.cli.console import printable

    typer.echo(f"onrecord: {printable(message)}", err=True)
    if hint:
        typer.echo(f"  next: {printable(hint)}", err=True)


def _explained(error: OSError) -> tuple[str, str]:
    name = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full{name}", "make room and run the same command again"
    reason = (error.strerror or type(error).__name__).lower()
    return f"The system refused: {reason}{name}", "check the path and its permissions"


def _debugging() -> bool:
    return os.environ.get("ONRECORD_DEBUG", "") not in ("", "0")
