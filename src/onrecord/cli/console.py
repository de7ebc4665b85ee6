"""What is printed: lines for people, coloured on a terminal and never cut; JSON lines for programs."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.text import Text

# Control characters and turns of direction: a page must not be able to steer the terminal.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
STYLES = {
    "asserted": "blue",
    "confirmed": "green",
    "denied": "red",
    "planned": "yellow",
    "hypo": "magenta",
    "unknown": "bright_black",
    "historical": "bright_black",
}
"""Colour of each standing; the word always stands beside it."""


def prepare_streams() -> None:
    """Print UTF-8 whatever the locale says, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def printable(text: str) -> str:
    """Text without characters that could steer a terminal; line breaks stay.

    >>> printable("a\\x1b[31mb")
    'a�[31mb'
    """
    return _UNPRINTABLE.sub("�", text)


def standing_style(standing: str) -> str:
    """Style of a standing."""
    return STYLES.get(standing, "")


def say(text: str | Text = "", style: str = "", indent: int = 0) -> None:
    """Print a line for people: folded to the width of a terminal, and whole anywhere else."""
    console = Console(highlight=False, emoji=False, markup=False)
    line = Text(printable(text), style=style) if isinstance(text, str) else text
    if not console.is_terminal:
        console.print(Text(" " * indent) + line, soft_wrap=True)
        return
    for part in line.wrap(console, max(20, console.width - indent)):
        console.print(Text(" " * indent) + part, soft_wrap=True)


def joined(*parts: tuple[str, str] | str) -> Text:
    """One line of pieces, each text or (text, style)."""
    line = Text()
    for part in parts:
        text, style = (part, "") if isinstance(part, str) else part
        line.append(printable(text), style=style)
    return line


def print_json(entries: Iterable[Any]) -> int:
    """Print objects as JSON lines; how many there were."""
    from onrecord.model.json import dumps

    count = 0
    for entry in entries:
        sys.stdout.write(dumps(entry) + "\n")
        count += 1
    sys.stdout.flush()
    return count
