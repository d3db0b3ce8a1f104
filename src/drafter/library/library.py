"""The library as the desk uses it: one shelf, its indexes, ingest and search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind
from drafter.document.unit import Unit
from drafter.errors import DrafterError, LibraryError

from .ingest import (
    IngestReport,
    Progress,
    Reader,
    Taken,
    digest_of,
    files_under,
    loaded,
    understood,
    with_topics,
)
from .launches import read_launch
from .lexical import LexicalIndex
from .nearness import Asker
from .search import Hit, Searcher
from .shelf import Shelf
from .sources import Passage, ShelfDocument
from .vocabulary import Vocabulary

BATCH = 64
"""Documents stored before the indexes are brought up to date."""


class Library:
    """The shelf under ``home``; ``kb`` is the folder of the knowledge base.

    ``reader`` turns the bytes of a file into a ``ReadDocument``; without one only the fact
    files of ``kb/launches`` are on the shelf.
    """

    def __init__(
        self,
        home: Path,
        kb: Path,
        embedding: str | None = None,
        chroma_url: str | None = None,
        *,
        reader: Reader | None = None,
    ) -> None:
        self._kb, self._reader = kb, reader
        self._vocabulary = Vocabulary.load(kb / "vocabulary" / "search.yaml")
        self._shelf = Shelf(home / "shelf.sqlite")
        self._lexical = LexicalIndex(home / "lexicon", self._vocabulary)
        self._searcher = Searcher(self._shelf, self._lexical, self._vocabulary)

    def close(self) -> None:
        """Give the files back."""
        self._shelf.close()

    def build(self) -> int:
        """Put the fact files of ``kb/launches`` on the shelf; how many were new or changed.

        Nothing is done when they are unchanged. What an interrupted run left is completed.
        """
        known = self._shelf.digests()
        changed = 0
        for path in sorted((self._kb / "launches").glob("*.yaml")):
            if digest_of(path.read_bytes()) in known:
                continue
            document, passages = read_launch(path)
            self._take_out(document.id)
            self._shelf.put(document, with_topics(passages, self._vocabulary))
            changed += 1
        self._index()
        return changed

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None) -> IngestReport:
        """Take in files and everything below folders; the report says what became of each."""
        files = files_under(paths)
        taken: list[Taken] = []
        for done, (name, data) in enumerate(loaded(files)):
            if progress:
                progress(done, len(files), name)
            taken.append(
                Taken(name, error=data) if isinstance(data, str) else self._store(name, data)
            )
            if (done + 1) % BATCH == 0:
                self._index()
        self._index()
        if progress:
            progress(len(files), len(files), "")
        return IngestReport(tuple(taken))

    def ingest_bytes(self, name: str, data: bytes) -> Taken:
        """Take in one file given as bytes."""
        taken = self._store(name, data)
        self._index()
        return taken

    def search(
        self,
        query: str,
        *,
        unit: Unit | str | None = None,
        year: int | None = None,
        kind: DocumentKind | str | None = None,
        k: int = 8,
    ) -> list[Hit]:
        """Passages that answer the query, near ones first; empty when nothing is similar."""
        asker = Asker(unit, year, DocumentKind(kind) if kind else None)
        return self._searcher.search(query, asker, k)

    def similar(self, brief: Brief, k: int = 8) -> list[Hit]:
        """Past documents like the one to be written, one hit each, best first."""
        return self._searcher.similar(brief, k)

    def show(self, document_id: str) -> tuple[ShelfDocument, Sequence[Passage]]:
        """A document with its passages; the beginning of an id will do when it fits one."""
        row, document = self._found(document_id)
        return document, [passage for _, passage in self._shelf.passages_of(row)]

    def list(self) -> Sequence[ShelfDocument]:
        """Every document on the shelf, by the order it was put there."""
        return tuple(self._shelf.documents().values())

    def remove(self, document_id: str) -> ShelfDocument:
        """Take a document off the shelf."""
        _, document = self._found(document_id)
        self._take_out(document.id)
        return document

    def rebuild(self, progress: Progress | None = None) -> None:
        """Make every index again from the stored texts."""
        self._lexical.clear()
        self._shelf.mark_unready()
        self._index(progress)

    def _store(self, name: str, data: bytes) -> Taken:
        known = self._shelf.digests().get(digest_of(data))
        if known:
            _, document = self._found(known)
            return Taken(name, document, known=True)
        if self._reader is None:
            raise LibraryError("no reader", advice="Chương trình chưa sẵn sàng để đọc tệp.")
        try:
            document, passages = understood(data, name, self._reader, self._vocabulary)
        except DrafterError as refused:
            return Taken(name, error=refused.advice)
        if not passages:
            return Taken(name, error="Không đọc được chữ nào trong tệp.")
        self._shelf.put(document, passages)
        return Taken(name, document, len(passages))

    def _index(self, progress: Progress | None = None) -> None:
        """Bring the indexes up to date with what is stored."""
        waiting = self._shelf.unready()
        for start in range(0, len(waiting), BATCH):
            part = waiting[start : start + BATCH]
            if progress:
                progress(start, len(waiting), "")
            self._index_documents(part)
            self._shelf.mark_ready(part)

    def _index_documents(self, rows: Sequence[int]) -> None:
        documents = self._shelf.documents_at(rows)
        passages = [
            (row, owner, passage)
            for owner in rows
            for row, passage in self._shelf.passages_of(owner)
        ]
        self._lexical.add([*documents.items()], passages)

    def _take_out(self, document_id: str) -> None:
        found = self._shelf.document(document_id)
        if found is None:
            return
        row, _ = found
        rows = [passage_row for passage_row, _ in self._shelf.passages_of(row)]
        self._lexical.remove(row, rows)
        self._shelf.delete(row)

    def _found(self, document_id: str) -> tuple[int, ShelfDocument]:
        found = self._shelf.document(document_id)
        if found is None:
            raise LibraryError(
                f"no document {document_id!r}",
                advice=f"Không có văn bản “{document_id}” trong kho. Hãy xem danh sách văn bản.",
            )
        return found
