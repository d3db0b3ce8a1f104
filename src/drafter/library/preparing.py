"""What can be done with a file before the shelf is asked: read it, cut it, count its words.

This is most of the work of taking in, touches nothing shared, and is done by several processes
at once (``team.py``); what comes back is plain values and arrays.
"""

from __future__ import annotations

import hashlib
import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from drafter.document.reading import ReadDocument
from drafter.errors import DrafterError

from .lexical import Built
from .sources import Passage, ShelfDocument, described, passages
from .vocabulary import Vocabulary

Reader = Callable[[bytes, str], ReadDocument]
"""Bytes and a file name to a read document; an unusable file raises a ``DrafterError``."""

NO_TEXT = "Không đọc được chữ nào trong tệp."

_NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file to be taken in: its name, its bytes, their digest."""

    name: str
    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Understood:
    """A document with its passages; ``said`` and ``act`` tell copies and versions.

    Two files with one ``said`` hold the same facts and words, whatever their formats; two with
    one ``act`` are versions of one document. ``error`` says, for the official, why there is
    none of this.
    """

    document: ShelfDocument | None = None
    passages: tuple[Passage, ...] = ()
    said: str = ""
    act: str = ""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Several files understood, and their words counted.

    ``built`` numbers the documents that were understood, in their order; ``None`` stands for
    nothing at all.
    """

    files: tuple[Understood, ...]
    built: Built | None


def digest_of(data: bytes) -> str:
    """What makes two files the same: the sha256 of their bytes."""
    return hashlib.sha256(data).hexdigest()


def prepared(files: Sequence[Loaded], reader: Reader, vocabulary: Vocabulary) -> Prepared:
    """Read every file; one that cannot be read has its reason and stops no other."""
    return counted([_tried(file, reader, vocabulary) for file in files])


def joined(parts: Iterable[Prepared]) -> Prepared:
    """Prepared files in one."""
    return counted([one for part in parts for one in part.files])


def counted(files: Sequence[Understood]) -> Prepared:
    """Files with their words counted."""
    documents = [one.document for one in files if one.document]
    cut = [one.passages for one in files if one.document]
    pairs = [(number, passage) for number, every in enumerate(cut) for passage in every]
    return Prepared(tuple(files), Built.of(documents, pairs) if documents else None)


def understood(file: Loaded, reader: Reader, vocabulary: Vocabulary) -> Understood:
    """The document and its passages; what the reader raises is left as it is."""
    read = reader(file.data, file.name)
    document = replace(described(read, file.digest), source=file.name)
    cut = with_topics(passages(read, document.id), vocabulary)
    if not cut:
        return Understood(error=NO_TEXT)
    return Understood(document, tuple(cut), said(document, cut), act(document))


def with_topics(found: Iterable[Passage], vocabulary: Vocabulary) -> list[Passage]:
    """The passages, each with the topics its words speak of."""
    return [replace(p, topics=vocabulary.topics(f"{p.context} {p.text}")) for p in found]


def said(document: ShelfDocument, cut: Sequence[Passage]) -> str:
    """What two files that say the same have in common, whatever their formats."""
    words = _letters(" ".join((document.facts, *(passage.text for passage in cut))))
    return f"said:{hashlib.sha256(words.encode()).hexdigest()}"


def act(document: ShelfDocument) -> str:
    """What versions of one document have in common; empty when too little is known of it."""
    known = (document.issuer, document.kind, document.year, document.number or document.title)
    if not all(known):
        return ""
    words = "|".join(_letters(str(part)) for part in known)
    return f"act:{hashlib.sha256(words.encode()).hexdigest()}"


def refusal(error: Exception, name: str) -> str:
    """What to tell the official about a file that could not be read."""
    if isinstance(error, DrafterError):
        return error.advice
    # One file that trips a reader must not stop a folder of a thousand.
    logging.getLogger(__name__).error("reading %s failed", name, exc_info=error)
    return "Không đọc được tệp này; tệp có thể bị hỏng hoặc thuộc loại chưa hỗ trợ."


def _tried(file: Loaded, reader: Reader, vocabulary: Vocabulary) -> Understood:
    try:
        return understood(file, reader, vocabulary)
    except Exception as refused:
        return Understood(error=refusal(refused, file.name))


def _letters(text: str) -> str:
    return _NOT_A_LETTER.sub("", unicodedata.normalize("NFC", text).lower())
