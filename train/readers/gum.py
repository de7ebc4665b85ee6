"""GUM (Zeldes 2017): many genres, Universal Dependencies, nested entities, coreference, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model.spans import Span
from train.readers.document import Entity, GoldDocument, data_folder

_ENTITY = re.compile(r"\((\d+)-([a-z]+)-[^()]*?(\))?(?=\(|\)|$|\d)|(\d+)\)|\((\d+)-([a-z]+)-[^()]*")


def read_gum(part: str, genres: tuple[str, ...] = ()) -> Iterator[GoldDocument]:
    """Documents of ``part`` ("train" or "dev"), of some ``genres`` or all; paragraphs as in the source.

    ``words`` and ``sentences`` are gold. ``entities`` holds named entities only: mentions that end in
    an identity link or whose head is a proper noun, with GUM's own types.
    """
    for path in sorted((data_folder("gum") / part).glob("*.conllu")):
        genre = path.name.split("_")[1]
        if not genres or genre in genres:
            yield _document(path.stem, path.read_text(encoding="utf-8"))


def _document(name: str, source: str) -> GoldDocument:
    text = ""
    words: list[Span] = []
    sentences: list[Span] = []
    entities: list[Entity] = []
    opened: list[tuple[str, str, int]] = []
    tags: list[str] = []
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
            tags.append(row[4])
            position = at + len(row[1])
            misc = next((m[len("Entity=") :] for m in row[9].split("|") if m.startswith("Entity=")), "")
            _entities(misc, len(words) - 1, opened, entities, words, tags)
        sentences.append((words[first][0], words[-1][1]))
    return GoldDocument(name, text, published=published, words=words, sentences=sentences, entities=entities)


def _entities(
    misc: str, index: int, opened: list[tuple[str, str, int]], entities: list[Entity], words: list[Span], tags: list[str]
) -> None:
    """Bracketed entity marks of one token: "(1-person-giv:act-…-link" opens, "1)" closes, both at once is one token."""
    for mark in re.findall(r"\([^()]*\)?|\d+\)", misc):
        if mark.startswith("("):
            parts = mark.strip("()").split("-")
            if mark.endswith(")"):
                _close(parts[1], index, index, mark, entities, words, tags)
            else:
                opened.append((parts[0], parts[1] + "|" + mark, index))
        else:
            number = mark[:-1]
            for at in range(len(opened) - 1, -1, -1):
                if opened[at][0] == number:
                    _, kind, first = opened.pop(at)
                    _close(kind.split("|")[0], first, index, kind, entities, words, tags)
                    break


def _close(
    kind: str, first: int, last: int, mark: str, entities: list[Entity], words: list[Span], tags: list[str]
) -> None:
    inside = tags[first : last + 1]
    names = sum(tag.startswith("NNP") for tag in inside)
    if names and all(tag.startswith(("NNP", "NN", "JJ", "CD", "IN", "DT", "HYPH", "POS")) for tag in inside):
        if last - first < 6 and inside[-1].startswith("NNP"):
            entities.append((words[first][0], words[last][1], kind))
