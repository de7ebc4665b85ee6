"""GUM's coreference as chains of mentions: which are names, pronouns, nominals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model.spans import Span
from train.readers.document import data_folder
from train.readers.gum import read_gum

KINDS = {
    "person": "person",
    "organization": "organisation",
    "place": "place",
    "group": "group",
    "object": "other",
    "event": "other",
}
"""GUM's entity types that take part, in onrecord's words; GUM itself counts a people ("the Texans") as a person."""
_PLAIN = re.compile(r"(?P<before>(?:DT )?)(?:(?:NNPS?|IN|DT|HYPH|POS) )*NNPS?")
_TITLED = re.compile(r"(?P<before>(?:DT )?(?:(?:JJ|NN|HYPH) )*)NNPS?(?:(?: (?:NNPS?|IN|DT|HYPH|POS|,))* NNPS?)?")
_MARK = re.compile(r"\((?P<group>\d+)-(?P<kind>[a-z]+)-[^()|]*(?P<single>\))?|(?P<close>\d+)\)")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention with its group; form: name, pronoun, nominal.

    A name begins at ``name_start``, behind its article and title, as entities do that the encoder marks.
    """

    start: int
    end: int
    group: str
    kind: str
    form: str
    name_start: int


@dataclass(frozen=True, slots=True)
class GoldChains:
    """A document with its mentions in text order."""

    id: str
    text: str
    words: tuple[Span, ...]
    sentences: tuple[Span, ...]
    mentions: tuple[GoldMention, ...]


def read_chains(part: str, genres: tuple[str, ...]) -> Iterator[GoldChains]:
    """Documents of a part of GUM with their coreference."""
    for document in read_gum(part, genres):
        path = data_folder("gum") / part / f"{document.id}.conllu"
        assert document.words is not None
        assert document.sentences is not None
        mentions = tuple(sorted(_mentions(path, document.words), key=lambda m: (m.start, m.end)))
        yield GoldChains(document.id, document.text, tuple(document.words), tuple(document.sentences), mentions)


def _mentions(path: Path, words: list[Span]) -> Iterator[GoldMention]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line[:1].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]
    opened: list[tuple[str, str, int]] = []
    for at, row in enumerate(rows):
        marks = next((item[7:] for item in row[9].split("|") if item.startswith("Entity=")), "")
        for mark in _MARK.finditer(marks):
            if mark["single"]:
                yield _mention(mark["group"], mark["kind"], at, at, rows, words)
            elif mark["group"]:
                opened.append((mark["group"], mark["kind"], at))
            else:
                found = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == mark["close"]), None)
                if found is not None:
                    group, kind, first = opened.pop(found)
                    yield _mention(group, kind, first, at, rows, words)


def _mention(group: str, kind: str, first: int, last: int, rows: list[list[str]], words: list[Span]) -> GoldMention:
    # GUM counts a possessive "'s" into the mention.
    last -= last > first and rows[last][4] == "POS"
    tags = " ".join(row[4] for row in rows[first : last + 1])
    name = _name(tags, kind)
    form = "nominal" if name is None else "name"
    if first == last and tags.startswith(("PRP", "WP")):
        form = "pronoun"
    if form == "name" and kind == "person" and tags.endswith("NNPS"):
        kind = "group"
    return GoldMention(words[first][0], words[last][1], group, kind, form, words[first + (name or 0)][0])


def _name(tags: str, kind: str) -> int | None:
    """Words before the name in a mention that is one, by its parts of speech; ``None`` for nominals.

    "The physician Yang Buwei" and "the University of California, Berkeley" name somebody, "southern Russia" is another
    thing than Russia.
    """
    found = (_TITLED if kind in ("person", "organization") else _PLAIN).fullmatch(tags)
    return len(found["before"].split()) if found else None
