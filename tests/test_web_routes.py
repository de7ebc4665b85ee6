"""The reading room's routes: pages and JSON, the headers on every answer, and what hostile input comes to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi.testclient import TestClient

from onrecord.encoder.labels import EVENT_MODES
from onrecord.errors import StoreError
from onrecord.model import Page
from onrecord.record import Record
from onrecord.web import app, create_app
from onrecord.web.guard import HEADERS, POLICY
from onrecord.web.headlines import WORDINGS, headline
from tests.reading_room import ACTORS, CAPTION, CHILE, LEDGER, ROE, Told, add_lantern, add_page, story

BASE = "http://127.0.0.1:8000"
PAYLOADS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror=window.pwned=1>',
    "'><svg/onload=window.pwned=1>",
    "</title><script>window.pwned=1</script>",
    "javascript:window.pwned=1",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!--<script>",
    "\x00\x0b\x1f\u202e\ufffe",
    "<a href=//evil.example>x</a>",
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "record.db") as record:
        yield record


@pytest.fixture
def lantern(empty: Record) -> Page:
    return add_lantern(empty)


def client(record: Record) -> TestClient:
    return TestClient(create_app(record), base_url=BASE, follow_redirects=False, raise_server_exceptions=False)


def actor(record: Record, name: str) -> str:
    return next(one.id for one in record.busiest_actors(50) if one.name == name)


class Markup(HTMLParser):
    """What a browser would make of a page: its elements, with what must not be among them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.bad: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.bad += (
            [tag] if tag in ("script", "style", "img", "iframe", "object", "embed", "base", "meta-refresh") else []
        )
        for name, value in attrs:
            self.bad += [f"{tag} {name}"] if name.startswith("on") or name in ("style", "srcdoc", "http-equiv") else []
            self.links += [value or ""] if name in ("href", "src", "action", "formaction") else []


def addresses(record: Record, page: Page) -> list[str]:
    article, roe = page.articles[0].id, actor(record, ROE)
    plain = ["/", "/search", "/search?q=roe", "/articles", "/dossiers", f"/article/{article}", f"/dossier/{roe}"]
    programs = ["/index.json", "/search.json?q=roe", "/articles.json", "/dossiers.json"]
    ids = [f"/article/{article}.json", f"/dossier/{roe}.json"]
    return [*plain, *programs, *ids, "/static/app.css", "/static/icon.svg"]


def test_every_answer_carries_the_headers(empty: Record, lantern: Page) -> None:
    room = client(empty)
    wrong = [
        "/nothing",
        "/article/x",
        "/dossier/x",
        "/search?page=0",
        "/static/none",
        "/static/../app.py",
        '/search?q="',
    ]
    for address in [*addresses(empty, lantern), *wrong]:
        answer = room.get(address)
        assert answer.status_code == (200 if address not in wrong else answer.status_code), address
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, address
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        answer = room.request(method, "/")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
        assert answer.headers["content-security-policy"] == POLICY
    assert "default-src 'none'" in POLICY
    assert "unsafe" not in POLICY


def test_pages_hold_no_script_no_style_and_no_address_of_another_host(empty: Record, lantern: Page) -> None:
    room = client(empty)
    for address in addresses(empty, lantern):
        answer = room.get(address)
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        found = Markup(answer.text)
        assert found.bad == []
        assert all(re.match(r"(?:/(?!/)|#)", link) for link in found.links), found.links


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "[::1]:8000", "", "localhost:x"]
)
def test_another_host_is_refused(empty: Record, host: str) -> None:
    answer = client(empty).get("/", headers={"host": host})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST"])
def test_our_names_are_answered(empty: Record, host: str) -> None:
    assert client(empty).get("/", headers={"host": host}).status_code == 200


