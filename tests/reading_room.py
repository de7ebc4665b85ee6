"""A small record for the reading room's tests, of hand-made pages: invented persons and outlets, no encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import (
    Actor,
    Article,
    Claim,
    Event,
    EventPlace,
    EventTime,
    MapSegment,
    Mention,
    Page,
    Party,
    PloverCode,
    Published,
    RawPage,
    ReadOptions,
    Relation,
    Removed,
    article_id,
    page_digest,
)
from onrecord.record import Record
from onrecord.text import sentences

ROE, VANE, NAVY, CHILE = "Ada Roe", "Bo Vane", "the coast guard", "Chile"
ACTORS = {
    ROE: Actor("a1", ROE, "person", "CHL", ("GOV",), ("foreign minister",)),
    VANE: Actor("a2", VANE, "person", "NOR", ("GOV",), ("prime minister",)),
    NAVY: Actor("a3", NAVY, "organisation", "NOR", ("MIL",), ()),
    CHILE: Actor("a4", CHILE, "country", "CHL", ("GOV",), ()),
}


@dataclass(frozen=True)
class Told:
    """A sentence with one event; ``claim`` is (source, cue, content, stance)."""

    sentence: str
    trigger: str
    kind: str
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    mode: str | None = None
    time: tuple[str, str | None, str] | None = None
    realis: str = "actual"
    claim: tuple[str, str, str, str] | None = None
    place: tuple[str, str | None] | None = None
    background: bool = False


LEDGER = (
    Told("Bo Vane visited Chile on March 4.", "visited", "CONSULT", [VANE], [CHILE], "visit", ("on March 4", "2019-03-04", "within")),
    Told("Ada Roe met Bo Vane in Santiago late last month.", "met", "CONSULT", [ROE, VANE], [], None,
         ("late last month", "2019-02-21~/2019-02-28~", "within"), place=("Santiago", "CHL")),
    Told("Ada Roe will visit Norway from May 6 to May 9.", "visit", "CONSULT", [ROE], [], "visit",
         ("from May 6 to May 9", "2019-05-06/2019-05-09", "throughout"), "future"),
    Told("Bo Vane denied that the coast guard had fired on Ada Roe.", "fired", "ASSAULT", [NAVY], [ROE], "firearms",
         None, "negated", ("Bo Vane", "denied", "that the coast guard had fired on Ada Roe", "denies")),
    Told("Ada Roe said that the coast guard arrested Bo Vane on March 12.", "arrested", "COERCE", [NAVY], [VANE], "arrest",
         ("on March 12", "2019-03-12", "within"), claim=("Ada Roe", "said", "that the coast guard arrested Bo Vane on March 12", "asserts")),
    Told("If talks failed, Bo Vane would expel Ada Roe.", "expel", "SANCTION", [VANE], [ROE], "expel", None, "hypothetical"),
    Told("Bo Vane did not attack Chile in 2016.", "attack", "ASSAULT", [VANE], [CHILE], None, ("in 2016", "2016", "within"), "negated"),
    Told("The coast guard has patrolled since 2014.", "patrolled", "MOBILIZE", [NAVY], [], "troops",
         ("since 2014", "2014/..", "throughout"), background=True),
    Told("Ada Roe accused Bo Vane.", "accused", "ACCUSE", [ROE], [VANE], "allege"),
)  # fmt: skip


def story(ident: str, title: str, told: Sequence[Told], **fields: object) -> Article:
    """An article whose paragraphs are these sentences."""
    text = "\n\n".join(one.sentence for one in told)
    events, claims, mentions = [], [], []
    start = 0
    for number, one in enumerate(told, 1):

        def span(words: str, at: int = start, sentence: str = one.sentence) -> tuple[int, int]:
            found = sentence.lower().index(words.lower())
            return at + found, at + found + len(words)

        def party(name: str, at: int = start, sentence: str = one.sentence) -> Party:
            where = sentence.lower().find(name.lower())
            place = (at + where, at + where + len(name)) if where >= 0 else (at, at + 1)
            actor = ACTORS[name]
            return Party(place, actor.id, actor.country, actor.sectors)

        for actor in ACTORS.values():
            found = one.sentence.lower().find(actor.name.lower())
            if found >= 0:
                at = (start + found, start + found + len(actor.name))
                mentions.append(Mention(f"m{len(mentions) + 1}", *at, actor.kind, f"c{actor.id[1:]}", actor.id, None))
        if one.claim:
            source, cue, content, stance = one.claim
            by = ACTORS[source].id
            claims.append(
                Claim(f"k{number}", (span(source),), by, (span(cue),), (span(content),), stance, None, "indirect", None,
                      (), (), None, None)
            )  # fmt: skip
        time = EventTime(span(one.time[0]), one.time[1], one.time[2], "resolved") if one.time else None
        place = EventPlace(span(one.place[0]), one.place[0], one.place[1], None, None, "city") if one.place else None
        events.append(
            Event(f"e{number}", one.kind, one.mode, (), (PloverCode(one.kind, one.mode),), span(one.trigger),
                  tuple(map(party, one.actors)), tuple(map(party, one.recipients)), place, time, one.realis,
                  one.background, None, (), (f"k{number}",) if one.claim else (), None, 0.9)
        )  # fmt: skip
        start += len(one.sentence) + 2
    article = Article(
        id=ident,
        title=title,
        outlet="The Harbour Lantern",
        byline=("Ulla Testperson",),
        dateline="SANTIAGO",
        language="en",
        published=Published("2019-03-15", "printed"),
        updated=None,
        notice=None,
        text=text,
        map=(MapSegment(0, len(text), 0, len(text), "exact"),),
        removed=(),
        sentences=tuple(sentences(text)),
        mentions=tuple(mentions),
        actors=tuple(ACTORS.values()),
        claims=tuple(claims),
        events=tuple(events),
        relations=(Relation("holds_office", "a1", "a4", (0, len(told[0].sentence)), (), "actual", None),)
        if told
        else (),
    )
    return replace(article, **fields)  # type: ignore[arg-type]


CAPTION = "Ada Roe at a quay in an archive picture (Archive)"


def page_of(raw: RawPage, stories: Sequence[Article]) -> Page:
    """A page with these stories, one under the other as the payload has them."""
    sha256 = page_digest(raw.payload)
    source = raw.payload.decode()
    placed = []
    for number, article in enumerate(stories):
        at = source.index(article.text) if article.text else 0
        cut = source.find(CAPTION)
        removed = (Removed(CAPTION, "caption", (cut, cut + len(CAPTION))),) if number == 0 and cut >= 0 else ()
        placed.append(
            replace(
                article,
                id=article_id(sha256, number),
                map=(MapSegment(0, len(article.text), at, at + len(article.text), "exact"),),
                removed=removed,
            )
        )
    media = raw.media_type or "text/plain"
    return Page(sha256, raw.url, raw.file, None, media, "utf-8", None, None, "ok", None, tuple(placed))


def add_page(record: Record, stories: Sequence[Article], file: str = "lantern.txt", url: str | None = None) -> Page:
    """Add a page that is derived into these stories."""
    payload = f"\n\n{CAPTION}\n\n".join(f"{one.title}\n\n{one.text}" for one in stories) + f"\n{CAPTION}\n"
    raw = RawPage(payload.encode(), file=file, url=url)
    report = record.add([raw], ReadOptions(), derive=lambda page, _: page_of(page, stories))
    assert report.added == 1, report
    return page_of(raw, stories)


def add_lantern(record: Record) -> Page:
    """The page that most tests look at: two stories, nine events, a caption."""
    second = story("", "Second story", (Told("Bo Vane praised Chile.", "praised", "SUPPORT", [VANE], [CHILE]),))
    return add_page(record, [story("", "Vane visits Chile as quarrel goes on", LEDGER), second])


def many(count: int) -> Iterator[Told]:
    """So many dated events in one spring."""
    for number in range(count):
        day = f"2019-{3 + number // 28 % 3:02}-{1 + number % 28:02}"
        yield Told(f"On {day} number {number} Ada Roe visited Chile.", "visited", "CONSULT", [ROE], [CHILE], "visit",
                   (f"On {day}", day, "within"))  # fmt: skip
