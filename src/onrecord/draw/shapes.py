"""The grammar of marks along a horizontal line."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from onrecord.draw import svg
from onrecord.draw.marks import Mark
from onrecord.draw.scale import Scale

STRUCK = ("denied", "called")
"""Standings whose bar is struck through."""
BARS = {"planned": "barplan", "hypo": "barhypo", "denied": "bardeny", "called": "bardeny"}
"""Class of a standing's bar, "bar" where it has none of its own."""
_LEAST = 6.0
_OPEN = 36.0


def extent(scale: Scale, mark: Mark) -> tuple[float, float]:
    """Left and right end of a mark on its line, dots of an open end included."""
    if mark.shape == "day":
        middle = (scale.at(mark.begin) + scale.after(mark.begin)) / 2
        return middle - svg.GLYPH / 2, middle + svg.GLYPH / 2
    left, right = scale.at(mark.begin), scale.after(mark.end)
    if right - left < _LEAST:
        middle = (left + right) / 2
        left, right = middle - _LEAST / 2, middle + _LEAST / 2
    if mark.first is None:
        left = max(scale.left, left - _OPEN)
    if mark.last is None:
        right = min(scale.right, right + _OPEN)
    return left, right


def draw(parent: Element, scale: Scale, mark: Mark, y: float) -> None:
    """Draw a mark around the height ``y``."""
    left, right = extent(scale, mark)
    if mark.shape == "day":
        svg.glyph(parent, mark.standing, left, y - svg.GLYPH / 2)
        return
    group = svg.standing(parent, mark.standing)
    left, right = _open_ends(group, mark, left, right, y)
    if mark.shape == "bar":
        _bar(group, mark.standing, left, right, y)
        return
    svg.rect(group, "within", left, y - 7, right - left, 14)
    svg.path(group, "whisk", f"M{left:.1f} {y - 10:.1f}v20M{right:.1f} {y - 10:.1f}v20")
    svg.path(group, "whisk2", f"M{left:.1f} {y:.1f}H{right:.1f}")


def _bar(group: Element, standing: str, left: float, right: float, y: float) -> None:
    kind = BARS.get(standing, "bar")
    half = 4.5 if kind == "bar" else 7
    svg.rect(group, kind, left, y - half, right - left, 2 * half)
    if standing in STRUCK:
        svg.path(group, "whisk", f"M{left + 4:.1f} {y + 11:.1f}L{right - 4:.1f} {y - 11:.1f}")


def _open_ends(group: Element, mark: Mark, left: float, right: float, y: float) -> tuple[float, float]:
    """Dots where the record stops; what is left for the body."""
    middle = (left + right) / 2
    if mark.first is None:
        svg.path(group, "open", f"M{left + 2:.1f} {y:.1f}H{middle:.1f}")
        left = middle
    if mark.last is None:
        svg.path(group, "open", f"M{middle:.1f} {y:.1f}H{right - 2:.1f}")
        right = middle
    return left, right
