"""Failures of the database as messages for people: what happened, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from onrecord.errors import StoreError

_KEPT = "everything added before is kept"
# Parts of SQLite's and PostgreSQL's own messages, the first that fits holds.
_CAUSES = (
    (("disk is full", "no space left", "could not extend file", "disk full"), "the disk is full"),
    (("readonly database", "read-only", "permission denied"), "it may only be read"),
    (("not a database", "malformed", "corrupt", "invalid page"), "the file is damaged, or no record at all"),
    (("unable to open database file",), "the file cannot be opened or made"),
    (("disk i/o error",), "the disk refused to read or write"),
    (("locked", "lock timeout"), "another program holds it for writing"),
    (("authentication", "no password"), "the server does not accept this user"),
    (("connection is bad", "connection failed", "connection to server", "does not exist"), ""),
)
_STEPS = {
    "the disk is full": f"make room and run the same command again; {_KEPT}",
    "it may only be read": "get the right to write there (file and folder, or schema), or name another place",
    "the file is damaged, or no record at all": "name another file, or restore a copy of this one",
    "the file cannot be opened or made": "check that the folder exists and that you may write there",
    "the disk refused to read or write": f"check the disk and its free space, then run it again; {_KEPT}",
    "another program holds it for writing": "wait until it has ended and run the command again",
    "": "check the address of the database and that the server runs",
    "the server does not accept this user": "check user and password in the address of the database",
}


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what the database raises inside the block into a :class:`StoreError` that names the place."""
    try:
        yield
    except DBAPIError as error:
        raise explain(place, str(error.orig)) from error
    except SQLAlchemyError as error:
        raise explain(place, str(error)) from error


def explain(place: str, message: str) -> StoreError:
    """The error for a message of the database."""
    lowered = message.lower()
    first_line = message.strip().splitlines()[0] if message.strip() else "no reason given"
    for signs, cause in _CAUSES:
        if any(sign in lowered for sign in signs):
            return StoreError(f"The record {place} cannot be used: {cause or first_line}", _STEPS[cause])
    return StoreError(
        f"The record {place} cannot be used: {first_line}", "run `onrecord doctor` to see what is wrong with it"
    )
