"""What is taken in and what became of it: files, folders and archives, and the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .sources import ShelfDocument

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and the name at hand."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: the document it became, or why not.

    ``known`` says that the same bytes, or the same facts and words in another format, stood on
    the shelf already. ``version_of`` is a document of the same issuer, kind, year and number
    that says something else; both are kept.
    """

    name: str
    document: ShelfDocument | None = None
    passages: int = 0
    known: bool = False
    error: str | None = None  # Vietnamese, for the official
    version_of: str | None = None  # id


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file: how many are new, how many were there, why one was refused."""

    added: int
    known: int
    errors: dict[str, str]  # Vietnamese, by the file's name
    taken: tuple[Taken, ...]

    @classmethod
    def of(cls, taken: Sequence[Taken]) -> IngestReport:
        """The report on these files."""
        return cls(
            added=sum(t.document is not None and not t.known for t in taken),
            known=sum(t.known for t in taken),
            errors={t.name: t.error for t in taken if t.error},
            taken=tuple(taken),
        )