def test_an_empty_record(empty: Record) -> None:
    room = client(empty)
    assert "Nothing is on record yet" in room.get("/").text
    assert "No article holds these words" in room.get("/search?q=roe").text
    assert room.get("/index.json").json()["counts"] == {"pages": 0, "articles": 0, "events": 0, "claims": 0}
    assert room.get("/articles").status_code == room.get("/dossiers").status_code == 200


def test_home_shows_what_is_new_and_what_is_denied(empty: Record, lantern: Page) -> None:
    text = client(empty).get("/").text
    assert "Vane visits Chile as quarrel goes on" in text
    assert re.search(r'lead-in">Denied</span></span> <a [^>]*>The coast guard shoots at Ada Roe', text)
    assert "none linked to it" in text
    assert "10 events, each counted once" in text


def test_search_marks_the_words_and_finds_the_dossier(empty: Record, lantern: Page) -> None:
    room = client(empty)
    text = room.get("/search?q=santiago").text
    assert "<mark>Santiago</mark>" in text
    assert f"/dossier/{actor(empty, ROE)}" in room.get("/search?q=ada").text
    found = room.get("/search.json?q=santiago").json()
    assert [hit["article"] for hit in found["articles"]] == [lantern.articles[0].id]


def test_dossier_says_how_each_event_stands(empty: Record, lantern: Page) -> None:
    text = client(empty).get(f"/dossier/{actor(empty, ROE)}").text
    for lead in ("Denied", "Planned", "Hypothetical"):
        assert f'<span class="lead-in">{lead}</span>' in text
    assert "Denied by Bo Vane. No assertion is linked to it." in text
    assert "about 21–28 Feb 2019" in text
    assert "some time within; from “late last month”" in text
    assert "no date" in text
    assert "5 events" in text
    assert text.count('class="pic broad"') == text.count('class="pic narrow"') == 1
    vane = client(empty).get(f"/dossier/{actor(empty, 'Bo Vane')}").text
    claims_about = vane[vane.index('id="about"') :]
    assert "that the coast guard arrested Bo Vane on March 12" in claims_about


def test_dossier_as_json_is_what_exports_write(empty: Record, lantern: Page) -> None:
    found = client(empty).get(f"/dossier/{actor(empty, ROE)}.json").json()
    exported = {one["id"]: one for one in empty.export_rows("events")}
    assert len(found["events"]) == 5
    assert all(exported[one["id"]] == one for one in found["events"])
    assert {"title": "The coast guard shoots at Ada Roe", "said_by": [], "denied_by": ["Bo Vane"]}.items() <= found[
        "disputes"
    ][0].items()


def test_article_as_json_is_the_contract_at_the_same_address(empty: Record, lantern: Page) -> None:
    room = client(empty)
    article = lantern.articles[0]
    expected = json.loads(replace(lantern, articles=(article,)).to_json())
    assert room.get(f"/article/{article.id}.json").json() == expected
    answer = room.get(f"/article/{article.id}", headers={"accept": "application/json"})
    assert answer.json() == expected
    assert answer.headers["vary"] == "Accept"
    browser = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    assert room.get(f"/article/{article.id}", headers=browser).text.startswith("<!doctype html>")


def test_article_holds_its_text_in_flat_segments_and_every_entry(empty: Record, lantern: Page) -> None:
    article = lantern.articles[0]
    text = client(empty).get(f"/article/{article.id}").text
    body = text[text.index('<div class="read">') : text.index('<aside class="kept-box"')]
    for paragraph, told in zip(re.findall(r'<div class="para"><p>(.*?)</p>', body, re.DOTALL), LEDGER, strict=True):
        assert not re.search(r"<span[^>]*>[^<]*<span", paragraph)
        assert re.sub(r"<a [^>]*>\d+</a>|<[^>]*>", "", paragraph) == told.sentence
    for event in article.events:
        assert f'id="{event.id}"' in body


