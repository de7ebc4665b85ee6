"""onrecord reads news pages and keeps a sourced record: who did what to whom, and who says so.

The calls of the public surface load what they need on first use, so that importing this package
costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.matching.names import NameScore, match_names
    from onrecord.model import Article, Page, ReadOptions
    from onrecord.pipeline import annotate, annotate_many, read, read_many

__version__ = "0.1.0"
__all__ = [
    "Article",
    "NameScore",
    "Page",
    "ReadOptions",
    "__version__",
    "annotate",
    "annotate_many",
    "match_names",
    "read",
    "read_many",
]

_HOMES = {
    "Article": "onrecord.model",
    "NameScore": "onrecord.matching.names",
    "Page": "onrecord.model",
    "ReadOptions": "onrecord.model",
    "annotate": "onrecord.pipeline",
    "annotate_many": "onrecord.pipeline",
    "match_names": "onrecord.matching.names",
    "read": "onrecord.pipeline",
    "read_many": "onrecord.pipeline",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'onrecord' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
