"""The page of an article: text cut at span boundaries, evidence marked, nothing foreign, nothing that runs."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bench.kill import toy
from onrecord.export.html import article_page
from onrecord.export.segments import Layer, cut, paragraphs
from onrecord.model import Article, Page, RawPage, ReadOptions
from tests.cli import VISIT, Run, lines, record, run

__all__ = ["record", "run"]
HOSTILE = "<script>alert(1)</script>\" onload='x'\nAnna <b>Müller</b> & Boris Vane denied that Anna attacked Iran."
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda pair: (min(pair), max(pair)))


def made(text: str) -> tuple[Article, Page]:
    page = toy.derive(RawPage(text.encode(), file="a.txt"), ReadOptions(outlet="The Lantern"))
    return page.articles[0], page


@given(st.lists(st.tuples(SPANS, st.sampled_from(["src", "cue", "content", "trig", "time", "rel"]))))
def test_segments_join_to_the_text(found: list[tuple[tuple[int, int], str]]) -> None:
    text = "Anna Müller visited Russia; Vane denied."
    layers = [Layer(span, role, "asserted") for span, role in found]
    segments = cut(text, (0, len(text)), layers)
    assert "".join(segment.text for segment in segments) == text
    for layer in layers:
        inside = [s for s in segments if layer.span[0] <= s.start and s.end <= layer.span[1] and s.start < s.end]
        assert "".join(s.text for s in inside) == text[slice(*layer.span)]
        assert all(s.classes for s in inside)


def test_every_event_has_its_note() -> None:
    article, _ = made(VISIT)
    notes = [note for paragraph in paragraphs(article) for note in paragraph.notes]
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert {note.at for note in notes} >= {event.trigger for event in article.events}
    assert any(note.standing == "denied" and note.title.startswith("denied: ASSAULT") for note in notes)


def test_the_page_shows_text_as_text() -> None:
    document = article_page(*made(HOSTILE))
    assert "<script" not in document
    assert "<b>" not in document
    assert "&lt;script&gt;" in document


def test_the_page_needs_nothing_else() -> None:
    document = article_page(*made(VISIT))
    assert not re.search(r"""(?:src|href)=["'](?!#)""", document)
    assert "@import" not in document
    assert "url(" not in document
    assert 'style="' not in document
    style = re.search(r"<style>(.*?)</style>", document, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in document.replace("&#39;", "'")


def test_show(run: Run, record: Path, tmp_path: Path) -> None:
    ident = lines(run("search", "Müller", "--json"))[0]["article"]
    shown = run("show", ident[:8]).stdout
    assert "visited[1] Russia" in shown
    assert "[1] reported: CONSULT-visit, Anna Müller -> Russia" in shown
    assert "denied: ASSAULT" in shown
    assert "Open it in a browser" in run("show", ident, "--html", "a.html").stdout
    assert "Anna Müller" in (tmp_path / "a.html").read_text(encoding="utf-8")
