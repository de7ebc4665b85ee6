"""``onrecord delete``: a page out of the record, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, JsonOption, RecordOption
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.model import Page
    from onrecord.record import Record

_LEAST_DIGITS = 6


def delete(
    page: Annotated[
        str,
        typer.Argument(
            metavar="PAGE",
            help="SHA-256 of a page, its first digits, or the id of an article on it.",
            show_default=False,
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Delete a page with everything read from it. A tombstone stays, so that it cannot come back."""
    from onrecord.cli.console import print_json, say
    from onrecord.cli.opening import open_record, user_name
    from onrecord.export.wording import count_of

    with open_record(record) as opened:
        found = _page(opened, page)
        name = found.file or found.url or found.sha256[:12]
        if not yes:
            titles = "; ".join(article.title or "(no title)" for article in found.articles) or "nothing"
            say(f"{name} holds {count_of(len(found.articles), 'article')}: {titles}")
            say("Its bytes and everything read from it go for good, and judgements that quote it.")
            say("A tombstone stays, without any of its words: adding the same page again will be refused.")
            if not typer.confirm("Delete it?"):
                say("Nothing was deleted.")
                raise typer.Exit(1)
        tombstone = opened.delete_page(found.sha256, user_name())
    if json:
        print_json([{"deleted": found.sha256, "tombstone": tombstone}])
    else:
        say(f"{name} was deleted. Tombstone {tombstone} keeps it from being added again.")


def _page(opened: Record, digits: str) -> Page:
    wanted = digits.lower()
    article = opened.article(wanted)
    found = opened.page(article[1].sha256 if article else wanted)
    if found is None and len(wanted) >= _LEAST_DIGITS:
        pages = opened.page_ids(wanted, 2)
        if len(pages) > 1:
            raise UsageError(f"More than one page begins with {digits!r}", "give more digits")
        found = opened.page(pages[0]) if pages else None
    if found is None:
        hint = f"give its SHA-256, at least {_LEAST_DIGITS} digits of it, or the id of an article on it, as listings print it"
        raise UsageError(f"There is no page {digits!r} in the record", hint)
    return found
