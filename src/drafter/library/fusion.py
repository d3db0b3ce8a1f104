"""The two legs of a search joined into one list of candidates, with how much speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .catalogue import Catalogue, Chosen
from .lexical import LexicalIndex, looked_up
from .places import Named
from .segments import Floats, Rows
from .shelf import Shelf
from .words import has_marks

# The weights below were measured on the seen half of evals/search (nDCG@10).
VECTOR_LEAST = 0.2
VECTOR_MORE = 0.4
"""The vector leg beside the lexical one, both scaled to 1: the least, and what is added as the
lexical leg finds less of the query. It is the leg for paraphrases."""

VECTOR_BARE = 0.1
"""For a query without marks: bare syllables say too little for vectors."""

VECTOR_EVIDENCE = 0.3
"""What a near vector says for a query being answered at all, beside a word that is found."""

NAMED = 0.8
"""What a place or year that the query names adds to a score, as a share of it."""

ENOUGH = 0.6
"""Share of the query found by words from which the vector leg gets no more than the least."""

CANDIDATES = 300
JUDGED = 5
"""How many of the best passages are looked at to say how much of the query is found."""

Nearest = Callable[[str, int, Rows | None], tuple[Rows, Floats]]
"""A query and k to the rows of the k nearest passages and their similarity, best first; among
some rows only when these are given."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate: row of the passage, row of its document, score."""

    row: int
    owner: int
    score: float


@dataclass(frozen=True, slots=True)
class Candidates:
    """Candidates, best first, and how much speaks for the best being about the query at all.

    ``evidence`` is the share of the query found by words, plus the nearness of the nearest
    vector as far as the query's words are known on the shelf: a vector made of the few known
    words of "luật cờ vua quốc tế" says little.
    """

    found: list[Found]
    evidence: float


class Fusion:
    """Both legs over one shelf.

    ``chosen`` says everywhere, by row of a document, which documents are to be searched; all
    of them without it.
    """

    def __init__(
        self, shelf: Shelf, lexical: LexicalIndex, nearest: Nearest | None, catalogue: Catalogue
    ) -> None:
        self._shelf, self._lexical, self._nearest = shelf, lexical, nearest
        self._catalogue = catalogue

    def candidates(self, query: str, chosen: Chosen | None = None) -> Candidates:
        """Candidates for a query; documents it names by place or year count more."""
        named = self._catalogue.named(query)
        if named is None or not named.rows:
            return self.by_words(query, chosen)
        if named.only:
            found = self.whole(named, chosen)
            return Candidates(found, 1.0 if found else 0.0)
        rest = self.by_words(named.rest, chosen)
        weighted = [
            Found(f.row, f.owner, f.score * (1 + NAMED * (f.owner in named.rows)))
            for f in rest.found
        ]
        return Candidates(sorted(weighted, key=lambda f: -f.score), rest.evidence)

    def whole(self, named: Named, chosen: Chosen | None = None) -> list[Found]:
        """The passages of the documents that are named, their beginnings first."""
        rows = np.asarray(sorted(named.rows), np.int64)
        if chosen is not None:
            rows = rows[looked_up(chosen, rows)]
        found = self._shelf.first_passages(rows.tolist(), CANDIDATES)
        return [Found(row, owner, 1 / (1 + number / 20)) for row, owner, number in found]

    def by_words(self, query: str, chosen: Chosen | None = None) -> Candidates:
        """Candidates by the words of the query and by its vector."""
        fused, owners = self._by_terms(query, chosen)
        share = self._share(query, list(fused)[:JUDGED], owners)
        near = self._near(query, chosen)
        weight = _vector_weight(query, share)
        top = near[0][1] if near else 1.0
        for row, similarity in near:
            fused[row] = fused.get(row, 0.0) + weight * similarity / top
        best = sorted(fused, key=lambda row: -fused[row])[:CANDIDATES]
        owners |= self._shelf.owners([row for row in best if row not in owners])
        found = [Found(row, owners[row], fused[row]) for row in best if row in owners]
        return Candidates(found, share + self._nearness(query, near))

    def _nearness(self, query: str, near: list[tuple[int, float]]) -> float:
        if not near or not has_marks(query):
            return 0.0
        return VECTOR_EVIDENCE * near[0][1] * self._lexical.known(query)

    def _by_terms(
        self, query: str, chosen: Chosen | None
    ) -> tuple[dict[int, float], dict[int, int]]:
        """Scores of the lexical leg by row, the best first and scaled to 1; owners by row."""
        scores = self._lexical.search(query)
        rows, owners, values = scores.rows, scores.owners, scores.values
        if chosen is not None:
            fits = looked_up(chosen, owners)
            rows, owners, values = rows[fits], owners[fits], values[fits]
        if not len(rows):
            return {}, {}
        best = _highest(values, CANDIDATES)
        scaled = values[best] / max(float(values[best[0]]), 1e-9)
        names = rows[best].tolist()
        return (
            dict(zip(names, scaled.tolist(), strict=True)),
            dict(zip(names, owners[best].tolist(), strict=True)),
        )

    def _near(self, query: str, chosen: Chosen | None) -> list[tuple[int, float]]:
        """Rows near the query's vector with their similarity, best first."""
        if self._nearest is None:
            return []
        among = None if chosen is None else self._lexical.rows_of(chosen)
        rows, near = self._nearest(query, CANDIDATES, among)
        return [(int(row), float(n)) for row, n in zip(rows, near, strict=True) if n > 0]

    def _share(self, query: str, rows: list[int], owners: dict[int, int]) -> float:
        """The most of the query that one of these passages holds."""
        passages = self._shelf.passages(rows)
        documents = self._shelf.documents_at(list({owners[row] for row in rows}))
        return self._lexical.share(
            query,
            [
                (passage, documents[owners[row]])
                for row, passage in passages.items()
                if owners[row] in documents
            ],
        )


def _highest(values: Floats, k: int) -> Rows:
    """Places of the ``k`` highest values, the highest first; of equals the first."""
    if len(values) > 4 * k:
        least = np.partition(values, len(values) - k)[len(values) - k]
        places = np.flatnonzero(values >= least)
    else:
        places = np.arange(len(values))
    best: Rows = places[np.argsort(-values[places], kind="stable")][:k]
    return best


def _vector_weight(query: str, share: float) -> float:
    if not has_marks(query):
        return VECTOR_BARE
    return VECTOR_LEAST + VECTOR_MORE * max(0.0, ENOUGH - share)
