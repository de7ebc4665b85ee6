"""robots.txt (RFC 9309): what a host lets programs fetch.

Python's own parser knows neither wildcards nor the longest match, and those that turn wildcards into regular
expressions can be stopped for good by a hostile file: hence this one, whose matching is linear in the path.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

_LINE = re.compile(r"\s*([a-z-]+)\s*:\s*([^#]*)", re.IGNORECASE)
_SIGNS = re.compile(r"%(2[Aa]|24)")
_MAX_PATTERN_CHARACTERS = 2_000
_MAX_RULES = 10_000


@dataclass(frozen=True, slots=True)
class Rule:
    """Paths that fit ``pattern`` (``*`` stands for anything, a final ``$`` for the end) are allowed, or not."""

    pattern: str
    allows: bool


@dataclass(frozen=True, slots=True)
class Robots:
    """Rules of one host for one program; without any, everything is allowed."""

    rules: tuple[Rule, ...] = ()
    delay: float | None = None

    def allow(self, target: str) -> bool:
        """Whether a path, with its query, may be fetched: the longest rule that fits holds, and allowing wins a tie.

        >>> read_robots("User-agent: *\\nDisallow: /a\\nAllow: /a/b", "onrecord").allow("/a/b?c")
        True
        """
        target = _escaped(_plain(target))
        fitting = [(len(rule.pattern), rule.allows) for rule in self.rules if _fits(rule.pattern, target)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """Read a robots.txt.

    Args:
        text: The file.
        agent: Name of the program, as groups address it.

    Returns:
        The rules of all groups that address the program, or else of those for everybody.
    """
    own: list[Rule] = []
    others: list[Rule] = []
    delays: dict[bool, float] = {}
    named = False
    addressed: set[bool] = set()
    rules_began = True
    for line in text.lstrip("\ufeff").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        key, value = match[1].lower(), match[2].strip()
        if key == "user-agent":
            addressed = set() if rules_began else addressed
            rules_began = False
            if value.partition("/")[0].strip().lower() == agent.lower():
                addressed.add(True)
                named = True
            elif value == "*":
                addressed.add(False)
        elif key in ("allow", "disallow"):
            rules_began = True
            rule = Rule(_plain(value), key == "allow")
            if value and len(rule.pattern) <= _MAX_PATTERN_CHARACTERS:
                for mine in addressed:
                    (own if mine else others).append(rule)
        elif key == "crawl-delay":
            rules_began = True
            if re.fullmatch(r"\d{1,6}(\.\d+)?", value, re.ASCII):
                delays.update(dict.fromkeys(addressed, float(value)))
    return Robots(tuple((own if named else others)[:_MAX_RULES]), delays.get(named))


def _plain(path: str) -> str:
    """A path in one notation, so that a rule fits however either side escapes it; escaped signs of patterns stay escaped."""
    kept = _SIGNS.sub(lambda match: f"%25{match[1]}", path)
    plain = quote(unquote(kept, errors="surrogateescape"), safe="/*$?&=+,;:@!'()~%", errors="surrogateescape")
    return _SIGNS.sub(lambda match: f"%{match[1].upper()}", plain)


def _escaped(path: str) -> str:
    """Signs of patterns that stand for themselves."""
    return path.replace("*", "%2A").replace("$", "%24")


def _fits(pattern: str, target: str) -> bool:
    ends = pattern.endswith("$")
    first, *rest = map(_escaped, pattern.removesuffix("$").split("*"))
    if not target.startswith(first):
        return False
    if not rest:
        return not ends or target == first
    position = len(first)
    last = rest.pop() if ends else ""
    for piece in rest:
        found = target.find(piece, position)
        if found < 0:
            return False
        position = found + len(piece)
    return len(target) - len(last) >= position and target.endswith(last)
