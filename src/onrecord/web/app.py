"""The routes of the reading room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from onrecord.errors import StoreError, UsageError
from onrecord.export.html import STATIC
from onrecord.record import ActorRow, Hit, Record
from onrecord.record.entries import actor_entry
from onrecord.web.answers import json, page, problem, wants_json
from onrecord.web.dossier import dossier_entry, dossier_view
from onrecord.web.guard import App, Guard
from onrecord.web.home import article_entry, home, home_entry
from onrecord.web.reading import reading

PER_PAGE = 20
_MAX_PAGE = 9_999
_ACTORS = 12


def create_app(record: Record) -> App:
    """The reading room over an open record, as an ASGI application.

    Args:
        record: Is read from several threads, each request with connections of its own; it is closed at the end.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        record.close()

    app = FastAPI(
        title="onrecord", docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False, lifespan=lifespan
    )
    _add_routes(app, record)
    _add_problems(app)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return Guard(app)


def _add_routes(app: FastAPI, record: Record) -> None:
    def both(path: str, answer: Callable[[Request, Record], Response], program: str | None = None) -> None:
        # The longer address first: an id never ends in ".json". Plain functions run in threads.
        for one in (program or f"{path}.json", path):
            app.add_route(one, lambda request: answer(request, record), methods=["GET"])

    both("/", _home, "/index.json")
    both("/search", _search)
    both("/articles", _articles)
    both("/dossiers", _dossiers)
    both("/dossier/{ident}", _dossier)
    both("/article/{ident}", _article)


def _home(request: Request, record: Record) -> Response:
    found = home(record)
    if wants_json(request):
        return json(home_entry(found))
    return page("home.html.j2", home=found)


def _search(request: Request, record: Record) -> Response:
    query = request.query_params.get("q", "").strip()
    number = _page_number(request)
    hits: list[Hit] = []
    actors: list[ActorRow] = []
    if query:
        hits = record.search(query, limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE)
        actors = _named(record, query) if number == 1 else []
    more = _more(hits, number)
    hits = hits[:PER_PAGE]
    if wants_json(request):
        articles = [asdict(hit) for hit in hits]
        return json({"query": query, "page": number, "more": more, "actors": list(map(actor_entry, actors)),
                     "articles": articles})  # fmt: skip
    return page("search.html.j2", query=query, hits=hits, actors=actors, number=number, more=more)


def _named(record: Record, query: str) -> list[ActorRow]:
    try:
        return list(record.actors(name=query, limit=_ACTORS))
    except UsageError:
        return []


def _articles(request: Request, record: Record) -> Response:
    number = _page_number(request)
    rows = list(record.articles(limit=PER_PAGE + 1, offset=(number - 1) * PER_PAGE, newest=True))
    if wants_json(request):
        shown = [article_entry(row) for row in rows[:PER_PAGE]]
        return json({"page": number, "more": _more(rows, number), "articles": shown})
    return page(
        "articles.html.j2", here="articles", rows=rows[:PER_PAGE], number=number, more=_more(rows, number)
    )  # fmt: skip


def _dossiers(request: Request, record: Record) -> Response:
    number = _page_number(request)
    rows = record.busiest_actors(PER_PAGE + 1, (number - 1) * PER_PAGE)
    if wants_json(request):
        shown = [actor_entry(row) for row in rows[:PER_PAGE]]
        return json({"page": number, "more": _more(rows, number), "actors": shown})
    return page(
        "dossiers.html.j2", here="dossiers", rows=rows[:PER_PAGE], number=number, more=_more(rows, number)
    )  # fmt: skip


def _dossier(request: Request, record: Record) -> Response:
    ident = request.path_params["ident"]
    view = dossier_view(record, ident)
    if view is None:
        raise HTTPException(404, "No actor of this id is on record.")
    if wants_json(request):
        return json(dossier_entry(record, view))
    return page("dossier.html.j2", here="dossiers", view=view)


def _article(request: Request, record: Record) -> Response:
    ident = request.path_params["ident"]
    if wants_json(request):
        found = record.article(ident)
        if found is None:
            raise HTTPException(404, "No article of this id is on record.")
        return json(replace(found[1], articles=(found[0],)).to_dict())
    view = reading(record, ident)
    if view is None:
        raise HTTPException(404, "No article of this id is on record.")
    return page("article.html.j2", here="articles", view=view)


def _more(found: Sequence[object], number: int) -> bool:
    return len(found) > PER_PAGE and number < _MAX_PAGE


def _page_number(request: Request) -> int:
    text = request.query_params.get("page", "1")
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) >= 1):
        raise UsageError(f"There is no page {text[:20]!r}", f"give a number from 1 to {_MAX_PAGE}")
    return int(text)


def _add_problems(app: FastAPI) -> None:
    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, UsageError)
        return problem(request, 400, error.message, error.hint, request.query_params.get("q", "")[:200])

    async def no_record(request: Request, error: Exception) -> Response:
        assert isinstance(error, StoreError)
        return problem(request, 503, error.message, error.hint)

    async def plain(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        known: dict[int, Any] = {404: "There is no such page in the reading room."}
        said = error.detail if error.detail and error.detail != "Not Found" else known.get(error.status_code, "")
        return problem(request, error.status_code, said or "The request cannot be answered.")

    async def unexpected(request: Request, _: Exception) -> Response:
        return problem(request, 500, "The reading room met something unexpected.", "see the terminal that it runs in")

    app.add_exception_handler(UsageError, refused)
    app.add_exception_handler(StoreError, no_record)
    app.add_exception_handler(HTTPException, plain)
    app.add_exception_handler(Exception, unexpected)
