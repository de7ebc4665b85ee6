"""Files and folders: which ones are read, and as what."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import EmptyInput, InputError, UnreadableInput
from onrecord.model import RawPage
from onrecord.sources.archives import stream_pages, tar_pages, zip_pages
from onrecord.sources.kinds import READ_SUFFIXES, kind_of
from onrecord.sources.payload import Place
from onrecord.sources.unpack import Meter
from onrecord.sources.warc import warc_pages

_ARCHIVES = {"warc": warc_pages, "zip": zip_pages, "tar": tar_pages}


def read_source(path: Path) -> Iterator[RawPage | InputError]:
    """Read a file or a folder, page by page.

    Folders are read recursively in the order of their names; in them only files with a suffix of
    :data:`~onrecord.sources.kinds.READ_SUFFIXES` count, and hidden ones do not. A page is what a container holds, not the
    container: the record of a WARC file, the member of a zip or tar archive, the article of a file of JSON (its payload
    is the bytes of the line or object, its member the line's number from 1), what is inside a gzipped file.

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
        yield EmptyInput(f"{path}: no page in this folder", f"files that are read: {' '.join(READ_SUFFIXES)}")


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
        elif kind_of(entry.name) is not None:
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
    kind = kind_of(path.name)
    try:
        if kind is not None and kind.is_archive:
            yield from _ARCHIVES[kind.shape](path)
            return
        with path.open("rb") as stream:
            size = path.stat().st_size
            yield from stream_pages(stream, Place(str(path)), kind, Meter(str(path), size), size)
    except InputError as error:
        yield error
    except OSError as error:
        yield _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> UnreadableInput:
    reason = (error.strerror or type(error).__name__).lower()
    return UnreadableInput(f"{path}: cannot be read: {reason}", "check the path and its permissions")