def test_the_page_as_it_came_says_what_was_removed_and_what_is_another_story(empty: Record, lantern: Page) -> None:
    first, second = lantern.articles
    text = client(empty).get(f"/article/{first.id}").text
    kept = text[text.index('<aside class="kept-box"') :]
    assert f'<span class="cut">{CAPTION}</span>' in kept
    assert "removed: caption" in kept
    assert f'not this story, see <a href="/article/{second.id}">' in kept
    assert '<span class="away">Bo Vane praised Chile.</span>' in kept
    assert "Bo Vane visited Chile on March 4." in kept


@pytest.mark.parametrize("payload", PAYLOADS)
def test_foreign_words_stay_words(empty: Record, payload: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, held in list(ACTORS.items()):
        monkeypatch.setitem(ACTORS, name, replace(held, roles=(payload,)))
    monkeypatch.setitem(ACTORS, ROE, replace(ACTORS[ROE], name=f"Ada {payload}"))
    told = Told(f"Bo Vane denied that Ada {payload} visited Chile.", "visited", "CONSULT", [ROE], [CHILE], "visit",
                None, "negated", ("Bo Vane", "denied", f"that Ada {payload} visited Chile", "denies"))  # fmt: skip
    hostile = story("", payload, [told], outlet=payload, byline=(payload,), dateline=payload, notice=payload)
    page = add_page(empty, [hostile], file=payload.replace("\x00", ""), url=payload)
    room = client(empty)
    named = [one.id for one in empty.busiest_actors(50)]
    pages = [f"/article/{page.articles[0].id}", "/", "/articles", "/dossiers", *(f"/dossier/{one}" for one in named)]
    for address in [*pages, *(f"{one}.json" for one in pages if one != "/")]:
        answer = room.get(address)
        assert answer.status_code == 200, address
        if not address.endswith(".json"):
            found = Markup(answer.text)
            assert found.bad == []
            assert all(re.match(r"(?:/(?!/)|#)", link) for link in found.links), found.links
            assert re.findall(r"<h1[^>]*>([^<]*)</h1>", answer.text) != ["49"]
    answer = room.get("/search", params={"q": payload})
    assert answer.status_code in (200, 400)
    assert Markup(answer.text).bad == []


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://lantern.example/a", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        (" https://x", False),
        ("file:///etc/passwd", False),
        ("https:/x", False),
    ],
)
def test_only_http_addresses_become_links(empty: Record, url: str, linked: bool) -> None:
    page = add_page(empty, [story("", "A title", LEDGER[:1])], url=url)
    text = client(empty).get(f"/article/{page.articles[0].id}").text
    assert (f'href="{url}" rel="noreferrer noopener nofollow"' in text) is linked
    assert text.count("href=") == len(re.findall(r'href="(?:/|#|https://lantern)', text))


HOSTILE = (
    *PAYLOADS, "'", '"', '"""', "*", "a*", "-", "--", "OR", "OR OR", "NEAR(a b)", "a AND", "NOT", "(", ")", "{", "col:x", "^a",
    "; DROP TABLE pages", "' OR 1=1 --", "%", "%%%", "_", "\\", "a\\", "\ud7ff", "💥", "ﬀ", "x" * 990, "a " * 490,
    '"a" ' * 40, "- -a", "-a -b", "+a", "a:b:c", "a" + "\u0301" * 200, "..", "/etc/passwd", "\r\nSet-Cookie: x=1",
)  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_queries_are_answered_or_refused(empty: Record, lantern: Page, query: str) -> None:
    room = client(empty)
    for address in ("/search", "/search.json"):
        answer = room.get(address, params={"q": query})
        assert answer.status_code in (200, 400, 414), query
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "query", ["q=%ff%fe", "q=%00", "q=a&q=b", "q", "page=1e3", "q=a&page=-1", "q=a&page=%C2%B2", "q=a&page=99999"]
)
def test_broken_addresses_are_answered_or_refused(empty: Record, lantern: Page, query: str) -> None:
    assert client(empty).get(f"/search?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "ident", ["x", "%00", "..%2f..%2fetc%2fpasswd", "'", "Ada Roe", "%F0%9F%92%A5", "-", "x" * 3000, "e1.json"]
)
def test_an_unknown_id_is_a_plain_page(empty: Record, lantern: Page, ident: str) -> None:
    room = client(empty)
    for kind in ("article", "dossier"):
        answer = room.get(f"/{kind}/{ident}")
        assert answer.status_code == 404, ident
        assert room.get(f"/{kind}/{ident}", headers={"accept": "application/json"}).json()["error"]["status"] == 404
    assert "Not on record" in room.get("/article/x").text
    assert room.get("/" + "x" * 5000).status_code == 414


