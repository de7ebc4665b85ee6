"""HTML pages: what is text, what is dropped, where each character came from, and pages that break extractors."""

from __future__ import annotations

import time

import pytest

from onrecord.clean import clean
from onrecord.clean.scan import scan
from onrecord.model import RawPage, ReadOptions
from tests.cleaning import COURT, FERRY, coverage, html_page, lines, reasons, wrong_segments

BODY = "".join(f"<p>{paragraph}</p>\n" for paragraph in (*FERRY, *COURT))
PAGE = f"""<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferries to sail again</h1>
<figure><img src="a.jpg"><figcaption>A ferry at sea. Photo: Ann Roe</figcaption></figure>{BODY}
<p>Subscribe to our newsletter for more</p></article><footer>© 2019 The Westmere Post. All rights reserved</footer>"""


def test_article_without_its_furniture() -> None:
    page = html_page(PAGE)
    (article,) = page.articles
    assert (page.status, article.title, article.language) == ("ok", "Ferries to sail again", "en")
    assert article.text == lines(*FERRY, *COURT)
    assert reasons(article) == {
        "Home Sport": "widget",
        "Ferries to sail again": "duplicate",
        "A ferry at sea. Photo: Ann Roe": "caption",
        "Subscribe to our newsletter for more": "promotion",
        "© 2019 The Westmere Post. All rights reserved": "footer",
    }


def test_map_is_exact_or_normalised_and_leads_to_the_bytes() -> None:
    body = BODY.replace("Minister Orla Fenn", "Minister\n  <b>Orla</b>&nbsp;Fe&#x301;nn &amp; aides")
    source = f"<html><body><article>{body}</article></body></html>".encode()
    page = clean(RawPage(source, media_type="text/html"), ReadOptions())
    (article,) = page.articles
    assert "Minister Orla Fénn & aides told" in article.text or "Minister Orla Fe\u0301nn & aides told" in article.text
    assert wrong_segments(page, source) == []
    assert coverage(article) >= 0.99
    assert {item.kind for item in article.map} == {"exact", "normalised"}


def test_a_gap_with_a_script_in_it_is_not_mapped() -> None:
    body = BODY.replace("</p>\n", "</p><script>var a = '<p>no text</p>';</script>", 1)
    source = f"<html><body><article>{body}</article></body></html>".encode()
    page = clean(RawPage(source, media_type="text/html"), ReadOptions())
    assert page.articles[0].text == lines(*FERRY, *COURT)
    assert wrong_segments(page, source) == []


def test_every_visible_word_is_text_or_removed() -> None:
    page = html_page(PAGE)
    (article,) = page.articles
    told = " ".join([article.text, *(item.text for item in article.removed)]).split()
    for word in ("Home", "Sport", "Ferries", "Photo:", "newsletter", "©", "Dunhaven"):
        assert word in told


