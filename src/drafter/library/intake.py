"""Putting documents on the shelf: each once, whole or not at all, and a bad one is passed over.

A document counts as taken in when its texts are stored and every index holds it. A run that
was cut off is completed by the next one: what is stored but not indexed is indexed then. The
order is always: the file as it came, the records, the indexes, the mark that these hold it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from drafter.errors import LibraryError, UnreadableFile

from .files import Found
from .ingest import Progress, Taken
from .lexical import Built, LexicalIndex
from .models import Models
from .originals import Originals
from .preparing import (
    NO_TEXT,
    Loaded,
    Prepared,
    Reader,
    Understood,
    act,
    counted,
    digest_of,
    said,
    understood,
)
from .shelf import Shelf
from .sources import ShelfDocument
from .team import Team
from .vectors import Vectors
from .vocabulary import Vocabulary

INDEXED = 256
"""Stored documents indexed at once."""

EMBEDDED = 2000
"""Passages embedded at once."""


@dataclass
class _Sorted:
    """Files as they come: those to be prepared are given out, the others answered at once."""

    files: Iterable[Found]
    shelf: Shelf
    names: list[str] = field(default_factory=list)
    taken: dict[int, Taken] = field(default_factory=dict)  # by place
    first: dict[str, int] = field(default_factory=dict)  # place of each digest
    again: dict[int, int] = field(default_factory=dict)  # place of a file to that of its twin

    def __iter__(self) -> Iterator[Loaded]:
        digests = self.shelf.digests()
        for place, (name, data) in enumerate(self.files):
            self.names.append(name)
            if isinstance(data, str):
                self.taken[place] = Taken(name, error=data)
                continue
            digest = digest_of(data)
            if digest in digests:
                found = self.shelf.document(digests[digest])
                self.taken[place] = Taken(name, found[1] if found else None, known=True)
            elif digest in self.first:
                self.again[place] = self.first[digest]
            else:
                self.first[digest] = place
                yield Loaded(name, data, digest)

    def answers(self) -> list[Taken]:
        """What became of every file, in order."""
        for place, twin in self.again.items():
            one = self.taken[twin]
            self.taken[place] = Taken(
                self.names[place], one.document, known=one.document is not None, error=one.error
            )
        return [self.taken[place] for place in range(len(self.names))]


@dataclass
class Intake:
    """The writing half of the library; whoever calls holds the lock of writing."""

    shelf: Shelf
    lexical: LexicalIndex
    models: Models
    vectors: Vectors
    originals: Originals
    notes: list[str]

    def take(
        self, files: Iterable[Found], team: Team, expected: int, progress: Progress | None = None
    ) -> list[Taken]:
        """Store and index every file that is not there yet; what became of each, in order."""
        new = _Sorted(files, self.shelf)
        if progress:
            progress(0, expected, "")
        for batch, ready in team.batches(new, expected):
            for file, became in zip(batch, self._stored(batch, ready), strict=True):
                new.taken[new.first[file.digest]] = became
            if progress:
                progress(len(new.taken), max(expected, len(new.names)), batch[-1].name)
        self.lexical.settle()
        self.index()
        self.index_vectors(progress)
        answers = new.answers()
        if progress:
            progress(len(answers), len(answers), "")
        return answers

    def take_one(self, name: str, data: bytes, reader: Reader, vocabulary: Vocabulary) -> Taken:
        """Store and index one file; an unusable one is a ``DrafterError``."""
        file = Loaded(name, data, digest_of(data))
        known = self.shelf.digests().get(file.digest)
        found = self.shelf.document(known) if known else None
        if found:
            return Taken(name, found[1], known=True)
        one = understood(file, reader, vocabulary)
        if one.document is None:
            raise UnreadableFile(f"no text in {name}", advice=one.error or NO_TEXT)
        (taken,) = self._stored([file], counted([one]))
        self.lexical.settle()
        self.index()
        self.index_vectors()
        return taken

    def index(self, progress: Progress | None = None) -> None:
        """Bring the lexical index up to date with what is stored."""
        waiting = self.shelf.unready()
        for start in range(0, len(waiting), INDEXED):
            part = waiting[start : start + INDEXED]
            if progress:
                progress(start, len(waiting), "từ khóa")
            documents = self.shelf.documents_at(part)
            passages = [
                (row, owner, passage)
                for owner in part
                for row, passage in self.shelf.passages_of(owner)
            ]
            self.lexical.add([*documents.items()], passages)
            self.shelf.mark_ready(part)
        if waiting:
            self.lexical.settle()

    def index_vectors(self, progress: Progress | None = None) -> None:
        """Fit the built-in embedding when the shelf has outgrown it; embed what has no vector."""
        rows = np.asarray([row for row, _ in self.shelf.passage_rows()], np.int64)
        if not len(rows):
            return
        if self.models.outgrown(len(rows)):
            self.models.fit(self._texts(self.models.sample(rows.tolist())), len(rows))
        self.open_chroma()
        waiting = np.setdiff1d(rows, self.vectors.file.rows).tolist()
        for start in range(0, len(waiting), EMBEDDED):
            part = waiting[start : start + EMBEDDED]
            if progress:
                progress(start, len(waiting), "véc-tơ")
            self.vectors.add(part, self._texts(part))
        self.vectors.drop_others()

    def complete(self) -> bool:
        """Whether the indexes hold every stored passage, and nothing else."""
        if self.shelf.unready() or not self.models.ready():
            return False
        passages = self.shelf.counts()[1]
        return len(self.vectors.file.rows) == passages == self.lexical.count()

    def reconcile(self) -> None:
        """Bring the indexes in line with the records, whatever was cut off half-way."""
        stored = np.asarray(self.shelf.passage_rows(), np.int64).reshape(-1, 2)
        owners = np.asarray([*self.shelf.documents()], np.int64)
        lost = self.lexical.reconcile(owners, stored[:, 0], stored[:, 1])
        self.shelf.mark_unready(lost.tolist())
        self.index()
        self.index_vectors()
        extra = np.setdiff1d(self.vectors.file.rows, stored[:, 0]) if len(stored) else stored
        if len(extra):
            self.vectors.remove(extra.tolist())

    def take_out(self, document_id: str) -> None:
        """Take a document off the shelf and out of the indexes; the records first."""
        found = self.shelf.document(document_id)
        if found is None or found[1].id != document_id:
            return
        row, _ = found
        rows = [passage_row for passage_row, _ in self.shelf.passages_of(row)]
        self.shelf.delete(row)
        self.lexical.remove(row, rows)
        if self.models.ready():
            self.vectors.remove(rows)

    def exchange(self, row: int, document: ShelfDocument) -> None:
        """Put a document with other facts in the place of itself, its passages as they are."""
        old = self.shelf.passages_of(row)
        passages = [passage for _, passage in old]
        marks = (said(document, passages), act(document))
        self.shelf.put_all([(document, passages, marks)], instead_of=row)
        rows = [passage_row for passage_row, _ in old]
        self.lexical.remove(row, rows)
        if self.models.ready():
            self.vectors.remove(rows)
        self.index()
        self.index_vectors()

    def open_chroma(self) -> None:
        """Open Chroma if it is free; otherwise its holder takes up what we write."""
        try:
            self.vectors.open_chroma()
        except LibraryError as busy:
            if busy.advice not in self.notes:
                self.notes.append(busy.advice)

    def _stored(self, batch: Sequence[Loaded], ready: Prepared) -> list[Taken]:
        """Put a prepared batch on the shelf and on the lexical index; what became of each."""
        loaded = {file.digest: file for file in batch}
        became: dict[str, Taken] = {}  # by digest
        earlier: dict[str, ShelfDocument] = {}  # by mark, within the batch
        fresh: dict[int, Understood] = {}  # by number among those that were understood
        whole = [(one.document, one) for one in ready.files if one.document]
        for number, (document, one) in enumerate(whole):
            name = loaded[document.digest].name
            copy = earlier.get(one.said) or self._bearing(one.said)
            if copy:
                became[document.digest] = Taken(name, copy, known=True)
                continue
            version = (earlier.get(one.act) or self._bearing(one.act)) if one.act else None
            became[document.digest] = Taken(
                name, document, len(one.passages), version_of=version.id if version else None
            )
            earlier.update({one.said: document, one.act: document})
            fresh[number] = one
            self.originals.keep(document.digest, loaded[document.digest].data)
        self._put([one for _, one in whole], fresh, ready.built)
        return [
            became[file.digest] if one.document else Taken(file.name, error=one.error)
            for file, one in zip(batch, ready.files, strict=True)
        ]

    def _put(
        self, whole: Sequence[Understood], fresh: dict[int, Understood], built: Built | None
    ) -> None:
        """Write the fresh ones among the understood into the records and the lexical index."""
        if built is None or not fresh:
            return
        placed = self.shelf.put_all(
            (one.document, one.passages, (one.said, one.act))
            for one in fresh.values()
            if one.document
        )
        at = dict(zip(fresh, placed, strict=True))
        nowhere = (0, range(0))
        owners = [at.get(number, nowhere)[0] for number in range(len(whole))]
        rows = [
            row
            for number, one in enumerate(whole)
            for row in (at[number][1] if number in at else [0] * len(one.passages))
        ]
        copies = [number for number in range(len(whole)) if number not in fresh]
        kept = built.without(copies) if copies else built
        self.lexical.append(kept.numbered(owners, rows))
        self.shelf.mark_ready(row for row, _ in placed)

    def _bearing(self, mark: str) -> ShelfDocument | None:
        """The newest document on the shelf that bears a mark."""
        document_id = self.shelf.marked(mark)
        found = self.shelf.document(document_id) if document_id else None
        return found[1] if found else None

    def _texts(self, rows: Sequence[int]) -> Sequence[str]:
        found = self.shelf.passages(rows)
        return [f"{found[row].context}. {found[row].text}" for row in rows]
