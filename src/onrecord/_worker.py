"""A worker: reads pages from its standard input, derives them, writes their rows to its standard output.

Started by :mod:`onrecord.record.pool` as ``python -m onrecord._worker MODULE:FUNCTION``. Its memory is bounded
by the operating system, its time by an alarm and by the parent; it dies with its parent, whose pipe ends then.
"""

from __future__ import annotations

import importlib
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any, BinaryIO

from onrecord import _frames, limits
from onrecord._attempt import Derive, attempt
from onrecord.errors import OnrecordError
from onrecord.model import Page, RawPage, ReadOptions
from onrecord.model.json import dumps
from onrecord.store.flatten import Versions, flatten


def main() -> None:
    """Answer pages until the input ends."""
    _bound()
    source, sink = _pipes()
    try:
        module, derive = _load(sys.argv[1])
        getattr(module, "warm_up", lambda: None)()
    except OnrecordError as error:
        _send(sink, {"fatal": [error.code, error.message, error.hint]})
        return
    versions = Versions.of(getattr(module, "VERSIONS", {}))
    _send(sink, {})
    while (frame := _frames.read(source)) is not None:
        # The parent kills at the bound; the alarm ends a worker whose parent is gone.
        signal.alarm(2 * limits.WORKER_SECONDS)
        header, body = frame
        size = header["payload"]
        raw = RawPage(payload=body[:size], **header["raw"])
        try:
            page, hint = _derive(module, derive, raw, ReadOptions(**header["options"]), body[size:])
        except MemoryError:
            _send(sink, {"memory": True})
            return
        except OnrecordError as error:
            _send(sink, {"fatal": [error.code, error.message, error.hint]})
            return
        derived = flatten(page, hint, replace(versions, clean=header["clean"] or versions.clean))
        _send(sink, {}, dumps([derived.head, derived.rows]).encode("utf-8", "surrogatepass"))
        signal.alarm(0)


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.WORKER_MEMORY_BYTES, limits.WORKER_MEMORY_BYTES))


def _pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the pipes to ourselves: whatever a library prints must not end up between frames."""
    source, sink = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


def _load(name: str) -> tuple[ModuleType, Derive]:
    module_name, _, function = name.partition(":")
    module = importlib.import_module(module_name)
    return module, getattr(module, function)


def _send(sink: BinaryIO, header: dict[str, Any], body: bytes = b"") -> None:
    sink.write(_frames.encode(header, body))
    sink.flush()


def _derive(module: ModuleType, derive: Derive, raw: RawPage, options: ReadOptions, cleaned: bytes) -> tuple[Page, str]:
    annotate: Callable[[Page], Page] | None = getattr(module, "annotate_page", None)
    if cleaned and annotate is not None:
        kept = Page.from_json(cleaned.decode("utf-8", "surrogatepass"))
        return attempt(raw, lambda: annotate(kept))
    return attempt(raw, lambda: derive(raw, options))


if __name__ == "__main__":
    main()
