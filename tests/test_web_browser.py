"""The reading room in a browser: Debian's Chromium, the real server, no console message, no other host."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.record import Record
from tests.reading_room import ROE, add_lantern

CHROMIUM = Path("/usr/bin/chromium")
WIDTHS = (390, 1024, 1600)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        message = f"no browser at {CHROMIUM}: install Debian's chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Chromium's own sandbox needs rights that build machines do not give.
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str, str]]:
    """The address of a running reading room, the id of an article and of an actor."""
    path = tmp_path_factory.mktemp("room") / "record.db"
    with Record.open(path) as record:
        article = add_lantern(record).articles[0].id
        actor = next(one.id for one in record.busiest_actors(10) if one.name == ROE)
    command = [sys.executable, "-m", "onrecord", "serve", "--record", str(path), "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}
    ) as server:
        assert server.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+", server.stdout.readline())
        assert found
        yield found.group(), article, actor
        server.terminate()


class Visit:
    """A page of the browser that notes what it must not do."""

    def __init__(self, browser: Any, base: str, width: int) -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900})
        self.messages: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", lambda message: self.messages.append(message.text))
        self.page.on("pageerror", lambda error: self.messages.append(str(error)))
        self.page.on("request", lambda one: None if one.url.startswith(f"{base}/") else self.foreign.append(one.url))

    def end(self) -> None:
        assert self.messages == []
        assert self.foreign == []
        # Nothing sticks out to the right: a reader on a phone need not scroll sideways.
        assert self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        self.page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_home_and_search(browser: Any, room: tuple[str, str, str], width: int) -> None:
    base, _, _ = room
    visit = Visit(browser, base, width)
    visit.page.goto(base)
    assert visit.page.get_by_text("Vane visits Chile as quarrel goes on").is_visible()
    visit.page.get_by_role("searchbox").fill("santiago")
    visit.page.get_by_role("button", name="Search").click()
    assert visit.page.locator("mark", has_text="Santiago").is_visible()
    visit.end()


@pytest.mark.parametrize("width", WIDTHS)
def test_dossier(browser: Any, room: tuple[str, str, str], width: int) -> None:
    base, _, actor = room
    visit = Visit(browser, base, width)
    visit.page.goto(f"{base}/dossier/{actor}")
    assert visit.page.get_by_role("heading", name="Ada Roe", exact=True).is_visible()
    shown, hidden = ("narrow", "broad") if width < 928 else ("broad", "narrow")
    assert visit.page.locator(f"svg.pic.{shown}").is_visible()
    assert not visit.page.locator(f"svg.pic.{hidden}").is_visible()
    denied = visit.page.locator("li.entry.denied h3")
    assert denied.inner_text().startswith("Denied")
    assert denied.locator("use").evaluate("one => one.getBBox().width > 0")
    visit.end()


@pytest.mark.parametrize("width", WIDTHS)
def test_article(browser: Any, room: tuple[str, str, str], width: int) -> None:
    base, article, _ = room
    visit = Visit(browser, base, width)
    visit.page.goto(f"{base}/article/{article}")
    assert visit.page.locator(".seg.trig", has_text="fired").is_visible()
    assert visit.page.locator(".kept .why", has_text="removed: caption").is_visible()
    visit.page.locator("a.ref", has_text="1").first.click()
    assert "#" in visit.page.url
    visit.end()
