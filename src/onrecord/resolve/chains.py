"""Chains: what the mentions of one article refer to, while it is being resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.model.spans import Span

PERSON, ORGANISATION, COUNTRY, PLACE, GROUP, FACILITY, OTHER = (
    "person", "organisation", "country", "place", "group", "facility", "other",
)  # fmt: skip
ACTOR_KINDS = frozenset([PERSON, ORGANISATION, COUNTRY, GROUP])
"""Kinds of chains that become actors."""


@dataclass(slots=True, eq=False)
class Chain:
    """One thing that an article speaks of.

    Attributes:
        kind: A kind of mention.
        names: Its names as printed, without title, in text order.
        country: ISO3 or PLOVER's code, once something has said so.
        sectors: PLOVER sectors, primary first.
        roles: Title phrases as printed.
        gender: "m", "f" or ``None``.
        plural: Whether "they" rather than "it" or "he" picks it up.
        heads: Agent nouns that "the …" may pick it up by ("minister", "ministry").
        named: Whether a name stands in it; chains without one become no actors.
    """

    kind: str
    names: list[str] = field(default_factory=list)
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: list[str] = field(default_factory=list)
    gender: str | None = None
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    named: bool = True

    def add_role(self, role: str) -> None:
        """Note a title phrase once."""
        if role and role.casefold() not in (known.casefold() for known in self.roles):
            self.roles.append(role)


@dataclass(slots=True, eq=False)
class Name:
    """A named mention: its span, kind and chain; ``core`` is the name without title and possessive."""

    start: int
    end: int
    kind: str
    core: str
    chain: Chain | None = None
    country: str | None = None
    """Country of the mention itself, where the chain has none (adjectival demonyms, places)."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return (self.start, self.end)

    @property
    def known_country(self) -> str | None:
        """Country of the chain, else of the mention."""
        return self.chain.country if self.chain is not None and self.chain.country else self.country

    @property
    def sectors(self) -> tuple[str, ...]:
        """Sectors of the chain."""
        return self.chain.sectors if self.chain is not None else ()
