"""``onrecord read``: what stands in some files, without keeping anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from onrecord.cli.guard import complain
from onrecord.cli.hints import next_step
from onrecord.cli.options import JsonOption, OutletGivenOption, PathsArgument, PublishedOption, TextOption, read_options

if TYPE_CHECKING:
    from onrecord.model import Article, Page, ReadOptions


def read(
    paths: PathsArgument,
    text: TextOption = False,
    published: PublishedOption = None,
    outlet: OutletGivenOption = None,
    json: JsonOption = False,
) -> None:
    """Read files and print what they say: events, claims and how far they stand. Nothing is kept."""
    options = read_options(published, outlet, text)
    failed = False
    for path in paths:
        for page in _pages(path, options):
            if page is None:
                failed = True
                continue
            failed = failed or page.status == "failed"
            if json:
                sys.stdout.write(page.to_json() + "\n")
                sys.stdout.flush()
            else:
                _say_page(page)
    if failed:
        raise typer.Exit(1)


def _pages(path: Path, options: ReadOptions) -> Iterator[Page | None]:
    """Pages of a path; ``None`` for each input that never became one, which is told at once."""
    from onrecord._attempt import attempt
    from onrecord.errors import InputError
    from onrecord.model import RawPage
    from onrecord.pipeline import derive
    from onrecord.sources import read_source

    def one(raw: RawPage) -> tuple[Page, str]:
        return attempt(raw, lambda: derive(raw, options))

    for item in read_source(path):
        if isinstance(item, InputError):
            complain(item.message, item.hint)
            yield None
            continue
        page, hint = one(item)
        if page.status == "failed" and page.problem is not None:
            complain(_with_place(page, page.problem.message), next_step(page.problem.code, hint))
        yield page


def _with_place(page: Page, message: str) -> str:
    name = page.file or page.url or "the page"
    return message if name in message else f"{name}: {message}"


def _say_page(page: Page) -> None:
    from onrecord.cli.console import say
    from onrecord.export.wording import count_of

    if page.status == "failed":
        return
    name = " · ".join(part for part in (page.file, f"member {page.member}" if page.member else None) if part)
    say(f"{name or page.url or page.sha256[:12]} · {count_of(len(page.articles), 'article')}", style="dim")
    if page.problem is not None:
        say(page.problem.message, style="yellow", indent=2)
        if step := next_step(page.problem.code, ""):
            say(f"next: {step}", style="dim", indent=4)
    for article in page.articles:
        _say_article(article)


def _say_article(article: Article) -> None:
    from onrecord.cli.console import say
    from onrecord.cli.lines import claim_text, event_text
    from onrecord.export.html import published_words
    from onrecord.export.segments import stance_standing
    from onrecord.export.wording import line_of_event, speaker, words_at

    say()
    say(article.title or "(no title)", style="bold", indent=2)
    outlet = article.outlet or "outlet unknown"
    say(f"{outlet} · {published_words(article.published)} · article {article.id}", style="dim", indent=2)
    say("Events" if article.events else "No event was found.", indent=2)
    for event in article.events:
        say(event_text(line_of_event(article, event), article.text[slice(*event.trigger)]), indent=4)
    say("Claims" if article.claims else "No claim was found.", indent=2)
    for claim in article.claims:
        extras = f"via {', '.join(via.name for via in claim.via)}" if claim.via else ""
        content = words_at(article.text, claim.content)
        line = claim_text(speaker(article, claim), claim.stance, stance_standing(claim.stance), content, extras)
        say(line, indent=4)
