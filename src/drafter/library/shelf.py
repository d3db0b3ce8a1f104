"""The records of the shelf: documents and passages with their texts, in one SQLite file.

Everything else of the library (postings, vectors) can be made again from here. A document is
written with all its passages in one transaction and is ``ready`` once the indexes hold it.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from drafter.document.facts import Span
from drafter.document.model import DocumentKind, SectionKind
from drafter.document.unit import Level
from drafter.errors import LibraryError

from .sources import Passage, ShelfDocument

_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT OR IGNORE INTO meta VALUES ('id', lower(hex(randomblob(8))));
CREATE TABLE IF NOT EXISTS documents (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    ready INTEGER NOT NULL DEFAULT 0,
    facts TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS marks (
    mark TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents(row) ON DELETE CASCADE,
    PRIMARY KEY (mark, document)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS marks_of ON marks (document);
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents(row) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    section TEXT NOT NULL,
    context TEXT NOT NULL,
    kind TEXT NOT NULL,
    topics TEXT NOT NULL,
    start INTEGER,
    stop INTEGER,
    text TEXT NOT NULL,
    UNIQUE (document, number)
);
"""
_DECODED = 20_000  # documents kept decoded in memory, at most
_AT_ONCE = 500  # SQLite takes a limited number of values in one statement


