"""Searching: the same hits in the same order on both databases."""

from pathlib import Path

import pytest

from onrecord.model import ReadOptions
from onrecord.record import Record
from tests.recording import TALKS, VISIT, add, new_target

OTHER = "Straße of Hormuz\nThe co-op’s élan visited nobody. Müller, Anna was not there; 3,5 per cent. Ελλάδα москва."


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("muller", ["A visit", "Straße of Hormuz"]),
        ("MÜLLER visited", ["A visit", "Straße of Hormuz"]),
        ('"anna muller"', ["A visit"]),
        ('muller -"anna muller"', ["Straße of Hormuz"]),
        ("visit*", ["A visit", "More talks", "Straße of Hormuz"]),
        ("visit", ["A visit"]),
        ("ortiz -talks", []),
        ("strasse", ["Straße of Hormuz"]),
        ("elan OR spring", ["More talks", "Straße of Hormuz"]),
        ('"co op s elan"', ["Straße of Hormuz"]),
        ("co-op", ["Straße of Hormuz"]),
        ("ελλαδα МОСКВА", ["Straße of Hormuz"]),
        ("nowhere", []),
    ],
)
def test_hits(record: Record, query: str, titles: list[str]) -> None:
    add(record, VISIT, TALKS, OTHER)
    assert sorted(str(hit.title) for hit in record.search(query)) == titles


def test_same_hits_and_order_on_both(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    found = []
    for kind in ("sqlite", "postgresql"):
        with Record.open(new_target(request, kind, tmp_path)) as record:
            for number, day in enumerate((None, "2031-05-03", "2031-05-01", "2031-05-03")):
                add(record, f"{number}\nMüller visited Iran {number}.", options=ReadOptions(published=day))
            found.append([record.search(query) for query in ("muller", "visi*", '"visited iran"', "muller -0")])
    assert found[0] == found[1]
    assert [hit.published for hit in found[0][0]] == ["2031-05-03", "2031-05-03", "2031-05-01", None]


def test_snippets_point_at_the_text(record: Record) -> None:
    long = "Title\n" + "Words and words. " * 60 + "Müller spoke. " + "More of it. " * 60 + "Then müller left."
    add(record, long)
    hit = record.search("muller")[0]
    found = record.article(hit.article)
    assert found is not None
    text = found[0].text
    assert len(hit.snippets) == 2
    for snippet in hit.snippets:
        assert snippet.text == text[slice(*snippet.span)]
        assert len(snippet.text) <= 240
        assert [text[slice(*span)].casefold() for span in snippet.hits] == ["müller"]
    assert record.search("title")[0].snippets == ()


def test_pages_of_hits(record: Record) -> None:
    add(record, *(f"{number}\nMüller visited Iran {number}." for number in range(7)))
    every = [hit.article for hit in record.search("muller")]
    assert len(every) == 7
    assert [hit.article for hit in record.search("muller", limit=3, offset=3)] == every[3:6]
