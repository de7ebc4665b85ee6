"""A text cut at every boundary of its spans: flat segments with lists of classes, so that spans may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.export.wording import UNNAMED, line_of_event, speaker, stance_words, when, words_at
from onrecord.model import Article, Span

_STANCE_STANDING = {
    "asserts": "asserted",
    "alleges": "asserted",
    "confirms": "confirmed",
    "admits": "confirmed",
    "denies": "denied",
    "doubts": "denied",
    "retracts": "denied",
    "promises": "planned",
    "demands": "planned",
    "warns": "hypo",
    "questions": "unknown",
    "no_comment": "unknown",
}


def stance_standing(stance: str) -> str:
    """The standing that a stance gives to its content."""
    return _STANCE_STANDING.get(stance, "unknown")


@dataclass(frozen=True, slots=True)
class Layer:
    """A span that shows; ``role`` is src, cue, content, trig, time or rel, ``standing`` its colour."""

    span: Span
    role: str
    standing: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text between two boundaries, with its classes and the notes that end there."""

    start: int
    end: int
    text: str
    classes: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """An entry beside the text: number, standing, headline and what is known of it; ``at`` is where it is anchored."""

    number: int
    standing: str
    title: str
    lines: tuple[str, ...]
    at: Span


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text in segments, and the notes that belong to it."""

    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


# Of several roles on one segment, the one that is shown: the narrowest anchor first.
_RANK = {role: rank for rank, role in enumerate(("trig", "cue", "src", "rel", "time", "content"))}


def cut(text: str, within: Span, layers: Iterable[Layer], notes: Sequence[Note] = ()) -> tuple[Segment, ...]:
    """Cut a piece of text at all boundaries of the layers inside it.

    Args:
        text: The whole text; all spans count in it.
        within: The piece that is cut.
        layers: What shows.
        notes: Entries; a reference stands at the end of each one's anchor.

    Returns:
        Segments that join to the piece exactly.

    >>> [s.text for s in cut("abcdef", (0, 6), [Layer((1, 4), "src", "denied"), Layer((3, 5), "cue", "denied")])]
    ['a', 'bc', 'd', 'e', 'f']
    """
    start, end = within
    inside = [layer for layer in layers if layer.span[0] < end and layer.span[1] > start]
    ends = [note for note in notes if start < note.at[1] <= end]
    bounds = {start, end, *(note.at[1] for note in ends)}
    for layer in inside:
        bounds |= {max(start, layer.span[0]), min(end, layer.span[1])}
    points = sorted(bounds)
    segments = []
    for first, last in pairwise(points):
        covering = [layer for layer in inside if layer.span[0] <= first and layer.span[1] >= last]
        numbers = tuple(note.number for note in ends if note.at[1] == last)
        segments.append(Segment(first, last, text[first:last], _classes(covering), numbers))
    return tuple(segments)


def _classes(covering: list[Layer]) -> tuple[str, ...]:
    if not covering:
        return ()
    shown = min(covering, key=lambda layer: (_RANK[layer.role], layer.span[0] - layer.span[1]))
    roles = sorted({layer.role for layer in covering}, key=_RANK.__getitem__)
    return ("seg", *(role for role in roles if role != "content" or len(roles) == 1), shown.standing)


def paragraphs(article: Article) -> tuple[Paragraph, ...]:
    """An article as paragraphs of segments, with its events, claims and relations as numbered notes."""
    layers, notes = _layers(article), _notes(article)
    found = []
    for start, end in _pieces(article.text):
        beside = [note for note in notes if start < note.at[1] <= end]
        found.append(Paragraph(cut(article.text, (start, end), layers, beside), tuple(beside)))
    return tuple(found)


def _pieces(text: str) -> list[Span]:
    pieces, start = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            pieces.append((start, start + len(part)))
        start += len(part) + 2
    return pieces


def _layers(article: Article) -> list[Layer]:
    layers = [Layer((time.start, time.end), "time", "unknown") for time in article.times]
    for claim in article.claims:
        standing = stance_standing(claim.stance)
        for role, spans in (("src", claim.source), ("cue", claim.cue), ("content", claim.content)):
            layers += [Layer(span, role, standing) for span in spans]
    layers += [Layer(event.trigger, "trig", line_of_event(article, event).standing) for event in article.events]
    layers += [Layer(relation.span, "rel", "historical") for relation in article.relations]
    return layers


@dataclass(frozen=True, slots=True)
class _Draft:
    at: Span
    standing: str
    title: str
    lines: tuple[str, ...]


def _notes(article: Article) -> list[Note]:
    drafts = sorted((*_events(article), *_claims(article), *_relations(article)), key=lambda draft: draft.at)
    return [Note(n, draft.standing, draft.title, draft.lines, draft.at) for n, draft in enumerate(drafts, 1)]


def _events(article: Article) -> Iterable[_Draft]:
    for event in article.events:
        line = line_of_event(article, event)
        details = [" · ".join(part for part in (line.when, line.where) if part), "; ".join(line.voices)]
        details += [words_at(article.text, [amount.span]) for amount in event.amounts]
        yield _Draft(event.trigger, line.standing, f"{line.word}: {line.code}, {line.who}", tuple(details))


def _claims(article: Article) -> Iterable[_Draft]:
    spoken = {claim for event in article.events for claim in event.claims}
    for claim in article.claims:
        # A claim with an event in it shows in the voices of that event.
        if claim.id in spoken or not claim.cue:
            continue
        lines = [f"{claim.quoted} speech"] + ([f"via {', '.join(via.name for via in claim.via)}"] if claim.via else [])
        if claim.said:
            lines.append(f"said {when(claim.said.edtf, None)}")
        title = f"{stance_words(claim.stance)}: {speaker(article, claim) or UNNAMED}"
        yield _Draft(claim.cue[-1], stance_standing(claim.stance), title, tuple(lines))


def _relations(article: Article) -> Iterable[_Draft]:
    names = {actor.id: actor.name for actor in article.actors}
    for relation in article.relations:
        subject, object_ = (names.get(one, one) for one in (relation.subject, relation.object))
        title = f"tie: {subject} {relation.type.replace('_', ' ')} {object_}"
        realis = () if relation.realis == "actual" else (relation.realis,)
        yield _Draft(relation.span, "historical", title, realis)
