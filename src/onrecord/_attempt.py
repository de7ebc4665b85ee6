"""Running a stage on one page, so that whatever happens there costs that page only."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

from onrecord.errors import InputError, OnrecordError
from onrecord.model import Page, Problem, RawPage, ReadOptions, page_digest

Derive = Callable[[RawPage, ReadOptions], Page]


def attempt(raw: RawPage, stage: Callable[[], Page]) -> tuple[Page, str]:
    """Run a stage; a page that it cannot read becomes a failed page with the reason and the next step.

    Raises:
        OnrecordError: If not the page is at fault but the installation or the call.
        MemoryError: If the page needs more memory than is allowed.
    """
    try:
        page = stage()
    except InputError as error:
        return Page.of(raw, None, Problem(error.code, error.message)), error.hint
    except (OnrecordError, MemoryError):
        raise
    except Exception as error:
        # Not the words of the exception: they may hold text of the page, which belongs in no log.
        place = _place(error)
        problem = Problem("internal", f"a stage failed on this page ({type(error).__name__} at {place})")
        return Page.of(raw, None, problem), "please report this as a bug; the page is kept and can be derived again"
    return _named(page, raw), ""


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"


def _named(page: Page, raw: RawPage) -> Page:
    """The page under the digest and the names that it came with."""
    return replace(page, sha256=page_digest(raw.payload), url=raw.url, file=raw.file, member=raw.member)
