"""Stories on one page taken apart: where a new one begins, judged from the furniture around its title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from onrecord.clean.lines import MAX_TITLE_WORDS, Kind, dateline_of
from onrecord.limits import MAX_ARTICLES_PER_PAGE
from onrecord.model import Span

_LOOK_AHEAD = 16
_NEEDED = 1.0
_NEEDED_AFTER_LIST = 1.5
_FURNITURE = frozenset({Kind.WIDGET, Kind.CAPTION, Kind.DATE, Kind.BYLINE, Kind.SEPARATOR, Kind.PROMOTION})
_ENDINGS = frozenset(
    {Kind.FOOTER, Kind.CREDIT, Kind.RELATED, Kind.COMMENTS, Kind.PROMOTION, Kind.WIDGET, Kind.DATE, Kind.BYLINE}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a page: folded text, its kind, its span on the page, and the empty lines before it."""

    text: str
    kind: Kind
    span: Span
    blank_before: int


def title_key(text: str) -> str:
    """What two printings of one title have in common: letters and digits, case-folded."""
    return "".join(character for character in text.casefold() if character.isalnum())


def is_title_like(line: Line) -> bool:
    """Whether a line could be a title: a few words that do not end as a sentence does."""
    return line.kind is Kind.HEADING and 2 <= len(line.text.split()) <= MAX_TITLE_WORDS


def story_starts(lines: Sequence[Line]) -> list[int]:
    """Find the lines at which stories begin.

    A title is told from a subheading by what stands around it: the title again after its furniture, a date or byline
    line, a dateline, share widgets, captions, more empty lines than between paragraphs, the end of a story before it.
    One of these alone is seldom enough; a subheading is followed by its paragraph and by nothing else.

    Args:
        lines: All lines of the page, none empty.

    Returns:
        Indices in order; the first is 0 unless there is no line.
    """
    if not lines:
        return []
    starts = [0]
    usual = _usual_blank(lines)
    prose_before = in_list = in_comments = False
    skip_to = 0
    for index, line in enumerate(lines):
        if index >= skip_to and prose_before and is_title_like(line) and len(starts) < MAX_ARTICLES_PER_PAGE:
            repeated, score, first = _evidence(lines, index, usual)
            needed = _NEEDED_AFTER_LIST if in_list else _NEEDED
            if first is not None and (repeated or (score >= needed and not in_comments)):
                starts.append(_with_date_before(lines, index, starts[-1]))
                prose_before = in_list = in_comments = False
                skip_to = first
                continue
        prose_before = prose_before or (line.kind is Kind.PROSE and index >= skip_to)
        in_list = in_list or (line.kind is Kind.RELATED and prose_before)
        in_comments = in_comments or (line.kind is Kind.COMMENTS and line.text.lower() not in ("comments", "comment"))
    return starts


def _usual_blank(lines: Sequence[Line]) -> int:
    return median_low([line.blank_before for line in lines[1:]]) if len(lines) > 1 else 0


def _evidence(lines: Sequence[Line], index: int, usual: int) -> tuple[bool, float, int | None]:
    """Whether the title is repeated, how much else speaks for a new story, and its first line of prose."""
    title = title_key(lines[index].text)
    seen: Counter[str] = Counter()
    kinds: set[Kind] = set()
    repeated, other_headings, first = False, 0, None
    for position in range(index + 1, min(index + 1 + _LOOK_AHEAD, len(lines))):
        line = lines[position]
        if title_key(line.text) == title:
            repeated = True
        elif line.kind in (Kind.RELATED, Kind.COMMENTS, Kind.FOOTER):
            return False, 0.0, None
        else:
            seen[line.text] += 1
            if line.kind in (Kind.PROSE, Kind.SENTENCE) and not _is_twin(lines, position):
                first = position
                break
            other_headings += line.kind is Kind.HEADING and seen[line.text] == 1 and not _is_twin(lines, position)
            if other_headings <= 1:
                kinds.add(line.kind)
    if first is None or other_headings > 2:
        return False, 0.0, None
    score = float(bool({Kind.DATE, Kind.BYLINE} & kinds)) + float(dateline_of(lines[first].text) is not None)
    score += (
        0.5 * (Kind.WIDGET in kinds) + 0.5 * any(count > 1 for count in seen.values()) + 0.25 * (Kind.CAPTION in kinds)
    )
    score += 0.5 * (lines[index].blank_before > usual) + 0.5 * (lines[index - 1].kind in _ENDINGS)
    score += 0.25 * (lines[index - 1].kind is Kind.SEPARATOR)
    return repeated, score, first


def _is_twin(lines: Sequence[Line], index: int) -> bool:
    """Whether the line beside this one is the same: captions are printed twice, paragraphs are not."""
    text = lines[index].text
    return (index + 1 < len(lines) and lines[index + 1].text == text) or lines[index - 1].text == text


def _with_date_before(lines: Sequence[Line], index: int, last_start: int) -> int:
    """A date line right above a title, set off from what comes before, belongs to the new story."""
    before = index - 1
    if (
        before > last_start
        and lines[before].kind is Kind.DATE
        and lines[before].blank_before > lines[index].blank_before
    ):
        return before
    return index