class Shelf:
    """Documents and passages by row. One writer at a time; readers do not wait for it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _mapped():
            self._db = sqlite3.connect(
                path, timeout=20, isolation_level=None, check_same_thread=False
            )
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA foreign_keys=ON")
            self._db.executescript(_SCHEMA)
        self._decoded: dict[int, ShelfDocument] = {}  # a row is never given to another document
        self._turn = threading.RLock()  # one connection, many threads of the app

    def close(self) -> None:
        """Give the file back."""
        self._db.close()

    @property
    def id(self) -> str:
        """What tells this shelf from every other one."""
        return self.get("id") or "own"

    def put(
        self, document: ShelfDocument, passages: Iterable[Passage], marks: Iterable[str] = ()
    ) -> int:
        """Write a document with its passages; the row it got. It is not ready yet."""
        return self.put_all([(document, list(passages), marks)])[0][0]

    def put_all(
        self,
        kept: Iterable[tuple[ShelfDocument, Sequence[Passage], Iterable[str]]],
        *,
        instead_of: int | None = None,
    ) -> list[tuple[int, range]]:
        """Write documents with their passages and marks in one transaction.

        For each the row it got and the rows of its passages. They are not ready yet. The
        document of the row ``instead_of`` leaves in the same moment.
        """
        placed: list[tuple[int, range]] = []
        with self._transaction():
            self._db.execute("DELETE FROM documents WHERE row = ?", (instead_of,))
            last = dict(self._db.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
            document_row, next_row = last.get("documents", 0), last.get("passages", 0) + 1
            for document, passages, marks in kept:
                document_row += 1
                rows = range(next_row, next_row + len(passages))
                next_row = rows.stop
                self._write(document_row, document, zip(rows, passages, strict=True), marks)
                placed.append((document_row, rows))
        return placed

    def _write(
        self,
        row: int,
        document: ShelfDocument,
        passages: Iterable[tuple[int, Passage]],
        marks: Iterable[str],
    ) -> None:
        self._db.execute(
            "INSERT INTO documents (row, id, digest, source, facts) VALUES (?, ?, ?, ?, ?)",
            (row, document.id, document.digest, document.source, _facts_out(document)),
        )
        self._db.executemany(
            "INSERT INTO passages (row, document, number, section, context, kind, topics, start,"
            " stop, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((at, *_passage_out(row, passage)) for at, passage in passages),
        )
        self._db.executemany(
            "INSERT INTO marks VALUES (?, ?)", ((mark, row) for mark in set(marks) if mark)
        )

    def marked(self, mark: str) -> str | None:
        """The id of the newest document that bears a mark."""
        query = (
            "SELECT d.id FROM marks m JOIN documents d ON d.row = m.document"
            " WHERE m.mark = ? ORDER BY d.row DESC LIMIT 1"
        )
        found = self._all(query, (mark,)) if mark else []
        return found[0][0] if found else None

    def mark_ready(self, rows: Iterable[int]) -> None:
        """Say that the indexes hold these documents."""
        with self._transaction():
            self._db.executemany(
                "UPDATE documents SET ready = 1 WHERE row = ?", ((row,) for row in rows)
            )

    def mark_unready(self, rows: Iterable[int] | None = None) -> None:
        """Say that these documents, or all, have to be indexed again."""
        with self._transaction():
            if rows is None:
                self._db.execute("UPDATE documents SET ready = 0")
            else:
                self._db.executemany(
                    "UPDATE documents SET ready = 0 WHERE row = ?", ((row,) for row in rows)
                )

    def delete(self, row: int) -> None:
        """Take out a document with its passages."""
        with self._turn, _mapped():
            self._db.execute("DELETE FROM documents WHERE row = ?", (row,))

    def unready(self) -> list[int]:
        """Rows of documents that are written but not wholly indexed."""
        return [r[0] for r in self._all("SELECT row FROM documents WHERE ready = 0 ORDER BY row")]

    def digests(self) -> dict[str, str]:
        """Ids of documents by the digest of their bytes."""
        return dict(self._all("SELECT digest, id FROM documents"))

    def documents(self, after: int = 0) -> dict[int, ShelfDocument]:
        """Every document by row, of rows greater than ``after``."""
        rows = self._all("SELECT row, facts FROM documents WHERE row > ? ORDER BY row", (after,))
        return {row: _facts_in(facts) for row, facts in rows}

    def documents_at(self, rows: Sequence[int]) -> dict[int, ShelfDocument]:
        """The documents of these rows, which must be those of passages still on the shelf."""
        missing = [int(row) for row in rows if row not in self._decoded]
        for start in range(0, len(missing), _AT_ONCE):
            part = missing[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT row, facts FROM documents WHERE row IN ({marks})"
            self._decoded.update((row, _facts_in(facts)) for row, facts in self._all(query, part))
        found = {row: self._decoded[row] for row in rows if row in self._decoded}
        if len(self._decoded) > _DECODED:
            self._decoded.clear()
        return found

    def document(self, document_id: str) -> tuple[int, ShelfDocument] | None:
        """Row and document of an id; a beginning of the id that fits one document will do."""
        query = "SELECT row, facts FROM documents WHERE id = ?"
        rows = self._all(query, (document_id,))
        if not rows:  # a range, because that is found by the index of ids
            query = "SELECT row, facts FROM documents WHERE id >= ? AND id < ? LIMIT 2"
            rows = self._all(query, (document_id, document_id + chr(0x10FFFF)))
        return (rows[0][0], _facts_in(rows[0][1])) if len(rows) == 1 else None

    def passages_of(self, document: int) -> list[tuple[int, Passage]]:
        """Row and passage of a document, in order."""
        return list(self._passages("p.document = ? ORDER BY p.number", (document,)))

    def passages(self, rows: Sequence[int]) -> dict[int, Passage]:
        """Passages by row; a row that was removed is left out."""
        found: dict[int, Passage] = {}
        for start in range(0, len(rows), _AT_ONCE):
            part = [int(row) for row in rows[start : start + _AT_ONCE]]
            marks = ",".join("?" * len(part))
            found.update(self._passages(f"p.row IN ({marks})", part))
        return found

    def owners(self, rows: Sequence[int]) -> dict[int, int]:
        """The row of the document of each passage; a row that was removed is left out."""
        found: dict[int, int] = {}
        for start in range(0, len(rows), _AT_ONCE):
            part = [int(row) for row in rows[start : start + _AT_ONCE]]
            marks = ",".join("?" * len(part))
            query = f"SELECT row, document FROM passages WHERE row IN ({marks})"
            found.update(self._all(query, part))
        return found

    def first_passages(self, documents: Sequence[int], most: int) -> list[tuple[int, int, int]]:
        """Row, document and number of the first passages of these documents, beginnings first."""
        marks = ",".join("?" * len(documents[:_AT_ONCE]))
        query = (
            "SELECT row, document, number FROM passages"
            f" WHERE document IN ({marks}) ORDER BY number, document LIMIT {int(most)}"
        )
        return self._all(query, list(documents[:_AT_ONCE]))

    def stamp(self) -> tuple[int, int]:
        """What changes when documents are put on the shelf or taken off."""
        query = "SELECT count(*), coalesce(max(row), 0) FROM documents"
        found: tuple[int, int] = self._all(query)[0]
        return found

    def passage_rows(self) -> list[tuple[int, int]]:
        """Row of every passage with the row of its document."""
        return self._all("SELECT row, document FROM passages ORDER BY row")

    def counts(self) -> tuple[int, int]:
        """How many documents and passages there are."""
        documents = self._all("SELECT count(*) FROM documents")[0][0]
        return documents, self._all("SELECT count(*) FROM passages")[0][0]

    def get(self, key: str) -> str | None:
        """A note of the library about itself."""
        found = self._all("SELECT value FROM meta WHERE key = ?", (key,))
        return found[0][0] if found else None

    def set(self, key: str, value: str) -> None:
        """Keep a note of the library about itself."""
        with self._turn, _mapped():
            self._db.execute(
                "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = ?",
                (key, value, value),
            )

    def _passages(self, where: str, values: Sequence[object]) -> Iterator[tuple[int, Passage]]:
        rows = self._all(
            "SELECT p.row, d.id, p.number, p.text, p.section, p.context, p.kind, p.topics, p.start,"
            f" p.stop FROM passages p JOIN documents d ON d.row = p.document WHERE {where}",
            values,
        )
        for row, document, number, text, section, context, kind, topics, start, stop in rows:
            span = None if start is None else Span(start, stop)
            names = tuple(json.loads(topics))
            yield (
                row,
                Passage(document, number, text, section, context, SectionKind(kind), names, span),
            )

    def _all(self, query: str, values: Sequence[object] = ()) -> list[tuple]:  # type: ignore[type-arg]
        with self._turn, _mapped():
            return self._db.execute(query, values).fetchall()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._turn, _mapped():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


def _facts_out(document: ShelfDocument) -> str:
    return json.dumps(asdict(document), ensure_ascii=False)


def _facts_in(text: str) -> ShelfDocument:
    facts = json.loads(text)
    facts["level"] = Level(facts["level"]) if facts["level"] else None
    facts["kind"] = DocumentKind(facts["kind"]) if facts["kind"] else None
    facts["doubts"] = tuple(facts["doubts"])
    return ShelfDocument(**facts)


def _passage_out(document: int, passage: Passage) -> tuple[object, ...]:
    span = passage.span
    return (
        document,
        passage.number,
        passage.section,
        passage.context,
        passage.kind.value,
        json.dumps(passage.topics, ensure_ascii=False),
        span.start if span else None,
        span.end if span else None,
        passage.text,
    )


@contextmanager
def _mapped() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as failed:
        raise LibraryError(
            f"shelf: {failed}",
            advice="Kho văn bản mẫu không đọc hoặc ghi được. Hãy kiểm tra thư mục dữ liệu và chỗ "
            "trống trên ổ đĩa rồi thử lại.",
        ) from failed
