"""``onrecord serve``: the reading room, on this machine only."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, RecordOption
from onrecord.errors import UsageError

HOST = "127.0.0.1"


def serve(
    record: RecordOption = DEFAULT_RECORD,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 8000,
) -> None:
    """Open the reading room in a browser of this machine; no other machine can reach it."""
    from onrecord.cli.opening import open_record

    with open_record(record) as opened, _listening(port) as listener:
        import uvicorn

        from onrecord.cli.console import say
        from onrecord.web import create_app

        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        say(f"The reading room is open: {address}", style="bold")
        say("Only this machine can reach it. Ctrl-C closes it.")
        config = uvicorn.Config(
            create_app(opened), log_level="warning", access_log=False, server_header=False, proxy_headers=False
        )
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        raise UsageError(f"Port {port} cannot be used ({(error.strerror or 'no reason given').lower()})",
                         f"name another one: onrecord serve --port {port + 1 if port < 65535 else 8000}") from error  # fmt: skip
    return listener
