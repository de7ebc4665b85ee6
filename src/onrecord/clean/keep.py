"""Which runs of an HTML page are the article: trafilatura decides, marks in the source tell what it kept.

trafilatura builds its own tree and gives back text without offsets. So each run of text gets a mark of its own before the
page is handed over: a few Braille characters, which are symbols to every filter. A mark that comes out names the run that
was kept; the text itself is then taken from the source, not from what came out.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

import trafilatura
from lxml.etree import LxmlError

from onrecord.clean.lines import ends_sentence
from onrecord.clean.scan import Inside, Run, Scan
from onrecord.limits import MAX_EXTRACTION_CHARACTERS, MAX_HTML_NODES
from onrecord.model import Span

_BRAILLE = 0x2800
_BRAILLE_IN_PAGE = re.compile("[\u2800-\u28ff]")
MIN_KEPT_CHARACTERS = 200
"""With less text than this the block rule is asked too."""
_RULE_ADVANTAGE = 4.0
_MIN_BLOCK_CHARACTERS = 80
_MIN_SENTENCE_CHARACTERS = 30
_MAX_LINK_SHARE = 0.4
_MIN_TAKEN = 2

for _library in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def kept_runs(source: str, found: Scan) -> tuple[frozenset[int], str | None]:
    """Indices of the runs that are the article.

    Args:
        source: The decoded page.
        found: The walk of it.

    Returns:
        The indices, and why the page is read only in part, or ``None``.
    """
    reason = None
    kept: frozenset[int] = frozenset()
    if len(source) > MAX_EXTRACTION_CHARACTERS or found.elements > MAX_HTML_NODES:
        reason = "the page is too large for the extractor; its longest blocks were taken"
    else:
        kept = _extracted(source, found)
        if found.too_deep:
            reason = "elements are nested too deeply; the page was flattened first"
    size = _characters(source, found.runs, kept)
    if size < MIN_KEPT_CHARACTERS:
        by_rule = block_rule(source, found)
        if _characters(source, found.runs, by_rule) > max(_RULE_ADVANTAGE * size, MIN_KEPT_CHARACTERS):
            return by_rule, reason or "the extractor found next to nothing; the longest blocks were taken"
    return kept | _continued(source, found, kept), reason


def _continued(source: str, found: Scan, kept: frozenset[int]) -> frozenset[int]:
    """Paragraphs in later containers that are called like one whose paragraphs were all kept.

    Advertisements cut a story into several containers, of which the extractor takes one. A heading between the two begins
    another story.
    """
    running = [
        members
        for members in _blocks(found)
        if found.runs[members[0]].inside & Inside.PARAGRAPH
        and _is_running_text(source, [found.runs[index] for index in members])
    ]
    taken: dict[int, list[bool]] = {}
    for members in running:
        taken.setdefault(found.runs[members[0]].home, []).append(any(index in kept for index in members))
    full = [home for home, marks in taken.items() if all(marks) and len(marks) >= _MIN_TAKEN]
    names = {found.homes[home] for home in full} - {""}
    last = max(kept, default=0)
    more: list[int] = []
    for members in running:
        run = found.runs[members[0]]
        if members[0] > last and found.homes[run.home] in names and not any(taken[run.home]):
            more += members
    between = found.runs[last + 1 : more[-1]] if more else []
    headed = any(run.inside & Inside.HEADING and not source[run.start : run.end].isspace() for run in between)
    return frozenset() if headed else frozenset(more)


def _blocks(found: Scan) -> list[list[int]]:
    """Runs of each block that no reader would call an aside."""
    aside = (
        Inside.FOOTER | Inside.NAVIGATION | Inside.ASIDE | Inside.CONTROL | Inside.HIDDEN | Inside.HEAD | Inside.CAPTION
    )
    blocks: dict[int, list[int]] = {}
    for index, run in enumerate(found.runs):
        if not run.inside & aside:
            blocks.setdefault(run.block, []).append(index)
    return list(blocks.values())


def block_rule(source: str, found: Scan) -> frozenset[int]:
    """The stand-in for the extractor: blocks of running text that are no links, captions, footers or menus."""
    kept: list[int] = []
    for members in _blocks(found):
        if _is_running_text(source, [found.runs[index] for index in members]):
            kept.extend(members)
    return frozenset(kept)


def _is_running_text(source: str, runs: list[Run]) -> bool:
    """A long block, or a paragraph of at least one sentence, that does not consist of links."""
    text = "".join(source[run.start : run.end] for run in runs if not run.inside & Inside.BREAK)
    linked = "".join(source[run.start : run.end] for run in runs if run.inside & Inside.LINK)
    size = len(" ".join(text.split()))
    in_paragraph = bool(runs[0].inside & Inside.PARAGRAPH) and ends_sentence(text.strip())
    needed = _MIN_SENTENCE_CHARACTERS if in_paragraph else _MIN_BLOCK_CHARACTERS
    return size >= needed and len(linked.split()) <= _MAX_LINK_SHARE * len(text.split())


def _characters(source: str, runs: list[Run], kept: Iterable[int]) -> int:
    return sum(len(" ".join(source[runs[index].start : runs[index].end].split())) for index in kept)


def _extracted(source: str, found: Scan) -> frozenset[int]:
    numbered = [
        index
        for index, run in enumerate(found.runs)
        if not run.inside & Inside.BREAK and not source[run.start : run.end].isspace()
    ]
    width = 1
    while 256**width < len(numbered):
        width += 1
    marked = _marked(source, found, numbered, width)
    try:
        document = trafilatura.bare_extraction(marked, include_comments=False, with_metadata=False, fast=True)
    except (ValueError, RecursionError, AssertionError, AttributeError, TypeError, LxmlError):
        return frozenset()
    body = getattr(document, "body", None)
    if body is None:
        return frozenset()
    text = "".join(body.itertext())
    # A run that holds a line break may come out in parts; its mark stands once, before the first.
    marks = re.findall(f"[\u2800-\u28ff]{{{width}}}", text)
    numbers = (_number(mark) for mark in marks)
    return frozenset(numbered[number] for number in numbers if number < len(numbered))


def _marked(source: str, found: Scan, numbered: list[int], width: int) -> str:
    """The source with a mark before each run; tags that lie too deep are left out of this copy."""
    source = _BRAILLE_IN_PAGE.sub(" ", source)
    changes: list[tuple[Span, str]] = [(span, " ") for span in found.too_deep]
    for number, index in enumerate(numbered):
        run = found.runs[index]
        text = source[run.start : run.end]
        first = run.start + len(text) - len(text.lstrip())
        changes.append(((first, first), _mark(number, width)))
    changes.sort()
    parts: list[str] = []
    position = 0
    for (start, end), replacement in changes:
        parts.append(source[position:start])
        parts.append(replacement)
        position = end
    parts.append(source[position:])
    return "".join(parts)


def _mark(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, 256)
        digits.append(chr(_BRAILLE + digit))
    return "".join(digits)


def _number(mark: str) -> int:
    return sum((ord(digit) - _BRAILLE) * 256**place for place, digit in enumerate(mark))
