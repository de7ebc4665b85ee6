"""The command line: one module per command."""

from __future__ import annotations


def main() -> None:
    """Run the command that the arguments name."""
    from onrecord.cli.app import app
    from onrecord.cli.console import prepare_streams

    prepare_streams()
    app(prog_name="onrecord")


__all__ = ["main"]
