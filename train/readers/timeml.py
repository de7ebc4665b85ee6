"""TimeML corpora: TimeBank and AQUAINT (TempEval-3 distribution) and WikiWars; times with values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from train.readers.document import GoldDocument, Timex, data_folder

_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


def read_timeml(part: str) -> Iterator[GoldDocument]:
    """TimeBank and AQUAINT documents of ``part`` ("train" or "dev")."""
    for path in sorted((data_folder("timeml") / part).glob("*/*.tml")):
        yield _document(path)


def read_wikiwars(part: str) -> Iterator[GoldDocument]:
    """WikiWars (Mazur & Dale 2010) documents of ``part`` ("train" or "dev")."""
    for path in sorted((data_folder("wikiwars") / part).glob("*.tml")):
        yield _document(path)


def _document(path: Path) -> GoldDocument:
    source = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    assert body, path
    text, times = parse_times(body[1].strip())
    return GoldDocument(path.stem, text, published=created[1] if created else None, times=times)


def parse_times(source: str) -> tuple[str, list[Timex]]:
    """Plain text and time expressions of a TimeML body; other tags are dropped."""
    text = ""
    times: list[Timex] = []
    opened: list[tuple[int, dict[str, str]]] = []
    position = 0
    for tag in _TAG.finditer(source):
        text += unescape(source[position : tag.start()])
        position = tag.end()
        if tag[2] != "TIMEX3":
            continue
        if not tag[1]:
            opened.append((len(text), dict(_ATTRIBUTE.findall(tag[3]))))
        elif opened:
            start, attributes = opened.pop()
            if start < len(text):
                times.append((start, len(text), attributes.get("type", "DATE"), attributes.get("value", "")))
    text += unescape(source[position:])
    return text, sorted(times)
