"""What is read, told by the end of a file's name or by its media type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
}
"""Suffixes of pages and of JSON; with ``.gz`` behind them they are unpacked."""
Shape = Literal["page", "json", "lines", "warc", "zip", "tar"]
_SHAPES: dict[str, Shape] = {".json": "json", ".jsonl": "lines"}
_ARCHIVES: dict[str, Shape] = {".warc": "warc", ".warc.gz": "warc", ".zip": "zip", ".tar": "tar", ".tar.gz": "tar", ".tgz": "tar"}  # fmt: skip
READ_SUFFIXES = (*MEDIA_TYPES, *_ARCHIVES, *(f"{suffix}.gz" for suffix in MEDIA_TYPES))
"""Every end of a name that is read in a folder."""


_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def charset_of(media_type: str | None) -> str | None:
    """The charset that a media type names, as it is written.

    >>> charset_of('text/html; Charset="UTF-8"'), charset_of("text/html")
    ('UTF-8', None)
    """
    found = _CHARSET.search(media_type or "")
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Kind:
    """How a file is read.

    Attributes:
        shape: One page, JSON, JSON lines, or an archive of members.
        media_type: Of a page, as its name says it; ``None`` where it says nothing.
        packed: The file is gzipped as a whole.
    """

    shape: Shape
    media_type: str | None = None
    packed: bool = False

    @property
    def is_archive(self) -> bool:
        """Whether its members are files of their own."""
        return self.shape in ("warc", "zip", "tar")


def kind_of(name: str) -> Kind | None:
    """How a file of this name is read; ``None`` for one that is left alone in a folder.

    >>> kind_of("archive/a.html.gz")
    Kind(shape='page', media_type='text/html', packed=True)
    >>> kind_of("a.png") is None
    True
    """
    lower = name.lower()
    for suffix, shape in _ARCHIVES.items():
        if lower.endswith(suffix):
            return Kind(shape, packed=lower.endswith("gz"))
    bare = lower.removesuffix(".gz")
    for suffix, media_type in MEDIA_TYPES.items():
        if bare.endswith(suffix):
            return Kind(_SHAPES.get(suffix, "page"), media_type, packed=bare != lower)
    return None
