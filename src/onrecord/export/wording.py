"""Events and claims in words: an entry never shows what is said without how far it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.model import Article, Claim, Event, EventTime, Party
from onrecord.record import ClaimRow, EventRow, PartyRow
from onrecord.store.status import innermost, report, status

NOBODY = "nobody named"
NO_DATE = "date unknown"
UNNAMED = "an unnamed source"
_REPORTED, _SAID, _AS_HISTORY = "reported", "said by a source", ", as history"
_STANCES = {
    "asserts": "asserted by",
    "denies": "denied by",
    "confirms": "confirmed by",
    "admits": "admitted by",
    "alleges": "alleged by",
    "warns": "warned of by",
    "promises": "promised by",
    "demands": "demanded by",
    "doubts": "doubted by",
    "questions": "questioned by",
    "no_comment": "no comment by",
    "retracts": "taken back by",
}
_STATUS_WORDS = {
    "denied_only": "denied",
    "disputed": "disputed",
    "called_off": "called off",
    "planned": "planned",
}
_REALIS_WORDS = {"negated": "did not happen", "future": "planned", "hypothetical": "hypothetical"}
_WITHOUT_ASSERTION = frozenset({"denies", "doubts", "questions", "no_comment", "retracts"})
"""Stances of those who speak of an act without saying that it is so."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in words.

    Attributes:
        standing: Class of colour and shape: asserted, confirmed, denied, planned, hypo, historical or unknown.
        word: How far the event stands ("planned", "denied", "said by a source").
        code: PLOVER type and mode ("CONSULT-visit").
        who: Actors and recipients ("Ada Roe -> Norland").
        voices: Who stands behind it or against it, one phrase each.
    """

    standing: str
    word: str
    code: str
    who: str
    when: str
    where: str | None
    voices: tuple[str, ...]

    @property
    def lead(self) -> str | None:
        """What must stand before a headline that tells the act; ``None`` only where an outlet reports it itself."""
        word = self.word.removesuffix(_AS_HISTORY)
        return {_REPORTED: None, _SAID: "Said"}.get(word, word.capitalize())


def line_of_row(row: EventRow, claims: Sequence[ClaimRow]) -> EventLine:
    """The line of an event of the record.

    Args:
        row: The event.
        claims: Claims of the article that it stands in.
    """
    around = [claim for claim in claims if claim.local in row.claims]
    outer = {claim.parent for claim in around}
    speaking = [(claim.speaker or claim.speaker_words, claim.stance) for claim in around if claim.local not in outer]
    return _line(
        _Told(row.status, row.realis, row.background, tuple(stance for _, stance in speaking)),
        code(row.type, row.mode),
        parties([_party_name(party) for party in row.actors], [_party_name(party) for party in row.recipients]),
        when(row.edtf, row.extent),
        place(row.place, row.country),
        speaking,
        row.source.outlet,
    )


def line_of_event(article: Article, event: Event) -> EventLine:
    """The line of an event of an article that is in no record yet."""
    claims = {claim.id: claim for claim in article.claims}
    one = report(event, claims)
    names = {actor.id: actor.name for actor in article.actors}

    def name(party: Party) -> str:
        return names.get(party.actor or "") or article.text[slice(*party.span)]

    return _line(
        _Told(status([one]), event.realis, event.background, one.stances),
        code(event.type, event.mode),
        parties([name(party) for party in event.actors], [name(party) for party in event.recipients]),
        _when(article, event.time),
        place(event.place.name, event.place.country) if event.place else None,
        [(speaker(article, claim), claim.stance) for claim in innermost(event, claims)],
        article.outlet,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    status: str
    realis: str
    background: bool
    stances: tuple[str, ...]

    @property
    def nobody(self) -> bool:
        """Whether it is only spoken of: doubted, asked about, or left without comment."""
        return self.status == "attributed" and bool(self.stances) and _WITHOUT_ASSERTION.issuperset(self.stances)

    @property
    def word(self) -> str:
        if self.status in _STATUS_WORDS:
            return _STATUS_WORDS[self.status]
        if self.nobody:
            return "asserted by nobody"
        if self.status == "attributed" and self.realis == "negated":
            return "said not to have happened"
        known = _REALIS_WORDS.get(self.realis)
        return known or (_REPORTED if self.status == "own_voice" else _SAID)

    @property
    def standing(self) -> str:
        if self.status == "disputed" or self.nobody:
            return "unknown"
        if self.status in ("denied_only", "called_off") or self.realis == "negated":
            return "denied"
        if self.status == "planned" or self.realis == "future":
            return "planned"
        if self.realis == "hypothetical":
            return "hypo"
        return "historical" if self.background else "asserted"


def _line(
    told: _Told,
    kind: str,
    who: str,
    day: str,
    where: str | None,
    speaking: Sequence[tuple[str | None, str]],
    outlet: str | None,
) -> EventLine:
    standing = told.standing
    if standing == "asserted" and any(stance in ("confirms", "admits") for _, stance in speaking):
        standing = "confirmed"
    voices = [f"{_STANCES.get(stance, stance)} {name or UNNAMED}" for name, stance in speaking]
    # A denied act that keeps the realis of its assertion is asserted by the outlet, where nobody else does.
    if not speaking or (all(stance == "denies" for _, stance in speaking) and told.realis != "negated"):
        voices.insert(0, f"told by {outlet or 'the outlet'} in its own voice")
    word = f"{told.word}{_AS_HISTORY}" if told.background else told.word
    return EventLine(standing, word, kind, who, day, where, tuple(dict.fromkeys(voices)))


def code(kind: str, mode: str | None) -> str:
    """PLOVER type and mode as one word."""
    return f"{kind}-{mode}" if mode else kind


def parties(actors: Sequence[str], recipients: Sequence[str]) -> str:
    """Who did it to whom; unknown is said.

    >>> parties(["Ada Roe", "Bo Vane"], [])
    'Ada Roe, Bo Vane'
    >>> parties([], ["Norland"])
    'nobody named -> Norland'
    """
    left = ", ".join(actors) or NOBODY
    return f"{left} -> {', '.join(recipients)}" if recipients else left


def _party_name(party: PartyRow) -> str:
    return party.name or party.quote


def place(name: str | None, country: str | None) -> str | None:
    """A place with its country, no more precise than the text."""
    if name and country and country != name:
        return f"{name} ({country})"
    return name or country


def when(edtf: str | None, extent: str | None) -> str:
    """A date in words; an interval says whether it lasted or lies somewhere inside.

    >>> when("2015-07-21~/2015-07-31~", "within")
    'some time from about 2015-07-21 to about 2015-07-31'
    >>> when("2025-07-08/2025-07-12", "throughout")
    '2025-07-08 to 2025-07-12'
    """
    if not edtf:
        return NO_DATE
    first, slash, last = edtf.partition("/")
    if not slash:
        return _day(first)
    if ".." in (first, last) or not first or not last:
        return f"until {_day(first or last)}" if first in ("", "..") else f"from {_day(first)} on"
    span = f"{_day(first)} to {_day(last)}"
    return span if extent == "throughout" else f"some time from {span}"


def _day(edtf: str) -> str:
    return f"about {edtf[:-1]}" if edtf[-1:] in "~%" else f"perhaps {edtf[:-1]}" if edtf.endswith("?") else edtf


def _when(article: Article, time: EventTime | None) -> str:
    if time is None:
        return NO_DATE
    if time.edtf is None:
        return f"“{article.text[slice(*time.span)]}”, {NO_DATE}"
    return when(time.edtf, time.extent)


def speaker(article: Article, claim: Claim) -> str | None:
    """Who makes a claim: the actor's name, or the words of the source; ``None`` without a source."""
    named = next((actor.name for actor in article.actors if actor.id == claim.source_actor), None)
    return named or words_at(article.text, claim.source) or None


def stance_words(stance: str) -> str:
    """What a source does, as a word ("denies", "does not comment")."""
    return "does not comment" if stance == "no_comment" else "takes back" if stance == "retracts" else stance


def words_at(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The words of a discontinuous span."""
    return " … ".join(text[start:end] for start, end in spans)


def count_of(number: int, noun: str) -> str:
    """A number with its noun.

    >>> count_of(1, "event"), count_of(1200, "event")
    ('1 event', '1,200 events')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
