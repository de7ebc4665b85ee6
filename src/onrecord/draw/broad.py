"""The broad version of a timeline: time runs to the right, years above and days below, a tray for what has no day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement

from onrecord.draw import shapes, svg
from onrecord.draw.marks import Mark
from onrecord.draw.scale import Scale, gap_words, is_fine, padded, span_words, stretches, ticks

WIDTH = 1120
LABELLED = 24
"""A stretch with more marks is drawn without labels, in rows as dense as they go."""
PANELS = 3
TRAY = 14
_LEFT, _RIGHT, _FULL = 4.0, 790.0, 1116.0
_TRAY_LEFT, _TRAY_WIDTH = 826.0, 293.0
_HEAD, _ROW, _DENSE = 30.0, 40.0, 22.0
# A character of the labels, as wide as the style sheet makes it at the widths where this version shows.
_CHARACTER = 8.4


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which marks go by the year, and which stretches get a panel by the day."""

    by_year: list[Mark]
    panels: list[list[Mark]]


def broad(marks: Sequence[Mark], ident: str, title: str, description: str) -> Element:
    """The picture."""
    dated = [mark for mark in marks if mark.dated]
    apart = [mark for mark in marks if not mark.dated]
    root = svg.picture("broad", WIDTH, 0, ident, title, description)
    height = 0.0
    if dated:
        height = _axes(root, dated, _RIGHT if apart else _FULL)
    if apart:
        height = max(height, _tray_beside(root, apart, height) if dated else _tray_alone(root, apart))
    root.set("viewBox", f"0 0 {WIDTH} {height:.0f}")
    return root


def _axes(root: Element, dated: list[Mark], right: float) -> float:
    plan = _planned(dated)
    y = 0.0
    if plan.by_year or len(plan.panels) > 1:
        y = _years(root, dated, plan, right)
    before: date | None = None
    for panel in plan.panels:
        first, last = min(mark.begin for mark in panel), max(mark.end for mark in panel)
        gap = gap_words(before, first) if before else None
        y = _panel(root, panel, y, right, gap)
        before = last
    return y


def _planned(dated: list[Mark]) -> _Plan:
    groups = stretches([mark for mark in dated if is_fine(mark)])
    coarse = [mark for mark in dated if not is_fine(mark)]
    if len(groups) == 1:
        return _Plan(coarse, groups)
    largest = sorted((group for group in groups if len(group) > 1), key=len, reverse=True)[:PANELS]
    shown = sorted(largest, key=lambda group: group[0].begin)
    chosen = {id(mark) for group in shown for mark in group}
    return _Plan([mark for mark in dated if id(mark) not in chosen], shown)


def _years(root: Element, dated: list[Mark], plan: _Plan, right: float) -> float:
    first, last = padded(min(mark.begin for mark in dated), max(mark.end for mark in dated), 120)
    scale = Scale(first, last, _LEFT, right)
    labelled = sorted(plan.by_year, key=lambda mark: (mark.begin, mark.end))
    body = SubElement(root, "g")
    if not labelled:
        bottom = _HEAD + 26
    elif len(labelled) > LABELLED:
        bottom = _dense(body, scale, labelled, _HEAD)
    else:
        bottom = _rows(body, scale, labelled, _HEAD)
    axis = SubElement(root, "g")
    _axis(axis, scale, 0, bottom)
    root.remove(axis)
    root.insert(list(root).index(body), axis)
    for panel in plan.panels:
        left = scale.at(min(mark.begin for mark in panel))
        end = scale.after(max(mark.end for mark in panel))
        width = max(8.0, end - left)
        svg.rect(root, "frame", left, 24, width, bottom - 24)
        if len(plan.panels) == 1:
            svg.path(
                root, "axis", f"M{left:.1f} {bottom:.1f}L{_LEFT} {bottom + 34:.1f}M{left + width:.1f} {bottom:.1f}"
                f"L{right} {bottom + 34:.1f}",
            )  # fmt: skip
    return bottom + (34 if len(plan.panels) == 1 else 22)


def _panel(root: Element, marks: list[Mark], top: float, right: float, gap: str | None) -> float:
    first, last = min(mark.begin for mark in marks), max(mark.end for mark in marks)
    scale = Scale(*padded(first, last, 16), _LEFT, right)
    heading = f"{span_words(first, last)}, by day" + (f"; {gap} before" if gap else "")
    ground = SubElement(root, "g")
    svg.text(root, _LEFT + 8, top + 18, heading, "b")
    body = SubElement(root, "g", {"class": "over"})
    labelled = len(marks) <= LABELLED
    start = top + 26 + _HEAD
    bottom = _rows(body, scale, marks, start) if labelled else _dense(body, scale, marks, start)
    svg.rect(ground, "ground", _LEFT, top, right - _LEFT, bottom - top)
    _axis(ground, scale, top + 26, bottom)
    svg.rect(root, "frame", _LEFT, top, right - _LEFT, bottom - top)
    return bottom + 22


