"""What a record of the demo pages shows: a few events, what is disputed, what is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from onrecord.export.wording import EventLine, line_of_row
from onrecord.record import ClaimFilter, ClaimRow, EventRow, Record

SHOWN = 4
Line = tuple[EventLine, EventRow]


@dataclass(frozen=True, slots=True)
class Findings:
    """Counts, and examples that a newcomer understands.

    Attributes:
        told: Events that are reported as having happened, with actor and recipient.
        against: Events that somebody denies.
        planned: Events that are only planned.
        denials: Denials, each next to a claim of another source on the same event or in the same article.
        name: The actor with most events, for a dossier.
        article: The article with most entries.
    """

    articles: int
    events: int
    claims: int
    actors: int
    told: tuple[Line, ...]
    against: tuple[Line, ...]
    planned: tuple[Line, ...]
    denials: tuple[ClaimRow, ...]
    name: str
    article: str

    def to_dict(self) -> dict[str, Any]:
        """Plain objects for JSON."""
        lines = {
            name: [
                {"line": asdict(line), "event": row.id, "sentence": row.sentence} for line, row in getattr(self, name)
            ]
            for name in ("told", "against", "planned")
        }
        counts = {name: getattr(self, name) for name in ("articles", "events", "claims", "actors", "name", "article")}
        return {**counts, **lines, "denials": [asdict(claim) for claim in self.denials]}


def findings(record: Record) -> Findings:
    """Look through a small record."""
    articles = list(record.articles())
    events = [(line_of_row(row, around), row) for row, around in record.events_with_claims()]
    claims = list(record.claims())
    actors = list(record.actors())
    richest = max(articles, key=lambda row: (row.events + row.claims, row.source.article), default=None)
    return Findings(
        articles=len(articles),
        events=len(events),
        claims=len(claims),
        actors=len(actors),
        told=_spread(pair for pair in events if _told(pair[1])),
        against=_spread(pair for pair in events if pair[1].status in ("disputed", "denied_only")),
        planned=_spread(pair for pair in events if pair[1].status == "planned"),
        denials=_sides(record),
        name=_busiest(row for _, row in events),
        article=richest.source.article if richest else "",
    )


def _told(row: EventRow) -> bool:
    told = row.realis == "actual" and row.status in ("own_voice", "attributed") and not row.background
    return told and bool(row.actors) and bool(row.recipients)


def _spread(found: Iterable[Line]) -> tuple[Line, ...]:
    """The surest of each article first, so that no article and no copy of it fills the list."""
    ranked = sorted(found, key=lambda pair: (-pair[1].score, pair[1].source.article, pair[1].span))
    different = {(line.code, line.who): (line, row) for line, row in reversed(ranked)}
    kept = [pair for pair in ranked if pair in different.values()]
    firsts: dict[str, Line] = {}
    for pair in kept:
        firsts.setdefault(pair[1].source.article, pair)
    rest = [pair for pair in kept if pair not in firsts.values()]
    return tuple(islice((*firsts.values(), *rest), SHOWN))


def _sides(record: Record) -> tuple[ClaimRow, ...]:
    """A denial and what another source asserts before it in the same article."""
    for denial in record.claims(ClaimFilter(stance="denies")):
        same = record.claims(ClaimFilter(article=denial.source.article))
        others = [claim for claim in same if _against(claim, denial)]
        if others:
            return (min(others, key=lambda claim: abs(claim.start - denial.start)), denial)
    return ()


def _against(claim: ClaimRow, denial: ClaimRow) -> bool:
    speaks = claim.stance in ("asserts", "alleges", "confirms") and bool(claim.speaker or claim.speaker_words)
    return speaks and bool(claim.content) and claim.speaker_id != denial.speaker_id


def _busiest(rows: Iterable[EventRow]) -> str:
    names = Counter(party.name for row in rows for party in (*row.actors, *row.recipients) if party.id)
    return min(names, key=lambda name: (-names[name], name), default="")