def test_what_fails_inside_says_nothing_of_it(empty: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret words")

    room = client(empty)
    monkeypatch.setattr(Record, "counts", broken)
    answer = room.get("/")
    assert (answer.status_code, "secret" in answer.text) == (500, False)
    assert answer.headers["content-security-policy"] == POLICY

    def locked(*_: object, **__: object) -> None:
        raise StoreError("The record is locked", "wait for the other program")

    monkeypatch.setattr(Record, "counts", locked)
    assert room.get("/").status_code == 503


def test_every_type_and_mode_has_a_headline() -> None:
    for kind, modes in EVENT_MODES.items():
        for mode in (None, *modes):
            assert (f"{kind}-{mode}" if mode else kind) in WORDINGS
            assert headline(kind, mode, ["Ada Roe", "Bo Vane"], ["Chile"]).startswith("Ada Roe and Bo Vane ")
    assert headline("COERCE", "seize", ["police", "sailors"], ["a boat"]) == "Police and sailors seize a boat"
    assert headline("CONSULT", "visit", ["ministers"], []) == "Ministers go on a visit"
    assert headline("ASSAULT", "firearms", ["They"], []) == "They shoot"
    assert headline("COERCE", "arrest", ["a group of officers"], []) == "A group of officers makes arrests"


def test_no_answer_holds_two_connections_at_once(empty: Record, lantern: Page) -> None:
    held = most = 0

    @sa.event.listens_for(empty._engine, "checkout")
    def out(*_: object) -> None:
        nonlocal held, most
        held += 1
        most = max(most, held)

    @sa.event.listens_for(empty._engine, "checkin")
    def back(*_: object) -> None:
        nonlocal held
        held -= 1

    room = client(empty)
    for address in addresses(empty, lantern):
        assert room.get(address).status_code == 200
    assert (held, most) == (0, 1)


def test_the_last_page_leads_no_further(empty: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        add_page(empty, [story("", f"Story {number}", LEDGER[:1])], file=f"{number}.txt")
    monkeypatch.setattr(app, "PER_PAGE", 1)
    room = client(empty)
    assert "Next page" in room.get("/articles?page=2").text
    monkeypatch.setattr(app, "_MAX_PAGE", 2)
    assert "Next page" not in room.get("/articles?page=2").text
    assert room.get("/articles.json?page=2").json()["more"] is False


def test_what_a_source_says_is_headed_so_everywhere(empty: Record, lantern: Page) -> None:
    room = client(empty)
    assert re.search(r"<b class=.asserted.>Said</b> <a [^>]*>The coast guard arrests Bo Vane", room.get("/").text)
    text = room.get(f"/dossier/{actor(empty, 'Bo Vane')}").text
    assert re.search(r'lead-in">Said</span> <a [^>]*>The coast guard arrests Bo Vane', text)
    assert "<title>Said: The coast guard arrests Bo Vane (12 Mar 2019)</title>" in text
    article = room.get(f"/article/{lantern.articles[0].id}").text
    assert re.search(r'lead-in">Said</span> The coast guard arrests Bo Vane', article)
    # What the outlet reports in its own voice needs no such word.
    assert re.search(r"</svg><span><a [^>]*>Bo Vane visits Chile", text)
