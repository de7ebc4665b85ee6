"""``onrecord show``: one article with its evidence marked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, JsonOption, RecordOption
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.export.segments import Paragraph
    from onrecord.model import Article, Page
    from onrecord.record import Record

_STYLES = {"src": "underline", "cue": "italic", "trig": "bold underline", "time": "underline", "rel": "underline"}
_SHOWN_IDS = 5


def show(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="Id of an article, or its beginning.", show_default=False)
    ],
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write one self-contained page with the evidence.")
    ] = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Show an article: its text with sources, cues, events and times marked, and each entry beside it."""
    from onrecord.cli.opening import open_record

    with open_record(record) as opened:
        found, page = _article(opened, article)
    if html is not None:
        from onrecord.cli.console import say
        from onrecord.cli.output import written
        from onrecord.export.html import article_page

        with written(html) as stream:
            stream.write(article_page(found, page))
        if not json:
            say(f"Written to {html}. Open it in a browser; it needs nothing else.")
    if json:
        from dataclasses import replace

        from onrecord.cli.console import print_json

        print_json([replace(page, articles=(found,)).to_dict()])
    elif html is None:
        _say(found, page)


def _article(opened: Record, ident: str) -> tuple[Article, Page]:
    found = opened.article(ident)
    if found is None and ident:
        ids = opened.article_ids(ident.lower(), _SHOWN_IDS + 1)
        if len(ids) > 1:
            more = ", …" if len(ids) > _SHOWN_IDS else ""
            hint = f"give more of the id: {', '.join(ids[:_SHOWN_IDS])}{more}"
            raise UsageError(f"More than one article begins with {ident!r}", hint)
        found = opened.article(ids[0]) if ids else None
    if found is None:
        raise UsageError(f"There is no article {ident!r} in the record", "find ids with: onrecord search WORDS")
    return found


def _say(article: Article, page: Page) -> None:
    from onrecord.cli.console import say
    from onrecord.export.html import published_words, reports_words
    from onrecord.export.segments import paragraphs
    from onrecord.export.wording import count_of

    say(article.title or "(no title)", style="bold")
    say(f"{article.outlet or 'outlet unknown'} · {published_words(article.published)}", style="dim")
    say(f"article {article.id} · {page.file or page.url or page.sha256[:12]}", style="dim")
    if page.problem is not None:
        say(page.problem.message, style="yellow")
    if article.duplicate_of is not None:
        say(f"A copy of article {article.duplicate_of}.", style="yellow")
    say(f"{reports_words(article)}.")
    found = paragraphs(article)
    if not found:
        say("This article has no text.")
    for paragraph in found:
        say()
        _say_paragraph(paragraph)
    if article.removed:
        say()
        say(
            f"{count_of(len(article.removed), 'line')} of the page cut (captions, widgets, footers); see --html.",
            style="dim",
        )


def _say_paragraph(paragraph: Paragraph) -> None:
    from onrecord.cli.console import joined, say, standing_style

    say(_marked(paragraph))
    for note in paragraph.notes:
        style = standing_style(note.standing)
        details = " · ".join(line for line in note.lines if line)
        head = (f"[{note.number}] {note.title}", f"bold {style}")
        say(joined(head, (f"  · {details}" if details else "", "dim")), indent=4)


def _marked(paragraph: Paragraph) -> Text:
    from onrecord.cli.console import joined, standing_style

    parts: list[tuple[str, str] | str] = []
    for segment in paragraph.segments:
        role = segment.classes[1] if segment.classes else ""
        style = f"{_STYLES.get(role, '')} {standing_style(segment.classes[-1])}" if segment.classes else ""
        parts.append((segment.text, style.strip()))
        parts += [(f"[{number}]", "bold") for number in segment.notes]
    return joined(*parts)
