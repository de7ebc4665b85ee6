"""What a source yields, parted into pages and errors; every error names the file and the next step."""

from __future__ import annotations

from pathlib import Path

from onrecord.errors import InputError
from onrecord.model import RawPage
from onrecord.sources import read_source


def read(path: Path) -> tuple[list[RawPage], list[InputError]]:
    found = list(read_source(path))
    errors = [item for item in found if isinstance(item, InputError)]
    for error in errors:
        assert str(path) in error.message
        assert error.hint
    return [item for item in found if isinstance(item, RawPage)], errors
