"""Several stories on one page: taken apart by the furniture of their titles; one story stays whole."""

from __future__ import annotations

import pytest

from onrecord.model import article_id
from tests.cleaning import COURT, FERRY, lines, text_page

ONE, TWO = "Ferries to sail again from the port", "Court frees four fishermen of Dunhaven"
CAPTION = "Four fishermen stand outside the court of Dunhaven (Quill News)"


@pytest.mark.parametrize(
    "head",
    [
        f"{TWO}\n{CAPTION}\n{CAPTION}\nTT\n14\n\n{TWO}\n\n{CAPTION}\n{CAPTION}",
        f"{TWO}\nMay 4, 2019",
        f"{TWO}\nBy Ann Roe",
        f"\n\n\n{TWO}\nShare\n12",
        f"\n\n\n{TWO}\n{CAPTION}\n{CAPTION}",
        f"© 2019 The Westmere Post. All rights reserved\n\n{TWO}\n\nShare",
    ],
    ids=["repeated", "date", "byline", "widgets", "captions", "after a footer"],
)
def test_two_stories(head: str) -> None:
    page = text_page(lines(ONE, "May 3, 2019", *FERRY, head, *COURT))
    assert [article.title for article in page.articles] == [ONE, TWO]
    assert [article.text for article in page.articles] == [lines(*FERRY), lines(*COURT)]
    assert [article.id for article in page.articles] == [article_id(page.sha256, 0), article_id(page.sha256, 1)]


def test_dateline_begins_a_story() -> None:
    page = text_page(
        lines(
            ONE,
            f"WESTMERE (Quill News) — {FERRY[0]}",
            *FERRY[1:],
            TWO,
            f"DUNHAVEN (Quill News) — {COURT[0]}",
            *COURT[1:],
        )
    )
    assert [article.dateline for article in page.articles] == ["WESTMERE", "DUNHAVEN"]


def test_each_story_keeps_its_own_date() -> None:
    page = text_page(lines(ONE, "May 3, 2019", *FERRY, TWO, "Published 4 May 2019 | Updated 6 May 2019", *COURT))
    assert [article.published.edtf for article in page.articles] == ["2019-05-03", "2019-05-04"]
    assert [article.updated for article in page.articles] == [None, "2019-05-06"]


@pytest.mark.parametrize(
    "between",
    [
        ["What the minister said"],
        ["What the minister said", "A ferry in the port. Photo: Ann Roe"],
        ["* * *"],
        ["Related stories", "Old ferry sold", "New ferry bought"],
        ["ADVERTISEMENT"],
        ["March 4, 2019"],
        ["10:35 am"],
    ],
)
def test_one_story_stays_whole(between: list[str]) -> None:
    page = text_page(lines(ONE, "May 3, 2019", *FERRY, *between, *COURT))
    (article,) = page.articles
    assert all(paragraph in article.text for paragraph in (*FERRY, *COURT))


def test_title_printed_twice_in_a_row_is_the_title() -> None:
    (article,) = text_page(lines("The Westmere Post", "Menu", f"{ONE}\n{ONE}", "3 May 2019", *FERRY)).articles
    assert article.title == ONE
    assert article.text == lines(*FERRY)


def test_a_page_of_links_holds_no_article() -> None:
    page = text_page(lines(ONE, TWO, "Share", "Menu"))
    assert (page.status, page.articles) == ("failed", ())
    assert page.problem is not None
    assert page.problem.code == "no_article"
