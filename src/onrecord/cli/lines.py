"""Entries as lines for people: how far a thing stands comes first, and is always a word."""

from __future__ import annotations

from rich.text import Text

from onrecord.cli.console import joined, printable, say, standing_style
from onrecord.export.wording import UNNAMED, EventLine, stance_words
from onrecord.record import ClaimRow, EventRow, Source

_WORD_WIDTH = 20
_QUOTES = '"“”'


def event_text(line: EventLine, trigger: str = "") -> Text:
    """An event on one line: standing, type, trigger, who, when, where, who says so."""
    voices = "; ".join(line.voices)
    details = " · ".join(part for part in (line.when, line.where, voices) if part)
    return joined(
        (line.word.ljust(_WORD_WIDTH), f"bold {standing_style(line.standing)}"),
        " ",
        (line.code, "bold"),
        f" “{trigger}”" if trigger else "",
        f"  {line.who}",
        (f"  · {details}", "dim"),
    )


def say_event(line: EventLine, row: EventRow | None = None, indent: int = 0) -> None:
    """Print an event, and under it the sentence that proves it."""
    say(event_text(line), indent=indent)
    if row is not None:
        say(evidence(row.sentence, row.quote), indent=indent + 4)
        say(where_from(row.source), style="dim", indent=indent + 4)


def evidence(sentence: str, quote: str) -> Text:
    """A sentence with the words that count in bold."""
    text = joined("“", " ".join(sentence.split()) or quote, "”")
    at = text.plain.find(printable(quote)) if quote else -1
    if at >= 0:
        text.stylize("bold", at, at + len(quote))
    return text


def where_from(source: Source) -> str:
    """Where an entry was read: outlet, day, file or address, article."""
    outlet = source.outlet or "outlet unknown"
    day = source.published or "date of publication unknown"
    return f"{outlet}, {day} · {source.file or source.url or source.page[:12]} · article {source.article}"


def claim_text(name: str | None, stance: str, standing: str, content: str, extras: str = "") -> Text:
    """A claim on one line: who does what to which content."""
    parts: list[tuple[str, str] | str] = [
        (stance_words(stance).ljust(_WORD_WIDTH), f"bold {standing_style(standing)}"),
        f" {name or UNNAMED}",
        f": “{' '.join(content.split()).strip(_QUOTES)}”" if content else "",
    ]
    return joined(*parts, (f"  · {extras}" if extras else "", "dim"))


def say_claim(row: ClaimRow, standing: str, indent: int = 0) -> None:
    """Print a claim of the record and where it was read."""
    said = f"said {row.said}" if row.said else ""
    extras = " · ".join(part for part in (f"cue “{row.cue}”", said) if part)
    say(claim_text(row.speaker or row.speaker_words, row.stance, standing, row.content, extras), indent=indent)
    say(where_from(row.source), style="dim", indent=indent + 4)
