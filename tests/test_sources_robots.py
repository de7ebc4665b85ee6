"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.sources.robots import read_robots

EXAMPLE = """
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: onrecord
Disallow: /example/page/disallowed.gif   # of the RFC
Allow: /example/page/

User-Agent: other
User-Agent: third
Disallow: /
"""


@pytest.mark.parametrize(
    ("agent", "target", "allowed"),
    [
        ("onrecord", "/example/page/", True),
        ("onrecord", "/example/page/disallowed.gif", False),
        ("onrecord", "/publications/", True),
        ("onrecord", "/a.gif", True),
        ("nobody", "/a.gif", False),
        ("nobody", "/a.gif?b", True),
        ("nobody", "/example/a", False),
        ("nobody", "/", True),
        ("other", "/a", False),
        ("THIRD", "/a", False),
    ],
)
def test_the_example_of_the_rfc(agent: str, target: str, allowed: bool) -> None:
    assert read_robots(EXAMPLE, agent).allow(target) is allowed


@pytest.mark.parametrize(
    ("rules", "target", "allowed"),
    [
        ("Disallow:", "/a", True),
        ("Disallow: /", "/a", False),
        ("Disallow: /\nAllow: /news", "/news/a", True),
        ("Allow: /page\nDisallow: /page", "/page", True),
        ("Allow: /$\nDisallow: /", "/", True),
        ("Allow: /$\nDisallow: /", "/a", False),
        ("Disallow: /*?", "/a?b", False),
        ("Disallow: /*?", "/a", True),
        ("Disallow: /a*b*c$", "/a1b2c", False),
        ("Disallow: /a*b*c$", "/a1b2cd", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: /%7Ejoe/", "/~joe/x", False),
        ("Disallow: /~joe/", "/%7ejoe/x", False),
        ("Disallow: /ä", "/%C3%A4/x", False),
        ("disallow : /a # why", "/a", False),
        ("Disallow: /%2A", "/a", True),
        ("Disallow: /%2a", "/*", False),
        ("Disallow: /a%24", "/ab", True),
        ("Disallow: /a%24", "/a$b", False),
        ("Disallow: /a$b", "/a$b", False),
        ("Noindex: /a\nnonsense\n: :", "/a", True),
    ],
)
def test_rules(rules: str, target: str, allowed: bool) -> None:
    assert read_robots(f"\ufeffUser-agent: *\r\n{rules}\r\n", "onrecord").allow(target) is allowed


def test_groups_of_one_program_are_one() -> None:
    text = "User-agent: onrecord/1.0\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nDisallow: /b\nCrawl-delay: 2.5"
    robots = read_robots(text, "onrecord")
    assert [robots.allow(path) for path in ("/a", "/b", "/c")] == [False, False, True]
    assert robots.delay == 2.5


def test_rules_before_any_program_are_nobodys() -> None:
    assert read_robots("Disallow: /\nUser-agent: other\nDisallow: /", "onrecord").allow("/a")


def test_a_hostile_file_takes_no_time() -> None:
    hostile = "User-agent: *\n" + "".join(f"Disallow: /{'*a' * 900}b{number}\n" for number in range(250))
    began = time.process_time()
    assert read_robots(hostile, "onrecord").allow("/" + "a" * 4_000)
    assert time.process_time() - began < 2


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_file_is_too_strange(text: str, target: str) -> None:
    read_robots(f"User-agent: *\n{text}", "onrecord").allow(f"/{target}")
