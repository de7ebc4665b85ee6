"""A small deterministic stage in the pipeline's place: capitalised words act, a few verbs are events and claims.

It is for the tests of the record, which ask nothing of its reading.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace

from onrecord import limits
from onrecord.errors import EmptyInput, WeightsError
from onrecord.model import (
    Actor,
    Article,
    Claim,
    Event,
    EventTime,
    MapSegment,
    Mention,
    Page,
    Party,
    PloverCode,
    Published,
    RawPage,
    ReadOptions,
    article_id,
    page_digest,
)
from onrecord.model.spans import Span
from onrecord.text import sentences

VERSIONS = {"clean": "toy-1", "encode": "toy-1", "code": "toy-1"}
_NAME = re.compile(r"[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)*")
_VERBS = {"visited": ("CONSULT", "visit"), "accused": ("ACCUSE", "disapprove"), "attacked": ("ASSAULT", None)}
_CUES = {"said": "asserts", "denied": "denies", "confirmed": "confirms"}
_VERB = re.compile(r"\b(?:visited|accused|attacked)\b")
_CUE = re.compile(r"\b(?:said|denied|confirmed)\b")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_COUNTRIES = {"Iran": "IRN", "Russia": "RUS"}


def derive(raw: RawPage, options: ReadOptions) -> Page:
    """A page from its text: first line the title, stories parted by a line of dashes."""
    text = raw.payload.decode("utf-8", "replace")
    if not text.strip():
        raise EmptyInput("the page is empty", "leave it out")
    _misbehave(text)
    sha256 = page_digest(raw.payload)
    stories = text.split("\n----\n")
    articles = tuple(_article(article_id(sha256, n), story, options) for n, story in enumerate(stories))
    return annotate_page(replace(Page.of(raw, "utf-8"), media_type="text/plain", articles=articles))


def annotate_page(page: Page) -> Page:
    """Everything after cleaning."""
    return replace(page, articles=tuple(map(_annotated, page.articles)))


def _misbehave(text: str) -> None:
    if "TOO SLOW" in text:
        time.sleep(3600)
    if "TOO LARGE" in text:
        bytearray(2 * limits.WORKER_MEMORY_BYTES)
    if "CRASH" in text:
        os.abort()
    if "BROKEN WEIGHTS" in text:
        raise WeightsError("the weights are damaged", "install again")
    if "BUG" in text:
        raise RuntimeError("secret words of the page")


def _article(ident: str, story: str, options: ReadOptions) -> Article:
    title, _, text = story.partition("\n")
    text = text.strip("\n")
    return Article(
        id=ident,
        title=title,
        outlet=options.outlet,
        byline=(),
        dateline=None,
        language="en",
        published=Published(options.published, "argument" if options.published else "unknown"),
        updated=None,
        notice=None,
        text=text,
        map=(MapSegment(0, len(text), len(title) + 1, len(title) + 1 + len(text), "exact"),),
        removed=(),
    )


def _annotated(article: Article) -> Article:
    text = article.text
    parts = tuple(sentences(text))
    names: dict[str, str] = {}
    mentions: list[Mention] = []
    for number, match in enumerate(_NAME.finditer(text), 1):
        local = names.setdefault(match.group(), f"a{len(names) + 1}")
        kind = "country" if match.group() in _COUNTRIES else "person"
        mentions.append(Mention(f"m{number}", match.start(), match.end(), kind, f"c{local[1:]}", local, None))
    actors = tuple(_actor(local, name) for name, local in names.items())
    claims = tuple(_claim(f"k{n}", match, parts, mentions) for n, match in enumerate(_CUE.finditer(text), 1))
    events = tuple(
        _event(f"e{n}", match, text, parts, mentions, claims) for n, match in enumerate(_VERB.finditer(text), 1)
    )
    return replace(article, sentences=parts, mentions=tuple(mentions), actors=actors, claims=claims, events=events)


def _actor(local: str, name: str) -> Actor:
    country = _COUNTRIES.get(name)
    return Actor(local, name, "country" if country else "person", country, ("GOV",), ())


def _sentence(parts: tuple[Span, ...], position: int) -> Span:
    return next(part for part in parts if part[0] <= position < part[1])


def _claim(local: str, match: re.Match[str], parts: tuple[Span, ...], mentions: list[Mention]) -> Claim:
    start, end = _sentence(parts, match.start())
    before = [m for m in mentions if start <= m.start < match.start()]
    source = ((before[-1].start, before[-1].end),) if before else ()
    return Claim(
        id=local,
        source=source,
        source_actor=before[-1].actor if before else None,
        cue=(match.span(),),
        content=((match.end(), end),),
        stance=_CUES[match.group()],
        scope=None,
        quoted="indirect",
        parent=None,
        via=(),
        addressee=(),
        said=None,
        after=None,
    )


def _event(
    local: str,
    match: re.Match[str],
    text: str,
    parts: tuple[Span, ...],
    mentions: list[Mention],
    claims: tuple[Claim, ...],
) -> Event:
    start, end = _sentence(parts, match.start())
    around = [claim for claim in claims if claim.content[0][0] <= match.start() < claim.content[0][1]]
    before = [m for m in mentions if start <= m.start < match.start()][-1:]
    after = [m for m in mentions if match.end() <= m.start < end][:1]
    day = _DAY.search(text, match.end(), end)
    kind, mode = _VERBS[match.group()]
    denied = any(claim.stance == "denies" for claim in around)
    return Event(
        id=local,
        type=kind,
        mode=mode,
        contexts=(),
        plover=(PloverCode(kind, mode),),
        trigger=match.span(),
        actors=tuple(_party(m, text) for m in before),
        recipients=tuple(_party(m, text) for m in after),
        place=None,
        time=EventTime(day.span(), day.group(), "within", "printed") if day else None,
        realis="negated" if denied else "actual",
        background=False,
        aspect=None,
        amounts=(),
        claims=tuple(claim.id for claim in around),
        content_of=None,
        score=0.9,
    )


def _party(mention: Mention, text: str) -> Party:
    country = _COUNTRIES.get(text[mention.start : mention.end])
    return Party((mention.start, mention.end), mention.actor, country, ("GOV",))
