"""Our own annotation as documents: written ones carry their text, real ones are laid over the corpora's text."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from onrecord.model.spans import Span
from train.corpus.markup import ClaimLabel, EventLabel, MarkedDocument, read_marked
from train.readers.gum import read_gum
from train.readers.plover import read_plover
from train.readers.polnear import read_polnear
from train.readers.timeml import read_timeml
from train.readers.wikinews import read_meantime, read_qasrl_articles
from train.readers.worldwide import read_worldwide


class CorpusChanged(ValueError):
    """The text that an annotation was made on is not the text that the reader yields."""


def load_own(part: str, folder: Path) -> list[MarkedDocument]:
    """Documents of ``part``, a folder of the corpus: "written", "real", "selected", "events" or "plover".

    Raises:
        CorpusChanged: If a stand-off annotation no longer fits its text.
        FileNotFoundError: If the corpora are not beside the clone.
    """
    if part == "written":
        return [document for path in sorted((folder / "written").glob("*.orm")) for document in read_marked(path)]
    return read_stand_off(folder / part)


def read_stand_off(folder: Path) -> list[MarkedDocument]:
    """Documents of the stand-off files in ``folder``, laid over the corpora's text; raises as :func:`load_own`."""
    rows = [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    texts = dict(corpus_texts({row["dataset"] for row in rows}))
    return [_document(row, texts) for row in rows]


def corpus_texts(datasets: set[str]) -> Iterator[tuple[str, str]]:
    """Names and texts of the corpora that real news was annotated in."""
    if "polnear" in datasets:
        yield from ((f"polnear/{d.id}", d.text) for d in read_polnear("train"))
    if "worldwide" in datasets:
        yield from ((f"worldwide/{d.id}", d.text) for d in read_worldwide("train"))
    if "gum" in datasets:
        yield from ((f"gum/{d.id}", d.text) for d in read_gum("train"))
    if "timeml" in datasets:
        yield from ((f"timeml/{d.id}", d.text) for d in read_timeml("train"))
    if "qasrl" in datasets:
        yield from ((f"qasrl/{d.id}", d.text) for d in read_qasrl_articles())
    if "meantime" in datasets:
        yield from ((f"meantime/{d.id}", d.text) for d in read_meantime())
    if "plover" in datasets:
        yield from ((f"plover/{row.number}", row.sentence) for row in read_plover("train"))


def document_text(name: str, texts: dict[str, str]) -> str | None:
    """The text that an annotation was made on; a name that ends in ":START-END" is that part of a document."""
    part = re.fullmatch(r"(.+):(\d+)-(\d+)", name)
    if part is None:
        return texts.get(name)
    return texts[part[1]][int(part[2]) : int(part[3])] if part[1] in texts else None


def text_digest(text: str) -> str:
    """First 16 hex digits of the SHA-256 of a text: enough to notice that it changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _document(row: dict[str, Any], texts: dict[str, str]) -> MarkedDocument:
    name = f"{row['dataset']}/{row['document']}"
    text = document_text(name, texts)
    if text is None or text_digest(text) != row["text_sha256"]:
        raise CorpusChanged(f"{name}: the annotation was made on another text")
    return MarkedDocument(
        name,
        text,
        [_span(span) for span in row["sentences"]],
        [EventLabel(**{key: _tuples(value) for key, value in event.items()}) for event in row["events"]],
        [ClaimLabel(**{key: _tuples(value) for key, value in claim.items()}) for claim in row["claims"]],
    )


def _span(value: list[int]) -> Span:
    return (value[0], value[1])


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def stand_off(document: MarkedDocument, text: str) -> dict[str, Any]:
    """A document's annotation without its text, as offsets into the corpus's ``text``.

    The markup folds white space, so its offsets are led back character by character.
    """
    back = _offsets(document.text, text)

    def lead(value: Any) -> Any:
        if isinstance(value, tuple) and len(value) == 2 and all(isinstance(item, int) for item in value):
            return [back[value[0]], back[value[1] - 1] + 1]
        if isinstance(value, tuple):
            return [lead(item) for item in value]
        return value

    dataset, _, name = document.id.partition("/")
    return {
        "dataset": dataset,
        "document": name,
        "text_sha256": text_digest(text),
        "sentences": [lead(span) for span in document.sentences],
        "events": [{key: lead(_frozen(value)) for key, value in asdict(event).items()} for event in document.events],
        "claims": [{key: lead(_frozen(value)) for key, value in asdict(claim).items()} for claim in document.claims],
    }


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list | tuple) else value


def _offsets(marked: str, text: str) -> list[int]:
    """For every character of ``marked`` its place in ``text``; only white space may differ."""
    back = []
    at = 0
    for character in marked:
        if character.isspace():
            back.append(at)
            continue
        while at < len(text) and text[at].isspace():
            at += 1
        if at >= len(text) or text[at] != character:
            raise CorpusChanged(f"the markup's text departs from the corpus near {text[at : at + 40]!r}")
        back.append(at)
        at += 1
    return back
