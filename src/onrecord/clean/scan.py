"""Our own walk of an HTML source: where text stands, and inside which elements. One pass, no tree, never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.limits import MAX_HTML_DEPTH
from onrecord.model import Span


class Inside:
    """Elements around a run of text that say something about its part on the page: bits of one plain number."""

    CAPTION = 1
    FOOTER = 2
    NAVIGATION = 4
    ASIDE = 8
    HEADING = 16
    TITLE_HEADING = 32
    LINK = 64
    CONTROL = 128
    HIDDEN = 256
    TIME = 512
    HEAD = 1024
    PARAGRAPH = 2048
    BREAK = 4096
    CELL = 8192
    VEILED = 16384


_INSIDE = {
    "figcaption": Inside.CAPTION,
    "footer": Inside.FOOTER,
    "nav": Inside.NAVIGATION,
    "aside": Inside.ASIDE,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), Inside.HEADING),
    "h1": Inside.HEADING | Inside.TITLE_HEADING,
    "a": Inside.LINK,
    **dict.fromkeys(("button", "select", "option", "label", "form"), Inside.CONTROL),
    **dict.fromkeys(
        ("noscript", "template", "svg", "object", "canvas", "audio", "video", "math", "datalist"), Inside.HIDDEN
    ),
    "time": Inside.TIME,
    "head": Inside.HEAD,
    "p": Inside.PARAGRAPH,
    "blockquote": Inside.PARAGRAPH,
    **dict.fromkeys(("td", "th"), Inside.CELL),
}
# Elements whose content is no markup: the source is skipped to their end tag.
_RAW = frozenset({"script", "style", "textarea", "iframe", "noembed", "noframes", "xmp", "title"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Elements that begin and end a paragraph; all others, unknown ones included, stand in the line, as browsers show them.
_BLOCK = frozenset(
    """html head body p div ul ol li dl dt dd menu table caption thead tbody tfoot tr h1 h2 h3 h4 h5 h6 section article aside header footer
    nav main figure figcaption form fieldset legend hr pre address details summary blockquote center dialog hgroup search optgroup""".split()
)
# Start tags that close an open paragraph, or an open element of their own kind (HTML 4 omitted end tags).
_CLOSES_P = frozenset(
    """p div ul ol dl table h1 h2 h3 h4 h5 h6 blockquote section article aside header footer nav main figure figcaption form
    hr pre address details fieldset""".split()
)
_CLOSES_ITSELF = frozenset({"a", "td", "th", "button", "option", "h1", "h2", "h3", "h4", "h5", "h6"})
_CLOSES_HEAD = frozenset({"body", "p", "div", "article", "section", "main", "h1", "h2", "table", "ul"})

# A quote opens a value only after an equals sign; elsewhere in a tag it is a stray character, as in browsers.
_QUOTED_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:[^>=]|=\s*+(?:"[^"]*"|'[^']*')?+)*+)>""")
_PLAIN_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)([^>]*)>")
_MAX_OPEN = 100_000
_CONTAINERS = frozenset({"div", "section", "article", "main", "td"})
_CLASS = re.compile(r"""\sclass\s*=\s*["']([^"']{1,300})["']""", re.IGNORECASE)
_VEIL_WORDS = ("hid", "none", "sr-only", "reader", "itemprop")
_ATTRIBUTE = re.compile(r"""(?<![\w:.-])([A-Za-z_:][\w:.-]*+)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_VEILED_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_VEILED_CLASSES = frozenset(
    "hide hidden d-none sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only".split()
)
_UNVEILED = re.compile(r"(?:^|\s)(?:[a-z]{1,3}:|d-[a-z]{2,3}-)(?:block|flex|grid|inline)", re.IGNORECASE)
_FOR_MACHINES = frozenset("image logo url width height publisher mainentityofpage datecreated datemodified".split())
"""Properties of schema.org that are printed for machines."""
_MAX_ATTRIBUTES = 2_000
_TAGS_OF_INTEREST = frozenset({"meta", "link", "time", "html", "article", "abbr", "span"})


@dataclass(frozen=True, slots=True)
class Run:
    """Text between two tags, or the tag of a line break or table cell (``Inside.BREAK``).

    Runs of one ``block`` belong to one paragraph; ``home`` is the number of the container that they stand in.
    """

    start: int
    end: int
    block: int
    inside: int
    home: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag whose attributes matter: meta, link, time, html, script; ``content`` spans a script's text."""

    name: str
    start: int
    end: int
    attributes: str
    content: Span | None = None


@dataclass(slots=True)
class Scan:
    """What the walk found: runs of text, tags of interest, spans of tags too deep to keep, of scripts and the like.

    ``homes`` says of each container how it is called: element and classes; the first is the page.
    """

    runs: list[Run] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    too_deep: list[Span] = field(default_factory=list)
    opaque: list[Span] = field(default_factory=list)
    elements: int = 0
    title: Span | None = None
    homes: list[str] = field(default_factory=lambda: [""])


def scan(source: str) -> Scan:
    """Walk an HTML page once.

    Args:
        source: The decoded page; any text is accepted.

    Returns:
        Runs in order. Their spans hold no markup; comments, scripts and styles are no runs.
    """
    return _Walk(source).walk()


class _Walk:
    def __init__(self, source: str) -> None:
        self.source = source
        self.found = Scan()
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.flags: list[int] = [0]
        self.homes: list[int] = [0]
        self.block = 0
        self.breaks = 0
        self.quotes_pair = True
        self.last_greater = source.rfind(">")

    def walk(self) -> Scan:
        source, position, length = self.source, 0, len(self.source)
        while position < length:
            less = source.find("<", position)
            less = length if less < 0 else less
            if less > position:
                self.text(position, less)
            position = self.markup(less) if less < length else length
        return self.found

    def text(self, start: int, end: int) -> None:
        last = self.found.runs[-1] if self.found.runs else None
        if not self.source[start:end].isspace():
            self.breaks = 0
        if last is not None and last.end == start and last.block == self.block and not last.inside & Inside.BREAK:
            self.found.runs[-1] = Run(last.start, end, last.block, last.inside, last.home)
        else:
            self.found.runs.append(Run(start, end, self.block, self.flags[-1], self.homes[-1]))

    def markup(self, less: int) -> int:
        """Handle what begins with ``<`` and return where to go on."""
        source = self.source
        if less > self.last_greater and not source.startswith("<!--", less):
            self.text(less, len(source))
            return len(source)
        following = source[less + 1 : less + 2]
        if following == "!" or following == "?":
            if source.startswith("<!--", less):
                end = source.find("-->", less + 4)
                return len(source) if end < 0 else end + 3
            return source.index(">", less) + 1
        if not (following.isascii() and (following.isalpha() or following == "/")):
            self.text(less, less + 1)
            return less + 1
        match = _QUOTED_TAG.match(source, less) if self.quotes_pair else None
        if match is None:
            # No tag ends any more with quotes obeyed; to try again at each would take the square of the time.
            plain = _PLAIN_TAG.match(source, less)
            self.quotes_pair = self.quotes_pair and plain is None
            match = plain
        return self.tag(match) if match is not None else source.index(">", less) + 1

    def tag(self, match: re.Match[str]) -> int:
        name = match[2].lower()
        if match[1]:
            self.close(name, match.span())
            return match.end()
        self.found.elements += 1
        if name in _TAGS_OF_INTEREST and ((name != "span" and name != "abbr") or "date" in match[3].lower()):
            self.found.tags.append(Tag(name, match.start(), match.end(), match[3]))
        # Drawings are XML: their titles hold markup and their elements may close themselves.
        foreign = self.counts.get("svg", 0) > 0 or self.counts.get("math", 0) > 0
        if name in _RAW and not (foreign and name == "title"):
            return self.raw(name, match)
        if name in _VOID:
            self.void(name, match.span())
            return match.end()
        self.open_element(name, match, self_closed=foreign and match[3].endswith("/"))
        return match.end()

    def raw(self, name: str, match: re.Match[str]) -> int:
        source = self.source
        closing = re.compile(f"</{name}", re.IGNORECASE).search(source, match.end())
        end = closing.start() if closing else len(source)
        if name == "title":
            if self.found.title is None:
                self.found.title = (match.end(), end)
        elif name == "script":
            self.found.tags.append(Tag(name, match.start(), match.end(), match[3], (match.end(), end)))
        self.found.opaque.append((match.start(), end))
        if closing is None:
            return len(source)
        tag_end = source.find(">", end)
        return len(source) if tag_end < 0 else tag_end + 1

    def void(self, name: str, span: Span) -> None:
        if name == "hr":
            self.block += 1
        elif name == "br":
            self.breaks += 1
            if self.breaks > 1:
                self.block += 1
            else:
                self.found.runs.append(Run(*span, self.block, self.flags[-1] | Inside.BREAK, self.homes[-1]))

    def open_element(self, name: str, match: re.Match[str], *, self_closed: bool) -> None:
        span = match.span()
        if name in _CLOSES_P and self.counts.get("p"):
            self.pop("p")
        if name in _CLOSES_ITSELF and self.counts.get(name):
            self.pop(name)
        if name in _CLOSES_HEAD and self.counts.get("head"):
            self.pop("head")
        if name in _BLOCK:
            self.block += 1
            self.breaks = 0
        if name in ("td", "th"):
            self.found.runs.append(Run(*span, self.block, self.flags[-1] | Inside.BREAK, self.homes[-1]))
        if self_closed:
            return
        if len(self.open) >= MAX_HTML_DEPTH:
            self.found.too_deep.append(span)
        if len(self.open) < _MAX_OPEN:
            self.open.append(name)
            self.counts[name] = self.counts.get(name, 0) + 1
            attributes = match[3][:_MAX_ATTRIBUTES]
            veil = Inside.VEILED if attributes and name != "body" and _is_veiled(attributes) else 0
            self.flags.append(self.flags[-1] | _INSIDE.get(name, 0) | veil)
            self.homes.append(self.home(name, attributes) if name in _CONTAINERS else self.homes[-1])

    def home(self, name: str, attributes: str) -> int:
        """Number of a container that opens."""
        classes = _CLASS.search(attributes)
        self.found.homes.append(f"{name} {' '.join(classes[1].split())}" if classes else "")
        return len(self.found.homes) - 1

    def close(self, name: str, span: Span) -> None:
        if name in _BLOCK:
            self.block += 1
            self.breaks = 0
        if not self.counts.get(name):
            return
        # A stray inline end tag does not end the blocks around it.
        if name not in _BLOCK and any(other in _BLOCK for other in self.since(name)):
            return
        self.pop(name)
        if len(self.open) >= MAX_HTML_DEPTH:
            self.found.too_deep.append(span)

    def since(self, name: str) -> list[str]:
        """Open elements above the innermost ``name``, at most a few."""
        found: list[str] = []
        for other in reversed(self.open[-8:]):
            if other == name:
                break
            found.append(other)
        return found

    def pop(self, name: str) -> None:
        while self.open:
            last = self.open.pop()
            self.flags.pop()
            self.homes.pop()
            self.counts[last] -= 1
            if last == name:
                return


def attributes_in(text: str) -> Iterator[tuple[str, str | None]]:
    """Attributes of a start tag in their order: name in lower case, value as it is written, ``None`` without one."""
    for match in _ATTRIBUTE.finditer(text):
        last = match.lastindex or 1
        yield match[1].lower(), match[last] if last > 1 else None


def _is_veiled(attributes: str) -> bool:
    """Whether an element's own attributes hide it, or say that it is printed for machines."""
    lowered = attributes.lower()
    if not any(word in lowered for word in _VEIL_WORDS):
        return False
    for name, value in attributes_in(attributes):
        value = value or ""
        if name == "hidden" or (name == "style" and _VEILED_STYLE.search(value)):
            return True
        if name == "class" and not _VEILED_CLASSES.isdisjoint(value.lower().split()) and not _UNVEILED.search(value):
            return True
        if name == "itemprop" and not _FOR_MACHINES.isdisjoint(value.lower().split()):
            return True
    return False
