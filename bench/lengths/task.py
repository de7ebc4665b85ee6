"""Time against length: texts of 100 to 1,000,000 characters, well-formed ones and the kinds that make a reader slow.

Each kind is one thread's ``annotate`` of a text that repeats a pattern; ``growth`` is how much longer a character takes in
the longest text than in one of 10,000 characters. A reader that is linear stays near 1.
"""

from __future__ import annotations

import time

import onrecord

ALONE = True
LENGTHS = (100, 1_000, 10_000, 100_000, 1_000_000)
SAMPLED = LENGTHS[:-1]
BASE = 10_000
KINDS = {
    "news": (
        "The ministry in Lusaka said on Monday that its envoy had met rebel leaders in Ndola and offered them a truce. "
        "“They refused,” an official told the Quayside Courier, which asked for two days. "
    ),
    "no_stops": "and then the army moved on towards the river while the governor said that nobody had asked him ",
    "capitals": "THE COUNCIL CONDEMNED THE RAID AND ASKED THE GENERAL TO LEAVE. ",
    "no_capitals": "the council condemned the raid and asked general kole to leave. ",
    "open_quotes": "He said: “We will not go. \"They said 'no, ",
    "table": "Kole\t14\t2,300\n- item (a)\n| 3.5 % | n/a |\n",
    "names": "Ada Kole, Igor Lunda, Mary Banda, ",
    "pictures": "\U0001f6a8\U0001f1fa\U0001f1f3 \u200b\u0007Troops\u0301 moved\ufffd \U0001f9d1\u200d\U0001f680!! ",
    "scanned": "Tlie rnin1ster sa1d 0n M0nday tbat tlie arrny liad w1tlidrawn. ",
}


def run() -> dict[str, float]:
    """Every kind at every length."""
    return _measured(LENGTHS)


def sample(fraction: float, seed: int) -> dict[str, float]:
    """Every kind up to a tenth of the longest; which lengths are taken does not depend on ``fraction`` or ``seed``."""
    del fraction, seed
    return _measured(SAMPLED)


def text_of(kind: str, length: int) -> str:
    """A text of exactly ``length`` characters."""
    pattern = KINDS[kind]
    return (pattern * (length // len(pattern) + 1))[:length]


def _measured(lengths: tuple[int, ...]) -> dict[str, float]:
    onrecord.annotate(text_of("news", BASE))
    scores: dict[str, float] = {}
    for kind in KINDS:
        took = {length: _seconds(text_of(kind, length)) * 1000 / length for length in lengths}
        scores[f"{kind}.growth"] = took[lengths[-1]] / took[BASE]
        scores[f"{kind}.seconds_per_million"] = took[lengths[-1]] * 1000
    return scores | {"worst.growth": max(value for name, value in scores.items() if name.endswith(".growth"))}


def _seconds(text: str) -> float:
    """The better of two tries for short texts, so that a hiccup of the machine counts less."""
    tries = []
    for _ in range(2 if len(text) <= BASE else 1):
        start = time.perf_counter()
        onrecord.annotate(text)
        tries.append(time.perf_counter() - start)
    return min(tries)
