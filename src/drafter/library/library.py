"""The library as the desk uses it: one shelf, its indexes, ingest and search."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from drafter.errors import BadValue, LibraryError

from .catalogue import Catalogue
from .files import files_under, how_many, loaded
from .fusion import Fusion
from .guard import ProcessLock
from .ingest import IngestReport, Progress, Taken
from .intake import Intake
from .lexical import LexicalIndex
from .models import Models
from .nearness import Asker, fitting_directives
from .originals import Originals
from .preparing import Reader, act, digest_of, said, with_topics
from .reranking import Reranker
from .search import Hit, Judge, Searcher
from .shelf import Shelf
from .sources import CONFIRMED, Passage, ShelfDocument, confirmed
from .team import Team
from .vectors import Vectors
from .vocabulary import Vocabulary

INDEX_FORMAT = "2"
"""Of the lexical index; one of another format is made anew from the records."""

PATIENCE = 30.0
"""Seconds to wait for another process that is writing."""

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]
Kept = tuple[ShelfDocument, Sequence[Passage], bytes | None]


class Library:
    """The shelf under ``home``; ``kb`` is the folder of the knowledge base.

    ``reader`` turns the bytes of a file into a ``ReadDocument``; without one only the fact
    files of ``kb/launches`` are on the shelf. ``embedding`` is the name or folder of a
    sentence-transformers model in place of the built-in one, ``reranker`` a cross-encoder (or a
    function) that weighs the best candidates again; ``notes`` says, in Vietnamese,
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
        reranker: str | Judge | None = None,
    ) -> None:
        self._home, self._kb, self._reader = home, kb, reader
        self.notes: list[str] = []
        self._vocabulary = Vocabulary.load(kb / "vocabulary" / "search.yaml")
        self._shelf = Shelf(home / "shelf.sqlite")
        self._lexical = LexicalIndex(home / "lexicon", self._vocabulary)
        self._models = Models(home / "embedding", kb, embedding, self._vocabulary, self.notes)
        self._vectors = Vectors(
            home, self._models.load, self._models.stamp, chroma_url, self._shelf.id, self.notes
        )
        catalogue = Catalogue(self._shelf)
        fusion = Fusion(self._shelf, self._lexical, self._nearest, catalogue)
        judge = self._judge(reranker) if isinstance(reranker, str) else reranker
        self._searcher = Searcher(self._shelf, self._vocabulary, fusion, catalogue, judge)
        self._originals = Originals(home / "originals")
        self._intake = Intake(
            self._shelf, self._lexical, self._models, self._vectors, self._originals, self.notes
        )
        self._turn = threading.RLock()
        self._built = False

    def _judge(self, name: str) -> Reranker:
        recipes = self._kb / "vocabulary" / "embeddings.yaml"
        return Reranker(name, recipes, self.notes)

    def close(self) -> None:
        """Give the files back."""
        self._vectors.close()
        self._shelf.close()

    def warm(self) -> None:
        """Open Chroma, for a process that stays; without it vectors are scanned from a file."""
        with self._turn:
            if self._models.ready():
                self._intake.open_chroma()

    def build(self) -> int:
        """Put the fact files of ``kb/launches`` on the shelf; how many were new or changed.

        Nothing is done when they are unchanged. What an interrupted run left is completed.
        """
        if self._built:
            return 0
        known = {*self._shelf.digests(), *self._removed()}
        paths = sorted((self._kb / "launches").glob("*.yaml"))
        changed = [path for path in paths if digest_of(path.read_bytes()) not in known]
        old = self._shelf.get("lexicon") != INDEX_FORMAT
        if not changed and not old and (self._intake.complete() or self._written_elsewhere()):
            self._built = True
            return 0
        from .launches import read_launch

        with self._writing():
            if old:
                self._renew_lexicon()
            for path in changed:
                document, passages = read_launch(path)
                self._intake.take_out(document.id)
                self._shelf.put(document, with_topics(passages, self._vocabulary))
            self._intake.reconcile()
        self._built = True
        return len(changed)

    def ingest(self, paths: Iterable[Path], progress: Progress | None = None) -> IngestReport:
        """Take in files, everything below folders and inside archives.

        The report says what became of each. Several processes read when there are many.
        """
        files = files_under(paths)
        team = Team(self._reader_of, self._vocabulary)
        with self._writing():
            taken = self._intake.take(loaded(files), team, how_many(files), progress)
        return IngestReport.of(taken)

    def ingest_bytes(self, name: str, data: bytes) -> Taken:
        """Take in one file given as bytes; an unusable one is a ``DrafterError``."""
        with self._writing():
            taken = self._intake.take_one(name, data, self._reader_of, self._vocabulary)
        return taken

    def replace(self, document_id: str, name: str, data: bytes) -> Taken:
        """Put a file in the place of a document.

        The old one leaves only when the new one stands; an unusable file is a
        ``DrafterError`` and changes nothing.
        """
        with self._writing():
            _, old = self._found(document_id)
            taken = self._intake.take_one(name, data, self._reader_of, self._vocabulary)
            if taken.document and taken.document.id != old.id:
                self._drop(old)
        return taken

    def confirm(self, document_id: str, facts: Mapping[str, str]) -> ShelfDocument:
        """Say that the facts of a document are right, some of them after being put right.

        ``facts`` by name: title, issuer, unit, district, province, place, number, theme, year,
        level, kind. ``BadValue`` for one that does not exist or cannot be.
        """
        with self._writing():
            row, document = self._found(document_id)
            try:
                right = confirmed(document, facts)
            except (KeyError, ValueError) as wrong:
                known = ", ".join((*CONFIRMED, "year", "level", "kind"))
                raise BadValue(
                    f"confirm {facts}: {wrong}",
                    advice=f"Chưa ghi được: {wrong}. Các mục có thể sửa: {known}.",
                ) from wrong
            self._intake.exchange(row, right)
        return right

    def search(
        self,
        query: str,
        *,
        unit: Unit | str | None = None,
        year: int | None = None,
        kind: DocumentKind | str | None = None,
        k: int = 8,
        only: bool = False,
    ) -> list[Hit]:
        """Passages that answer the query, near ones first; empty when nothing is similar.

        Unit, year and kind make some hits count more: the unit's own, those of the year before.
        With ``only`` they are filters: documents of that unit or below it, of that very year,
        of that kind.
        """
        return self._searcher.search(query, Asker.of(unit, year, kind), k, only=only)

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

    def around(self, passage_id: str) -> tuple[Passage | None, Passage | None]:
        """The passages before and after one, as printed: ``None`` at the ends of a document."""
        document_id, _, number = passage_id.rpartition("#")
        every = {passage.number: passage for passage in self.passages(document_id)}
        at = int(number) if number.isdigit() else -2
        return every.get(at - 1), every.get(at + 1)

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
            self._drop(document)
        return document.id

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make every index and the built-in embedding again; how many passages there are."""
        with self._writing():
            self._renew_lexicon()
            self._vectors.clear()
            self._models.forget()
            self._intake.index(progress)
            self._intake.index_vectors(progress)
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
                self._shelf.put(document, passages, (said(document, passages), act(document)))
                added += 1
            self._intake.index()
            self._intake.index_vectors()
        return added

    def _drop(self, document: ShelfDocument) -> None:
        self._intake.take_out(document.id)
        self._originals.remove(document.digest)
        if document.origin == "kb":  # the next start must not put it back
            self._shelf.set("removed", json.dumps([*self._removed(), document.digest]))

    def _renew_lexicon(self) -> None:
        """Begin the lexical index anew; what is stored waits to be indexed."""
        self._lexical.clear()
        self._shelf.mark_unready()
        self._shelf.set("lexicon", INDEX_FORMAT)

    @property
    def _reader_of(self) -> Reader:
        if self._reader is None:
            raise LibraryError("no reader", advice="Chương trình chưa sẵn sàng để đọc tệp.")
        return self._reader

    def _removed(self) -> Sequence[str]:
        """Digests of fact files that somebody took off the shelf."""
        digests: Sequence[str] = json.loads(self._shelf.get("removed") or "[]")
        return digests

    def _nearest(self, query: str, k: int, among: Rows | None) -> tuple[Rows, Floats]:
        if not self._models.ready():
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        return self._vectors.nearest(query, k, among)

    def _found(self, document_id: str) -> tuple[int, ShelfDocument]:
        found = self._shelf.document(document_id)
        if found is None:
            raise LibraryError(
                f"no document {document_id!r}",
                advice=f"Không có văn bản “{document_id}” trong kho. Hãy xem danh sách văn bản.",
            )
        return found

    def _written_elsewhere(self) -> bool:
        """Whether another process is writing just now: it completes what is incomplete."""
        try:
            ProcessLock(self._home / "writing.lock").release()
        except LibraryError:
            return True
        return False

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, among threads and among processes."""
        with self._turn, ProcessLock(self._home / "writing.lock", PATIENCE):
            yield
