"""Through whom a claim came: agencies and outlets with a cue of their own, in the dateline, the byline or a credit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.coding.view import View
from onrecord.kb import agency
from onrecord.model import Article, Mention, Span, Via

_HEAD = re.compile(r"\s*[^\n()]{0,60}?\(([^()\n]{2,40})\)\s*(?:[-–—:]|\n)")
_LEAD = re.compile(r"\s*([A-Z][\w.&' ]{1,30}?)\s+[-–—]{1,2}\s")
_CREDIT = re.compile(
    r"\(([^()\n]{2,40})\)\s*\Z"
    r"|\b([A-Z][\w.&' ]{1,40}?) contributed to this (?:report|story|article)"
    r"|\b(?:With (?:input|reporting|additional reporting) from|Source|Additional reporting by)[:\s]+([A-Z][\w.&' ]{1,40}?)(?=[.,;\n]|\Z| and )"
)
_TAIL_CHARACTERS = 600
_AFTER_NAME = re.compile(
    r"(?:\s+(?:news\s+agency|newspaper|agency|daily|weekly|magazine|television|tv|radio|network|website|channel|wire))*\s*(?:,|\(|$)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def article_via(article: Article) -> tuple[Via, ...]:
    """The agencies that the whole article came through, outermost first; its own outlet is none.

    A dateline ("MOSCOW (Agency) -") stands before a credit, a credit before a byline.
    """
    found: list[Via] = []
    if (printed := _in_dateline(article)) is not None:
        found.append(printed)
    found += _credits(article.text)
    found += [Via(line, None, "metadata") for line in article.byline if _is_agency(line)]
    seen = {_folded(article.outlet)} if article.outlet else set()
    kept = []
    for via in found:
        if _folded(via.name) not in seen:
            seen.add(_folded(via.name))
            kept.append(via)
    return tuple(kept)


def source_via(view: View, source: Sequence[Span]) -> Via | None:
    """The agency or outlet that a claim's source is, or ``None`` where it is somebody else.

    "The Quay Agency" is one; "a Quay Agency correspondent" and "the minister" are none.
    """
    for span in source:
        mentions = view.mentions_in(span)
        if any(mention.kind == "person" for mention in mentions):
            return None
        for mention in mentions:
            if _names_source(view, mention, span) and _is_medium(view, mention):
                return Via(
                    _ARTICLE.sub("", view.text[mention.start : mention.end]), (mention.start, mention.end), "cue"
                )
        whole = _ARTICLE.sub("", view.quote(span))
        if _is_agency(whole):
            return Via(whole, (span[1] - len(whole), span[1]), "cue")
    return None


def _names_source(view: View, mention: Mention, span: Span) -> bool:
    return _AFTER_NAME.match(view.text[mention.end : max(mention.end, span[1])]) is not None


def _is_medium(view: View, mention: Mention) -> bool:
    if _is_agency(_ARTICLE.sub("", view.text[mention.start : mention.end])):
        return True
    actor = view.actors.get(mention.actor or "")
    return actor is not None and actor.kind == "organisation" and "JRN" in actor.sectors


def _in_dateline(article: Article) -> Via | None:
    for match in (_HEAD.match(article.text), _LEAD.match(article.text)):
        if match and _is_agency(match[1]):
            return Via(match[1], match.span(1), "dateline")
    for part in re.split(r"[()/,–—-]", article.dateline or ""):
        if _is_agency(part.strip()):
            return Via(part.strip(), None, "dateline")
    return None


def _credits(text: str) -> list[Via]:
    found = []
    for match in _CREDIT.finditer(text, max(0, len(text) - _TAIL_CHARACTERS)):
        group = next(number for number in (1, 2, 3) if match[number] is not None)
        end = match.end(group)
        name = _ARTICLE.sub("", match[group])
        if _is_agency(name):
            found.append(Via(name, (end - len(name), end), "credit"))
    return found


def _is_agency(name: str) -> bool:
    return bool(name) and agency(name) is not None


def _folded(name: str | None) -> str:
    known = agency(name) if name else None
    return (known.name if known is not None else name or "").casefold()
