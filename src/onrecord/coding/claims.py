"""Claims of an article: attributions and hearsay, nested, with stance, scope, form, chain and order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.coding.hearsay import hearsay_in, is_hearsay_adverb
from onrecord.coding.nesting import ContentIndex, ancestors_of, parents_of
from onrecord.coding.parties import actor_of
from onrecord.coding.scope import scope_of
from onrecord.coding.setting import addressees_of, order_of, quoted_of, said_of
from onrecord.coding.stance import stance_of
from onrecord.coding.via import article_via, source_via
from onrecord.coding.view import View, phrase, trimmed, worded
from onrecord.encoder.annotation import Annotation, AttributionSpans, EventSpans
from onrecord.model import Claim, Span, Via

_EMPTY = frozenset(
    "has have had having is are was were be been being would will could can may might must did does do not also later then".split()
)
_LY_VERBS = frozenset("reply imply rely apply".split())
_RANK = re.compile(r"\breport(?:s|ing)? (?:directly |only |solely )?to\b(?!.{0,80}\bthat\b)", re.IGNORECASE)
"""Who "reports to the general staff" stands under it; who "reports to the council that" says something."""
_GOVERNS = re.compile(r"according to|in the words of", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\s+((?:(?!\s(?:who|which|that|and|as|while|because|when)\b)[^,.;:!?()\"“”\n—]|(?<=\b[A-Z])\.|\.(?=\w)){2,90})"
)
_CUT_OFF = re.compile(r"\w,?(?<! of) (?:who|whom|whose|which|that)$", re.IGNORECASE)
_COORDINATED = re.compile(r"\b(?:and|but)(?: (?:has|have|had|also|later|then|\w+ly))* $", re.IGNORECASE)
_LOOK = 40


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of an article and how they nest.

    Attributes:
        claims: In order of their cues; ``claims[i].id`` is ``k{i + 1}``.
        parents: Index of the claim around each.
        index: Which contents hold a span.
    """

    claims: tuple[Claim, ...]
    parents: tuple[int | None, ...]
    index: ContentIndex

    def around(self, span: Span) -> list[Claim]:
        """Claims inside whose content a span stands, innermost first."""
        holders = self.index.holding(span)
        depth = {holder: len(ancestors_of(self.parents, holder)) for holder in holders}
        return [self.claims[holder] for holder in sorted(holders, key=lambda item: (-depth[item], holders.index(item)))]


def claims_of(view: View, annotation: Annotation) -> Claims:
    """Make the claims of an article (Conventions 5 and 6 of the contract).

    Args:
        view: The article with its actors and times.
        annotation: What the encoder says about it.
    """
    found = [_with_governed_source(view, item) for item in _sound(view, annotation.attributions)]
    found = sorted([*found, *hearsay_in(view, found)], key=lambda item: (item.cue, item.content))
    found = _with_elided_sources(view, found)
    contents = [item.content for item in found]
    index = ContentIndex(view, contents)
    parents = parents_of(index, [item.cue for item in found])
    events: dict[int, list[EventSpans]] = defaultdict(list)
    for event in annotation.events:
        events[view.sentence_index(event.trigger[0])].append(event)
    neighbours: dict[int, list[int]] = defaultdict(list)
    for number, item in enumerate(found):
        neighbours[view.sentence_index(item.cue[0][0])].append(number)
    claims = []
    for number, item in enumerate(found):
        sentence = view.sentence_index(item.cue[0][0])
        others = [found[other] for other in neighbours[sentence] if other != number]
        claims.append(_claim(view, number, item, others, events[sentence]))
    claims = [
        replace(claim, parent=None if parent is None else claims[parent].id)
        for claim, parent in zip(claims, parents, strict=True)
    ]
    claims = _with_via(view, claims, parents)
    return Claims(tuple(_in_order(view, claims)), tuple(parents), index)


def _sound(view: View, attributions: Sequence[AttributionSpans]) -> list[AttributionSpans]:
    """Attributions whose spans are in range, one for each cue: the likeliest."""
    best: dict[tuple[Span, ...], AttributionSpans] = {}
    for item in attributions:
        cue = tuple(sorted({part for span in item.cue if (part := trimmed(view.text, span)) is not None}))
        words = " ".join(view.quote(part) for part in cue)
        # Adverbs of hearsay have no source and their clause for content, whatever a head finds near them.
        if not cue or is_hearsay_adverb(words) or _names_no_saying(words) or _RANK.match(view.text, cue[0][0]):
            continue
        kept = replace(item, cue=cue, source=_sources(view, item.source), content=_spans(view, item.content))
        if cue not in best or best[cue].score < kept.score:
            best[cue] = kept
    return list(best.values())