def test_metadata_of_the_head() -> None:
    linked = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Ferries &amp; ships",
        "datePublished": "2019-05-03T08:00:00Z", "dateModified": "2019-05-04", "author": [{"name": "Tom Quill"}, {"name": "Ann Roe"}],
        "publisher": {"name": "The Westmere Post"}}]}</script>"""
    (article,) = html_page(PAGE, linked).articles
    assert (article.title, article.outlet, article.byline) == (
        "Ferries & ships",
        "The Westmere Post",
        ("Tom Quill", "Ann Roe"),
    )
    assert (article.published.edtf, article.published.basis, article.updated) == (
        "2019-05-03",
        "metadata",
        "2019-05-04",
    )


@pytest.mark.parametrize(
    ("body", "head", "fields", "edtf", "basis", "quote"),
    [
        (
            PAGE,
            '<meta property="article:published_time" content="2019-05-03T09:00">',
            {},
            "2019-05-03",
            "metadata",
            "2019-05-03",
        ),
        (
            PAGE.replace("<figure>", "<div class='date'>May 3, 2019</div><figure>"),
            "",
            {},
            "2019-05-03",
            "printed",
            "May 3, 2019",
        ),
        (PAGE, "", {"url": "https://post.example/2019/05/03/ferries"}, "2019-05-03", "url", "2019/05/03"),
        (PAGE, '<meta name="date" content="2031-01-01">', {"retrieved": "2019-06-01"}, None, "unknown", None),
        (PAGE, "", {}, None, "unknown", None),
    ],
)
def test_date_of_publication_and_its_evidence(
    body: str, head: str, fields: dict[str, str], edtf: str | None, basis: str, quote: str | None
) -> None:
    source = f"<html><head>{head}</head><body>{body}</body></html>"
    (article,) = html_page(body, head, **fields).articles
    assert (article.published.edtf, article.published.basis) == (edtf, basis)
    assert [item.quote for item in article.published.basis_from] == ([quote] if quote else [])
    for item in article.published.basis_from:
        assert item.page is None or source[item.page[0] : item.page[1]] == item.quote


def test_cells_of_a_table_stay_in_one_line() -> None:
    table = "<table><tr><th>Port</th><th>Ships</th></tr><tr><td>Westmere</td><td>12</td></tr></table>"
    (article,) = html_page(f"<article>{BODY}{table}<p>{FERRY[0]} Again.</p></article>").articles
    assert "Westmere 12" in article.text.split("\n\n")


def test_line_breaks_part_words_and_two_of_them_paragraphs() -> None:
    runs = scan("<p>one<br>two<br><br>three</p>").runs
    assert len({run.block for run in runs}) == 2
    body = f"<article><div>{FERRY[0]}<br>{FERRY[1]}<br><br>{COURT[0]}</div>{BODY}</article>"
    assert f"{FERRY[0]} {FERRY[1]}" in html_page(body).articles[0].text.split("\n\n")


@pytest.mark.parametrize(
    "source",
    [
        "<a title='it''s' href=\"x\">text</a>",
        '<a title="one "two" three">text</a>',
        "<svg><title/><g><path/></g></svg><p>text</p>",
        "<custom-part>text</custom-part>",
        "<!-- a > b --><p>text",
        "<script>if (a < b) { '<p>' }</script>text",
    ],
)
def test_broken_markup_hides_no_text(source: str) -> None:
    assert [source[run.start : run.end] for run in scan(source).runs if source[run.start : run.end].strip()] == ["text"]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 20_000 + BODY + "</div>" * 20_000,
        "<blockquote>" * 2_000 + BODY,
        "<b>" * 30_000 + BODY,
    ],
    ids=["divs", "quotes", "unclosed"],
)
def test_deep_nesting_loses_no_text_and_says_so(source: str) -> None:
    page = clean(RawPage(source.encode(), media_type="text/html"), ReadOptions())
    assert page.status == "partial"
    assert page.problem is not None
    assert "deep" in page.problem.message
    assert all(paragraph in page.articles[0].text for paragraph in (*FERRY, *COURT))


def test_a_page_too_large_for_the_extractor_is_read_by_the_block_rule() -> None:
    source = PAGE + "<!--" + "x" * 3_000_000 + "-->"
    page = clean(RawPage(source.encode(), media_type="text/html"), ReadOptions())
    assert page.status == "partial"
    assert FERRY[0] in page.articles[0].text


@pytest.mark.parametrize(
    "unit", ["<", "<a", '<a x="', '<a x=">" ', "<!--", "</p>", "<script>", "&a", "<p>", "May 3, ", "<i><p>"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        clean(RawPage((unit * count).encode(), media_type="text/html"), ReadOptions())
        return time.process_time() - start

    seconds(100)
    assert seconds(16_000) < 12 * seconds(4_000) + 0.2


def test_pages_are_known_by_their_content_where_nothing_names_them() -> None:
    page = clean(RawPage(f"<!DOCTYPE html><html><body>{PAGE}</body></html>".encode()), ReadOptions())
    assert page.media_type == "text/html"
    assert clean(RawPage(lines(*FERRY).encode()), ReadOptions()).media_type == "text/plain"


def test_veiled_text_and_teasers_are_no_text() -> None:
    furniture = (
        '<p class="x hide">An error has occurred, please try again later.</p>'
        '<div style="color:red; display: none"><p>This article has been sent to your friend at the office.</p></div>'
        '<p hidden>Nobody reads this sentence on the page of the paper.</p>'
        '<div itemprop="publisher"><p>The Westmere Post, a paper of the harbour towns.</p></div>'
        '<p><a href="/other">Harbour master denies that pier is closed</a></p>'
    )  # fmt: skip
    (article,) = html_page(PAGE.replace("</article>", furniture + "</article>")).articles
    assert article.text == lines(*FERRY, *COURT)


@pytest.mark.parametrize(
    "attributes",
    [
        'title="the hidden war"',
        "data-x='a hidden life'",
        'class="hidden md:block"',
        'class="overflow-hidden"',
        'itemprop="articleBody"',
    ],
)
def test_what_only_looks_veiled_is_text(attributes: str) -> None:
    (article,) = html_page(PAGE.replace("<p>", f"<p {attributes}>", 2)).articles
    assert article.text == lines(*FERRY, *COURT)


def test_a_story_that_advertisements_cut_in_containers_is_whole() -> None:
    def container(paragraphs: tuple[str, ...]) -> str:
        return f'<div class="body body__part">{"".join(f"<p>{one}</p>" for one in paragraphs)}</div>'

    advert = '<div class="ad"><span>Advertisement</span></div>'
    page = html_page(f"<h1>Ferries to sail again</h1>{container(FERRY)}<div>{advert}</div>{container(COURT)}")
    assert page.articles[0].text == lines(*FERRY, *COURT)
    # Under a heading of its own it is another story.
    page = html_page(f"<h1>Ferries to sail again</h1>{container(FERRY)}<h2>Court sits again</h2>{container(COURT)}")
    assert page.articles[0].text.startswith(FERRY[0])
