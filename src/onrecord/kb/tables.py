"""The shipped tables: reading them, and the form in which names are looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import TypeVar

Value = TypeVar("Value")
_ACRONYM_LENGTH = 5
_SPACES = re.compile(r"\s+")


@cache
def rows(table: str) -> tuple[dict[str, str], ...]:
    """Rows of ``tables/<table>.tsv``, each a dictionary by the names of its header."""
    lines = (files("onrecord.kb") / "tables" / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return tuple(dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:])


def values(field: str) -> tuple[str, ...]:
    """Values of a field that holds several, parted by ``|``."""
    return tuple(value for value in field.split("|") if value)


def plain(name: str) -> str:
    """A name without accents, leading article and odd white space or apostrophes.

    >>> plain("the  Élysée")
    'Elysee'
    """
    name = _SPACES.sub(" ", name.strip().replace("’", "'"))
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in decomposed if not unicodedata.combining(char))
    return name[4:] if name[:4].lower() == "the " else name


def key(name: str) -> str:
    """The form a table is keyed by: case counts in short acronyms only ("WHO", "US"), nowhere else."""
    name = plain(name)
    return name if len(name) <= _ACRONYM_LENGTH and name.isupper() else name.casefold()


def find(index: dict[str, Value], name: str) -> Value | None:
    """Look a name up as it stands, then without regard to case; what has no capital is no name."""
    name = plain(name)
    if not name or name.islower():
        return None
    found = index.get(name)
    return index.get(name.casefold()) if found is None else found
