"""Text pages: what a crawler kept of a page, line by line."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.clean.lines import Kind, Line, ends_sentence, glued_footer
from onrecord.clean.marks import mark, without_posts
from onrecord.clean.paragraphs import Paragraph, join, paragraph
from onrecord.clean.stories import Start, story_starts
from onrecord.clean.story import Head, Story, read_story
from onrecord.clean.view import View
from onrecord.limits import MAX_LINE_CHARACTERS
from onrecord.model import Article, Evidence, MapSegment, Published, Removed, Span

_MIN_HEAD_CHARACTERS = 20
_WIDEST_WRAP = 100
_NARROWEST_WRAP = 40
_WRAPPED_SHARE = 0.7
_MIN_WRAPPED_LINES = 4
_NEARLY_FULL = 0.8
_BROKEN_SHARE = 0.2
_OWNER = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s?(?:©|\(c\)|copyright))?\s{0,2}(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|\d\d|present))?)?[\s,]{0,3}"
    r"(?P<name>[^\W\d_][^.|,©()]{1,60}?)\s{0,2}(?:[.|,]|all rights|\Z)",
    re.IGNORECASE,
)


def stories_of(view: View, *, apart: bool, title: str | None = None) -> list[Story]:
    """Read the stories of a text page.

    Args:
        view: The page, or the text of an article in a container.
        apart: Whether there may be several stories on it.
        title: The title of its one story, where it is known.

    Returns:
        Stories with text, in the order of the page; the lines of a part without text are dropped lines of a neighbour.
    """
    lines = page_lines(view.text)
    if not lines:
        return []
    starts = story_starts(lines) if apart else []
    if starts:
        often = Counter(line.text for line in lines)
        ends = [start.line for start in starts[1:]] + [len(lines)]
        found = [
            read_story(lines[start.line : end], head=_head(start), often=often)
            for start, end in zip(starts, ends, strict=True)
        ]
    else:
        found = [read_story(lines, title)]
    stories = [story for story in found if any(line.kind in (Kind.PROSE, Kind.SENTENCE) for line in story.kept)]
    if not stories:
        return []
    holder = 0
    for story in found:
        if holder < len(stories) and story is stories[holder]:
            holder += 1
        else:
            target = stories[max(holder - 1, 0)]
            target.dropped.extend((line, "other") for line in story.kept)
            target.dropped.extend(story.dropped)
            target.dropped.sort(key=lambda item: item[0].span)
    for story in stories:
        story.outlet = next(
            (name for line, reason in story.dropped if reason == "footer" and (name := owner_of(line.text))), None
        )
    return stories


def _head(start: Start) -> Head:
    """Title and text of a story as they count in its own lines."""
    return Head(None if start.title is None else start.title - start.line, start.text - start.line)


def fill(article: Article, story: Story, view: View) -> Article:
    """Put what was read of a story into an article: text, offset map, dropped lines, dates and names."""
    text, segments = _text_of([paragraph(view.text, [line.span], markup=False) for line in story.kept], view)
    return replace(
        article,
        title=article.title or story.title,
        outlet=article.outlet or story.outlet,
        byline=article.byline or story.byline,
        dateline=story.dateline,
        published=_on_page(story.published, view),
        updated=story.updated,
        notice=story.notice,
        text=text,
        map=segments,
        removed=tuple(Removed(line.text, reason, view.page_span(line.span)) for line, reason in story.dropped),
    )


def _text_of(paragraphs: list[Paragraph], view: View) -> tuple[str, tuple[MapSegment, ...]]:
    gaps = [view.text[before.page[1] : after.page[0]].isspace() for before, after in itertools.pairwise(paragraphs)]
    text, segments = join(view.text, paragraphs, gaps)
    return text, view.page_map(segments)


def _on_page(published: Published, view: View) -> Published:
    """Evidence counts in the view until here; the quote is narrowed to the characters of the date."""
    found = []
    for item in published.basis_from:
        assert item.page is not None
        start = view.text.find(item.quote, *item.page)
        span = (start, start + len(item.quote)) if start >= 0 else item.page
        found.append(Evidence(view.page_span(span), view.text[span[0] : span[1]]))
    return replace(published, basis_from=tuple(found))


def owner_of(footer: str) -> str | None:
    """Who a copyright line names.

    >>> owner_of("© 2007-2023 The Example Gazette. All Rights Reserved")
    'The Example Gazette'
    """
    match = _OWNER.search(footer[:300])
    return match["name"].strip() if match else None


def page_lines(text: str) -> list[Line]:
    """The lines of a text page that are not empty; hard-wrapped lines are put together, glued footers split off."""
    spans = _physical_lines(text)
    groups = _unwrapped(text, spans) if _is_wrapped(text, spans) else [(span, blanks) for span, blanks in spans]
    found: list[Line] = []
    for (start, end), blanks in groups:
        cut = glued_footer(text[start:end]) if end - start <= MAX_LINE_CHARACTERS else None
        head = text[start : start + cut].rstrip() if cut else ""
        if cut and len(head) >= _MIN_HEAD_CHARACTERS and ends_sentence(head):
            found.append(_line(text, (start, start + len(head)), blanks))
            found.append(replace(_line(text, (start + cut, end), 0), kind=Kind.FOOTER))
        else:
            found.append(_line(text, (start, end), blanks))
    return without_posts([line for line in found if line.text])


def _line(text: str, span: Span, blanks: int) -> Line:
    folded = paragraph(text, [span], markup=False).text
    return Line(folded, mark(folded) if folded else Kind.SEPARATOR, span, blanks)


def _physical_lines(text: str) -> list[tuple[Span, int]]:
    found: list[tuple[Span, int]] = []
    position = blanks = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            start = position + len(line) - len(line.lstrip())
            found.append(((start, start + len(bare)), blanks))
            blanks = 0
        else:
            blanks += 1
        position += len(line)
    return found


def _is_wrapped(text: str, spans: Sequence[tuple[Span, int]]) -> bool:
    """Whether lines were broken at a width: none is longer, and the next word seldom had room on the line before.

    Short paragraphs under titles leave many lines with room; then it is the lines that break off before a small letter
    that tell.
    """
    widest = max((end - start for (start, end), _ in spans), default=0)
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return False
    full = inner = broken = 0
    for ((start, end), _), ((after, after_end), blanks) in itertools.pairwise(spans):
        if blanks:
            continue
        inner += 1
        full += _is_full(text[start:end], text[after:after_end], widest)
        broken += _breaks_off(text[start:end], text[after:after_end], widest)
    return inner >= _MIN_WRAPPED_LINES and (full >= _WRAPPED_SHARE * inner or broken >= _BROKEN_SHARE * inner)


def _is_full(line: str, following: str, widest: int) -> bool:
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > widest


def _breaks_off(line: str, following: str, widest: int) -> bool:
    """Whether a long line stops inside a sentence that goes on below."""
    return (
        len(line) >= _NEARLY_FULL * widest and not ends_sentence(line) and (following[0].islower() or line[-1] == "-")
    )


def _unwrapped(text: str, spans: Sequence[tuple[Span, int]]) -> list[tuple[Span, int]]:
    widest = max(end - start for (start, end), _ in spans)
    found: list[tuple[Span, int]] = []
    before = ""
    for (start, end), blanks in spans:
        line = text[start:end]
        joins = not blanks and line.isupper() == before.isupper()
        if found and joins and (_is_full(before, line, widest) or _goes_on(before, widest)):
            found[-1] = ((found[-1][0][0], end), found[-1][1])
        else:
            found.append(((start, end), blanks))
        before = line
    return found


def _goes_on(line: str, widest: int) -> bool:
    """Whether a line of nearly the whole width ends no sentence."""
    return len(line) >= _NEARLY_FULL * widest and not ends_sentence(line)
