"""Answers: the same thing as a page or as JSON, and what goes wrong in words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from onrecord.export.wording import count_of
from onrecord.model.json import dumps
from onrecord.web.dates import date_words
from onrecord.web.views import BADGES, published_words, safe_link

HERE = Path(__file__).parent
_TITLES = {
    400: "This cannot be asked",
    404: "Not on record",
    500: "Something went wrong",
    503: "The record does not answer",
}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(count_of=count_of, date_words=date_words, published_words=published_words)
    environment.filters.update(safe_link=safe_link, drawn=Markup)
    environment.globals["badges"] = BADGES
    return environment


def page(template: str, status: int = 200, **values: Any) -> Response:
    """A page; every value is escaped."""
    words = _environment().get_template(template).render(**{"query": "", "here": "", **values})
    return HTMLResponse(words.encode("utf-8", "replace"), status, {"Vary": "Accept"})


def json(value: object, status: int = 200) -> Response:
    """The same for programs."""
    body = dumps(value).encode("utf-8", "replace")
    return Response(body, status, {"Vary": "Accept"}, media_type="application/json")


def wants_json(request: Request) -> bool:
    """Whether a program asks: the address ends in ``.json``, or JSON is preferred to HTML."""
    if request.url.path.endswith(".json"):
        return True
    accept = request.headers.get("accept", "")
    return _weight(accept, "application/json") > _weight(accept, "text/html")


def _weight(accept: str, kind: str) -> float:
    for one in accept.split(","):
        name, *parameters = (part.strip().lower() for part in one.split(";"))
        if name == kind:
            quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
            try:
                return float(quality)
            except ValueError:
                return 0.0
    return 0.0


def problem(request: Request, status: int, message: str, hint: str = "", query: str = "") -> Response:
    """What went wrong and what to do next."""
    if wants_json(request):
        return json({"error": {"status": status, "message": message, "hint": hint}}, status)
    title = _TITLES.get(status, "This cannot be answered")
    return page("problem.html.j2", status, title=title, code=status, message=message, hint=hint, query=query)
