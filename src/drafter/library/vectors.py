"""The vector leg: an embedding, the vectors it made, and Chroma that finds the nearest.

The vectors are kept in a plain file beside Chroma. Chroma's index is made again from it without
embedding a text anew, and a search in a process that has not opened Chroma (loading it takes a
second) or may not (another process holds it) scans the file instead; both give the same order.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from drafter.errors import LibraryError

from .chroma import ChromaIndex
from .embedding import Embedding

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

_SCANNED = 20_000  # vectors turned to single floats at once while scanning
_REMOVED = -1  # in the place of a row
_FEW = 50_000  # vectors that are scanned faster than Chroma finds the right ones among all
_KEPT = 300_000_000  # bytes of single floats that may stay in memory


class VectorFile:
    """Rows and their vectors as half floats, in a folder named after the embedding."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        self.folder, self._dimensions = folder, dimensions
        self._kept: tuple[object, Rows, NDArray[Any]] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def rows(self) -> Rows:
        """The rows that have a vector, in the order of the file."""
        rows: Rows = self._read()[0]
        held: Rows = rows[rows != _REMOVED]
        return held

    @property
    def stamp(self) -> tuple[int, int, int]:
        """What changes when the file does."""
        path = self.folder / "rows.i64"
        found = path.stat() if path.exists() else None
        return (found.st_mtime_ns, found.st_size, found.st_ino) if found else (0, 0, 0)

    def append(self, rows: Sequence[int], vectors: Floats) -> None:
        """Add vectors; vectors first, so that a row is never without one after a power cut."""
        held, _ = self._read()
        with (self.folder / "vectors.f16").open("ab") as file:
            file.truncate(len(held) * self._dimensions * 2)
            file.write(vectors.astype(np.float16).tobytes())
        with (self.folder / "rows.i64").open("ab") as file:
            file.truncate(len(held) * 8)
            file.write(np.asarray(rows, np.int64).tobytes())

    def remove(self, rows: Sequence[int]) -> None:
        """Take vectors out: their places stay, in one step they belong to nothing any more."""
        held, _ = self._read()
        held[np.isin(held, np.asarray(rows, np.int64))] = _REMOVED
        fresh = self.folder / "rows.new"
        fresh.write_bytes(held.tobytes())
        os.replace(fresh, self.folder / "rows.i64")

    def all(self) -> tuple[Rows, NDArray[np.float16]]:
        """Every row with its vector."""
        rows, vectors = self._read()
        stays = rows != _REMOVED
        return (rows, vectors) if stays.all() else (rows[stays], vectors[stays])

    def nearest(self, vector: Floats, k: int, among: Rows | None = None) -> tuple[Rows, Floats]:
        """The ``k`` nearest rows and their cosine similarity, best first; among some rows only."""
        rows, vectors = self._scannable()
        places = None
        if among is not None:
            places = np.flatnonzero(_holds(among, rows))
        elif (rows == _REMOVED).any():
            places = np.flatnonzero(rows != _REMOVED)
        if places is not None:
            rows = rows[places]
        # Not "@": for so little work its threads wait for each other longer than they work.
        parts = [
            np.einsum(
                "ij,j->i", _part(vectors, places, start).astype(np.float32, copy=False), vector
            )
            for start in range(0, len(rows), _SCANNED)
        ]
        near: Floats = np.concatenate(parts) if parts else np.zeros(0, np.float32)
        best = np.argpartition(-near, min(k, len(near)) - 1)[:k] if len(near) else near.astype(int)
        best = best[np.argsort(-near[best], kind="stable")]
        return rows[best], near[best]

    def _scannable(self) -> tuple[Rows, NDArray[Any]]:
        """Rows and vectors, kept as single floats while they are few enough for that."""
        if self._kept is None or self._kept[0] != self.stamp:
            rows, vectors = self._read()
            few = vectors.size * 4 <= _KEPT
            ready: NDArray[Any] = vectors.astype(np.float32) if few else vectors
            self._kept = (self.stamp, rows, ready)
        return self._kept[1:]

    def _read(self) -> tuple[Rows, NDArray[np.float16]]:
        names = ("rows.i64", "vectors.f16")
        sizes = [p.stat().st_size if (p := self.folder / n).exists() else 0 for n in names]
        whole = min(sizes[0] // 8, sizes[1] // (2 * self._dimensions))
        if not whole:
            return np.zeros(0, np.int64), np.zeros((0, self._dimensions), np.float16)
        rows = np.fromfile(self.folder / names[0], np.int64, whole)
        shape = (whole, self._dimensions)
        return rows, np.memmap(self.folder / names[1], np.float16, "r", shape=shape)


def _part(vectors: NDArray[Any], places: Rows | None, start: int) -> NDArray[Any]:
    """The next vectors to be scanned: all, or those of some places."""
    span = slice(start, start + _SCANNED)
    return vectors[span] if places is None else vectors.take(places[span], axis=0)


def _holds(some: Rows, rows: Rows) -> NDArray[np.bool_]:
    """Whether each of ``rows`` is among ``some``."""
    table = np.zeros(int(max(some.max(initial=0), rows.max(initial=0))) + 1, bool)
    table[some] = True
    found: NDArray[np.bool_] = table[rows] & (rows != _REMOVED)
    return found


class Vectors:
    """Embeds passages, keeps their vectors and finds the nearest.

    The file is what counts; a process that has Chroma open brings it in line with the file
    whenever the file has changed, whoever changed it. ``load`` gives the embedding and
    ``stamp`` changes when it would give another one.
    """

    def __init__(
        self,
        home: Path,
        load: Callable[[], Embedding],
        stamp: Callable[[], object],
        chroma_url: str | None,
        shelf: str = "own",
        notes: list[str] | None = None,
    ) -> None:
        self._shelf, self._notes = shelf, notes if notes is not None else []
        self._home, self._load, self._stamp, self._url = home, load, stamp, chroma_url
        self._embedding: Embedding | None = None
        self._loaded: object = None
        self._chroma: ChromaIndex | None = None
        self._aligned: object = None
        self._file: VectorFile | None = None

    @property
    def embedding(self) -> Embedding:
        """The embedding in use; loaded again when it was fitted anew."""
        stamp = self._stamp()
        if self._embedding is None or stamp != self._loaded:
            self._embedding, self._loaded = self._load(), stamp
        return self._embedding

    @property
    def file(self) -> VectorFile:
        """The vectors that the embedding in use has made."""
        folder = self._home / "vectors" / self.embedding.id
        if self._file is None or self._file.folder != folder:
            self._file = VectorFile(folder, self.embedding.dimensions)
        return self._file

    def open_chroma(self) -> None:
        """Open Chroma and bring it in line with the file of vectors.

        ``LibraryError`` when another process holds it or the server does not answer; the
        vectors are then found by scanning the file.
        """
        if self._chroma is not None and self._chroma.embedding != self.embedding.id:
            self.close()
        if self._chroma is None:
            self._chroma = ChromaIndex(
                self._home / "chroma", self._url, self.embedding.id, self._shelf
            )
            self._aligned = None
        if self._aligned != self.file.stamp:
            stamp = self.file.stamp
            _align(self._chroma, self.file)
            self._aligned = stamp

    def close(self) -> None:
        """Let go of Chroma."""
        if self._chroma is not None:
            self._chroma.close()
            self._chroma = None

    def add(self, rows: Sequence[int], texts: Sequence[str]) -> None:
        """Embed texts and keep their vectors; rows must be new to the file."""
        vectors = self.embedding.passages(texts)
        in_line = self._chroma is not None and self._aligned == self.file.stamp
        self.file.append(rows, vectors)
        if self._chroma is not None and in_line:  # comparing the whole of both would take long
            self._chroma.add(rows, vectors.astype(np.float16).astype(np.float32))
            self._aligned = self.file.stamp
        elif self._chroma is not None:
            self.open_chroma()

    def remove(self, rows: Sequence[int]) -> None:
        """Take vectors out."""
        self.file.remove(rows)
        if self._chroma is not None:
            self.open_chroma()

    def clear(self) -> None:
        """Forget every vector of every embedding."""
        self.close()
        shutil.rmtree(self._home / "vectors", ignore_errors=True)
        self._file = None

    def nearest(self, query: str, k: int, among: Rows | None = None) -> tuple[Rows, Floats]:
        """The rows nearest to a query, through Chroma when it is open, else by the file.

        Few rows to choose ``among`` are scanned; of many, more are asked for than wanted.
        """
        vector = self.embedding.query(query)
        if not np.any(vector):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if self._chroma is None or (among is not None and len(among) < _FEW):
            return self.file.nearest(vector, k, among)
        try:
            self.open_chroma()
            return self._by_chroma(vector, k, among)
        except LibraryError as failed:  # a server may go away at any time
            if failed.advice not in self._notes:
                self._notes.append(failed.advice)
            self.close()
            return self.file.nearest(vector, k, among)

    def _by_chroma(self, vector: Floats, k: int, among: Rows | None) -> tuple[Rows, Floats]:
        assert self._chroma is not None
        if among is None:
            return self._chroma.nearest(vector, k)
        held = len(self.file.rows)
        rows, near = self._chroma.nearest(vector, min(held, 2 * k * held // len(among)))
        fits = np.flatnonzero(_holds(among, rows))[:k]
        return rows[fits], near[fits]

    def drop_others(self) -> None:
        """Delete the vectors of embeddings that are no longer in use."""
        for folder in (self._home / "vectors").glob("*"):
            if folder.name != self.embedding.id:
                shutil.rmtree(folder, ignore_errors=True)


def _align(chroma: ChromaIndex, file: VectorFile) -> None:
    """Make Chroma hold what the file holds."""
    rows, vectors = file.all()
    held = np.fromiter(chroma.rows(), np.int64)
    chroma.remove(np.setdiff1d(held, rows).tolist())
    missing = np.flatnonzero(~np.isin(rows, held))
    chroma.add(rows[missing].tolist(), vectors[missing].astype(np.float32))
