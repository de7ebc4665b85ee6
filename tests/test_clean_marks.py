"""Lines that only a text page shows: what is furniture by itself, what signs a story, and what ends a page."""

from __future__ import annotations

import time

import pytest

from onrecord.clean.cohesion import content_of
from onrecord.clean.lines import Kind
from onrecord.clean.marks import announces_several, is_foot_note, is_row, mark, states_time, states_writer
from onrecord.clean.textpage import page_lines


@pytest.mark.parametrize(
    "line",
    [
        "Home | Business | Sport | Contact",
        "Home › Islands › Westmere",
        "[Date Prev] [Date Next] [Thread Index]",
        "w0417fry 03 MAY 0912 GMT",
        "WN-FERRY 2NDLD",
        "Message 4",
        "Next story: Old ferry sold",
        "Read more →",
        "This website uses cookies to count its readers. Accept all | Settings",
        "Already a subscriber? Log in.",
        "(MORE)",
    ],
)
def test_labels(line: str) -> None:
    assert mark(line) is Kind.LABEL


@pytest.mark.parametrize(
    "line",
    [
        "Harbour 1,204 998 31",
        "Ferries 2 Pilots 3",
        "Lot 4, Mill quay: no valid bid",
        "Gap: $4.3 million",
        "Subscribers to the telephone company will pay more from May, it said.",
        "The council uses cookies and tea to win over its critics.",
        "G7 to meet in Westmere",
        "Covid-19 closes the port",
        "US-led mission leaves the strait",
        "The two sides of the strait / a journey",
    ],
)
def test_lines_of_a_story_are_no_labels(line: str) -> None:
    assert mark(line) is not Kind.LABEL


@pytest.mark.parametrize(
    "line",
    [
        "If you have news for this column ring the newsdesk on 555 0147.",
        "For more information contact bulletin@westmere.example",
        "A version of this article appears in print on Page 3.",
        "The Bulletin is published monthly.",
        "To be removed from this mailing list, please write to the address above.",
    ],
)
def test_foot_notes(line: str) -> None:
    assert is_foot_note(line)


@pytest.mark.parametrize(
    "line",
    [
        "Anyone who saw the boat is asked to call the harbour station.",
        "“Write to us,” the minister told the pilots in this newspaper.",
        "The council asked residents to report storm damage by Friday.",
        "If you have seen the strait at dawn, you know why the pilots stay.",
        "The paper was printed in Dunhaven until the war.",
    ],
)
def test_sentences_of_a_story_are_no_foot_notes(line: str) -> None:
    assert not is_foot_note(line)


def test_signatures_and_rows() -> None:
    assert states_writer("Court reporter: Sanja Marrow")
    assert states_writer("Von Friederike Amsel")
    assert states_time("M. J. Cabrales. Villarrubia, 12 nov. 2014")
    assert not states_writer("What the minister said")
    assert not states_time("The winter of 1963")
    assert is_row("17 Stanwell 42 44")
    assert not is_row("Pools forecast, page 31")


def test_banners_that_announce_several_stories() -> None:
    assert announces_several("News in brief")
    assert announces_several("LAKESIDE BULLETIN No. 17 / June 2009")
    assert not announces_several("Council of the islands sends a letter of protest over the brief closure of the port")


def test_content_words_are_compared_by_their_stems() -> None:
    assert content_of("The ministers met in Rome.") & content_of("A minister left Rome on Friday.") == {
        "minist",
        "rome",
    }


def test_a_post_is_marked_from_its_name_to_its_counts() -> None:
    post = "Port of Westmere\n@PortWestmere\nNo ships today. Sorry.\n9:02 AM · Aug 1, 2022\n318 Retweets 2,206 Likes"
    kinds = [line.kind for line in page_lines(f"The pilots met.\n\n{post}\n\nThe pilots left for the night at ten.")]
    assert kinds == [Kind.SENTENCE, *[Kind.LABEL] * 5, Kind.PROSE]


@pytest.mark.parametrize(
    "piece", ["a | ", "[a] ", "(a/", "Aa ", "1,2.", "by A, ", "a.b-", "@a ", "Read the more: ", "A: "]
)
def test_marks_are_read_in_short_time(piece: str) -> None:
    line = (piece * 300)[:300]
    began = time.perf_counter()
    for _ in range(20):
        mark(line)
        is_foot_note(line)
        states_writer(line[:120])
        states_time(line[:120])
        announces_several(line)
    assert time.perf_counter() - began < 2
