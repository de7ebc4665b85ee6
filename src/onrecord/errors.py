"""Errors that users may meet: a code, the reason, the next step. Nothing else reaches them."""

from __future__ import annotations


class OnrecordError(Exception):
    """Base of all errors that are meant for people.

    Args:
        message: What went wrong, naming the file or value.
        hint: What to do next.
    """

    code = "error"
    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(OnrecordError):
    """A file, folder or page that cannot be read; the rest goes on."""

    code = "input"


class EmptyInput(InputError):
    """The payload holds no byte, or nothing but white space."""

    code = "empty"


class BinaryInput(InputError):
    """The payload is no text and no format that is read."""

    code = "binary"


class TooLarge(InputError):
    """The payload is over a bound of :mod:`onrecord.limits`."""

    code = "too_large"


class UnreadableInput(InputError):
    """The file or folder is not there, or may not be read."""

    code = "unreadable"


class BadRecord(InputError):
    """One line or member of a container is broken; the others are read."""

    code = "bad_record"


class NotFetched(InputError):
    """An address that gave no page: answered with an error, over a bound, or closed by robots.txt."""

    code = "fetch"


class NotReached(NotFetched):
    """An address that gave no page just now: not reached, its server busy or failing; it may give one later."""


class RefusedAddress(InputError):
    """An address that is never asked: no web address, or one that leads inside (this machine, its network)."""

    code = "address"


class NoArticle(InputError):
    """The page was read, but holds no article."""

    code = "no_article"


class UsageError(OnrecordError):
    """The call itself is wrong."""

    code = "usage"
    exit_code = 2


class WeightsError(OnrecordError):
    """The weights are missing or damaged; they are never used then."""

    code = "weights"
    exit_code = 2


class StoreError(OnrecordError):
    """The record cannot be opened or written."""

    code = "store"
    exit_code = 2


class WorkerError(OnrecordError):
    """No worker can be started; pages are not at fault."""

    code = "worker"
    exit_code = 2


class OtherLanguage(InputError):
    """An article is in a language that is not read; it is kept, its language noted, and not annotated."""

    code = "language"
