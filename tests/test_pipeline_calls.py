from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord import pipeline
from onrecord.encoder.annotation import Annotation, EventSpans
from onrecord.errors import EmptyInput, UnreadableInput, UsageError
from onrecord.text import sentences, words

TEXT = "Ada Kole visited Lusaka."


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def encode(text: str) -> Annotation:
        start = text.find("visited")
        trigger = (start, start + 7)
        events = (EventSpans(trigger, "CONSULT", "visit", "actual", False, (), 0.9),) if start >= 0 else ()
        return Annotation(tuple(words(text)), tuple(sentences(text)), events=events)

    for name in ("derive", "annotate_page", "annotate_article"):
        function = getattr(pipeline, name)
        monkeypatch.setattr(function, "__defaults__", (encode,))


def test_read_takes_bytes_and_paths(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    from_path = onrecord.read(path, published="2024-05-20", outlet="The Quayside Courier", text=True)
    from_bytes = onrecord.read(TEXT.encode(), published="2024-05-20", outlet="The Quayside Courier", text=True)
    (article,) = from_path.articles
    assert (article.published.edtf, article.published.basis) == ("2024-05-20", "argument")
    assert article.outlet == "The Quayside Courier"
    assert [article.text[slice(*event.trigger)] for event in article.events] == ["visited"]
    assert from_path.articles == from_bytes.articles
    assert from_path.file == str(path)


def test_read_says_what_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "One."}\n{"text": "Two."}\n')
    (tmp_path / "empty.txt").write_text("")
    for bad in (tmp_path, tmp_path / "many.jsonl", "https://courier.example/a.html"):
        with pytest.raises(UsageError):
            onrecord.read(bad)
    with pytest.raises(EmptyInput):
        onrecord.read(tmp_path / "empty.txt")
    with pytest.raises(UnreadableInput):
        onrecord.read(tmp_path / "nowhere.txt")
    with pytest.raises(UsageError, match="no date"):
        onrecord.read(TEXT.encode(), published="yesterday")


def test_read_many_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text('{"text": "One."}\nno json\n{"text": "Two."}\n')
    pages = list(onrecord.read_many(tmp_path / "many.jsonl"))
    assert [page.status for page in pages] == ["ok", "failed", "ok"]
    assert pages[1].problem is not None
    assert "line 2" in pages[1].problem.message


def test_annotate_keeps_the_text_as_it_is() -> None:
    text = "  Ada Kole visited Lusaka.\r\n\r\n\ufeffTalks went on. "
    article = onrecord.annotate(text, published="2024-05-20")
    assert article.text == text
    assert len(article.events) == 1


def test_many_come_in_order_and_the_same_for_any_number_of_threads() -> None:
    texts = [f"Ada Kole visited town {number}." for number in range(40)]
    dates = [None if number % 3 else "2024-05-20" for number in range(40)]
    one = list(onrecord.annotate_many(texts, published=dates, threads=1))
    four = list(onrecord.annotate_many(texts, published=dates, threads=4))
    assert [article.text for article in one] == texts
    assert [article.published.edtf for article in one] == dates
    assert one == four


def test_many_draw_only_what_they_need() -> None:
    drawn = 0

    def texts() -> Iterator[str]:
        nonlocal drawn
        for _ in range(1000):
            drawn += 1
            yield TEXT

    articles = onrecord.annotate_many(texts(), threads=2)
    next(articles)
    assert drawn < 20


def test_too_few_dates_are_said_so() -> None:
    with pytest.raises(UsageError, match="fewer dates"):
        list(onrecord.annotate_many([TEXT, TEXT], published=["2024-05-20"]))
    with pytest.raises(UsageError):
        onrecord.annotate_many([TEXT], threads=0)


def test_importing_the_package_loads_nothing_of_it() -> None:
    script = "import onrecord, sys; print([m for m in sys.modules if m.startswith('onrecord.') or m == 'numpy'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert set(onrecord.__all__) == set(dir(onrecord))
    with pytest.raises(AttributeError):
        onrecord.nothing  # noqa: B018
