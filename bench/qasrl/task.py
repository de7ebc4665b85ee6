"""Who, what, when and where of coded events against QA-SRL's answers on Wikinews (Roit et al., ACL 2020).

An event that is triggered by a verb that QA-SRL asked about should hold, among its parties, place, time and amounts, the
answers to the questions about that verb. An answer is found where one of the event's spans has an intersection over
union of at least one half with it. Reported, not gated: many of the questions ask for what no event holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import onrecord
from bench.scoring import overlap
from onrecord.model import Event, Span
from train.readers.wikinews import QuestionedSentence, read_qasrl_answers

DATA = ("qasrl/data",)
SHARE = 0.5
ASKED = ("who", "what", "when", "where")

Coder = Callable[[str], Iterable[Event]]


def run() -> dict[str, float]:
    """The dev sentences with answers."""
    return score(read_qasrl_answers(), lambda text: onrecord.annotate(text).events)


def score(sentences: Iterable[QuestionedSentence], coder: Coder) -> dict[str, float]:
    """Share of questions about coded verbs of which an answer is found, by the word that asks, and how many were asked."""
    asked: dict[str, list[bool]] = defaultdict(list)
    for sentence in sentences:
        for event in coder(sentence.text):
            spans = _spans(event)
            for question in sentence.questions:
                if question.asks in ASKED and overlap(question.verb, event.trigger):
                    found = any(_union(answer, span) >= SHARE for answer in question.answers for span in spans)
                    asked[question.asks].append(found)
    scores = {f"{word}.found": sum(asked[word]) / len(asked[word]) for word in ASKED if asked[word]}
    every = [found for word in ASKED for found in asked[word]]
    counts = {f"{word}.asked": float(len(asked[word])) for word in ASKED}
    return {"found": sum(every) / len(every) if every else 0.0, **scores, **counts}


def _spans(event: Event) -> list[Span]:
    spans = [party.span for party in (*event.actors, *event.recipients)]
    spans += [one.span for one in (event.place, event.time) if one is not None]
    return spans + [amount.span for amount in event.amounts]


def _union(one: Span, other: Span) -> float:
    """Intersection over union of two spans, in characters."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))
