"""Article text to annotation: windows through the sessions, heads decoded, spans led back to characters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from onrecord.encoder.annotation import Annotation, AttributionSpans, EventSpans, LabelledSpan
from onrecord.encoder.certainty import certainty
from onrecord.encoder.decode import (
    ARGUMENT_FURTHER,
    CONTENT_FURTHER,
    CUE_BIAS,
    EVENT_BIAS,
    SOURCE_FURTHER,
    Floats,
    Run,
    anchored_runs,
    bio_runs,
    class_runs,
    log_odds,
    segments,
    softmax,
)
from onrecord.encoder.labels import (
    CLAIM_PARTS,
    ENTITY_KINDS,
    EVENT_ARGUMENTS,
    EVENT_TYPES,
    MODE_LABELS,
    REALIS,
    ROLES,
    STANCES,
    TIMEX_TYPES,
    word_head_slices,
)
from onrecord.encoder.session import Sessions, sessions, tokenizer
from onrecord.encoder.windows import Pieces, Window, cut, split_windows
from onrecord.model.spans import Span
from onrecord.text import sentences as split_sentences
from onrecord.text import words as split_words

_COLUMNS = word_head_slices()
_MODES_OF = {kind: [i for i, (k, _) in enumerate(MODE_LABELS) if k == kind] for kind in EVENT_TYPES}


def encode(text: str) -> Annotation:
    """Annotate the clean text of one article.

    Raises:
        WeightsError: If the weights are missing or damaged.

    One forward pass of the encoder over windows of whole sentences; every head reads its output.
    """
    words = split_words(text)
    sentences = split_sentences(text, words)
    if not words:
        return Annotation((), ())
    pieces = cut(text, words, sentences, tokenizer())
    ran = sessions()
    logits = np.zeros((len(words), sum(s.stop - s.start for s in _COLUMNS.values())), np.float32)
    attributions: list[AttributionSpans] = []
    events: list[EventSpans] = []
    for window in split_windows(pieces):
        vectors, scores = ran.words(pieces, window)
        logits[window.keep_start : window.keep_end] = scores[
            window.keep_start - window.start : window.keep_end - window.start
        ]
        attributions += _attributions(ran, pieces, window, vectors, scores)
        events += _events(ran, pieces, window, vectors, scores)
    return Annotation(
        pieces.words,
        pieces.sentences,
        tuple(_labelled(pieces, bio_runs(logits[:, _COLUMNS["entity"]]), ENTITY_KINDS)),
        tuple(_labelled(pieces, bio_runs(logits[:, _COLUMNS["time"]]), TIMEX_TYPES)),
        tuple(sorted(attributions, key=lambda a: a.cue)),
        tuple(sorted(events, key=lambda e: e.trigger)),
    )


def score_anchors(text: str, head: str, anchors: list[Span]) -> list[tuple[LabelledSpan, ...]]:
    """What a head says of given anchors; benches with gold anchors only.

    Args:
        text: The text of one article.
        head: An anchored head ("claim", "event", "role"), or "realis".
        anchors: Spans of cues, triggers or predicates in the text.

    Returns:
        For each anchor its labelled spans, decoded as :func:`encode` decodes them (for "realis" the first word of the
        anchor with its value); empty where the anchor covers no word.
    """
    labels = {"claim": CLAIM_PARTS, "event": EVENT_ARGUMENTS, "role": ROLES, "realis": REALIS}[head]
    words = split_words(text)
    pieces = cut(text, words, split_sentences(text, words), tokenizer())
    starts, ends = np.asarray([a for a, _ in words]), np.asarray([b for _, b in words])
    found: list[tuple[LabelledSpan, ...]] = [()] * len(anchors)
    at = [
        (int(np.searchsorted(ends, a, side="right")), int(np.searchsorted(starts, b, side="left")) - 1)
        for a, b in anchors
    ]
    for window in split_windows(pieces):
        inside = [i for i, (f, e) in enumerate(at) if f <= e and window.keep_start <= f < window.keep_end]
        if not inside:
            continue
        vectors, scores = sessions().words(pieces, window)
        runs = [Run(at[i][0] - window.start, min(at[i][1] + 1, window.end) - window.start, 0, 1.0) for i in inside]
        if head == "realis":
            parts = [[_realis(scores, run)] for run in runs]
        else:
            logits = _logits(sessions(), head, pieces, window, vectors, runs)
            parts = [_PARTS[head](part, run) for part, run in zip(logits, runs, strict=True)]
        for i, part in zip(inside, parts, strict=True):
            found[i] = tuple(_labelled(pieces, part, labels, window.start))
    return found


def _attributions(
    ran: Sessions, pieces: Pieces, window: Window, vectors: Floats, scores: Floats
) -> list[AttributionSpans]:
    cues = _kept(bio_runs(scores[:, _COLUMNS["cue"]], CUE_BIAS), window)
    found = []
    for cue, logits in zip(cues, _logits(ran, "claim", pieces, window, vectors, cues), strict=True):
        spans: dict[str, list[Span]] = {name: [] for name in CLAIM_PARTS}
        for run in _claim_parts(logits, cue):
            spans[CLAIM_PARTS[run.label]].append(_span(pieces, window.start + run.start, window.start + run.end))
        stance = scores[cue.start, _COLUMNS["stance"]].argmax()
        found.append(
            AttributionSpans(
                tuple(spans["cue"]), tuple(spans["source"]), tuple(spans["content"]), STANCES[int(stance)], cue.score
            )
        )
    return found


def _claim_parts(logits: Floats, cue: Run) -> list[Run]:
    """Parts of a claim, its cue among them; source first, since contents run around it."""
    own = np.zeros(len(logits), bool)
    own[cue.start : cue.end] = True
    odds = log_odds(logits)
    names = {name: index for index, name in enumerate(CLAIM_PARTS)}
    source = segments(odds[:, names["source"]], own, SOURCE_FURTHER)
    free = own.copy()
    for start, end in source:
        free[start:end] = True
    rest = [run for run in anchored_runs(logits[None])[0] if run.label == names["cue"]]
    cues = [(cue.start, cue.end), *((r.start, r.end) for r in rest if not free[r.start : r.end].any())]
    for start, end in cues:
        free[start:end] = True
    content = segments(odds[:, names["content"]], free, CONTENT_FURTHER)
    parts = {"source": source, "content": content, "cue": cues}
    return [Run(a, b, names[name], _certainty(odds[a:b, names[name]])) for name in names for a, b in parts[name]]


def _events(ran: Sessions, pieces: Pieces, window: Window, vectors: Floats, scores: Floats) -> list[EventSpans]:
    triggers = _kept(class_runs(scores[:, _COLUMNS["event"]], EVENT_BIAS), window)
    found = []
    for trigger, part in zip(triggers, _logits(ran, "event", pieces, window, vectors, triggers), strict=True):
        kind = EVENT_TYPES[trigger.label]
        row = scores[trigger.start]
        modes = _MODES_OF[kind]
        mode = MODE_LABELS[modes[int(row[_COLUMNS["mode"]][modes].argmax())]][1]
        realis = REALIS[_realis(scores, trigger).label]
        arguments = tuple(_labelled(pieces, _arguments(part, trigger), EVENT_ARGUMENTS, window.start))
        background = row[_COLUMNS["background"]][0] > 0
        found.append(
            EventSpans(
                _span(pieces, window.start + trigger.start, window.start + trigger.end), kind, mode, realis,
                bool(background), arguments, certainty(trigger.score, arguments, realis),
            )
        )  # fmt: skip
    return found


def _realis(scores: Floats, trigger: Run) -> Run:
    """The first word of a trigger with the likeliest realis."""
    chances = softmax(scores[trigger.start, _COLUMNS["realis"]])
    label = int(chances.argmax())
    return Run(trigger.start, trigger.start + 1, label, float(chances[label]))


def _arguments(logits: Floats, trigger: Run) -> list[Run]:
    """Arguments of one trigger or predicate; one stretch of words for each, however its words waver."""
    odds = log_odds(logits)
    own = np.zeros(len(odds), bool)
    own[trigger.start : trigger.end] = True
    found = []
    for label in np.flatnonzero(odds.max(axis=0) > 0).tolist():
        for start, end in segments(odds[:, label], own, ARGUMENT_FURTHER):
            found.append(Run(start, end, label, _certainty(odds[start:end, label])))
    return sorted(found, key=lambda run: (run.start, run.end, run.label))


def _certainty(odds: Floats) -> float:
    """Mean log odds of a stretch as a probability."""
    return float(1 / (1 + np.exp(-odds.mean())))


_PARTS: dict[str, Callable[[Floats, Run], list[Run]]] = {
    "claim": _claim_parts,
    "event": _arguments,
    "role": _arguments,
}
"""How the logits of one anchor are decoded, by head."""


def _logits(ran: Sessions, head: str, pieces: Pieces, window: Window, vectors: Floats, anchors: list[Run]) -> Floats:
    if not anchors:
        return np.zeros((0, len(vectors), 1), np.float32)
    first = np.asarray([run.start for run in anchors], np.int64)
    last = np.asarray([run.end - 1 for run in anchors], np.int64)
    return ran.anchors(head, vectors, first, last, pieces.sentence_of[window.start : window.end])


def _kept(runs: list[Run], window: Window) -> list[Run]:
    """Anchors that this window decides; its neighbour decides the others."""
    return [run for run in runs if window.keep_start <= window.start + run.start < window.keep_end]


def _span(pieces: Pieces, start: int, end: int) -> Span:
    return pieces.words[start][0], pieces.words[end - 1][1]


def _labelled(pieces: Pieces, runs: list[Run], labels: tuple[str, ...], offset: int = 0) -> list[LabelledSpan]:
    return [
        LabelledSpan(*_span(pieces, offset + run.start, offset + run.end), labels[run.label], run.score) for run in runs
    ]
