"""Names under which tools write the fields of an article as JSON: one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Field = Literal["text", "title", "date", "url", "outlet"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The names that one tool gives to the fields of an article; the first that holds a text counts."""

    text: tuple[str, ...]
    title: tuple[str, ...]
    date: tuple[str, ...]
    url: tuple[str, ...]
    outlet: tuple[str, ...]


LAYOUTS: dict[str, Layout] = {
    "onrecord": Layout(("text",), ("title",), ("date",), ("url",), ("outlet",)),
    # news-please, newsplease/NewsArticle.py: get_dict(); its older versions have the text under "text".
    "news-please": Layout(("maintext",), ("title", "title_page"), ("date_publish",), ("url",), ("source_domain",)),
    # fundus, src/fundus/scraping/article.py: attributes of Article that to_json() may be given.
    "fundus": Layout(("plaintext",), ("title",), ("publishing_date",), (), ("publisher",)),
    # trafilatura 2, xml.py: build_json_output() renames url and sitename, Document.as_dict() does not.
    "trafilatura": Layout(
        ("text", "raw_text"), ("title",), ("date",), ("source", "url"), ("source-hostname", "sitename", "hostname")
    ),
}
"""In the order in which they are tried, field by field."""


def key_of(values: Mapping[str, object], field: Field) -> str | None:
    """The key under which an object holds a field; ``None`` if there is none that holds a text.

    Args:
        values: The object.
        field: The field.

    >>> key_of({"title": "Council meets", "maintext": "The council met."}, "text")
    'maintext'
    """
    return next((name for name in _names(field) if _holds(values.get(name), field)), None)


def _names(field: Field) -> Iterable[str]:
    return dict.fromkeys(name for layout in LAYOUTS.values() for name in getattr(layout, field))


def _holds(value: object, field: Field) -> bool:
    # "source" is an address with trafilatura, and the name of the outlet with many a tool that is not in the table.
    return isinstance(value, str) and bool(value.strip()) and (field != "url" or "://" in value)
