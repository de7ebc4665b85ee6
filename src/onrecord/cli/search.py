"""``onrecord search``: articles that hold some words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, SHOWN, JsonOption, LimitOption, RecordOption

if TYPE_CHECKING:
    from onrecord.record import Hit


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help='Words, "a phrase", begin*, -without, OR.', show_default=False),
    ],
    limit: LimitOption = None,
    record: RecordOption = DEFAULT_RECORD,
    json: JsonOption = False,
) -> None:
    """Search titles and texts, newest first. Put -- before words that begin with a minus sign."""
    from onrecord.cli.console import print_json, say
    from onrecord.cli.opening import nothing, open_record, say_more

    with open_record(record) as opened:
        query = " ".join(map(_as_typed, words))
        if json:
            print_json(map(asdict, opened.search(query, limit)))
            return
        shown = limit or SHOWN
        hits = opened.search(query, shown + 1)
        for hit in hits[:shown]:
            _say_hit(hit)
        if not hits:
            say(nothing("article", {"search": query}, opened))
        say_more(len(hits), shown, "articles")


def _as_typed(word: str) -> str:
    # The shell took the quotation marks of a phrase away.
    return f'"{word}"' if " " in word and '"' not in word else word


def _say_hit(hit: Hit) -> None:
    from rich.text import Text

    from onrecord.cli.console import joined, printable, say

    outlet, day = hit.outlet or "outlet unknown", hit.published or "date of publication unknown"
    say(joined((hit.title or "(no title)", "bold"), (f"  · {outlet}, {day} · article {hit.article}", "dim")))
    for snippet in hit.snippets:
        text = Text(printable(snippet.text.replace("\n", " ")))
        for start, end in snippet.hits:
            text.stylize("bold", start - snippet.span[0], end - snippet.span[0])
        say(Text("… ") + text + Text(" …"), indent=4)
