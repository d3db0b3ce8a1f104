"""Search of the library beside a plain langchain pipeline, in one run on the same plans.

The plain pipeline is what one writes first: ``RecursiveCharacterTextSplitter``, langchain's
``Chroma`` class and the same embedding (the library's built-in one). Both are asked the labelled
queries of ``evals/search``. A chunk is worth the best labelled passage of which it holds at
least half, each passage once, so that cutting differently is no disadvantage. Needs
``langchain-chroma`` and ``langchain-text-splitters`` (extra ``dev``); without them only the
library is measured and a line says so.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from evals.search.bench import FOUND, Piece, Query, Shelf, default, queries
from evals.search.corpus import documents, reader
from evals.search.scoring import ndcg

from drafter.library.embedding import Embedding

Row = tuple[str, float, str]
Answer = Sequence[Sequence[Piece]]
"""For each hit, best first, the labelled passages it holds."""

CHUNK, OVERLAP = 1000, 200
"""Characters; the usual figures of tutorials."""

NEEDED = ("langchain_chroma", "langchain_text_splitters")


def run() -> list[Row]:
    """Quality by kind of query and time of both."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        shelf = Shelf(Path(folder))
        took = time.perf_counter() - started
        ours = default(shelf)
        rows = _measured(
            "drafter",
            shelf,
            lambda text: [[shelf.pieces[i]] for i in ours(text) if i in shelf.pieces],
        )
        rows.insert(0, ("drafter: reading, indexing and fitting", took, "s"))
        if all(importlib.util.find_spec(name) for name in NEEDED):
            plain = Plain(shelf, Path(folder) / "plain")
            rows.append(("langchain: splitting and indexing", plain.took, "s"))
            rows += _measured("langchain", shelf, plain.answer)
        else:
            print(f"not installed: {', '.join(NEEDED)}", file=sys.stderr)
        shelf.library.close()
    return rows


class Plain:
    """The pipeline of the tutorials over the plans of the shelf."""

    def __init__(self, shelf: Shelf, folder: Path) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        texts = [
            Document(reader(plan.data, plan.name).text, metadata={"source": plan.name})
            for plan in documents()
        ]
        self._spans = _spans(shelf)
        started = time.perf_counter()
        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
        )
        self._store = Chroma.from_documents(
            splitter.split_documents(texts),
            _embeddings(shelf.library._vectors.embedding),
            persist_directory=str(folder),
            collection_metadata={"hnsw:space": "cosine"},
        )
        self.took = time.perf_counter() - started

    def answer(self, query: str) -> Answer:
        """The passages in each chunk found."""
        found = self._store.similarity_search(query, k=FOUND)
        return [self._held(chunk) for chunk in found]

    def _held(self, chunk: Any) -> list[Piece]:
        start = chunk.metadata["start_index"]
        end = start + len(chunk.page_content)
        return [
            piece
            for first, last, piece in self._spans[chunk.metadata["source"]]
            if min(end, last) - max(start, first) >= (last - first) / 2
        ]


def _embeddings(embedding: Embedding) -> Any:
    from langchain_core.embeddings import Embeddings

    class Same(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(map(float, vector)) for vector in embedding.passages(texts)]

        def embed_query(self, text: str) -> list[float]:
            return [float(value) for value in embedding.query(text)]

    return Same()


def _spans(shelf: Shelf) -> dict[str, list[tuple[int, int, Piece]]]:
    """Where each labelled passage stands in the text of its plan."""
    spans: dict[str, list[tuple[int, int, Piece]]] = {}
    for shelved in shelf.library.list():
        for passage in shelf.library.passages(shelved.id):
            if passage.span and passage.id in shelf.pieces:
                place = (passage.span.start, passage.span.end, shelf.pieces[passage.id])
                spans.setdefault(shelved.source, []).append(place)
    return spans


def _measured(name: str, shelf: Shelf, answer: Callable[[str], Answer]) -> list[Row]:
    """Mean nDCG@10 by kind of query on the unseen half, and the time of a query."""
    scores: dict[str, list[float]] = {}
    times = []
    for query in queries():
        if not query.unseen or query.kind.endswith("nothing"):
            continue
        started = time.perf_counter()
        found = answer(query.text)
        times.append((time.perf_counter() - started) * 1000)
        scores.setdefault(query.kind, []).append(_score(found, shelf, query))
    every = [score for kind in scores.values() for score in kind]
    rows = [(f"{name}: nDCG@10, {kind}", float(np.mean(s)), "") for kind, s in scores.items()]
    rows.append((f"{name}: nDCG@10, all", float(np.mean(every)), ""))
    times.sort()
    rows.append((f"{name}: search, p50", times[len(times) // 2], "ms"))
    rows.append((f"{name}: search, p95", times[int(len(times) * 0.95)], "ms"))
    return rows


def _score(found: Answer, shelf: Shelf, query: Query) -> float:
    ideal = [piece.gain(query.wanted) for piece in shelf.pieces.values()]
    seen: set[str] = set()
    gains = []
    for held in found[:FOUND]:
        fresh = [piece for piece in held if piece.id not in seen]
        seen |= {piece.id for piece in held}
        gains.append(max((piece.gain(query.wanted) for piece in fresh), default=0.0))
    return ndcg(gains, ideal, FOUND)
