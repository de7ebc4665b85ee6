from __future__ import annotations

from onrecord.encoder.annotation import Annotation, EventSpans
from onrecord.model import RawPage, ReadOptions
from onrecord.pipeline import derive
from onrecord.text import sentences, words

ENGLISH = "Foreign Minister Ada Kole visited Lusaka on Sunday and met her colleague Bo Renn for talks about the border."
GERMAN = (
    "Die Außenministerin besuchte am Sonntag die Hauptstadt und sprach dort mit ihrem Amtskollegen über die Grenze."
)


def encode(text: str) -> Annotation:
    trigger = text.split()[0]
    start = text.index(trigger)
    event = EventSpans((start, start + len(trigger)), "CONSULT", None, "actual", False, (), 0.9)
    return Annotation(tuple(words(text)), tuple(sentences(text)), events=(event,))


def test_english_is_annotated() -> None:
    page = derive(RawPage(ENGLISH.encode()), ReadOptions(as_text=True), encode)
    (article,) = page.articles
    assert (page.status, page.problem, article.language) == ("ok", None, "en")
    assert len(article.events) == 1


def test_another_language_is_kept_noted_and_not_annotated() -> None:
    page = derive(RawPage(GERMAN.encode()), ReadOptions(as_text=True), encode)
    (article,) = page.articles
    assert (article.language, article.text, article.events) == ("de", GERMAN, ())
    assert page.status == "partial"
    assert page.problem is not None
    assert page.problem.code == "language"
    assert "de" in page.problem.message


def test_a_text_too_short_to_tell_is_annotated() -> None:
    page = derive(RawPage(b"Talks in Lusaka."), ReadOptions(as_text=True), encode)
    assert page.articles[0].language is None
    assert page.articles[0].events
