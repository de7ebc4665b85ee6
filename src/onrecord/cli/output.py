"""Files that a command writes: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from onrecord.errors import OnrecordError


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A file to write text to; it stands under its name only when all of it is there.

    Raises:
        OnrecordError: If the file cannot be written.
    """
    # A device or pipe takes what comes; only a file can be put in place at the end.
    direct = path.exists() and not path.is_file()
    place = path if direct else path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        try:
            with place.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                yield stream
            if not direct:
                place.replace(path)
        except BaseException:
            if not direct:
                with suppress(OSError):
                    place.unlink()
            raise
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise OnrecordError(
            f"{path}: cannot be written: {reason}", "name another file with room and permission"
        ) from error
