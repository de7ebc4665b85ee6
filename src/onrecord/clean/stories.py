"""Stories on one page taken apart: where a new one begins, weighed from what stands around each title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from onrecord.clean.cohesion import content_of
from onrecord.clean.lines import Kind, Line, is_title_like
from onrecord.clean.marks import announces_several, is_introduction, states_time
from onrecord.clean.openings import Layout, Opening, layout_of
from onrecord.limits import MAX_ARTICLES_PER_PAGE

_NEEDED = 1.0
_NEEDED_AFTER_LIST = 3.0
_LIKENESS = frozenset({"numbered", "placed", "timed", "subject", "marked", "series", "capitals"})
_SHORT_TITLE = 3
_MANY_OPENINGS = 3
_COUNT_OF_COMMENTS = re.compile(r"(?:\d{1,6}\s)?comments?(?:\s?\(\d{1,6}\))?", re.IGNORECASE)
_COHESION = 3.0
# Brief stories on one matter share as much as this; more says nothing more.
_MOST_SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Start:
    """Where a story begins: the first line that is its own, its title if it has one, and its first line of text."""

    line: int
    title: int | None
    text: int


def story_starts(lines: Sequence[Line]) -> list[Start]:
    """Find where stories begin.

    A title is told from a subheading by what stands around it, and by the first story of the page: where that one has a
    date line, a number or capitals, the others have them too, and a heading without is a subheading. Openings that look
    alike are weighed together. One sign alone is seldom enough; a subheading is followed by its paragraph and by nothing
    else, and goes on with the same names.

    Args:
        lines: All lines of the page, none empty.

    Returns:
        Starts in order, the first on line 0; none where there is but one story, whose title is found by other signs.
    """
    layout = layout_of(lines)
    if layout is None:
        return []
    starts = [_first_start(lines, layout)]
    comments, form = _comments_begin(lines)
    for opening, weight in zip(layout.later, _weights(layout), strict=True):
        if len(starts) == MAX_ARTICLES_PER_PAGE:
            break
        needed = _NEEDED_AFTER_LIST if opening.listed else _NEEDED
        is_comment = opening.index > form or (opening.index > comments and opening.length <= _SHORT_TITLE)
        if opening.repeated or (weight >= needed and not is_comment):
            line = _with_lines_before(lines, opening.index, starts[-1].text)
            starts.append(Start(line, opening.index if opening.titled else None, opening.prose))
    return starts if len(starts) > 1 else []


def _first_start(lines: Sequence[Line], layout: Layout) -> Start:
    """The first story; a line of some words over what looks like its title, in words of the story, makes that a standfirst."""
    first = layout.first
    title = first.index if first.titled else None
    if title and not first.repeated and len(layout.later) < _MANY_OPENINGS:
        above = lines[title - 1]
        set_off = title > 1 and lines[title].blank_before > above.blank_before
        banner = states_time(above.text) or announces_several(above.text) or is_introduction(above.text)
        own = is_title_like(above) and not set_off and not banner
        if own and len(above.text.split()) > _SHORT_TITLE and content_of(above.text) & first.words:
            title -= 1
    return Start(0, title, first.prose)


def _comments_begin(lines: Sequence[Line]) -> tuple[int, int]:
    """Where a count of comments and where a form for them stand: what readers write has names and dates over it as well."""
    found = [i for i, line in enumerate(lines) if line.kind is Kind.COMMENTS]
    forms = [i for i in found if not _COUNT_OF_COMMENTS.fullmatch(lines[i].text)]
    return next(iter(found), len(lines)), next(iter(forms), len(lines))


def _weights(layout: Layout) -> list[float]:
    """How much speaks for each opening: half its own weight, half that of all openings on the page that look like it."""
    own: list[float] = []
    groups: dict[tuple[object, ...], list[float]] = defaultdict(list)
    above = set(layout.first.words)
    for opening in layout.later:
        shared = len(above & opening.words) / max(len(opening.words), 1)
        above |= opening.words
        own.append(_weight(opening, layout) - _COHESION * min(shared, _MOST_SHARED))
        groups[_look(opening)].append(own[-1])
    return [(weight + fmean(groups[_look(opening)])) / 2 for weight, opening in zip(own, layout.later, strict=True)]


def _look(opening: Opening) -> tuple[object, ...]:
    form = opening.form if opening.form in _LIKENESS else ""
    return opening.titled, form, opening.signed, opening.dateline, opening.gap > 0


def _weight(opening: Opening, layout: Layout) -> float:
    """What each sign is worth, set by hand on the development pages of ``bench/stories``.

    They were held against the same pages without bylines and dates, and without empty lines or with one everywhere, so
    that no single sign carries a page.
    """
    first = layout.first
    if not opening.titled:
        return _bare_weight(opening, layout)
    weight = 3.0 * opening.signed if first.signed else 1.5 * opening.signed
    weight -= 1.5 * (first.signed and not opening.signed)
    weight += 2.0 * opening.dateline
    weight += 1.5 * (opening.form == first.form and opening.form in _LIKENESS)
    weight -= 0.75 * (opening.form != first.form)
    weight += 1.0 * (opening.gap > 0) + 1.5 * (opening.gap > 1)
    weight += 0.75 * opening.ruled + 1.5 * opening.closed + 1.5 * opening.pictured + 1.5 * opening.widget
    weight += 1.0 * layout.several + 1.25 * opening.echoed
    weight -= 1.0 * opening.back + 0.5 * opening.short
    weight -= 0.5 * (opening.length <= _SHORT_TITLE) + 1.0 * (opening.length * 2 < first.length)
    return weight


def _bare_weight(opening: Opening, layout: Layout) -> float:
    """Paragraphs without a title open a story only where the first story has none either."""
    datelines = opening.dateline and layout.first.dateline
    if layout.first.titled or (opening.gap <= 0 and not (datelines and layout.several)):
        return 0.0
    return 0.5 * (opening.gap > 0) + 1.0 * layout.several + 2.0 * datelines - 1.0 * opening.back


def _with_lines_before(lines: Sequence[Line], index: int, last: int) -> int:
    """A date or a label right above a title, set off from what comes before, belongs to the new story."""
    start = index
    while start - 1 > last and lines[start - 1].kind in (Kind.DATE, Kind.LABEL) and lines[start].blank_before == 0:
        start -= 1
    if start == index and index - 1 > last and lines[index - 1].kind is Kind.DATE:
        start = index - 1
    return start if lines[start].blank_before > lines[index].blank_before else index
