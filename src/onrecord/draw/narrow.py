"""The narrow version of a timeline: time runs downward, one entry a row; rows are in order, not to scale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element

from onrecord.draw import svg
from onrecord.draw.marks import Mark
from onrecord.draw.scale import GAP_DAYS, gap_words
from onrecord.draw.shapes import BARS, STRUCK

WIDTH = 358
MOST = 40
TRAY = 12
_AXIS, _WORDS = 22.0, 48.0
_CHARACTERS, _TRAY_CHARACTERS = 40, 40


def narrow(marks: Sequence[Mark], ident: str, title: str, description: str) -> Element:
    """The picture."""
    dated = sorted((mark for mark in marks if mark.dated), key=lambda mark: (mark.begin, mark.end))
    apart = [mark for mark in marks if not mark.dated]
    root = svg.picture("narrow", WIDTH, 0, ident, title, description)
    y = _down(root, dated) if dated else 0.0
    if apart:
        y = _tray(root, apart, y + (16 if dated else 0))
    root.set("viewBox", f"0 0 {WIDTH} {y:.0f}")
    return root


def _down(root: Element, dated: list[Mark]) -> float:
    svg.text(root, 0, 14, "Time runs downward; not to scale", "s")
    y = 28.0
    shown = dated[-MOST:]
    if len(dated) > len(shown):
        svg.path(root, "guide", f"M{_AXIS} {y:.1f}v28")
        svg.text(root, _WORDS, y + 18, f"{len(dated) - len(shown):,} earlier entries are in the list", "s")
        y += 32
    end: date | None = None
    for mark in shown:
        if end is not None and (mark.begin - end).days > GAP_DAYS:
            svg.path(root, "guide", f"M{_AXIS} {y:.1f}v28")
            svg.text(root, _WORDS, y + 18, gap_words(end, mark.begin), "s")
            y += 32
        y = _row(root, mark, y)
        end = mark.end if end is None else max(end, mark.end)
    return y


def _row(root: Element, mark: Mark, y: float) -> float:
    lines = svg.wrapped(mark.label, _CHARACTERS, 3)
    height = 34.0 + 17 * (len(lines) + bool(mark.note))
    svg.path(root, "axis", f"M{_AXIS} {y:.1f}v{height:.1f}")
    group = svg.entry(root, mark)
    _shape(group, mark, y + 6, height - 14)
    x = _WORDS
    if mark.shape != "day":
        svg.glyph(group, mark.standing, x, y + 6)
        x += svg.GLYPH + 6
    svg.text(group, x, y + 19, mark.when, "b")
    for number, line in enumerate(lines):
        svg.text(group, _WORDS, y + 37 + 17 * number, line)
    if mark.note:
        svg.text(group, _WORDS, y + 37 + 17 * len(lines), mark.note, "s")
    return y + height


def _shape(group: Element, mark: Mark, top: float, height: float) -> None:
    if mark.shape == "day":
        svg.glyph(group, mark.standing, _AXIS - svg.GLYPH / 2, top)
        return
    body = svg.standing(group, mark.standing)
    bottom = top + height
    if mark.first is None:
        svg.path(body, "open", f"M{_AXIS} {top:.1f}v{height / 2:.1f}")
        top += height / 2
    if mark.last is None:
        svg.path(body, "open", f"M{_AXIS} {(top + bottom) / 2:.1f}V{bottom:.1f}")
        bottom = (top + bottom) / 2
    if mark.shape == "bar":
        svg.rect(body, BARS.get(mark.standing, "bar"), _AXIS - 5, top, 10, bottom - top)
        if mark.standing in STRUCK:
            svg.path(body, "whisk", f"M{_AXIS - 9} {bottom - 4:.1f}L{_AXIS + 9} {top + 4:.1f}")
        return
    svg.rect(body, "within", _AXIS - 8, top, 16, bottom - top)
    svg.path(body, "whisk", f"M{_AXIS - 11} {top:.1f}h22M{_AXIS - 11} {bottom:.1f}h22")
    svg.path(body, "whisk2", f"M{_AXIS} {top:.1f}V{bottom:.1f}")


def _tray(root: Element, apart: list[Mark], top: float) -> float:
    svg.text(root, 14, top + 24, "No day on record", "b")
    svg.text(root, 14, top + 41, "kept apart, never placed on the axis", "s")
    y = top + 58
    for mark in apart[:TRAY]:
        group = svg.entry(root, mark)
        svg.glyph(group, mark.standing, 14, y)
        lines = svg.wrapped(mark.label, _TRAY_CHARACTERS, 2)
        for number, line in enumerate(lines):
            svg.text(group, 40, y + 13 + 17 * number, line)
        y += 15 + 17 * len(lines)
    if len(apart) > TRAY:
        svg.text(root, 14, y + 12, f"and {len(apart) - TRAY:,} more, in the list below", "s")
        y += 24
    svg.rect(root, "tray", 1, top + 1, WIDTH - 2, y - top)
    return y + 4
