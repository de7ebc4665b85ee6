"""Where the demo pages lie, and room for their record."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import UsageError
from onrecord.model import page_digest
from onrecord.record import Record

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
    ours = {page_digest(file.read_bytes()) for file in PAGES.iterdir() if file.is_file()}
    with Record.open(path, create=False) as record:
        foreign = next((page for page in record.pages() if not _is_ours(page.sha256, page.file, ours)), None)
    if foreign is not None:
        raise UsageError(f"{target} holds pages that are not of the demo", "name another file with --record")
    for suffix in _SUFFIXES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_ours(sha256: str, file: str | None, ours: set[str]) -> bool:
    # Lines of a container are pages of their own; pages of another version of the demo have other digests.
    return sha256 in ours or (file is not None and Path(file).parent.name == "pages" and "demo" in Path(file).parts)
