"""Putting documents on the shelf: each once, whole or not at all, and a bad one is passed over.

A document counts as taken in when its texts are stored and every index holds it. A run that
was cut off is completed by the next one: what is stored but not indexed is indexed then.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from drafter.document.reading import ReadDocument
from drafter.errors import DrafterError

from .sources import Passage, ShelfDocument, described, passages
from .vocabulary import Vocabulary

Reader = Callable[[bytes, str], ReadDocument]
"""Bytes and a file name to a read document; an unusable file raises a ``DrafterError``."""

Progress = Callable[[int, int, str], None]
"""Called with documents done, documents in all, and the name at hand."""

LARGEST = 50_000_000  # bytes; a launch document has a few hundred thousand


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: the document it became, or why not."""

    name: str
    document: ShelfDocument | None = None
    passages: int = 0
    known: bool = False  # the same bytes were on the shelf already
    error: str | None = None  # Vietnamese, for the official


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


def files_under(paths: Iterable[Path]) -> list[Path]:
    """Every file named or below a named folder, sorted; hidden ones are left out."""
    found: list[Path] = []
    for path in paths:
        below = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found += [p for p in below if not p.name.startswith((".", "~$"))]
    return found


def digest_of(data: bytes) -> str:
    """What makes two files the same: the sha256 of their bytes."""
    return hashlib.sha256(data).hexdigest()


def understood(
    data: bytes, name: str, reader: Reader, vocabulary: Vocabulary
) -> tuple[ShelfDocument, list[Passage]]:
    """The document and its passages; a file without text is a ``DrafterError`` of the reader."""
    read = reader(data, name)
    digest = digest_of(data)
    document = replace(described(read, digest), source=name)
    return document, with_topics(passages(read, document.id), vocabulary)


def with_topics(found: Iterable[Passage], vocabulary: Vocabulary) -> list[Passage]:
    """The passages, each with the topics its words speak of."""
    return [replace(p, topics=vocabulary.topics(f"{p.context} {p.text}")) for p in found]


def loaded(paths: Iterable[Path]) -> Iterator[tuple[str, bytes | str]]:
    """Name and bytes of each file; a sentence for the official where it cannot be opened."""
    for path in paths:
        try:
            if path.stat().st_size > LARGEST:
                yield path.name, "Tệp quá lớn (trên 50 MB)."
            else:
                yield path.name, path.read_bytes()
        except OSError:
            yield path.name, "Không mở được tệp."


def refusal(error: Exception, name: str) -> str:
    """What to tell the official about a file that could not be read."""
    if isinstance(error, DrafterError):
        return error.advice
    # One file that trips a reader must not stop a folder of a thousand.
    logging.getLogger(__name__).error("reading %s failed", name, exc_info=error)
    return "Không đọc được tệp này; tệp có thể bị hỏng hoặc thuộc loại chưa hỗ trợ."
