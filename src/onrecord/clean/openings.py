"""Places on a text page where a story may begin, and what speaks for each of them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from onrecord.clean.cohesion import content_of, points_back
from onrecord.clean.lines import Kind, Line, credit_in_brackets, dateline_of, is_title_like, title_key
from onrecord.clean.marks import (
    MIN_TURNS,
    SUBJECT,
    announces_several,
    is_foot_note,
    is_introduction,
    is_name,
    is_turn,
    shape,
    states_time,
    states_writer,
)

_TEXT = (Kind.PROSE, Kind.SENTENCE)
_LONGEST_RUN = 16
_LEAD_CHARACTERS = 400
_SECTION_LINES = 12
_MOST_HEADINGS = 2
_SERIES = 3
_SERIES_WITH_FIGURES = 2
# An advertisement or a link to another story stands inside a story as well as at its end.
_ENDINGS = frozenset({Kind.FOOTER, Kind.CREDIT, Kind.RELATED, Kind.COMMENTS, Kind.WIDGET, Kind.LABEL})
_NUMBERED = re.compile(r"[(\[]?\d{1,3}[.)\]]\s")
_TIMED = re.compile(r"(?:[^\W\d_]{3,9},?\s)?\d{1,2}[:.h]\d\d\b(?:\s?[ap]\.?m\.?)?")
_SENTENCE_END = re.compile(r"[^\W\d_]{2}[.!?](?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may be the first of a story, with what stands around it.

    ``index`` is the title, or the first line of text where none stands over it; ``prose`` is that line of text. ``form``
    is how the title is written. ``signed`` says that a date, a byline or the like stands with the title, ``gap`` how many
    empty lines more than between paragraphs stand before it, ``closed`` that furniture ends what came before.
    ``back`` says that the text begins with a word that needs something before it, ``short`` that its first paragraph is a
    mere sentence. ``echoed`` is the share of the title's words that the first paragraph has too, ``length`` the number of
    words of the title, ``words`` the content of the section.
    """

    index: int
    prose: int
    titled: bool
    form: str
    repeated: bool
    signed: bool
    dateline: bool
    gap: int
    ruled: bool
    closed: bool
    pictured: bool
    widget: bool
    short: bool
    listed: bool
    back: bool
    echoed: float
    length: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """The first story's opening, all places below where another may begin, and whether the head of the page announces several."""

    first: Opening
    later: tuple[Opening, ...]
    several: bool


def layout_of(lines: Sequence[Line]) -> Layout | None:
    """Find the openings of a page; ``None`` where it has no text.

    Args:
        lines: All lines of the page, none empty.
    """
    text = [i for i, line in enumerate(lines) if _is_text(line) and not is_twin(lines, i)]
    start = 0
    while len(text) > 1 and is_introduction(lines[text[0]].text):
        start = text.pop(0) + 1
    return _Finder(lines, text, start).layout() if text else None


def is_twin(lines: Sequence[Line], index: int) -> bool:
    """Whether the line beside this one is the same: captions are printed twice, paragraphs are not."""
    text = lines[index].text
    return (index + 1 < len(lines) and lines[index + 1].text == text) or (index > 0 and lines[index - 1].text == text)


def _is_text(line: Line) -> bool:
    """Running text; a line that ends on a comma is verse or an address, and opens no story."""
    if line.kind is Kind.PROSE:
        return not is_foot_note(line.text)
    return line.kind is Kind.SENTENCE and line.text[-1] != ","


