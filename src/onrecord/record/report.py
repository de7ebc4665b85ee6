"""What came of adding pages, for people and for programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from onrecord.model import Problem

KINDS = ("added", "unchanged", "derived_again", "failed", "refused")


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, with the reason and the next step."""

    file: str | None
    member: str | None
    url: str | None
    sha256: str | None
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page; it is told after the commit, so it holds whatever happens next.

    Attributes:
        kind: ``added``, ``unchanged``, ``derived_again``, ``failed`` or ``refused`` (by a tombstone).
        sha256: Digest of the page; ``None`` for an input that never became a page.
        failure: The reason, where ``kind`` is ``failed``.
        problem: What is to be said of a page that was kept all the same (status "partial").
        url: Address of the page, where it is known.
    """

    kind: str
    sha256: str | None
    file: str | None
    failure: Failure | None = None
    problem: Problem | None = None
    url: str | None = None


Progress = Callable[[Outcome], None]


@dataclass(slots=True)
class AddReport:
    """Counts of what became of the pages, and every failure."""

    added: int = 0
    unchanged: int = 0
    derived_again: int = 0
    refused: int = 0
    failed: list[Failure] = field(default_factory=list)

    def count(self, outcome: Outcome) -> None:
        """Count an outcome."""
        if outcome.kind == "failed":
            assert outcome.failure is not None
            self.failed.append(outcome.failure)
        else:
            setattr(self, outcome.kind, getattr(self, outcome.kind) + 1)
