"""Next steps for what can be wrong with a page, where the stage that found it names none."""

from __future__ import annotations

_STEPS = {
    "no_article": "save the whole page again, or give its text in a .txt file with --text",
    "language": "only English is read; the page and its language are kept",
    "empty": "fetch or save it again",
    "too_large": "cut it into smaller files",
}


def next_step(code: str, hint: str) -> str:
    """The hint that came with a problem, or the one for its code."""
    return hint or _STEPS.get(code, "")
