"""Where the demo pages lie, and room for their record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.errors import InputError, UsageError
from onrecord.model import RawPage
from onrecord.record import Record
from onrecord.sources import read_source

PAGES = Path(__file__).parent / "pages"
_SUFFIXES = ("", "-wal", "-shm")


def clear(target: str) -> None:
    """Remove an earlier record of the demo.

    Raises:
        UsageError: If the record holds anything else, or is no file.
    """
    if "://" in target:
        raise UsageError("The demo makes a fresh file", "name a file with --record")
    path = Path(target).expanduser()
    if not path.exists():
        return
    ours = {file.name for file in PAGES.iterdir()}
    with Record.open(path, create=False) as record:
        foreign = next((page for page in record.pages() if page.file not in ours), None)
    if foreign is not None:
        raise UsageError(f"{target} holds pages that are not of the demo", "name another file with --record")
    for suffix in _SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def pages() -> Iterator[RawPage | InputError]:
    """The demo pages under their bare names, so that the record is the same wherever the package lies."""
    for item in read_source(PAGES):
        yield replace(item, file=Path(item.file).name) if isinstance(item, RawPage) and item.file else item
