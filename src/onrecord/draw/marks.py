"""What a timeline shows: marks with a standing, and how well their time is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

STANDINGS = ("asserted", "confirmed", "denied", "planned", "hypo", "disputed", "called", "historical", "unknown")
"""Classes of the style sheet; each is also the name of a glyph ("g-denied")."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of a timeline.

    Attributes:
        standing: One of :data:`STANDINGS`: colour and shape.
        label: What happened, headed by "Denied", "Planned" or "Hypothetical" where it did not.
        when: Its time in words.
        note: How well that time is known, where it is no day ("some time within").
        first: First day that the time may mean; ``None`` where open or unknown.
        last: Last day.
        lasts: It is true on every day from first to last; otherwise it lies somewhere within.
        href: Address of the entry.
    """

    standing: str
    label: str
    when: str
    first: date | None
    last: date | None
    lasts: bool = False
    href: str | None = None
    note: str = ""

    @property
    def time(self) -> str:
        """Its time with how well it is known."""
        return f"{self.when}, {self.note}" if self.note else self.when

    @property
    def dated(self) -> bool:
        """Whether any day is known; the rest stands in the tray."""
        return self.first is not None or self.last is not None

    @property
    def begin(self) -> date:
        """The first day that is known."""
        known = self.first or self.last
        assert known is not None
        return known

    @property
    def end(self) -> date:
        """The last day that is known."""
        known = self.last or self.first
        assert known is not None
        return known

    @property
    def shape(self) -> str:
        """``day``, ``bar`` or ``bracket``; a vague date is never drawn as a day."""
        if self.first is not None and self.first == self.last:
            return "day"
        return "bar" if self.lasts else "bracket"
