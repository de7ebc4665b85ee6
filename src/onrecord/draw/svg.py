"""Building an SVG picture: elements with classes; text and attributes are escaped by the standard library."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from onrecord.draw.marks import Mark

GLYPH = 16
_UNPRINTABLE = dict.fromkeys((*range(32), *range(127, 160), 65534, 65535), " ")


def picture(kind: str, width: int, height: float, ident: str, title: str, description: str) -> Element:
    """An empty picture with a name for those who do not see it; ``kind`` is broad or narrow."""
    root = Element(
        "svg",
        {
            "class": f"pic {kind}",
            "viewBox": f"0 0 {width} {_number(height)}",
            "role": "img",
            "aria-labelledby": f"{ident}-t {ident}-d",
        },
    )
    SubElement(root, "title", {"id": f"{ident}-t"}).text = clean(title)
    SubElement(root, "desc", {"id": f"{ident}-d"}).text = clean(description)
    return root


def text(parent: Element, x: float, y: float, words: str, classes: str = "") -> None:
    """Words at a place; ``classes`` are of the style sheet (b, s, end, halo)."""
    attributes = {"x": _number(x), "y": _number(y)} | ({"class": classes} if classes else {})
    SubElement(parent, "text", attributes).text = clean(words)


def path(parent: Element, classes: str, way: str) -> None:
    """A line; ``way`` is made of numbers and letters by the caller."""
    SubElement(parent, "path", {"class": classes, "d": way})


def rect(parent: Element, classes: str, x: float, y: float, width: float, height: float) -> None:
    """A rectangle."""
    numbers = {"x": x, "y": y, "width": width, "height": height}
    SubElement(parent, "rect", {"class": classes} | {name: _number(value) for name, value in numbers.items()})


def glyph(parent: Element, standing: str, x: float, y: float, size: float = GLYPH) -> None:
    """The mark of a standing, its upper left corner at (x, y); the page holds the symbols."""
    numbers = {"x": x, "y": y, "width": size, "height": size}
    attributes = {name: _number(value) for name, value in numbers.items()}
    SubElement(parent, "use", {"class": standing, "href": f"#g-{standing}"} | attributes)


def entry(parent: Element, mark: Mark) -> Element:
    """A group for all that belongs to a mark: a link to its entry, with its words as a tooltip."""
    name, attributes = ("a", {"href": mark.href}) if mark.href else ("g", {})
    group = SubElement(parent, name, attributes)
    SubElement(group, "title").text = clean(f"{mark.label} ({mark.time})")
    return group


def standing(parent: Element, name: str) -> Element:
    """A group that has the colour of a standing."""
    return SubElement(parent, "g", {"class": name})


def to_text(root: Element) -> str:
    """The picture as markup."""
    return tostring(root, encoding="unicode")


def clean(words: str) -> str:
    """Words on one line, without characters that no markup may hold."""
    return " ".join(words.translate(_UNPRINTABLE).encode("utf-8", "replace").decode().split())


def wrapped(words: str, width: int, lines: int) -> list[str]:
    """Words in at most so many lines of so many characters; what does not fit ends in an ellipsis.

    >>> wrapped("seizes the trawler", 10, 2)
    ['seizes the', 'trawler']
    >>> wrapped("seizes the trawler", 10, 1)
    ['seizes…']
    """
    done: list[str] = []
    line = ""
    for word in clean(words).split():
        longer = f"{line} {word}".strip()
        if len(longer) <= width:
            line = longer
            continue
        if line:
            done.append(line)
        line = word if len(word) <= width else f"{word[: width - 1]}…"
    done.append(line)
    if len(done) <= lines:
        return done
    last = done[lines - 1]
    while len(last) > width - 1 and " " in last:
        last = last.rpartition(" ")[0]
    return [*done[: lines - 1], f"{last[: width - 1].rstrip(' ,;:')}…"]


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
