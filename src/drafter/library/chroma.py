"""The one door to Chroma: passage rows with their vectors; texts and facts stay on the shelf.

Embedded Chroma lives in a folder and is for one process, which holds a lock on it (two of them
can hang or damage the index: chroma issues 7040, 1441). With a URL a Chroma server is used,
which several processes may share. Nothing is ever sent anywhere else: telemetry is off and
Chroma's own embedding functions, which would download a model, are not used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from drafter.errors import LibraryError

from .guard import ProcessLock

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

COLLECTION = "passages"
"""Beginning of the name of every collection; the shelf's own id follows."""

EF_SEARCH = 600
"""How widely the graph is searched. Plans repeat each other, and near duplicates make a graph
hard to walk: of the 10 nearest among 50,000, 200 find 0.81 and 600 find 0.89, in the same time."""

SECONDS = 30.0
"""How long a server may take for one answer."""

_AT_ONCE = 2000  # below Chroma's own limit of a batch (5461 with SQLite)


class ChromaIndex:
    """Vectors of passages by row.

    ``embedding`` is the id of the model that made them; a collection of another model is
    dropped and made anew, so that vectors of two models never stand side by side. ``shelf`` is
    the id of the shelf: shelves that share a server each have a collection of their own.
    """

    def __init__(self, folder: Path, url: str | None, embedding: str, shelf: str = "own") -> None:
        self.embedding = embedding
        self._name = f"{COLLECTION}-{shelf}"
        self._client: Any = None
        self._lock = None if url else ProcessLock(folder.with_suffix(".lock"))
        try:
            with _mapped(url):
                self._client = _server(url) if url else _embedded(folder)
                self._collection = self._open(embedding)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the folder."""
        if self._client is not None:
            sessions = _sessions(self._client)
            self._client.close()
            for session in sessions:
                session.close()  # which close() of the client leaves open
        self._client = self._collection = None
        if self._lock:
            self._lock.release()

    def rows(self) -> set[int]:
        """The rows that have a vector."""
        with _mapped():
            return {int(row) for row in self._collection.get(include=[])["ids"]}

    def count(self) -> int:
        """How many rows have a vector."""
        with _mapped():
            return int(self._collection.count())

    def add(self, rows: Sequence[int], vectors: Floats) -> None:
        """Put in vectors; a row that is there already gets the new one."""
        with _mapped():
            for start in range(0, len(rows), _AT_ONCE):
                part = slice(start, start + _AT_ONCE)
                self._collection.upsert(
                    ids=[str(row) for row in rows[part]], embeddings=vectors[part]
                )

    def remove(self, rows: Sequence[int]) -> None:
        """Take vectors out; unknown rows are passed over."""
        with _mapped():
            for start in range(0, len(rows), _AT_ONCE):
                self._collection.delete(ids=[str(row) for row in rows[start : start + _AT_ONCE]])

    def nearest(self, vector: Floats, k: int) -> tuple[Rows, Floats]:
        """The ``k`` nearest rows and their cosine similarity, best first."""
        with _mapped():
            found = self._collection.query(
                query_embeddings=[vector], n_results=k, include=["distances"]
            )
        rows = np.asarray([int(row) for row in found["ids"][0]], np.int64)
        return rows, 1 - np.asarray(found["distances"][0], np.float32)

    def _open(self, embedding: str) -> Any:
        """The collection of this embedding; one of another embedding is dropped first."""
        for known in self._client.list_collections():
            other = (known.metadata or {}).get("embedding") != embedding
            # In a folder of its own nothing else has a place; a server belongs to many.
            if (known.name == self._name and other) or (self._lock and known.name != self._name):
                self._client.delete_collection(known.name)
        return self._client.get_or_create_collection(
            self._name,
            embedding_function=None,
            metadata={"embedding": embedding},
            configuration={"hnsw": {"space": "cosine", "ef_search": EF_SEARCH}},
        )


def _embedded(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(anonymized_telemetry=False, is_persistent=True)
    return chromadb.PersistentClient(path=str(folder), settings=settings)


def _server(url: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    where = urlsplit(url if "//" in url else f"http://{url}")
    secure = where.scheme == "https"
    client = chromadb.HttpClient(
        host=where.hostname or "localhost",
        port=where.port or (443 if secure else 8000),
        ssl=secure,
        settings=Settings(anonymized_telemetry=False),
    )
    for session in _sessions(client):
        session.timeout = SECONDS  # Chroma waits for ever
    return client


def _sessions(client: Any) -> list[Any]:
    """The HTTP sessions of a client of a server; none of an embedded one."""
    owners: tuple[Any, ...] = (client, getattr(client, "_admin_client", None))
    servers: list[Any] = [getattr(owner, "_server", None) for owner in owners]
    return [server._session for server in servers if hasattr(server, "_session")]


@contextmanager
def _mapped(url: str | None = None) -> Iterator[None]:
    """Whatever Chroma raises, as ``LibraryError``; its errors have no common root."""
    try:
        yield
    except LibraryError:
        raise
    except Exception as failed:
        where = f"máy chủ Chroma {url}" if url else "kho Chroma"
        raise LibraryError(
            f"chroma: {type(failed).__name__}: {failed}",
            advice=f"Không dùng được {where}; tìm kiếm vẫn hoạt động nhưng chậm hơn. Hãy kiểm tra "
            "máy chủ, hoặc chạy: drafter library rebuild",
        ) from failed
