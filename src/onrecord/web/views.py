"""Events and claims as the pages show them: what happened, who says so, how sure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.export.segments import stance_standing
from onrecord.export.wording import UNNAMED, code, line_of_row, place, stance_words
from onrecord.model import Article
from onrecord.record import ClaimRow, EventRow, Record, event_entry
from onrecord.web.dates import NO_DATE, date_words, how_known
from onrecord.web.headlines import headline

_EVIDENCE = 320
_VOICES = 2
_WEAK = frozenset({"alleges", "doubts", "demands"})
_STATUS_STANDINGS = {"disputed": "disputed", "called_off": "called"}
BADGES = {
    "asserted": "Asserted",
    "confirmed": "Confirmed",
    "denied": "Denied or did not happen",
    "planned": "Planned or asked for",
    "hypo": "Hypothetical",
    "disputed": "Disputed",
    "called": "Called off",
    "historical": "Told as history",
    "unknown": "Unknown",
}
"""Every standing with its word, in the order of legends."""


@dataclass(frozen=True, slots=True)
class Link:
    """A voice in a chain; ``unnamed`` voices keep their own description."""

    name: str
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Voices, outermost first, and what the last one does to the content."""

    links: tuple[Link, ...]
    stance: str
    standing: str
    weak: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a page around what counts in them."""

    before: str
    mark: str
    after: str


@dataclass(frozen=True, slots=True)
class EventView:
    """An event of the record; ``lead`` heads what an outlet does not report in its own voice."""

    id: str
    local: str
    article: str
    standing: str
    badge: str
    lead: str | None
    headline: str
    day: str
    known: str
    words: Words
    chains: tuple[Chain, ...]
    where: str | None
    code: str
    span: tuple[int, int]
    sure: tuple[str, str]
    asserted_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    row: EventRow

    @property
    def title(self) -> str:
        """The headline with its lead."""
        return f"{self.lead}: {self.headline}" if self.lead else self.headline

    @property
    def voices(self) -> str:
        """Who says so, in a few words, for a list of one article's events: the innermost voices."""
        said = [f"{one.links[-1].name} {one.stance}" for one in self.chains if len(one.links) > 1]
        return listed(list(dict.fromkeys(said)), _VOICES) or "in the outlet's own voice"

    @property
    def href(self) -> str:
        """Where its evidence stands."""
        return f"/article/{self.article}#{self.local}"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with the words of its content."""

    id: str
    local: str
    article: str
    speaker: Link
    speaker_id: str | None
    stance: str
    standing: str
    weak: bool
    content: str
    cue: str
    said: str | None
    outlet: str | None
    published: str | None

    @property
    def href(self) -> str:
        """Where its evidence stands."""
        return f"/article/{self.article}#{self.local}"


def event_views(record: Record, rows: Sequence[EventRow], texts: Mapping[str, Article]) -> list[EventView]:
    """Events as they are shown.

    Args:
        record: Where their claims are.
        rows: The events.
        texts: Articles that are at hand; an event of another one is shown without the words of its time.
    """
    return [_event(row, around, texts.get(row.source.article)) for row, around in record.claims_around(rows)]


def _event(row: EventRow, around: list[ClaimRow], article: Article | None) -> EventView:
    line = line_of_row(row, around)
    entry = event_entry(row, around)
    standing = _STATUS_STANDINGS.get(row.status, line.standing)
    asserted, denied = tuple(entry["asserted_by"]), tuple(entry["denied_by"])
    one_day = row.date_from is not None and row.date_from == row.date_to
    return EventView(
        id=row.id,
        local=row.local,
        article=row.source.article,
        standing=standing,
        badge=BADGES[standing],
        lead=line.lead,
        headline=headline(
            row.type,
            row.mode,
            [party.name or party.quote for party in row.actors],
            [party.name or party.quote for party in row.recipients],
        ),
        day=date_words(row.edtf),
        known=how_known(row.edtf, row.extent, row.basis, one_day, _time_words(row, article)),
        words=evidence(row.sentence, row.quote, _before(row, article)),
        chains=_chains(row, around),
        where=place(row.place, row.country),
        code=code(row.type, row.mode),
        span=row.span,
        sure=_sure(row, around, asserted, denied),
        asserted_by=asserted,
        denied_by=denied,
        row=row,
    )


def _time_words(row: EventRow, article: Article | None) -> str | None:
    event = next((event for event in article.events if event.id == row.local), None) if article else None
    if article is None or event is None or event.time is None:
        return None
    return article.text[slice(*event.time.span)]


def _before(row: EventRow, article: Article | None) -> int | None:
    """How many characters of its sentence stand before the trigger."""
    sentences = article.sentences if article else ()
    start = next((start for start, end in sentences if start <= row.span[0] < end), None)
    return None if start is None else row.span[0] - start


def evidence(sentence: str, quote: str, at: int | None = None) -> Words:
    """A sentence with the words that count apart, shortened around them.

    >>> evidence("The union rejected the offer.", "rejected")
    Words(before='The union ', mark='rejected', after=' the offer.')
    """
    if at is None or sentence[at : at + len(quote)] != quote:
        found = re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", sentence) if quote else None
        at = found.start() if found else sentence.find(quote)
    if at < 0 or not quote:
        return Words("", _short(quote or sentence, _EVIDENCE), "")
    before, after = sentence[:at], sentence[at + len(quote) :]
    half = _EVIDENCE // 2
    if len(before) > half:
        before = f"…{before[-half:].partition(' ')[2]}"
    if len(after) > half:
        after = f"{after[:half].rpartition(' ')[0]}…"
    return Words(before, quote, after)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0]}…"


def speaker_link(claim: ClaimRow) -> Link:
    """Who makes a claim; without a name it keeps the words of the text."""
    if claim.speaker:
        return Link(claim.speaker)
    return Link(claim.speaker_words or UNNAMED, unnamed=True)


def _chains(row: EventRow, around: Sequence[ClaimRow]) -> tuple[Chain, ...]:
    by_local = {claim.local: claim for claim in around}
    outer = {claim.parent for claim in around}
    outlet = Link(row.source.outlet) if row.source.outlet else Link("outlet not printed", unnamed=True)
    chains = []
    for claim in around:
        if claim.local in outer:
            continue
        links: list[Link] = []
        one: ClaimRow | None = claim
        seen: set[str] = set()
        while one is not None and one.local not in seen:
            seen.add(one.local)
            links.append(speaker_link(one))
            one = by_local.get(one.parent or "")
        stance = claim.stance
        chains.append(Chain((outlet, *reversed(links)), stance_words(stance), stance_standing(stance), stance in _WEAK))
    return tuple(chains) or (Chain((outlet,), "asserts", "asserted", weak=False),)


def _sure(row: EventRow, around: Sequence[ClaimRow], asserted: Sequence[str], denied: Sequence[str]) -> tuple[str, str]:
    """How sure it is: a word and a sentence."""
    outlet = row.source.outlet or "the outlet"
    if row.status == "disputed":
        return "Disputed", f"Said by {listed(asserted) or outlet}; denied by {listed(denied) or 'a source not named'}."
    if row.status == "denied_only":
        return "Denied", f"Denied by {listed(denied) or 'a source not named'}. No assertion is linked to it."
    if row.status == "called_off":
        return "Called off", "It was planned and is said not to come."
    if row.realis == "negated" and row.status == "attributed":
        names = asserted or list(dict.fromkeys(speaker_link(claim).name for claim in around))
        return "Said not to have happened", f"So says {listed(names)}."
    if row.realis == "negated":
        return "Did not happen", f"So says {listed(asserted) or outlet}."
    if row.status == "planned" or row.realis == "future":
        return "Planned", f"So says {listed(asserted) or outlet}. Whether it was done is not on record."
    if row.realis == "hypothetical":
        return "Hypothetical", "It depends on a condition, or is only asked for or warned of."
    if not around:
        return "One voice", f"{outlet[:1].upper()}{outlet[1:]} says so itself and names no source."
    if asserted:
        number = "One voice" if len(asserted) == 1 else f"{len(asserted)} voices"
        return number, f"{listed(asserted)}. No denial is linked to it."
    return "Nobody stands behind it", "It is told without a source that asserts it."


def listed(names: Sequence[str], most: int = 3) -> str:
    """Names in a row."""
    shown = list(names[:most]) + ([f"{len(names) - most} more"] if len(names) > most else [])
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def claim_view(claim: ClaimRow) -> ClaimView:
    """A claim as it is shown."""
    return ClaimView(
        id=claim.id,
        local=claim.local,
        article=claim.source.article,
        speaker=speaker_link(claim),
        speaker_id=claim.speaker_id,
        stance=stance_words(claim.stance),
        standing=stance_standing(claim.stance),
        weak=claim.stance in _WEAK,
        content=_short(" ".join(claim.content.split()).strip('"“” '), _EVIDENCE),
        cue=claim.cue,
        said=None if claim.said is None else date_words(claim.said),
        outlet=claim.source.outlet,
        published=claim.source.published,
    )


def published_words(edtf: str | None) -> str:
    """Date of publication; unknown is said."""
    words = date_words(edtf)
    return "date of publication not known" if words == NO_DATE else words


def standings(views: Sequence[EventView]) -> list[tuple[str, str, int]]:
    """How many events stand how: class, word, number; in the order of legends."""
    numbers = [(name, word, sum(view.standing == name for view in views)) for name, word in BADGES.items()]
    return [one for one in numbers if one[2]]


def safe_link(address: str | None) -> str | None:
    """An address that may be a link: http and https only."""
    if address and re.match(r"https?://[^\s/]", address, re.IGNORECASE):
        return address
    return None
