"""GUM (Zeldes 2017): many genres, Universal Dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.spans import Span
from train.readers.document import GoldDocument, data_folder, dependencies


def read_gum(part: str, genres: tuple[str, ...] = ()) -> Iterator[GoldDocument]:
    """Documents of ``part`` ("train" or "dev"), of some ``genres`` or all; paragraphs as in the source.

    ``words`` and ``sentences`` are gold.
    """
    for path in sorted((data_folder("gum") / part).glob("*.conllu")):
        genre = path.name.split("_")[1]
        if not genres or genre in genres:
            yield _document(path.stem, path.read_text(encoding="utf-8"))


def _document(name: str, source: str) -> GoldDocument:
    text = ""
    words: list[Span] = []
    sentences: list[Span] = []
    heads: list[tuple[int, str]] = []
    published = None
    for block in source.split("\n\n"):
        comments = [line for line in block.split("\n") if line.startswith("#")]
        rows = [line.split("\t") for line in block.split("\n") if line and not line.startswith("#")]
        for comment in comments:
            match = re.match(r"# meta::dateCreated = (\d{4}-\d\d-\d\d)", comment)
            if match:
                published = match[1]
        line = next((c[len("# text = ") :] for c in comments if c.startswith("# text = ")), None)
        rows = [row for row in rows if row[0].isdigit()]
        if line is None or not rows:
            continue
        paragraph = any(c.startswith("# newpar") for c in comments)
        start = len(text) + (0 if not text else 2 if paragraph else 1)
        text += ("" if not text else "\n\n" if paragraph else " ") + line
        position = 0
        first = len(words)
        for row in rows:
            at = line.find(row[1], position)
            if at < 0:
                at = position
            words.append((start + at, start + at + len(row[1])))
            position = at + len(row[1])
        heads += dependencies([(int(row[6]), row[7]) for row in rows], first)
        sentences.append((words[first][0], words[-1][1]))
    return GoldDocument(name, text, published=published, words=words, sentences=sentences, heads=heads)
