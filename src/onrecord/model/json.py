"""JSON of the contract, to and from the dataclasses: one walk over their fields, no case by case."""

from __future__ import annotations

import dataclasses
import json
import types
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from onrecord.model.page import SCHEMA, Article, MapSegment, Page

SCORE_DIGITS = 2
COORDINATE_DIGITS = 4
_COORDINATES = frozenset({"lat", "lon"})


def dumps(value: object) -> str:
    """Compact JSON with non-ASCII characters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(line: str) -> Any:
    """Parse one JSON value."""
    return json.loads(line)


def page_to_dict(page: Page) -> dict[str, object]:
    """Object of the contract; scores and coordinates are rounded here and nowhere else."""
    flat = to_plain(page)
    assert isinstance(flat, dict)
    articles = flat.pop("articles")
    return {"schema": SCHEMA, "page": flat, "articles": articles}


def page_from_dict(value: dict[str, Any]) -> Page:
    """Inverse of :func:`page_to_dict`."""
    if value.get("schema") != SCHEMA:
        raise ValueError(f"this is schema {value.get('schema')!r}; this version reads schema {SCHEMA}")
    page = from_plain(Page, {**value["page"], "articles": value["articles"]})
    assert isinstance(page, Page)
    return page


def article_from_dict(value: dict[str, Any]) -> Article:
    """An article out of its object in the contract."""
    article = from_plain(Article, value)
    assert isinstance(article, Article)
    return article


def to_plain(value: object, name: str = "") -> object:
    """Dataclasses, tuples and numbers as what ``json`` writes."""
    if isinstance(value, MapSegment):
        return [value.start, value.end, value.page_start, value.page_end, value.kind]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {key: to_plain(getattr(value, key), key) for key in _field_names(type(value))}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, float):
        return round(value, COORDINATE_DIGITS if name in _COORDINATES else SCORE_DIGITS)
    return value


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def from_plain(kind: Any, value: Any) -> Any:
    """Build ``kind`` (a dataclass, a tuple type, an optional or a plain type) from plain JSON."""
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return from_plain(next(option for option in get_args(kind) if option is not type(None)), value)
    if kind is MapSegment:
        return MapSegment(*value)
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{key: from_plain(hints[key], item) for key, item in value.items() if key in hints})  # type: ignore[operator]
    if origin is tuple:
        arguments = get_args(kind)
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(from_plain(arguments[0], item) for item in value)
        return tuple(from_plain(part, item) for part, item in zip(arguments, value, strict=True))
    return value
