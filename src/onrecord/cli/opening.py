"""Opening the record that a command works on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from getpass import getuser
from typing import TYPE_CHECKING

from onrecord.errors import StoreError

if TYPE_CHECKING:
    from onrecord.record import Record


def open_record(target: str, create: bool = False) -> Record:
    """Open a record; reading commands make none.

    Raises:
        StoreError: If it cannot be opened.
    """
    if not target.strip():
        raise StoreError("The name of the record is empty", "name a file with --record, or unset ONRECORD_RECORD")
    from onrecord.record import Record

    return Record.open(target, create=create)


def user_name() -> str:
    """Who runs the command, for the audit chain; a user without a name (in containers) goes by number."""
    try:
        return getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"


def say_more(count: int, shown: int, noun: str) -> None:
    """Say that more entries are on record than were shown."""
    if count > shown:
        from onrecord.cli.console import say

        say(f"The first {shown:,} {noun}; more are on record: ask with --limit, or narrow with filters.", style="dim")


def nothing(noun: str, filters: Mapping[str, object | None], record: Record) -> str:
    """Why a listing is empty, in words."""
    if next(record.articles(limit=1), None) is None:
        return "The record holds no article yet. Add pages with: onrecord add FILES"
    given = ", ".join(f"{name} {value}" for name, value in filters.items() if value is not None)
    return f"No {noun} on record fits: {given}." if given else f"No {noun} on record."
