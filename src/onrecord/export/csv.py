"""CSV: one entry a row, UTF-8, RFC 4180, and no cell that a spreadsheet would take for a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import Any, TextIO

_RISKY = tuple("=+-@\t\r\n＝＋－＠")
_PARTY = ("names", "ids", "countries", "sectors")
_PLACE = ("name", "country", "lat", "lon", "precision")
Cell = str | int | float | None
Entry = dict[str, Any]

COLUMNS: dict[str, tuple[str, ...]] = {
    "events": (
        "id",
        "type",
        "mode",
        *(f"actor_{part}" for part in _PARTY),
        *(f"recipient_{part}" for part in _PARTY),
        *(f"place_{part}" for part in _PLACE),
        "time",
        "extent",
        "realis",
        "background",
        "status",
        "carried_by",
        "asserted_by",
        "denied_by",
        "outlets",
        "voices",
        "part_of",
        "first_reported",
        "flags",
        "mentions",
        "article",
        "file",
        "url",
        "event",
        "start",
        "end",
        "quote",
    ),
    "claims": (
        "id",
        "article",
        "file",
        "url",
        "outlet",
        "published",
        "speaker_id",
        "speaker",
        "source",
        "cue",
        "content",
        "stance",
        "quoted",
        "scope_start",
        "scope_end",
        "claim",
        "parent",
        "after",
        "via",
        "said",
        "start",
        "end",
    ),
    "actors": ("id", "name", "kind", "country", "sectors", "roles", "names", "wikidata", "articles"),
    "articles": (
        "id",
        "title",
        "outlet",
        "byline",
        "dateline",
        "language",
        "published",
        "published_basis",
        "updated",
        "notice",
        "duplicate_of",
        "file",
        "member",
        "url",
        "retrieved",
        "page",
        "status",
        "problem",
        "characters",
        "sentences",
        "events",
        "claims",
        "text",
    ),
}
"""Columns of each kind. Several values of a cell are parted by "; "."""


def write(entries: Iterable[Entry], kind: str, stream: TextIO) -> int:
    """Write entries as CSV, one at a time; the first row names the columns.

    Args:
        entries: As :meth:`onrecord.record.Record.export_rows` yields them.
        kind: What they are, a key of :data:`COLUMNS`.
        stream: Opened with ``newline=""``.

    Returns:
        How many entries were written.
    """
    row_of = _ROWS[kind]
    columns = COLUMNS[kind]
    writer = csv.writer(stream)
    writer.writerow(columns)
    count = 0
    for entry in entries:
        row = row_of(entry)
        writer.writerow([safe(row[name]) for name in columns])
        count += 1
    return count


def safe(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before one that looks like it.

    Source: OWASP, "CSV Injection".

    >>> safe("=1+1"), safe(-3.5), safe("Roe")
    ("'=1+1", -3.5, 'Roe')
    """
    if isinstance(cell, str):
        # A carriage return without its line feed ends a row for some readers; NUL ends a file for others.
        cell = cell.replace("\x00", "")
        # Some spreadsheets pass over spaces before they look.
        return f"'{cell}" if cell.startswith(_RISKY) or cell.lstrip().startswith(_RISKY) else cell
    return cell


def _joined(values: Iterable[Any]) -> str:
    # Where a semicolon parts cells, each of them is a cell.
    return "; ".join("" if value is None else str(safe(str(value))) for value in values)


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _party_cells(name: str, parties: list[Entry]) -> Entry:
    return {
        f"{name}_names": _joined(party["name"] for party in parties),
        f"{name}_ids": _joined(party["id"] for party in parties),
        f"{name}_countries": _joined(party["country"] for party in parties),
        f"{name}_sectors": _joined(" ".join(party["sectors"]) for party in parties),
    }


def _event(entry: Entry) -> Entry:
    place, time, mention = entry["place"] or {}, entry["time"] or {}, entry["mentions"][0]
    same = ("id", "type", "mode", "realis", "status", "outlets", "voices", "part_of", "first_reported")
    lists = ("carried_by", "asserted_by", "denied_by", "flags")
    return {
        **{name: entry[name] for name in same},
        **{name: _joined(entry[name]) for name in lists},
        **_party_cells("actor", entry["actors"]),
        **_party_cells("recipient", entry["recipients"]),
        **{f"place_{part}": place.get(part) for part in _PLACE},
        "time": time.get("edtf"),
        "extent": time.get("extent"),
        "background": _flag(entry["background"]),
        "mentions": len(entry["mentions"]),
        **{name: mention[name] for name in ("article", "file", "url", "event", "quote")},
        "start": mention["span"][0],
        "end": mention["span"][1],
    }


def _claim(entry: Entry) -> Entry:
    claim, quotes = entry["claim"], entry["quotes"]
    scope, said, cue = claim["scope"] or (None, None), claim["said"] or {}, claim["cue"]
    return {
        **{name: entry[name] for name in ("id", "article", "file", "url", "outlet", "published")},
        "speaker_id": entry["speaker"]["id"],
        "speaker": entry["speaker"]["name"],
        **{part: " … ".join(quotes[part]) for part in ("source", "cue", "content")},
        **{name: claim[name] for name in ("stance", "quoted", "parent", "after")},
        "scope_start": scope[0],
        "scope_end": scope[1],
        "claim": claim["id"],
        "via": _joined(via["name"] for via in claim["via"]),
        "said": said.get("edtf"),
        "start": cue[0][0] if cue else None,
        "end": cue[-1][1] if cue else None,
    }


def _actor(entry: Entry) -> Entry:
    same = ("id", "name", "kind", "country", "articles")
    lists = ("sectors", "roles", "names")
    return {
        **{name: entry[name] for name in same},
        **{name: _joined(entry[name]) for name in lists},
        "wikidata": entry["ids"]["wikidata"],
    }


def _article(entry: Entry) -> Entry:
    page, article = entry["page"], entry["articles"][0]
    same = ("id", "title", "outlet", "dateline", "language", "updated", "notice", "duplicate_of", "text")
    problem = page["problem"]
    return {
        **{name: article[name] for name in same},
        **{name: page[name] for name in ("file", "member", "url", "retrieved", "status")},
        "byline": _joined(article["byline"]),
        "published": article["published"]["edtf"],
        "published_basis": article["published"]["basis"],
        "page": page["sha256"],
        "problem": problem["message"] if problem else None,
        "characters": len(article["text"]),
        **{name: len(article[name]) for name in ("sentences", "events", "claims")},
    }


_ROWS: dict[str, Callable[[Entry], Entry]] = {
    "events": _event,
    "claims": _claim,
    "actors": _actor,
    "articles": _article,
}
