"""A timeline in two versions; the style sheet shows the one that fits the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.draw.broad import broad
from onrecord.draw.marks import Mark
from onrecord.draw.narrow import narrow
from onrecord.draw.svg import to_text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as markup: every word in it is escaped.

    Attributes:
        placed: How many marks stand on an axis.
        apart: How many stand in the tray, because no day is on record.
    """

    broad: str
    narrow: str
    placed: int
    apart: int


def timeline(marks: Sequence[Mark], title: str, ident: str = "tl") -> Picture:
    """Draw a timeline.

    Args:
        marks: One per event.
        title: Name of the picture.
        ident: Begins the ids in it; one per picture of a page.
    """
    placed = sum(mark.dated for mark in marks)
    apart = len(marks) - placed
    description = (
        f"{placed} entries with a time, {apart} without a day in a tray. The list holds the same entries as text."
    )
    wide = to_text(broad(marks, f"{ident}w", title, description))
    slim = to_text(narrow(marks, f"{ident}n", title, description))
    return Picture(wide, slim, placed, apart)
