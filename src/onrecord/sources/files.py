"""Files and folders: which ones are read, and as what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import EmptyInput, InputError, UnreadableInput
from onrecord.limits import MAX_PAGE_BYTES
from onrecord.model import RawPage
from onrecord.sources.containers import json_file_pages, json_line_pages
from onrecord.sources.payload import raw_page_from, too_large

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
}
"""Suffixes that are read in a folder; a file that is named itself is read whatever its suffix."""


def read_source(path: Path) -> Iterator[RawPage | InputError]:
    """Read a file or a folder, page by page.

    Folders are read recursively in the order of their names; in them only files of :data:`MEDIA_TYPES` count, and
    hidden ones do not. Of ``.json`` and ``.jsonl`` each article is a page: its payload is the bytes of the line or
    object, its member the line's number from 1.

    Args:
        path: A file or a folder.

    Yields:
        Pages, and for each thing that cannot be read one error that names it; no error ends the reading.
    """
    if not path.is_dir():
        yield from _read_file(path)
        return
    found = False
    for item in _walk(path):
        found = True
        if isinstance(item, InputError):
            yield item
        else:
            yield from _read_file(item)
    if not found:
        kinds = " ".join(MEDIA_TYPES)
        yield EmptyInput(f"{path}: no page in this folder", f"files that are read: {kinds}")


def _walk(folder: Path) -> Iterator[Path | InputError]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield _unreadable(folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        elif Path(entry.name).suffix.lower() in MEDIA_TYPES:
            path = Path(entry.path)
            yield _no_file(path) if _is_special(path) else path


def _is_special(path: Path) -> bool:
    # A pipe without a writer, once opened, would stop the reading for good.
    return path.exists() and not path.is_file() and not path.is_dir()


def _no_file(path: Path) -> UnreadableInput:
    return UnreadableInput(
        f"{path}: cannot be read: not a regular file", "take it out of the folder, or name it itself"
    )


def _read_file(path: Path) -> Iterator[RawPage | InputError]:
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    try:
        if media_type == "application/jsonl":
            yield from json_line_pages(path)
        elif media_type == "application/json":
            yield from json_file_pages(path)
        else:
            yield _single_page(path, media_type)
    except InputError as error:
        yield error
    except OSError as error:
        yield _unreadable(path, error)


def _single_page(path: Path, media_type: str | None) -> RawPage:
    with path.open("rb") as stream:
        payload = stream.read(MAX_PAGE_BYTES + 1)
    if len(payload) > MAX_PAGE_BYTES:
        raise too_large(str(path), path.stat().st_size)
    return raw_page_from(payload, file=str(path), media_type=media_type)


def _unreadable(path: Path, error: OSError) -> UnreadableInput:
    reason = (error.strerror or type(error).__name__).lower()
    return UnreadableInput(f"{path}: cannot be read: {reason}", "check the path and its permissions")
