"""Dates as printed: read without guessing, in lines that are nothing but a date."""

from __future__ import annotations

import pytest

from onrecord.clean.dates import date_in_address, date_line, printed_dates
from onrecord.clean.published import evidence_of
from onrecord.clean.scan import scan
from tests.cleaning import FERRY, lines, text_page


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("August 14, 2015", "2015-08-14"),
        ("Aug. 14, 2015", "2015-08-14"),
        ("14 August 2015", "2015-08-14"),
        ("14th of August, 2015", "2015-08-14"),
        ("Fri, 14 Aug 2015 10:35:00 GMT", "2015-08-14"),
        ("2015-08-14T10:35:00Z", "2015-08-14"),
        ("2015/08/14", "2015-08-14"),
        ("14.08.2015", "2015-08-14"),
        ("3.4.2015", "2015-04-03"),
        ("14/08/2015", "2015-08-14"),
        ("08/14/2015", "2015-08-14"),
        ("3/4/2015", None),
        ("August 14", None),
        ("February 30, 2015", None),
        ("Posted on August 14, 2015 at 10:35 AM EDT by Jane Roe", "2015-08-14"),
        ("WESTMERE, Aug 14, 2015 (Wire)", "2015-08-14"),
    ],
)
def test_date_lines(line: str, edtf: str | None) -> None:
    found = date_line(line)
    assert found is not None
    assert found.dates[0].edtf == edtf


@pytest.mark.parametrize(
    "line", ["Talks of August 14, 2015", "On May 3, 2019, rain fell.", "No date", "1.2.3", "Chapter 12/13/2014/2"]
)
def test_other_lines(line: str) -> None:
    assert date_line(line) is None


def test_updated_dates_are_told_from_dates_of_publication() -> None:
    found = printed_dates("Published 14 August 2015 | Last updated: 15 August 2015")
    assert [(item.edtf, item.updated) for item in found] == [("2015-08-14", False), ("2015-08-15", True)]


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://a.example/2015/08/14/x", "2015-08-14"),
        ("https://a.example/news-20150814.html", "2015-08-14"),
        ("https://a.example/2015/8/4/x", "2015-08-04"),
        ("https://a.example/2015/13/14/x", None),
        ("https://a.example/id/20159914", None),
        ("https://a.example/2015/08/x", None),
    ],
)
def test_dates_in_addresses(url: str, edtf: str | None) -> None:
    found = date_in_address(url)
    assert (found.edtf if found else None) == edtf


@pytest.mark.parametrize(
    "text", ["14 août 2015", "14 de agosto de 2015", "14.8.2015", "2015年8月14日", "August 14, 2015", "14/08/15"]
)
def test_evidence_of_a_day_in_any_language(text: str) -> None:
    source = f"<p>{text}</p>"
    found = evidence_of("2015-08-14", source, scan(source))
    assert found is not None
    assert found.basis == "printed"
    assert evidence_of("2015-08-15", source, scan(source)) is None


@pytest.mark.parametrize("text", ["On Sepember 3, 2019", "APR\u0130L 3, 2019", "Augu\u017ft 3, 2019"])
def test_what_spells_no_month_gives_no_date(text: str) -> None:
    assert [found.edtf for found in printed_dates(text) if found.edtf] == []
    assert text_page(lines("Ferries to sail again", text, *FERRY)).articles[0].published.edtf is None
