"""Properties: maps reproduce the text from the bytes, and no line of a page is lost."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.clean import clean, decode
from onrecord.clean.dates import date_line
from onrecord.clean.lines import title_key
from onrecord.clean.paragraphs import paragraph
from onrecord.model import Page, RawPage, ReadOptions
from tests.cleaning import COURT, FERRY, coverage, lines, text_page, wrong_segments

LINES = (
    *FERRY,
    *COURT,
    "Ferries to sail again",
    "Court frees four fishermen",
    "By Tom Quill",
    "May 3, 2019",
    "Updated 4 May 2019",
    "TT",
    "20",
    "Share",
    "Similar posts",
    "Leave a Reply",
    "Comments",
    "A ferry at sea (Quill News)",
    "A ferry at sea. Photo: Ann Roe",
    "* * *",
    "WESTMERE (Quill News) — Rain fell over the harbour on Friday, and no ship left it.",
    "Ended here. © 2019 The Westmere Post. All rights reserved",
    "Correction: The ferry has been corrected.",
    "\u00a0 Cafe\u0301 \u200bopen\u00ad ed  for the fishermen of the port on Friday, he said.\t",
)
PAGES = st.lists(
    st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\r\n"])), min_size=1, max_size=30
)


def told(page: Page) -> set[str]:
    return {
        text
        for article in page.articles
        for text in (*article.text.split("\n\n"), *(item.text for item in article.removed), article.title or "")
    }


@settings(max_examples=150)
@given(PAGES)
def test_text_pages_lose_no_line_and_map_every_character(parts: list[tuple[str, str]]) -> None:
    source = "".join(line + gap for line, gap in parts)
    page = text_page(source)
    assert wrong_segments(page, source.encode()) == []
    for article in page.articles:
        assert coverage(article) >= 0.99 or article.removed
        for item in article.removed:
            folded = " ".join(source[item.page[0] : item.page[1]].split())
            assert title_key(unicodedata.normalize("NFC", folded)) == title_key(item.text)
        for evidence in article.published.basis_from:
            assert evidence.page is not None
            assert source[evidence.page[0] : evidence.page[1]] == evidence.quote
            assert date_line(evidence.quote) is not None
    if page.articles:
        everything = " ".join(told(page))
        for line, _ in parts:
            for word in paragraph(line, [(0, len(line))], markup=False).text.split():
                assert word in everything


@settings(max_examples=60)
@given(st.text(max_size=300), st.sampled_from(["text/html", "text/plain"]))
def test_any_text_keeps_a_true_map(text: str, media_type: str) -> None:
    payload = "".join(c for c in text if not "\ud800" <= c <= "\udfff").encode()
    page = clean(RawPage(payload, media_type=media_type), ReadOptions())
    assert wrong_segments(page, payload) == []


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                *FERRY,
                "<b>",
                "</b>",
                "<p>",
                "</p>",
                "<br>",
                "&amp;",
                "&nbsp;",
                "<i",
                ">",
                '"',
                "\n",
                "<td>",
                "<!-- x -->",
            ]
        )
    )
)
def test_any_markup_keeps_a_true_map(parts: list[str]) -> None:
    payload = f"<html><body><article><p>{lines(*COURT)}</p>{''.join(parts)}</article></body></html>".encode()
    page = clean(RawPage(payload, media_type="text/html"), ReadOptions())
    assert page.articles
    assert wrong_segments(page, payload) == []


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [*FERRY, '“Zoë” said: "no".\\ It was late in the day, and the ship was gone.', "😀 " + COURT[0]]
        ),
        min_size=1,
    )
)
def test_json_lines_map_through_their_escapes(parts: list[str]) -> None:
    text = lines(*dict.fromkeys(parts))
    for ascii_only in (True, False):
        payload = json.dumps({"title": "Ferries", "text": text}, ensure_ascii=ascii_only).encode()
        (article,) = clean(RawPage(payload, member="1", media_type="application/json"), ReadOptions()).articles
        source, _ = decode(payload)
        assert article.text == text
        assert coverage(article) == 1.0
        for item in article.map:
            found = source[item.page_start : item.page_end]
            assert json.loads(f'"{found}"') == article.text[item.start : item.end]
            assert item.kind == "normalised" or found == article.text[item.start : item.end]


@given(st.text(min_size=1, max_size=200))
def test_given_text_is_taken_as_it_is(text: str) -> None:
    payload = text.encode("utf-8", errors="ignore")
    page = clean(RawPage(payload), ReadOptions(as_text=True, published="2019-05-03", outlet="The Westmere Post"))
    source, _ = decode(payload)
    for article in page.articles:
        assert article.text == source
        assert (article.published.edtf, article.published.basis, article.outlet) == (
            "2019-05-03",
            "argument",
            "The Westmere Post",
        )
