"""The timeline's grammar: what is vague is never drawn as a day, and no picture holds style or script."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from onrecord.draw import Mark, Picture, timeline
from onrecord.draw.marks import STANDINGS

DAY = date(2019, 3, 4)


def mark(
    first: date | None, last: date | None, standing: str = "asserted", lasts: bool = False, label: str = "Ada Roe acts"
) -> Mark:
    return Mark(standing, label, "a time", first, last, lasts, "#e1")


def drawn(*marks: Mark) -> list[ElementTree.Element]:
    found = timeline(marks, "Timeline of Ada Roe")
    return [ElementTree.fromstring(found.broad), ElementTree.fromstring(found.narrow)]


def classes(root: ElementTree.Element) -> set[str]:
    return {one for element in root.iter() for one in element.get("class", "").split()}


def test_a_day_is_a_mark() -> None:
    for root in drawn(mark(DAY, DAY)):
        assert not classes(root) & {"within", "bar", "tray"}
        assert [use.get("href") for use in root.iter("use")] == ["#g-asserted"]


def test_a_vague_date_is_a_bracket_with_nothing_inside() -> None:
    for root in drawn(mark(DAY, DAY + timedelta(days=9))):
        (box,) = [one for one in root.iter("rect") if one.get("class") == "within"]
        (use,) = root.iter("use")
        left, right = float(box.get("x", "")), float(box.get("x", "")) + float(box.get("width", ""))
        middle = float(use.get("x", "")) + 8
        assert not left <= middle <= right
        assert {"whisk", "whisk2"} <= classes(root)


@pytest.mark.parametrize(
    ("standing", "shape"),
    [("asserted", "bar"), ("planned", "barplan"), ("denied", "bardeny"), ("called", "bardeny"), ("hypo", "barhypo")],
)
def test_what_lasts_is_a_bar_in_the_shape_of_its_standing(standing: str, shape: str) -> None:
    for root in drawn(mark(DAY, DAY + timedelta(days=9), standing, lasts=True)):
        assert shape in classes(root)
        assert not classes(root) & ({"bar", "barplan", "bardeny", "barhypo", "within"} - {shape})
        assert ("whisk" in classes(root)) is (shape == "bardeny")


@pytest.mark.parametrize(("first", "last"), [(DAY, None), (None, DAY)])
def test_an_open_end_is_dotted(first: date | None, last: date | None) -> None:
    for root in drawn(mark(first, last, lasts=True)):
        assert "open" in classes(root)


def test_what_has_no_day_stands_in_the_tray() -> None:
    marks = [mark(DAY, DAY), *(mark(None, None, label=f"undated {number}") for number in range(60))]
    found = timeline(marks, "Timeline")
    assert (found.placed, found.apart) == (1, 60)
    for root in drawn(*marks):
        words = " ".join(root.itertext())
        assert "undated 3" in words
        assert re.search(r"and \d+ more, in the list below", words)
        assert "tray" in classes(root)


def test_gaps_are_named_and_years_stand_above_days() -> None:
    later = date(2021, 5, 1)
    marks = [mark(DAY, DAY), mark(DAY, DAY), mark(later, later), mark(later, later + timedelta(days=3))]
    wide, slim = (" ".join(root.itertext()) for root in drawn(*marks))
    assert "two years without an entry" in slim
    assert "March 2019, by day" in wide
    assert "May 2021, by day; two years without an entry before" in wide


@pytest.mark.parametrize("count", [0, 1, 3, 25, 300])
def test_any_number_of_marks_fits(count: int) -> None:
    marks = [
        mark(DAY + timedelta(days=number % 90), DAY + timedelta(days=number % 90 + number % 5))
        for number in range(count)
    ]
    for root, width in zip(drawn(*marks), (1120, 358), strict=True):
        height = float(root.get("viewBox", "").split()[3])
        for one in root.iter("use"):
            assert 0 <= float(one.get("x", "")) <= width - 15
            assert 0 <= float(one.get("y", "")) <= height
        assert height < 3_500


@pytest.mark.parametrize(
    "span", [(date.min, date.min), (date.max, date.max), (date.min, date.max), (date(1, 1, 1), DAY)]
)
def test_the_ends_of_the_calendar_can_be_drawn(span: tuple[date, date]) -> None:
    for lasts in (True, False):
        for root in drawn(mark(*span, lasts=lasts), mark(DAY, DAY)):
            assert root.tag == "svg"


def test_labels_are_words_and_nothing_else() -> None:
    hostile = '</text><script>alert(1)</script><a href="javascript:x" onclick="y">&\x00\x0b]]>'
    found: Picture = timeline([mark(DAY, DAY, label=hostile), mark(None, None, label=hostile)], hostile)
    for markup in (found.broad, found.narrow):
        assert "<script" not in markup
        assert "\x00" not in markup
        root = ElementTree.fromstring(markup)
        assert {element.tag for element in root.iter()} <= set("svg title desc text path rect use g a".split())
        held = {name for element in root.iter() for name in element.attrib}
        assert held <= set("class viewBox role aria-labelledby id x y width height d href".split())


def test_every_standing_can_be_drawn() -> None:
    for root in drawn(*(mark(DAY, DAY, standing) for standing in STANDINGS)):
        assert {use.get("href") for use in root.iter("use")} == {f"#g-{standing}" for standing in STANDINGS}
