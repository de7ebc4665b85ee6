"""Text pages: each kind of furniture is dropped with its reason, and text is not."""

from __future__ import annotations

import pytest

from onrecord.clean.lines import Kind, dateline_of, kind_of
from onrecord.clean.textpage import page_lines
from tests.cleaning import FERRY, lines, reasons, text_page, wrong_segments

CAPTION = "A ferry leaves the port of Westmere on a clear morning (Quill News)"


def test_header_lines_are_read_and_listed() -> None:
    page = text_page(
        lines("Ferries to sail again from Westmere", "By Tom Quill and Ann Roe\nMay 3, 2019 10:35 AM", *FERRY)
    )
    (article,) = page.articles
    assert article.title == "Ferries to sail again from Westmere"
    assert article.byline == ("Tom Quill", "Ann Roe")
    assert (article.published.edtf, article.published.basis) == ("2019-05-03", "printed")
    assert article.text == lines(*FERRY)
    assert article.language == "en"


@pytest.mark.parametrize(
    "line", ["TT", "20", "Share", "Share Tweet Email Print", "Listen", "12 comments", "5 min read", "Print"]
)
def test_widgets_are_dropped_wherever_they_stand(line: str) -> None:
    for page in (
        text_page(lines("Ferries to sail again", line, *FERRY)),
        text_page(lines("Ferries to sail again", FERRY[0], line, *FERRY[1:])),
        text_page(lines("Ferries to sail again", *FERRY, line)),
    ):
        assert page.articles[0].text == lines(*FERRY)
        assert reasons(page.articles[0]) == {line: "widget"}


@pytest.mark.parametrize(
    "line",
    [
        "Also read: Old ferry sold",
        "Subscribe to our newsletter for more",
        "ADVERTISEMENT",
        "Follow us on Twitter @westmerepost",
    ],
)
def test_promotion_is_dropped(line: str) -> None:
    (article,) = text_page(lines("Ferries to sail again", FERRY[0], line, *FERRY[1:])).articles
    assert article.text == lines(*FERRY)
    assert reasons(article) == {line: "promotion"}


def test_caption_printed_twice_is_dropped_twice() -> None:
    (article,) = text_page(lines("Ferries to sail again", f"{CAPTION}\n{CAPTION}", *FERRY)).articles
    assert article.text == lines(*FERRY)
    assert [item.reason for item in article.removed] == ["caption", "caption"]


@pytest.mark.parametrize(
    "line", ["FILE PHOTO: A ferry at sea.", "A ferry at sea, May 2, 2019. REUTERS/Tom Quill", "A ferry. Photo: Ann Roe"]
)
def test_caption_with_a_credit_is_dropped_inside_the_text(line: str) -> None:
    (article,) = text_page(lines("Ferries to sail again", FERRY[0], line, *FERRY[1:])).articles
    assert reasons(article) == {line: "caption"}


def test_tail_of_a_page_is_dropped() -> None:
    tail = {
        "Tell your friends about our island": "promotion",
        "Similar posts": "promotion",
        "Old ferry sold": "promotion",
        "Leave a Reply": "widget",
        "Your name here": "other",
        "© 2011-2019 The Westmere Post. All Rights Reserved": "footer",
    }
    (article,) = text_page(lines("Ferries to sail again", *FERRY, *tail)).articles
    assert article.text == lines(*FERRY)
    assert reasons(article) == tail
    assert article.outlet == "The Westmere Post"


def test_comments_are_no_text_even_when_they_are_prose() -> None:
    comment = "I think that this ferry will never sail, and that is good for us all."
    page = text_page(
        lines(
            "Ferries to sail again", *FERRY, "Leave a Reply", "Bob\nMay 7, 2019 at 3:45 pm", comment, comment + " No."
        )
    )
    assert page.articles[0].text == lines(*FERRY)
    assert len(page.articles) == 1


def test_story_goes_on_after_a_box_of_related_links() -> None:
    page = text_page(lines("Ferries to sail again", FERRY[0], "Related stories", "Old ferry sold", *FERRY[1:]))
    assert page.articles[0].text == lines(*FERRY)


def test_footer_glued_to_the_last_line_is_split_off() -> None:
    source = lines("Ferries to sail again", *FERRY) + " © 2019 The Westmere Post. All Rights Reserved"
    (article,) = text_page(source).articles
    assert article.text == lines(*FERRY)
    assert reasons(article) == {"© 2019 The Westmere Post. All Rights Reserved": "footer"}
    start, end = article.removed[0].page
    assert source[start:end] == article.removed[0].text


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("Correction: An earlier version of this article misstated the minister's name.", "correction"),
        ("Clarification: The talks were held by telephone.", "clarification"),
        ("Editor's note: This story has been retracted.", "retraction"),
        ("Editor's note: The writer lives in Westmere.", None),
    ],
)
def test_notices(line: str, notice: str | None) -> None:
    (article,) = text_page(lines("Ferries to sail again", *FERRY, line)).articles
    assert article.notice == notice
    assert article.text == lines(*FERRY)


