"""What a caller may say about a page before it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of ``read`` and ``add``; they are kept with the retrieval.

    Attributes:
        published: Date of publication to assume (EDTF level 0, ``YYYY-MM-DD``); basis "argument".
        outlet: Name of the outlet to assume.
        as_text: Take the whole payload as the clean text of one article; skip cleaning.
    """

    published: str | None = None
    outlet: str | None = None
    as_text: bool = False
