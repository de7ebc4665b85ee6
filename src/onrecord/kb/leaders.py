"""Well-known office holders, for the country of persons whom news names without a title."""

from __future__ import annotations

from functools import cache

from onrecord.kb.tables import find, key, rows, values


def leader_country(name: str) -> str | None:
    """Country (or PLOVER's code) of a well-known office holder, past or present, by full or unmistakable name.

    Which office was held when is not told: only what stands beside a name in the text gives a role.
    """
    return find(_leaders(), name)


@cache
def _leaders() -> dict[str, str]:
    return {key(name): row["country"] for row in rows("leaders") for name in (row["name"], *values(row["surnames"]))}