def _names_no_saying(words: str) -> bool:
    """Whether a cue holds nothing but auxiliaries and adverbs: the verb beside it is the cue."""
    return all(word in _EMPTY or (word.endswith("ly") and word not in _LY_VERBS) for word in words.lower().split())


def _with_governed_source(view: View, item: AttributionSpans) -> AttributionSpans:
    """Give "according to X" its source X, where the head finds none: grammar leaves no other place for it."""
    end = item.cue[-1][1]
    if item.source or not _GOVERNS.fullmatch(view.quote(item.cue[-1])):
        return item
    match = _GOVERNED.match(view.text, end, view.sentence(end - 1)[1])
    source = _sources(view, [match.span(1)]) if match else ()
    if not source:
        return item
    start, stop = source[0]
    content = [
        piece for a, b in item.content for piece in ((a, min(b, start)), (max(a, stop), b)) if piece[0] < piece[1]
    ]
    return replace(item, source=source, content=_spans(view, content))


def _with_elided_sources(view: View, found: Sequence[AttributionSpans]) -> list[AttributionSpans]:
    """Give "X denied it but later said" one source: a cue right after a conjunction takes the one before it."""
    filled: list[AttributionSpans] = []
    for item in found:
        start = item.cue[0][0]
        sentence = view.sentence(start)
        if not item.source and _COORDINATED.search(view.text[max(sentence[0], start - _LOOK) : start]):
            before = filled[-1] if filled else None
            if before is not None and before.source and before.cue[0][0] >= sentence[0]:
                item = replace(item, source=before.source)
        filled.append(item)
    return filled


def _spans(view: View, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted({kept for span in spans if (kept := worded(view.text, span)) is not None}))


def _sources(view: View, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that name somebody: a lone article or preposition does not, and a clause that is cut off is no part of a name."""
    named = [(span, phrase(view.text, span)) for span in _spans(view, spans)]
    return tuple(kept if _CUT_OFF.search(view.quote(span)) else span for span, kept in named if kept is not None)


def _claim(
    view: View, number: int, item: AttributionSpans, others: Sequence[AttributionSpans], events: Sequence[EventSpans]
) -> Claim:
    hearsay = not item.source and is_hearsay_adverb(" ".join(view.quote(part) for part in item.cue))
    stance = "alleges" if hearsay else stance_of(view, item.cue, item.content, item.stance)
    cues, contents = [other.cue[0] for other in others], [other.content for other in others]
    return Claim(
        id=f"k{number + 1}",
        source=item.source,
        source_actor=actor_of(view, item.source),
        cue=item.cue,
        content=item.content,
        stance=stance,
        scope=scope_of(view, item.cue, item.content) if stance == "denies" else None,
        quoted=quoted_of(view, item.content),
        parent=None,
        via=(),
        addressee=addressees_of(view, item.cue, item.content),
        said=None if hearsay else said_of(view, item.cue[0], item.content, cues, contents, events),
        after=None,
    )


def _with_via(view: View, claims: Sequence[Claim], parents: Sequence[int | None]) -> list[Claim]:
    whole = article_via(view.article)
    own = [source_via(view, claim.source) for claim in claims]
    passed = []
    for number, claim in enumerate(claims):
        chain = [via for above in reversed(ancestors_of(parents, number)) if (via := own[above]) is not None]
        # An agency's own report on its own wire came through nobody else.
        itself = own[number]
        names = {itself.name.casefold()} if itself is not None else set()
        kept: list[Via] = []
        for via in (*whole, *chain):
            if via.name.casefold() not in names:
                names.add(via.name.casefold())
                kept.append(via)
        passed.append(replace(claim, via=tuple(kept)))
    return passed


def _in_order(view: View, claims: Sequence[Claim]) -> list[Claim]:
    """Fill ``after``: "later said" follows the source's claim before it, "had earlier said" goes before it."""
    ordered = list(claims)
    last: dict[str, int] = {}
    for number, claim in enumerate(claims):
        source = _source_key(view, claim)
        if source is None:
            continue
        before = last.get(source)
        if before is not None:
            order = order_of(view, claim.cue)
            if order == "later":
                ordered[number] = replace(ordered[number], after=claims[before].id)
            elif order == "earlier" and ordered[before].after is None:
                ordered[before] = replace(ordered[before], after=claim.id)
        last[source] = number
    return ordered


def _source_key(view: View, claim: Claim) -> str | None:
    if claim.source_actor is not None:
        return claim.source_actor
    return view.quote(claim.source[0]).casefold() if claim.source else None
