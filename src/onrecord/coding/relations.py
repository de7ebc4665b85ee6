"""Relations of an article: lasting ties read from titles, appositions and possessives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.coding.claims import Claims
from onrecord.coding.relation_rules import (
    ARMED_NAME,
    FORMER,
    LEADING,
    RULES,
    STATE_BODY,
    TITLE_BEFORE,
    TITLE_INSIDE,
    Rule,
)
from onrecord.coding.view import View
from onrecord.kb import demonym
from onrecord.model import Actor, EventTime, Mention, Relation, Span

_MAX_GAP = 90
_MAX_BEHIND = 60
_NEIGHBOURS = 2
_ARMED_SECTORS = frozenset({"MIL", "REB", "PRM", "UAF"})
_STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_AND = re.compile(r",?(?: and| as well as)? (?:the )?|, ")
_POSSESSIVE = re.compile(r"['’]s?\s")
_NOT = re.compile(r"\b(?:not|never|no longer)\b|n['’]t\b", re.IGNORECASE)
_DATE_BEHIND = re.compile(r",?\s*\(?(?:since|from|in|until|between)?\s*")


def relations_of(view: View, claims: Claims) -> tuple[Relation, ...]:
    """Make the relations of an article, each pair of actors once for a type, in order of their spans.

    Both sides must be actors of the article. A former office is a relation only where a time stands with it:
    the contract knows no ended tie without a date.
    """
    found: dict[tuple[str, str, str], Relation] = {}
    for kind, subject, object_, span, words in _ties(view):
        if subject == object_ or (kind, subject, object_) in found:
            continue
        time = _time(view, span)
        lead = view.text[max(view.sentence(span[0])[0], span[0] - 12) : span[0]]
        if FORMER.search(lead + words) and time is None:
            continue
        around = claims.around(span)
        denied = any(
            claim.stance == "denies"
            and claim.scope is not None
            and claim.scope[0] <= span[0]
            and span[1] <= claim.scope[1]
            for claim in around
        )
        realis = "negated" if denied or _NOT.search(words) else "actual"
        found[(kind, subject, object_)] = Relation(
            kind, subject, object_, span, tuple(claim.id for claim in around), realis, time
        )
    return tuple(sorted(found.values(), key=lambda item: (item.span, item.type, item.subject, item.object)))


def _ties(view: View) -> Iterator[tuple[str, str, str, Span, str]]:
    """Type, subject, object, span and connecting words of each tie that a pattern finds."""
    named = [mention for mention in view.mentions if mention.actor in view.actors]
    for index, first in enumerate(named):
        sentence = view.sentence(first.start)
        yield from _of_title(view, first, sentence)
        for second in named[index + 1 : index + 1 + _NEIGHBOURS]:
            if second.start < first.end:
                continue
            if second.start >= sentence[1] or second.start - first.end > _MAX_GAP:
                break
            yield from _of_pair(view, named, first, second, sentence)


def _of_pair(
    view: View, named: Sequence[Mention], first: Mention, second: Mention, sentence: Span
) -> Iterator[tuple[str, str, str, Span, str]]:
    for rule in RULES:
        if first.kind not in rule.first or second.kind not in rule.second:
            continue
        span = _match(view, rule, first, second, sentence)
        if span is None:
            continue
        if rule.backward and any(
            first.end <= other.start and other.end <= second.start
            for other in view.mentions_in((first.end, second.start))
        ):
            # "Ruritania's Valley Force chief P": the nearest body is the one that is led.
            continue
        owner = _possessed(view, named, second) if not rule.backward and rule.behind is None else second
        if owner is None:
            return
        words = view.text[span[0] : max(span[1], owner.end)]
        subject, object_ = (owner, first) if rule.backward else (first, owner)
        kind = _type(view, rule, subject, object_, words)
        if kind is None:
            continue
        span = (span[0], max(span[1], owner.end))
        for member in _coordinated(view, named, subject) if rule.spread else [subject]:
            if member.actor is not None and object_.actor is not None and member is not object_:
                yield kind, member.actor, object_.actor, (min(span[0], member.start), max(span[1], member.end)), words
        return


def _match(view: View, rule: Rule, first: Mention, second: Mention, sentence: Span) -> Span | None:
    """Span of a rule's match, from its first to its last character."""
    if rule.type == "office" and rule.backward and rule.before is None:
        # A title may be the beginning of the mention itself: "Defence Minister P".
        match = rule.between.match(view.text, first.end, second.end)
        if match is None or not second.start <= match.end() < second.end:
            return None
    elif rule.between.fullmatch(view.text, first.end, second.start) is None:
        return None
    start, end = first.start, second.end
    if rule.behind is not None:
        behind = rule.behind.match(view.text, second.end, min(sentence[1], second.end + _MAX_BEHIND))
        if behind is None:
            return None
        end = behind.end()
    if rule.before is not None:
        lead = view.text[max(sentence[0], first.start - _MAX_BEHIND) : first.start]
        before = rule.before.search(lead)
        if before is None:
            return None
        start = first.start - (len(lead) - before.start())
    return (start, end)


