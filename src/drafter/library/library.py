"""The library as the desk uses it: one shelf, its indexes, ingest and search."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drafter.document.brief import Brief
from drafter.document.model import DocumentKind
from drafter.document.reading import ReadDocument
from drafter.document.unit import Unit
from drafter.errors import BadValue, LibraryError, UnreadableFile

from .fusion import Fusion
from .guard import ProcessLock
from .ingest import (
    IngestReport,
    Progress,
    Reader,
    Taken,
    digest_of,
    files_under,
    loaded,
    refusal,
    understood,
    with_topics,
)
from .lexical import LexicalIndex
from .models import Models
from .nearness import Asker, fitting_directives
from .originals import Originals
from .search import Hit, Searcher
from .shelf import Shelf
from .sources import Passage, ShelfDocument
from .vectors import Vectors
from .vocabulary import Vocabulary

BATCH = 64
"""Documents stored before the lexical index is brought up to date."""

EMBEDDED = 2000
"""Passages embedded at once."""

PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Kept = tuple[ShelfDocument, Sequence[Passage], bytes | None]


class Library:
    """The shelf under ``home``; ``kb`` is the folder of the knowledge base.

    ``reader`` turns the bytes of a file into a ``ReadDocument``; without one only the fact
    files of ``kb/launches`` are on the shelf. ``embedding`` is the name or folder of a
    sentence-transformers model in place of the built-in one; ``notes`` says, in Vietnamese,
    when something had to be done without. May be shared by threads.
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
        self._home, self._kb, self._reader = home, kb, reader
        self.notes: list[str] = []
        self._vocabulary = Vocabulary.load(kb / "vocabulary" / "search.yaml")
        self._shelf = Shelf(home / "shelf.sqlite")
        self._lexical = LexicalIndex(home / "lexicon", self._vocabulary)
        self._models = Models(home / "embedding", kb, embedding, self._vocabulary, self.notes)
        self._vectors = Vectors(home, self._models.load, self._models.stamp, chroma_url)
        fusion = Fusion(self._shelf, self._lexical, self._nearest)
        self._searcher = Searcher(self._shelf, self._vocabulary, fusion)
        self._originals = Originals(home / "originals")
        self._turn = threading.RLock()
        self._built = False

    def close(self) -> None:
        """Give the files back."""
        self._vectors.close()
        self._shelf.close()

    def warm(self) -> None:
        """Open Chroma, for a process that stays; without it vectors are scanned from a file."""
        with self._turn:
            if self._models.ready():
                self._open_chroma()

    def build(self) -> int:
        """Put the fact files of ``kb/launches`` on the shelf; how many were new or changed.

        Nothing is done when they are unchanged. What an interrupted run left is completed.
        """
        if self._built:
            return 0
        known = {*self._shelf.digests(), *self._removed()}
        paths = sorted((self._kb / "launches").glob("*.yaml"))
        changed = [path for path in paths if digest_of(path.read_bytes()) not in known]
        self._built = True
        if not changed and self._complete():
            return 0
        from .launches import read_launch

        with self._writing():
            for path in changed:
                document, passages = read_launch(path)
                self._take_out(document.id)
                self._shelf.put(document, with_topics(passages, self._vocabulary))
            self._index()
            self._index_vectors()
        return len(changed)

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None) -> IngestReport:
        """Take in files and everything below folders; the report says what became of each."""
        files = files_under(paths)
        taken: list[Taken] = []
        with self._writing():
            for done, (name, data) in enumerate(loaded(files)):
                if progress:
                    progress(done, len(files), name)
                taken.append(self._tried(name, data))
                if (done + 1) % BATCH == 0:
                    self._index()
            self._index()
            self._index_vectors()
        if progress:
            progress(len(files), len(files), "")
        return IngestReport.of(taken)

    def ingest_bytes(self, name: str, data: bytes) -> Taken:
        """Take in one file given as bytes; an unusable one is a ``DrafterError``."""
        with self._writing():
            taken = self._store(name, data)
            self._index()
            self._index_vectors()
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
        return self._searcher.search(query, Asker.of(unit, year, kind), k)

    def similar(self, brief: Brief, k: int = 8) -> list[Hit]:
        """Past documents like the one to be written, one hit each, best first."""
        return self._searcher.similar(brief, k)

    def show(self, document_id: str) -> dict[str, Any]:
        """A document's facts and its passages as plain values.

        The beginning of an id will do when it fits one document.
        """
        row, document = self._found(document_id)
        passages = [passage for _, passage in self._shelf.passages_of(row)]
        return {**asdict(document), "passages": [asdict(passage) for passage in passages]}

    def passages(self, document_id: str) -> Sequence[Passage]:
        """The passages of a document in order."""
        row, _ = self._found(document_id)
        return [passage for _, passage in self._shelf.passages_of(row)]

    def directives(self, brief: Brief) -> Sequence[ShelfDocument]:
        """Documents of the levels above the unit for the year of the plan that can be read
        whole; the immediate superior's first."""
        return fitting_directives(self._shelf.documents().values(), brief)

    def document(self, document_id: str) -> ReadDocument:
        """A document read whole again from its kept file; ``BadValue`` when only facts are kept."""
        _, document = self._found(document_id)
        data = self._originals.get(document.digest)
        if data is None or self._reader is None:
            raise BadValue(
                f"{document_id} has no kept file",
                advice=f"Kho chỉ có dữ kiện của “{document.title}”, không có toàn văn. Hãy tải tệp "
                "văn bản đó lên.",
            )
        return self._reader(data, document.source)

    def list(self) -> Sequence[ShelfDocument]:
        """Every document on the shelf, by the order it was put there."""
        return tuple(self._shelf.documents().values())

    def remove(self, document_id: str) -> str:
        """Take a document off the shelf; its id in full."""
        with self._writing():
            _, document = self._found(document_id)
            self._take_out(document.id)
            self._originals.remove(document.digest)
            if document.origin == "kb":  # the next start must not put it back
                self._shelf.set("removed", json.dumps([*self._removed(), document.digest]))
        return document.id

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make every index and the built-in embedding again; how many passages there are."""
        with self._writing():
            self._lexical.clear()
            self._vectors.clear()
            self._models.forget()
            self._shelf.mark_unready()
            self._index(progress)
            self._index_vectors(progress)
        return self._shelf.counts()[1]

    def own(self) -> Iterator[Kept]:
        """What the office itself put on the shelf: facts, passages, the file as it came in."""
        for row, document in self._shelf.documents().items():
            if document.origin == "file":
                passages = [passage for _, passage in self._shelf.passages_of(row)]
                yield document, passages, self._originals.get(document.digest)

    def put_back(self, kept: Iterable[Kept]) -> int:
        """Put documents of ``own`` on this shelf; those it holds stay as they are."""
        added = 0
        with self._writing():
            known = self._shelf.digests()
            for document, passages, data in kept:
                if document.digest in known:
                    continue
                if data is not None:
                    self._originals.keep(document.digest, data)
                self._shelf.put(document, passages)
                added += 1
            self._index()
            self._index_vectors()
        return added

    def _tried(self, name: str, data: bytes | str) -> Taken:
        """One file of many; what is wrong with it goes into the report."""
        if isinstance(data, str):
            return Taken(name, error=data)
        try:
            return self._store(name, data)
        except LibraryError:
            raise  # the shelf itself is in trouble, not the file
        except Exception as refused:
            return Taken(name, error=refusal(refused, name))

    def _store(self, name: str, data: bytes) -> Taken:
        known = self._shelf.digests().get(digest_of(data))
        if known:
            _, document = self._found(known)
            return Taken(name, document, known=True)
        if self._reader is None:
            raise LibraryError("no reader", advice="Chương trình chưa sẵn sàng để đọc tệp.")
        document, passages = understood(data, name, self._reader, self._vocabulary)
        if not passages:
            raise UnreadableFile(f"no text in {name}", advice="Không đọc được chữ nào trong tệp.")
        self._originals.keep(document.digest, data)
        self._shelf.put(document, passages)
        return Taken(name, document, len(passages))

    def _removed(self) -> Sequence[str]:
        """Digests of fact files that somebody took off the shelf."""
        digests: Sequence[str] = json.loads(self._shelf.get("removed") or "[]")
        return digests

    def _complete(self) -> bool:
        """Whether every stored passage is indexed and has a vector."""
        if self._shelf.unready() or not self._models.ready():
            return False
        return len(self._vectors.file.rows) == self._shelf.counts()[1]

    def _index(self, progress: Progress | None = None) -> None:
        """Bring the lexical index up to date with what is stored."""
        waiting = self._shelf.unready()
        for start in range(0, len(waiting), BATCH):
            part = waiting[start : start + BATCH]
            if progress:
                progress(start, len(waiting), "từ khóa")
            documents = self._shelf.documents_at(part)
            passages = [
                (row, owner, passage)
                for owner in part
                for row, passage in self._shelf.passages_of(owner)
            ]
            self._lexical.add([*documents.items()], passages)
            self._shelf.mark_ready(part)

    def _index_vectors(self, progress: Progress | None = None) -> None:
        """Fit the built-in embedding when the shelf has outgrown it; embed what has no vector."""
        rows = [row for row, _ in self._shelf.passage_rows()]
        if not rows:
            return
        if self._models.outgrown(len(rows)):
            self._models.fit(self._texts(rows))
        self._open_chroma()
        held = set(self._vectors.file.rows.tolist())
        waiting = [row for row in rows if row not in held]
        for start in range(0, len(waiting), EMBEDDED):
            part = waiting[start : start + EMBEDDED]
            if progress:
                progress(start, len(waiting), "véc-tơ")
            self._vectors.add(part, self._texts(part))
        self._vectors.drop_others()

    def _open_chroma(self) -> None:
        """Open Chroma if it is free; otherwise its holder takes up what we write."""
        try:
            self._vectors.open_chroma()
        except LibraryError as busy:
            if busy.advice not in self.notes:
                self.notes.append(busy.advice)

    def _texts(self, rows: Sequence[int]) -> Sequence[str]:
        found = self._shelf.passages(rows)
        return [f"{found[row].context}. {found[row].text}" for row in rows]

    def _nearest(self, query: str, k: int) -> tuple[Rows, Floats]:
        if not self._models.ready():
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        return self._vectors.nearest(query, k)

    def _take_out(self, document_id: str) -> None:
        found = self._shelf.document(document_id)
        if found is None or found[1].id != document_id:
            return
        row, _ = found
        rows = [passage_row for passage_row, _ in self._shelf.passages_of(row)]
        self._lexical.remove(row, rows)
        if self._models.ready():
            self._vectors.remove(rows)
        self._shelf.delete(row)

    def _found(self, document_id: str) -> tuple[int, ShelfDocument]:
        found = self._shelf.document(document_id)
        if found is None:
            raise LibraryError(
                f"no document {document_id!r}",
                advice=f"Không có văn bản “{document_id}” trong kho. Hãy xem danh sách văn bản.",
            )
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, among threads and among processes."""
        with self._turn, ProcessLock(self._home / "writing.lock", PATIENCE):
            yield