def _axis(parent: Element, scale: Scale, top: float, bottom: float) -> None:
    svg.path(parent, "axis", f"M{scale.left:.1f} {top + 22:.1f}H{scale.right:.1f}")
    for day, label in ticks(scale):
        x = scale.at(day)
        if x > scale.right - 60:
            continue
        svg.path(parent, "hair", f"M{x:.1f} {top + 22:.1f}V{bottom:.1f}")
        svg.text(parent, x + 4, top + 14, label, "s")


def _rows(parent: Element, scale: Scale, marks: Sequence[Mark], top: float) -> float:
    """One labelled mark a row; the words stand on the side that has room."""
    y = top + 16
    for mark in marks:
        group = svg.entry(parent, mark)
        left, right = shapes.extent(scale, mark)
        shapes.draw(group, scale, mark, y)
        to_right = scale.right - right >= left - scale.left
        room = (scale.right - right if to_right else left - scale.left) - 12
        if mark.shape != "day":
            room -= svg.GLYPH + 6
            at = right + 8 if to_right else left - 8 - svg.GLYPH
            svg.glyph(group, mark.standing, at, y - svg.GLYPH / 2)
            left, right = (left, at + svg.GLYPH) if to_right else (at, right)
        x, side = (right + 7, "") if to_right else (left - 7, " end")
        width = max(12, int(room / _CHARACTER))
        lines = svg.wrapped(mark.label, width, 2)
        for number, line in enumerate(lines):
            svg.text(group, x, y - 1 + 15 * number, line, f"b halo{side}")
        svg.text(group, x, y - 1 + 15 * len(lines), svg.wrapped(mark.time, width, 1)[0], f"s halo{side}")
        y += _ROW + 15 * (len(lines) - 1)
    return y - 6


def _dense(parent: Element, scale: Scale, marks: Sequence[Mark], top: float) -> float:
    """Marks without labels, each in the first row where it fits."""
    ends: list[float] = []
    for mark in marks:
        left, right = shapes.extent(scale, mark)
        row = next((number for number, end in enumerate(ends) if end < left), len(ends))
        if row == len(ends):
            ends.append(right + 2)
        else:
            ends[row] = right + 2
        shapes.draw(svg.entry(parent, mark), scale, mark, top + 12 + row * _DENSE)
    return top + len(ends) * _DENSE + 8


def _tray_beside(root: Element, apart: list[Mark], height: float) -> float:
    shown = apart[: max(TRAY, int((height - 80) / _ROW))]
    y = 64.0
    svg.text(root, _TRAY_LEFT + 16, 25, "No day on record", "b")
    svg.text(root, _TRAY_LEFT + 16, 42, "kept apart, never placed on an axis", "s")
    for mark in shown:
        y = _in_tray(root, mark, _TRAY_LEFT + 16, y, 31)
    return _tray_end(root, len(apart) - len(shown), _TRAY_LEFT, y, _TRAY_WIDTH)


def _tray_alone(root: Element, apart: list[Mark]) -> float:
    shown = apart[: 2 * TRAY]
    columns = 3
    each = -(-len(shown) // columns)
    svg.text(root, 20, 25, "No day on record", "b")
    svg.text(root, 20, 42, "kept apart, never placed on an axis", "s")
    bottom = 64.0
    for number in range(columns):
        y = 64.0
        for mark in shown[number * each : (number + 1) * each]:
            y = _in_tray(root, mark, 20 + number * 366, y, 40)
        bottom = max(bottom, y)
    return _tray_end(root, len(apart) - len(shown), 1, bottom, WIDTH - 2)


def _in_tray(root: Element, mark: Mark, x: float, y: float, width: int) -> float:
    group = svg.entry(root, mark)
    svg.glyph(group, mark.standing, x, y)
    lines = svg.wrapped(mark.label, width, 2)
    for number, line in enumerate(lines):
        svg.text(group, x + 26, y + 12 + 16 * number, line)
    return y + 14 + 16 * len(lines)


def _tray_end(root: Element, more: int, left: float, y: float, width: float) -> float:
    if more > 0:
        svg.text(root, left + 16, y + 12, f"and {more:,} more, in the list below", "s")
        y += 24
    svg.rect(root, "tray", left, 1, width, y)
    return y + 3