def _possessed(view: View, named: Sequence[Mention], mention: Mention) -> Mention | None:
    """Follow "Ruritania's Valley Guards" to the Guards; ``None`` where what is owned is no mention ("Roe's office")."""
    possessive = _POSSESSIVE.match(view.text, mention.end)
    if possessive is None:
        return mention
    return next((other for other in named if other.start == possessive.end()), None)


def _type(view: View, rule: Rule, subject: Mention, object_: Mention, words: str) -> str | None:
    body = view.actors[object_.actor or ""]
    name = view.text[object_.start : object_.end]
    if rule.type == "office":
        armed = body.kind != "country" and (bool(_ARMED_SECTORS.intersection(body.sectors)) or ARMED_NAME.search(name))
        return "commands" if armed and LEADING.search(words) else "holds_office"
    if rule.type == "part_of" and rule.backward and body.kind == "country":
        part = view.actors[subject.actor or ""]
        owned = _STATE_SECTORS.intersection(part.sectors) or STATE_BODY.search(view.text[subject.start : subject.end])
        return "part_of" if owned else None
    return rule.type


def _coordinated(view: View, named: Sequence[Mention], mention: Mention) -> list[Mention]:
    """A mention with those that "and" or a comma ties to it on either side."""
    here = next(index for index, other in enumerate(named) if other is mention)
    members = [mention]
    for step in (-1, 1):
        at = here
        while 0 <= at + step < len(named):
            left, right = (named[at + step], named[at]) if step < 0 else (named[at], named[at + step])
            same = left.kind == right.kind or {left.kind, right.kind} <= {"country", "place", "group"}
            if not same or not _AND.fullmatch(view.text, left.end, right.start):
                break
            at += step
            members.append(named[at])
    return members


def _of_title(view: View, mention: Mention, sentence: Span) -> Iterator[tuple[str, str, str, Span, str]]:
    """The office of "Ruritanian Foreign Minister P", where the country's adjective is no mention of its own."""
    if mention.kind != "person":
        return
    start = max(sentence[0], mention.start - _MAX_BEHIND)
    before = TITLE_BEFORE.search(view.text[start : mention.start])
    inside = TITLE_INSIDE.match(view.text, mention.start, mention.end)
    if before is not None:
        word, at = before[1], start + before.start(1)
    elif inside is not None:
        word, at = inside[1], mention.start
    else:
        return
    code = demonym(word)
    country = _country(view, code) if code is not None else None
    if country is not None and mention.actor is not None:
        span = (at, mention.end)
        yield "holds_office", mention.actor, country.id, span, view.quote(span)


def _country(view: View, code: str) -> Actor | None:
    return next((actor for actor in view.actors.values() if actor.kind == "country" and actor.country == code), None)


def _time(view: View, span: Span) -> EventTime | None:
    """A time expression right behind a tie, or within it ("since 2013 commander of")."""
    end = view.sentence(span[0])[1]
    for time in view.times_in((span[0], min(end, span[1] + 25))):
        if time.start < span[1] or _DATE_BEHIND.fullmatch(view.text, span[1], time.start):
            return EventTime((time.start, time.end), time.edtf, time.extent, time.basis)
    return None
