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


THIRD = (
    "Two mute swans have nested on the pond of Holt for the first time since the war.",
    "The parish has put up a fence, a gardener said on Thursday.",
)


@pytest.mark.parametrize(
    ("head", "form"),
    [
        ("News in brief", "{}"),
        ("PRESS DIGEST - 24 September 1998", "{number}. {}"),
        ("What's happening in the parishes", "• PARISH {letter}: {}"),
        ("The island this week", "{}\n{place}, 12 Oct 2014"),
    ],
    ids=["plain", "numbered", "placed", "dated"],
)
def test_a_digest_comes_apart_at_titles_of_one_form(head: str, form: str) -> None:
    titles = (ONE, TWO, "Mute swans nest on the pond")
    places = ("Westmere", "Dunhaven", "Holt")
    parts = [
        form.format(title, number=number, letter="ABC"[number - 1], place=place) + "\n" + "\n".join(text)
        for number, (title, place, text) in enumerate(zip(titles, places, (FERRY, COURT, THIRD), strict=True), 1)
    ]
    page = text_page(lines(head, *parts))
    assert [article.text for article in page.articles] == [lines(*FERRY), lines(*COURT), lines(*THIRD)]
    assert head in [item.text for item in page.articles[0].removed]


def test_paragraphs_with_datelines_come_apart_without_titles() -> None:
    parts = [
        f"{place}, Jan. 9 (Quill News) — {text[0]}\n{text[1]}"
        for place, text in (("WESTMERE", FERRY), ("DUNHAVEN", COURT))
    ]
    page = text_page(lines("THE WORLD THIS MORNING", *parts))
    assert [article.dateline for article in page.articles] == ["WESTMERE", "DUNHAVEN"]


def test_numbered_subheadings_under_a_dated_title_stay_in_the_story() -> None:
    page = text_page(
        lines(
            "Two things about the ferries",
            "May 3, 2019",
            FERRY[0],
            f"1. They are back\n{FERRY[1]}",
            f"2. They are late\n{FERRY[2]}",
        )
    )
    assert len(page.articles) == 1
    assert "1. They are back" in page.articles[0].text


def test_turns_of_a_transcript_and_what_is_heard_between_them_are_text() -> None:
    turns = (f"ANN ROE, HOST: {FERRY[0]}", f"FENN: {FERRY[1]}", "(LAUGHTER)", "ROE: In May?", f"FENN: {FERRY[2]}")
    (article,) = text_page(lines(ONE, "May 3, 2019", *turns)).articles
    assert article.text == lines(*turns)


def test_a_banner_is_no_title() -> None:
    (article,) = text_page(lines("Breaking: Storm Ivo latest", ONE, "By Ann Roe", *FERRY)).articles
    assert article.title == ONE


def test_boilerplate_under_each_story_is_removed() -> None:
    about = "About the Westmere Trust: The Trust looks after nineteen reserves and has members on all islands."
    page = text_page(lines(ONE, "May 3, 2019", *FERRY, about, "###", TWO, "May 4, 2019", *COURT, about, "###"))
    assert [article.text for article in page.articles] == [lines(*FERRY), lines(*COURT)]


def test_title_printed_twice_in_a_row_is_the_title() -> None:
    (article,) = text_page(lines("The Westmere Post", "Menu", f"{ONE}\n{ONE}", "3 May 2019", *FERRY)).articles
    assert article.title == ONE
    assert article.text == lines(*FERRY)


def test_a_page_of_links_holds_no_article() -> None:
    page = text_page(lines(ONE, TWO, "Share", "Menu"))
    assert (page.status, page.articles) == ("failed", ())
    assert page.problem is not None
    assert page.problem.code == "no_article"