class _Finder:
    def __init__(self, lines: Sequence[Line], text: list[int], start: int) -> None:
        self.lines = lines
        self.start = start
        self.text = text
        self.shapes = Counter(shape(line.text) for line in lines if line.kind is Kind.HEADING)
        gaps = [lines[after].blank_before for before, after in itertools.pairwise(text) if after == before + 1]
        self.is_dialogue = sum(is_turn(lines[i].text) for i in text) >= MIN_TURNS
        self.usual = median_low(gaps or [line.blank_before for line in lines])

    def layout(self) -> Layout:
        places = [(self.start, self.text[0])]
        for before, after in itertools.pairwise(self.text):
            if after > before + 1 or self.opens_bare(after):
                places.append((before + 1, after))
        ends = [start for start, _ in places[1:]] + [len(self.lines)]
        found = [self.opening(start, prose, end) for (start, prose), end in zip(places, ends, strict=True)]
        head = self.lines[: found[0].index]
        several = any(announces_several(line.text) or is_introduction(line.text) for line in head)
        later = [opening for opening in found[1:] if opening.titled or self.opens_bare(opening.prose)]
        return Layout(found[0], tuple(later), several)

    def opens_bare(self, index: int) -> bool:
        """Whether a story may begin at a paragraph without a title: a dateline, or more room above it than usual."""
        line = self.lines[index]
        return line.blank_before > self.usual or dateline_of(line.text) is not None

    def opening(self, start: int, prose: int, end: int) -> Opening:
        lines = self.lines
        run = range(max(start, prose - _LONGEST_RUN), prose)
        title, repeated = self.title_in(run)
        index = prose if title is None else title
        lead = lines[prose].text[:_LEAD_CHARACTERS]
        above = [lines[i].kind for i in range(start, index)]
        below = lines[index + 1 : prose] if title is not None else []
        own = content_of(lines[index].text, 4) if title is not None else frozenset()
        section = [
            line.text for line in lines[index : min(end, index + _SECTION_LINES)] if line.kind in (*_TEXT, Kind.HEADING)
        ]
        return Opening(
            index=index,
            prose=prose,
            titled=title is not None,
            form=self.form(lines[index].text) if title is not None else "none",
            repeated=repeated,
            signed=self.is_signed(run, title, index),
            dateline=dateline_of(lead) is not None,
            gap=max(lines[i].blank_before for i in range(start, index + 1)) - self.usual,
            ruled=Kind.SEPARATOR in above,
            closed=any(lines[i].kind in _ENDINGS or is_foot_note(lines[i].text) for i in range(start, index)),
            pictured=any(line.kind is Kind.CAPTION or credit_in_brackets(line.text) for line in below),
            widget=any(line.kind is Kind.WIDGET for line in below),
            short=lines[prose].kind is Kind.SENTENCE,
            listed=Kind.RELATED in above,
            back=points_back(lead),
            echoed=len(own & content_of(lead, 4)) / len(own) if own else 0.0,
            length=len(lines[index].text.split()) if title is not None else 0,
            words=frozenset().union(*map(content_of, section)),
        )

    def is_signed(self, run: range, title: int | None, index: int) -> bool:
        if title is None:
            return False
        before = index - 1 in run and self.lines[index - 1].kind is Kind.DATE and self.lines[index].blank_before == 0
        return before or any(self.signs(i) for i in run if i > title)

    def signs(self, index: int) -> bool:
        """Whether a line tells who wrote a story, where or when; a bare name does so right under a title."""
        line = self.lines[index]
        if line.kind in (Kind.DATE, Kind.BYLINE):
            return True
        if line.kind is not Kind.HEADING:
            return False
        under_title = index > 0 and is_title_like(self.lines[index - 1])
        return states_writer(line.text) or (under_title and (states_time(line.text) or is_name(line.text)))

    def title_in(self, run: range) -> tuple[int | None, bool]:
        """The title among the lines before a paragraph, and whether it stands there twice."""
        lines = self.lines
        heads = [i for i in run if self.may_be_title(i)]
        keys = Counter(title_key(lines[i].text) for i in heads if not is_twin(lines, i))
        twice = next((i for i in heads if keys[title_key(lines[i].text)] > 1), None)
        if twice is not None:
            return twice, True
        single = [i for i in heads if self.shapes[shape(lines[i].text)] < self.often(lines[i].text)]
        pool = [i for i in single or heads if not is_twin(lines, i) or i == heads[0]]
        pool = [i for i in heads if SUBJECT.match(lines[i].text)][-1:] or pool
        signs = [i for i in run if self.signs(i)]
        if signs:
            unsigned = [i for i in pool if i not in signs]
            pool = [i for i in unsigned if i < signs[-1]] or unsigned
        if run.stop == self.text[0]:
            return self.first_title(heads, pool), False
        if not pool:
            return None, False
        title, size = pool[-1], 1
        while title - 1 in pool and lines[title].blank_before <= min(self.usual, lines[title - 1].blank_before):
            title, size = title - 1, size + 1
        below = range(title + 1, run.stop)
        barred = any(lines[i].kind in (Kind.RELATED, Kind.COMMENTS, Kind.FOOTER) for i in below)
        headings = {
            lines[i].text for i in below if lines[i].kind is Kind.HEADING and i not in signs and not is_twin(lines, i)
        }
        if barred or size > _MOST_HEADINGS or len(headings) > _MOST_HEADINGS:
            return None, False
        return title, False

    def first_title(self, heads: Sequence[int], pool: Sequence[int]) -> int | None:
        """The last heading under the banner of a page, or the one that empty lines set off with its paragraph."""
        if heads and heads[-1] == self.text[0] - 1:
            room, below = (self.lines[i].blank_before for i in (heads[-1], self.text[0]))
            if room > max(self.usual, below):
                return heads[-1]
        return pool[-1] if pool else None

    def often(self, text: str) -> int:
        """From how many lines of one shape on they are a series; a title may stand in a list of links as well."""
        return _SERIES_WITH_FIGURES if any(character.isdigit() for character in text) else _SERIES

    def may_be_title(self, index: int) -> bool:
        line = self.lines[index]
        if not is_title_like(line) or credit_in_brackets(line.text) or is_foot_note(line.text):
            return False
        if index < self.text[0] and announces_several(line.text):
            return False
        return not (self.is_dialogue and is_turn(line.text)) and len(_SENTENCE_END.findall(line.text)) < 2

    def form(self, text: str) -> str:
        """How a title is written: what makes titles of one page look alike."""
        if SUBJECT.match(text):
            return "subject"
        if _NUMBERED.match(text):
            return "numbered"
        if _TIMED.match(text):
            return "timed"
        if is_turn(text):
            return "placed"
        if self.shapes[shape(text)] > 1:
            return "series"
        if not text[0].isalnum() and text[0] not in "\"“‘'(":
            return "marked"
        return "capitals" if text.isupper() else "plain"
