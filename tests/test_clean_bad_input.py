"""Pages that hold no article, too much of one, or one in another language."""

from __future__ import annotations

import json
import time

import pytest

from onrecord.clean import clean
from onrecord.limits import MAX_ARTICLE_CHARACTERS
from onrecord.model import Page, RawPage, ReadOptions
from tests.cleaning import FERRY, html_page, lines, text_page


def test_page_without_an_article_is_kept_and_says_so() -> None:
    for page in (html_page("<nav><a href='/'>Home</a></nav>"), text_page("Menu\nShare"), text_page("")):
        assert (page.status, page.articles) == ("failed", ())
        assert page.problem is not None
        assert page.problem.code == "no_article"
        assert Page.from_json(page.to_json()) == page


def test_other_languages_are_noted() -> None:
    german = (
        "Der Hafenrat von Westmere teilte am Montag mit, dass die Fähren im Mai wieder fahren sollen.",
        "Die Ministerin sagte, die Gespräche seien gut verlaufen und würden fortgesetzt.",
    )
    assert text_page(lines("Fähren fahren wieder", *german)).articles[0].language == "de"
    assert clean(RawPage(b"Rain fell."), ReadOptions(as_text=True)).articles[0].language is None


def test_an_article_over_the_bound_is_cut_at_a_paragraph_and_says_so() -> None:
    paragraphs = [f"{FERRY[0][:-1]} for the {number}th time." for number in range(12_000)]
    page = text_page(lines("Ferries to sail again", *paragraphs))
    (article,) = page.articles
    assert MAX_ARTICLE_CHARACTERS - 200 < len(article.text) <= MAX_ARTICLE_CHARACTERS
    assert article.text.endswith("time.")
    assert article.map[-1].end == len(article.text)
    assert page.status == "partial"
    assert page.problem is not None
    assert page.problem.code == "too_large"


def test_json_line_with_all_its_fields() -> None:
    value = {
        "title": "Ferries to sail again",
        "date": "2019-05-03",
        "url": "https://post.example/a",
        "outlet": "The Westmere Post",
        "text": lines("Ferries to sail again", *FERRY, "Share"),
    }
    payload = json.dumps(value).encode()
    page = clean(RawPage(payload, file="a.jsonl", member="3", media_type="application/json"), ReadOptions())
    (article,) = page.articles
    assert (page.url, page.member, article.title, article.outlet) == (
        value["url"],
        "3",
        value["title"],
        value["outlet"],
    )
    assert article.text == lines(*FERRY)
    assert (article.published.edtf, article.published.basis) == ("2019-05-03", "metadata")
    (evidence,) = article.published.basis_from
    assert evidence.page is not None
    assert payload.decode()[slice(*evidence.page)] == "2019-05-03"
    for item in article.removed:
        assert payload.decode()[slice(*item.page)] == item.text


def test_nothing_is_published_after_it_was_fetched() -> None:
    source = lines("Ferries to sail again", "May 3, 2019", *FERRY).encode()
    assert clean(RawPage(source, retrieved="2019-05-02"), ReadOptions()).articles[0].published.edtf is None
    assert clean(RawPage(source, retrieved="2019-05-03"), ReadOptions()).articles[0].published.edtf == "2019-05-03"


def test_same_bytes_give_the_same_page() -> None:
    source = RawPage(lines("Ferries to sail again", "May 3, 2019", *FERRY).encode())
    assert clean(source, ReadOptions()).to_json() == clean(source, ReadOptions()).to_json()


def test_half_a_character_in_json_becomes_a_replacement_character() -> None:
    payload = rb'{"title": "Ferries \ud83d", "outlet": "\udc00 Post", "text": "The council of Westmere \ud800 met on Monday, he said."}'
    page = clean(RawPage(payload, media_type="application/json"), ReadOptions())
    (article,) = page.articles
    assert (article.title, article.outlet) == ("Ferries \ufffd", "\ufffd Post")
    assert article.text == "The council of Westmere \ufffd met on Monday, he said."
    assert page.to_json().encode()
    head = r'<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferries \ud83d again"}</script>'
    assert html_page(f"<article><p>{FERRY[0]} {FERRY[1]} {FERRY[2]}</p></article>", head).to_json().encode()


def test_a_long_paragraph_after_a_short_one_is_not_lost_with_the_cut() -> None:
    long = " ".join([FERRY[0]] * 15_000)
    page = clean(RawPage(f"Ferries.\n\n{long}".encode()), ReadOptions(as_text=True))
    assert len(page.articles[0].text) == MAX_ARTICLE_CHARACTERS


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("Ferries sail {0}\nFerries sail {0}", 6_000),
        ("The ferry {0} " + "lay in the harbour of Westmere " * 6 + "(Quill News)", 8_000),
    ],
)
def test_sorting_of_lines_is_linear(line: str, last: int) -> None:
    def seconds(count: int) -> float:
        text = "\n".join([line.format(number) for number in range(count)] + [FERRY[0]])
        start = time.process_time()
        text_page(text)
        return time.process_time() - start

    seconds(10)
    # Eight times the lines; quadratic time would be 64 times.
    assert seconds(last) < 20 * seconds(last // 8) + 0.2
