"""The errors of drafter.

    DrafterError
    ├── InputError            what the official gave cannot be used
    │   ├── UnreadableFile    empty, damaged, encrypted, too large, wrong kind
    │   ├── UnknownUnit       no such commune on that day
    │   └── BadValue          a slot, a date or a setting with an impossible value
    ├── ModelError            the language model failed; the template writer takes over
    │   ├── ModelUnavailable  no answer, refused connection, 429: trying again may help
    │   └── ModelReplyError   an answer that cannot be used
    ├── UnfaithfulFile        the file written does not hold what the document holds
    ├── LibraryError          the shelf of past documents cannot be opened or written
    └── RecordsError          drafts cannot be saved or read

Only what stops the work is an error: missing information is a question, a doubtful number is
a finding. ``advice`` is one clear Vietnamese sentence for the official that says what to do;
``str(error)`` is English, for the log. Errors of other libraries are mapped at their door.
"""

from __future__ import annotations

from typing import ClassVar


class DrafterError(Exception):
    """Root of the tree."""

    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, advice: str) -> None:
        super().__init__(message)
        self.advice = advice


class InputError(DrafterError):
    """What the official gave cannot be used."""


class UnreadableFile(InputError):
    """A file that cannot be read as a document or as a list of targets."""


class UnknownUnit(InputError):
    """No commune of that name on that day."""


class BadValue(InputError):
    """An impossible value for a slot, a date or a setting."""


class ModelError(DrafterError):
    """The language model did not give a usable section."""


class ModelUnavailable(ModelError):
    """The model cannot be reached now."""

    retryable: ClassVar[bool] = True


class ModelReplyError(ModelError):
    """The model answered with something that is not a section."""

    retryable: ClassVar[bool] = True


class UnfaithfulFile(DrafterError):
    """A file of our own that fails its re-reading; it is not handed out."""


class LibraryError(DrafterError):
    """The shelf of past documents cannot be used."""


class RecordsError(DrafterError):
    """Drafts and turns cannot be saved or read."""
