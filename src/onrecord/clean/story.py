"""One story of a page: its title, dates and names, its paragraphs, and why every other line was dropped."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.clean.cohesion import content_of
from onrecord.clean.dates import date_line, printed_dates
from onrecord.clean.lines import (
    Kind,
    Line,
    byline_names,
    credit_in_brackets,
    dateline_end,
    dateline_of,
    ends_sentence,
    is_title_like,
    notice_of,
    title_key,
)
from onrecord.clean.marks import MIN_TURNS, is_foot_note, is_name, is_row, is_turn, states_time, states_writer
from onrecord.model import Evidence, Published

_DECK_WORDS = 6
_MIN_DECK_WORDS = 2
_LEAD_LINES = 12
_SHARED_WORDS = 3
_PICKUP_WORDS = 5
_CLOSING_WORDS = 10
_CLOCK = re.compile(r"\d{1,2}[:.h]\d\d\b")
_MIN_TITLE_WORDS = 4
_RESUMES_AFTER = 2
_REASONS = {
    Kind.WIDGET: "widget",
    Kind.PROMOTION: "promotion",
    Kind.RELATED: "promotion",
    Kind.CAPTION: "caption",
    Kind.FOOTER: "footer",
}
_OURS = frozenset({"our", "us", "your", "newsletter", "newsletters", "subscribe", "donate"})


@dataclass(slots=True)
class Story:
    """What was read from the lines of one story. ``kept`` and ``dropped`` are in the order of the page."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    published: Published = field(default_factory=Published)
    updated: str | None = None
    notice: str | None = None
    outlet: str | None = None
    kept: list[Line] = field(default_factory=list)
    dropped: list[tuple[Line, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Head:
    """Where title and text of a story begin, where its page was taken apart; a story may have no title."""

    title: int | None
    text: int


def read_story(
    lines: Sequence[Line], title: str | None = None, *, head: Head | None = None, often: Mapping[str, int] | None = None
) -> Story:
    """Sort the lines of one story into text and furniture.

    Args:
        lines: The lines from its start to the start of the next one.
        title: The title, where the page's metadata give it.
        head: Where its title and its text are, where that is known; else the title is looked for.
        often: How often each text stands on the whole page; what ends several of its stories is no part of them.
    """
    return _Reader(lines, title, head, often or {}).read()


class _Reader:
    def __init__(self, lines: Sequence[Line], title: str | None, head: Head | None, often: Mapping[str, int]) -> None:
        self.lines = lines
        self.story = Story(title=title)
        self.head = head
        self.often = often
        self.captions = _captions(lines)
        self.texts = [i for i, line in enumerate(lines) if self.is_text(line) and (head is None or i >= head.text)]
        self.body = self.texts[0] if self.texts else len(lines)
        self.is_dialogue = sum(is_turn(lines[i].text) for i in self.texts) >= MIN_TURNS
        self.words: set[str] = set()
        self.seen: set[str] = set()

    def is_text(self, line: Line) -> bool:
        return line.kind in (Kind.PROSE, Kind.SENTENCE) and line.text not in self.captions

    def read(self) -> Story:
        story = self.story
        title_at = self.find_title() if self.head is None else self.head.title
        if title_at is not None:
            story.title = self.lines[title_at].text
        for index in range(self.body):
            if index != title_at:
                self.header_line(index, title_at)
        self.read_body()
        self.drop_tail()
        if story.kept:
            story.dateline = dateline_of(story.kept[0].text)
            self.date_in_dateline(story.kept[0])
        story.dropped.sort(key=lambda item: item[0].span)
        return story

    def find_title(self) -> int | None:
        candidates = [
            i for i in range(self.body) if is_title_like(self.lines[i]) and self.lines[i].text not in self.captions
        ]
        if self.story.title is not None:
            key = title_key(self.story.title)
            return next((i for i in candidates if title_key(self.lines[i].text) == key), None)
        counts = Counter(title_key(self.lines[i].text) for i in candidates)
        for i in candidates:
            if counts[title_key(self.lines[i].text)] > 1:
                return i
        plain = [
            i for i in candidates if not credit_in_brackets(self.lines[i].text) and " > " not in self.lines[i].text
        ]
        long = [i for i in plain if len(self.lines[i].text.split()) >= _MIN_TITLE_WORDS]
        # A banner stands over any story; a title has words of its own.
        told = frozenset().union(*(content_of(self.lines[i].text) for i in self.texts[:_LEAD_LINES]))
        return next((i for i in long if content_of(self.lines[i].text) & told), next(iter(long or plain), None))

    def header_line(self, index: int, title_at: int | None) -> None:
        line = self.lines[index]
        if self.metadata(line):
            return
        if line.text in self.captions:
            self.drop(line, "caption")
        elif self.story.title is not None and title_key(line.text) == title_key(self.story.title):
            self.drop(line, "duplicate")
        elif line.kind is Kind.HEADING and title_at is not None and index > title_at:
            self.heading_in_header(index, title_at)
        elif line.kind in (Kind.PROSE, Kind.SENTENCE) and title_at is not None and index > title_at:
            self.story.kept.append(line)
        else:
            self.drop(line, _REASONS.get(line.kind, "other"))

    def heading_in_header(self, index: int, title_at: int) -> None:
        """Between title and text: right under the title a standfirst, which is text; later a caption; short, a label."""
        line = self.lines[index]
        if credit_in_brackets(line.text):
            self.drop(line, "caption")
        elif states_writer(line.text) or states_time(line.text) or is_name(line.text):
            self.drop(line, "other")
        elif index == title_at + 1 and len(line.text.split()) >= _MIN_DECK_WORDS:
            self.story.kept.append(line)
        elif len(line.text.split()) < _DECK_WORDS:
            self.drop(line, "other")
        else:
            self.drop(line, "caption")

    def metadata(self, line: Line) -> bool:
        """Take date, byline and notice lines; they are dropped from the text, and listed."""
        if line.kind is Kind.DATE:
            self.take_dates(line)
        elif line.kind is Kind.BYLINE:
            self.story.byline = self.story.byline or byline_names(line.text)
        elif line.kind is Kind.NOTICE:
            self.story.notice = self.story.notice or notice_of(line.text)
        else:
            return False
        self.drop(line, "other")
        return True

    def take_dates(self, line: Line) -> None:
        found = date_line(line.text)
        if found is None:
            return
        for item in found.dates:
            if item.edtf is None:
                continue
            if item.updated:
                self.story.updated = self.story.updated or item.edtf
            elif self.story.published.edtf is None:
                quote = line.text[item.start : item.end]
                self.story.published = Published(item.edtf, "printed", (Evidence(line.span, quote),))
        self.story.byline = self.story.byline or byline_names(found.rest)

    def read_body(self) -> None:
        zone: str | None = None
        for index in range(self.body, len(self.lines)):
            line = self.lines[index]
            if zone == "promotion" and (self.resumes(index) or self.speaks_of_it(line)):
                zone = None
            if line.kind is Kind.RELATED or (line.kind is Kind.COMMENTS and zone != "other"):
                zone = "promotion" if line.kind is Kind.RELATED and zone != "other" else "other"
                if line.kind is Kind.COMMENTS and self.resumes(index + 1):
                    zone = None
                self.drop(line, "promotion" if line.kind is Kind.RELATED else "widget")
            elif zone is not None:
                self.drop(line, _REASONS.get(line.kind, zone))
            else:
                self.body_line(index)

    def resumes(self, index: int) -> bool:
        """Whether the story goes on here: two paragraphs of prose in a row, with no comment form before them."""
        following = self.lines[index : index + _RESUMES_AFTER]
        return len(following) == _RESUMES_AFTER and all(line.kind is Kind.PROSE for line in following)

    def speaks_of_it(self, line: Line) -> bool:
        """Whether a paragraph after a list of links has words in common with the story, and so is no teaser of another."""
        return line.kind is Kind.PROSE and len(content_of(line.text) & self.words) >= _SHARED_WORDS

    def body_line(self, index: int) -> None:
        line = self.lines[index]
        if line.kind is Kind.DATE and self.is_timeline(index):
            self.story.kept.append(line)
        elif self.metadata(line):
            return
        elif line.text in self.captions:
            self.drop(line, "caption")
        elif self.signs_deck(index) or self.picks_up(index):
            self.drop(line, "other")
        elif self.is_stage_direction(index):
            self.story.kept.append(line)
        elif (
            line.kind is Kind.HEADING and self.story.title and title_key(line.text) == title_key(self.story.title)
        ) or (line.kind is Kind.PROSE and line.text in self.seen):
            self.drop(line, "duplicate")
        elif line.kind in (Kind.PROSE, Kind.SENTENCE, Kind.HEADING):
            self.seen.add(line.text)
            self.words.update(content_of(line.text))
            self.story.kept.append(line)
        else:
            self.drop(line, _REASONS.get(line.kind, "other"))

    def is_timeline(self, index: int) -> bool:
        """A date over a paragraph in the middle of a story, without a label, heads an entry of a timeline."""
        found = date_line(self.lines[index].text)
        if found is None or found.rest or index + 1 >= len(self.lines) or self.story.published.edtf is None:
            return False
        return self.lines[index + 1].kind is Kind.PROSE and len(self.lines[index].text.split()) <= 4

    def signs_deck(self, index: int) -> bool:
        """Where the standfirst is a sentence, lines that say who wrote the story and when stand under it."""
        line = self.lines[index]
        if line.kind is not Kind.HEADING or len(self.texts) < 2 or index > self.texts[1]:
            return False
        return states_writer(line.text) or (states_time(line.text) and not _CLOCK.match(line.text))

    def is_stage_direction(self, index: int) -> bool:
        """ "(LAUGHTER)" in a transcript: a line in brackets between two turns, or right under one."""
        if self.lines[index].kind is not Kind.CREDIT or not self.is_dialogue:
            return False
        under_turn = index - 1 in self.texts and not is_foot_note(self.lines[index - 1].text)
        return under_turn or index < self.texts[-1]

    def picks_up(self, index: int) -> bool:
        """Whether a line repeats the last words of the take before, as under the code of a further take of a wire story."""
        line, before = self.lines[index], self.lines[index - 1]
        few = len(line.text.split()) <= _PICKUP_WORDS
        return line.kind is Kind.SENTENCE and before.kind is Kind.LABEL and few and is_turn(line.text)

    def drop_tail(self) -> None:
        """What stands after the last sentence and is none itself heads nothing; notes of the page to its readers go too."""
        kept = self.story.kept
        while kept and not self.ends_story(kept):
            line = kept.pop()
            words = set(line.text.lower().split())
            if line.kind in (Kind.PROSE, Kind.SENTENCE):
                self.drop(line, "footer")
            else:
                self.drop(line, "promotion" if words & _OURS else "other")

    def ends_story(self, kept: Sequence[Line]) -> bool:
        """Whether the last line of the text belongs to it: a sentence, a row of a table, or words about the title's person."""
        line = kept[-1]
        if line.kind in (Kind.PROSE, Kind.SENTENCE):
            boilerplate = self.often.get(line.text, 1) > 1 or is_foot_note(line.text)
            return not boilerplate or all(other.kind not in (Kind.PROSE, Kind.SENTENCE) for other in kept[:-1])
        if line.kind is Kind.CREDIT or is_foot_note(line.text):
            return line.kind is Kind.CREDIT
        if is_row(line.text) and len(kept) > 1 and is_row(kept[-2].text):
            return True
        shared = content_of(line.text) & content_of(self.story.title or "")
        return (
            len(line.text.split()) >= _CLOSING_WORDS
            and len(shared) >= 2
            and kept[-2:-1] != []
            and kept[-2].kind is Kind.PROSE
        )

    def date_in_dateline(self, line: Line) -> None:
        """ "MOSCOW, Aug. 14, 2015 (AP) —" states a date of publication where no line does."""
        if self.story.published.edtf is not None or self.story.dateline is None:
            return
        end = dateline_end(line.text)
        for item in printed_dates(line.text[:end]):
            if item.edtf is not None:
                evidence = Evidence(line.span, line.text[item.start : item.end])
                self.story.published = Published(item.edtf, "printed", (evidence,))
                return

    def drop(self, line: Line, reason: str) -> None:
        self.story.dropped.append((line, reason))


def _captions(lines: Sequence[Line]) -> frozenset[str]:
    """Texts of lines that are captions: printed twice in a row, or a credit in brackets before the text begins."""
    spaced = sum(line.blank_before > 0 for line in lines[1:]) * 2 > len(lines)
    found = {line.text for line in lines if line.kind is Kind.CAPTION}
    long_titles = (
        i for i, line in enumerate(lines) if is_title_like(line) and len(line.text.split()) >= _MIN_TITLE_WORDS
    )
    first_title = next(long_titles, len(lines))
    for index, (first, second) in enumerate(itertools.pairwise(lines)):
        if first.text != second.text or len(first.text.split()) < 3:
            continue
        tight = spaced and second.blank_before == 0
        if tight or credit_in_brackets(first.text) or not ends_sentence(first.text):
            if _is_twin_title(lines, index, first_title):
                continue
            found.add(first.text)
    others = {line.text for line in lines if line.kind is Kind.PROSE} - found
    for index, line in enumerate(lines):
        if line.text in found or line.kind is not Kind.PROSE:
            continue
        others.discard(line.text)
        credited = credit_in_brackets(line.text) and dateline_of(line.text) is None
        if not others or index + 1 == len(lines) or not credited:
            break
        found.add(line.text)
    return frozenset(found)


def _is_twin_title(lines: Sequence[Line], index: int, first_title: int) -> bool:
    """Whether a line that is printed twice in a row is the title: no title of some length before it, or a date or byline after it."""
    line = lines[index]
    if not is_title_like(line) or credit_in_brackets(line.text):
        return False
    if index + 2 < len(lines) and lines[index + 2].kind in (Kind.DATE, Kind.BYLINE):
        return True
    return index <= first_title
