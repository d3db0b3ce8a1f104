"""The labelled shelf, its queries, and the ways of searching that are compared."""

from __future__ import annotations

import os
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from drafter.library.library import Library
from drafter.library.postings import Entry, Postings
from drafter.library.words import terms
from drafter.reading.vietnamese import bare

from .corpus import Labelled, documents, reader
from .scoring import ndcg

HERE = Path(__file__).parent
KB = HERE.parents[1] / "kb"
MINILM = "all-MiniLM-L6-v2"
FOUND = 10
"""Places that count; more are asked for, because the launches of kb stand on the shelf too."""

Ranking = Callable[[str], list[str]]
"""A query to ids of passages, best first."""


Table = dict[str, dict[str, float]]
"""Mean scores by way of searching and kind of query."""


@dataclass(frozen=True)
class Query:
    """A labelled query; ``unseen`` ones are not looked at while tuning."""

    text: str
    kind: str
    wanted: dict[str, Any]
    unseen: bool


@dataclass(frozen=True)
class Piece:
    """A passage with what it is about and whose it is."""

    id: str
    text: str
    label: str
    document: Labelled

    def gain(self, wanted: dict[str, Any]) -> float:
        """2 for right, 1 for the right matter of another place, 0 otherwise."""
        about = wanted.get("topic") or wanted.get("section")
        matter = about is None or self.label == about
        places = {"unit", "province", "district", "year"} & wanted.keys()
        place = all(getattr(self.document, key) == wanted[key] for key in places)
        if not matter or (about is None and not place):
            return 0.0
        return 2.0 if place else 1.0


class Shelf:
    """The library with the invented plans on it, and the truth about every passage."""

    def __init__(self, home: Path) -> None:
        self.library = Library(home / "library", KB, reader=reader)
        self.library.build()
        folder = home / "files"
        folder.mkdir(parents=True)
        known = {}
        for document in documents():
            (folder / document.name).write_bytes(document.data)
            known[document.name] = document
        self.report = self.library.ingest([folder])
        self.pieces = {
            piece.id: piece
            for shelved in self.library.list()
            if shelved.source in known
            for piece in _pieces(self.library, shelved.id, known[shelved.source])
        }

    def score(self, ranking: Ranking, query: Query) -> float:
        """nDCG@10 of a ranking for a query."""
        ideal = [piece.gain(query.wanted) for piece in self.pieces.values()]
        found = [self.pieces[key] for key in ranking(query.text) if key in self.pieces]
        return ndcg([piece.gain(query.wanted) for piece in found], ideal, FOUND)

    def table(self, rankings: dict[str, Ranking], queries: list[Query]) -> Table:
        """Mean nDCG@10 by way of searching and kind of query, and over all."""
        means: Table = {}
        for name, ranking in rankings.items():
            by_kind: dict[str, list[float]] = defaultdict(list)
            for query in queries:
                by_kind[query.kind].append(self.score(ranking, query))
            every = [score for scores in by_kind.values() for score in scores]
            means[name] = {kind: float(np.mean(scores)) for kind, scores in by_kind.items()}
            means[name]["all"] = float(np.mean(every))
        return means


def queries() -> list[Query]:
    """Every labelled query; of each kind every second one is unseen."""
    kinds = yaml.safe_load((HERE / "queries.yaml").read_text("utf-8"))
    return [
        Query(
            row["q"],
            kind,
            {k: v for k, v in row.items() if k != "q"},
            bool(place % 2) and not kind.startswith("trial"),
        )
        for kind, rows in kinds.items()
        for place, row in enumerate(rows)
    ]


def default(shelf: Shelf) -> Ranking:
    """Our search as it is."""
    return lambda query: [hit.id for hit in shelf.library.search(query, k=3 * FOUND)]


def plain_bm25(shelf: Shelf, folder: Path) -> Ranking:
    """BM25 over the text: syllables with marks and pairs of them, nothing else."""
    index = Postings(folder)
    ids = list(shelf.pieces)
    index.add(
        Entry(row, row, Counter(terms(shelf.pieces[key].text, with_marks=True)))
        for row, key in enumerate(ids)
    )

    def ranked(query: str) -> list[str]:
        rows, _, scores = index.scores(dict.fromkeys(terms(query, with_marks=True), 1.0))
        return [ids[rows[i]] for i in np.argsort(-scores)[:FOUND]]

    return ranked


def vectors_alone(shelf: Shelf) -> Ranking:
    """The built-in embedding without the lexical leg."""
    embedding = shelf.library._vectors.embedding
    vectors = embedding.passages([piece.text for piece in shelf.pieces.values()])
    return _dense([*shelf.pieces], vectors, embedding.query)


def minilm(shelf: Shelf) -> Ranking | None:
    """Chroma's default model all-MiniLM-L6-v2; ``None`` where it is not at hand.

    ``DRAFTER_MINILM`` names its folder; else the cache of the Hugging Face hub is looked at.
    Nothing is fetched.
    """
    cached = Path.home().glob(f".cache/huggingface/hub/models--*{MINILM}/snapshots/*")
    folder = os.environ.get("DRAFTER_MINILM") or next(map(str, cached), None)
    if folder is None:
        return None
    from drafter.library.embedding import Recipe, TransformerModel

    model = TransformerModel(folder, Recipe())
    vectors = model.passages([piece.text for piece in shelf.pieces.values()])
    return _dense([*shelf.pieces], vectors, model.query)


def character_hashing(shelf: Shelf, dimensions: int = 1024) -> Ranking:
    """Hashed sequences of three to five letters without marks, as vectors."""

    def vector(text: str) -> np.ndarray[Any, Any]:
        plain = f" {bare(text)} "
        counts = np.zeros(dimensions, np.float32)
        for size in (3, 4, 5):
            for start in range(len(plain) - size + 1):
                counts[zlib.crc32(plain[start : start + size].encode()) % dimensions] += 1
        return counts / max(float(np.linalg.norm(counts)), 1e-9)

    vectors = np.stack([vector(piece.text) for piece in shelf.pieces.values()])
    return _dense([*shelf.pieces], vectors, vector)


def _dense(ids: list[str], matrix: Any, embed: Callable[[str], Any]) -> Ranking:
    def ranked(query: str) -> list[str]:
        return [ids[i] for i in np.argsort(-(matrix @ embed(query)))[:FOUND]]

    return ranked


def _pieces(library: Library, document: str, labelled: Labelled) -> Iterator[Piece]:
    for passage in library.passages(document):
        label = labelled.labels.get(passage.text, "")
        yield Piece(passage.id, passage.text, label, labelled)