@pytest.mark.parametrize(
    "line",
    [
        "Support for the minister fell to 12 percent in our last poll, the paper said.",
        "He joined the alliance (NATO).",
        "No.",
        "“Never!”",
        "The report of May 3, 2019, was read aloud in the council.",
        "Copyright law was the reason, she said.",
        "Share prices fell on Monday after the strike.",
        "Comments by the minister angered the pilots.",
    ],
)
def test_text_that_looks_like_furniture_is_kept(line: str) -> None:
    (article,) = text_page(lines("Ferries to sail again", FERRY[0], line, *FERRY[1:])).articles
    assert line in article.text.split("\n\n")


def test_subheadings_are_text_but_a_trailing_one_heads_nothing() -> None:
    (article,) = text_page(
        lines("Ferries to sail again", FERRY[0], "A long wait", *FERRY[1:], "What comes next")
    ).articles
    assert article.text == lines(FERRY[0], "A long wait", *FERRY[1:])


def test_hard_wrapped_lines_become_paragraphs() -> None:
    source = (
        "FERRIES TO SAIL AGAIN\n\nThe harbour council of Westmere said on Monday that ferries\nwould sail again in May, after a "
        "winter in which no ship had\nleft the port because of the storms and of the strike of the\npilots.\n\nMinister Orla Fenn "
        "told reporters that the talks had gone well\nand would go on until the summer.\n"
    )
    page = text_page(source)
    first, second = page.articles[0].text.split("\n\n")
    assert first.endswith("strike of the pilots.")
    assert second.startswith("Minister Orla Fenn")
    assert wrong_segments(page, source.encode()) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("WESTMERE (Quill News) — Rain fell.", "WESTMERE"),
        ("EAST HARBOUR, Oct. 3 (Quill News) -- Rain fell.", "EAST HARBOUR"),
        ("Westmere, 3 May (Quill News) - Rain fell.", "Westmere"),
        ("NATO - the alliance - met.", None),
        ("BREAKING — Rain fell.", None),
        ("A ship - old and slow - sank.", None),
    ],
)
def test_datelines(text: str, place: str | None) -> None:
    assert dateline_of(text) == place


def test_dateline_stays_in_the_text() -> None:
    first = f"WESTMERE, May 3, 2019 (Quill News) — {FERRY[0]}"
    (article,) = text_page(lines("Ferries to sail again", first, *FERRY[1:])).articles
    assert article.dateline == "WESTMERE"
    assert article.text.startswith("WESTMERE, May 3")
    assert article.published.edtf == "2019-05-03"


def test_a_line_over_the_bound_is_one_paragraph() -> None:
    assert kind_of("word " * 100_000) is Kind.PROSE


@pytest.mark.parametrize(
    "news",
    [
        "Like many US allies, Westmere has sent two ships to the strait.",
        "Support for the US-led mission has fallen in Dunhaven since May.",
        "The names of the two men may not be published by order of the court.",
        "The report may not be published before the vote, officials fear.",
        "Copyright law in Westmere has not been changed since 1999.",
        "He told them that this report was withdrawn after two days.",
        "A picture of the damage emerged when rescuers reached the village.",
        "The attack was first shown in pictures by a local activist.",
    ],
)
def test_news_that_holds_the_words_of_furniture_stays(news: str) -> None:
    (article,) = text_page(lines("Ferries to sail again", FERRY[0], news, FERRY[1])).articles
    assert article.text == lines(FERRY[0], news, FERRY[1])
    assert article.notice is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("FOLLOW US ON TWITTER", Kind.PROMOTION),
        ("Follow us on Twitter", Kind.PROMOTION),
        ("This material may not be published, broadcast, rewritten or redistributed.", Kind.FOOTER),
        ("Contents may not be reproduced without permission.", Kind.FOOTER),
        ("Copyright The Westmere Post 2019.", Kind.FOOTER),
        ("Updated May 3: This story has been corrected.", Kind.NOTICE),
        ("A picture of the harbour at dawn.", Kind.CAPTION),
        ("A photo released by the army shows two tanks.", Kind.CAPTION),
        ("A ferry at sea. Photo by Ann Roe", Kind.CAPTION),
    ],
)
def test_furniture_is_still_known(line: str, kind: Kind) -> None:
    assert kind_of(line) is kind


def test_hard_wrapped_lines_of_any_line_end_are_put_together_alike() -> None:
    wrapped = (
        "The harbour council of Westmere said on Monday that all the ferries",
        "would sail again in May, and that the fares for islanders would not",
        "be raised before the end of the year, when a new council is elected",
        "by the people of the islands and of the towns along the whole coast",
        "of the bay.",
        "Minister Orla Fenn told reporters that the talks had gone very well",
        "and would go on.",
    )
    texts = {tuple(line.text for line in page_lines(end.join(wrapped))) for end in ("\n", "\r\n", "\r", "\u2028")}
    assert texts == {(" ".join(wrapped[:5]), " ".join(wrapped[5:]))}
