"""The two legs of a search joined into one list of candidates, with how much speaks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .lexical import LexicalIndex
from .places import Gazetteer, Named
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

Nearest = Callable[[str, int], tuple[Rows, Floats]]
"""A query and k to the rows of the k nearest passages and their similarity, best first."""


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
    """Both legs over one shelf."""

    def __init__(self, shelf: Shelf, lexical: LexicalIndex, nearest: Nearest | None) -> None:
        self._shelf, self._lexical, self._nearest = shelf, lexical, nearest
        self._known: tuple[object, Gazetteer] | None = None

    def candidates(self, query: str) -> Candidates:
        """Candidates for a query; documents it names by place or year count more."""
        named = self.places().named(query)
        if named is None or not named.rows:
            return self.by_words(query)
        if named.only:
            return Candidates(self.whole(named), 1.0)
        rest = self.by_words(named.rest)
        weighted = [
            Found(f.row, f.owner, f.score * (1 + NAMED * (f.owner in named.rows)))
            for f in rest.found
        ]
        return Candidates(sorted(weighted, key=lambda f: -f.score), rest.evidence)

    def whole(self, named: Named) -> list[Found]:
        """The passages of the documents that are named, their beginnings first."""
        found = self._shelf.first_passages(sorted(named.rows), CANDIDATES)
        return [Found(row, owner, 1 / (1 + number / 20)) for row, owner, number in found]

    def places(self) -> Gazetteer:
        """Names on the shelf; read again when the shelf has changed."""
        stamp = self._shelf.stamp()
        if self._known is None or self._known[0] != stamp:
            self._known = (stamp, Gazetteer(self._shelf.documents().items()))
        return self._known[1]

    def by_words(self, query: str) -> Candidates:
        """Candidates by the words of the query and by its vector."""
        fused = self._by_terms(query)
        share = self._share(query, list(fused)[:JUDGED])
        near = self._near(query)
        weight = _vector_weight(query, share)
        top = near[0][1] if near else 1.0
        for row, similarity in near:
            fused[row] = fused.get(row, 0.0) + weight * similarity / top
        best = sorted(fused, key=lambda row: -fused[row])[:CANDIDATES]
        owners = self._shelf.owners(best)
        found = [Found(row, owners[row], fused[row]) for row in best if row in owners]
        return Candidates(found, share + self._nearness(query, near))

    def _nearness(self, query: str, near: list[tuple[int, float]]) -> float:
        if not near or not has_marks(query):
            return 0.0
        return VECTOR_EVIDENCE * near[0][1] * self._lexical.known(query)

    def _by_terms(self, query: str) -> dict[int, float]:
        """Scores of the lexical leg by row, the best first and scaled to 1."""
        scores = self._lexical.search(query)
        if not len(scores.rows):
            return {}
        best = np.argsort(-scores.values, kind="stable")[:CANDIDATES]
        values = scores.values[best] / max(float(scores.values[best[0]]), 1e-9)
        return dict(zip(scores.rows[best].tolist(), values.tolist(), strict=True))

    def _near(self, query: str) -> list[tuple[int, float]]:
        """Rows near the query's vector with their similarity, best first."""
        if self._nearest is None:
            return []
        rows, near = self._nearest(query, CANDIDATES)
        return [(int(row), float(n)) for row, n in zip(rows, near, strict=True) if n > 0]

    def _share(self, query: str, rows: list[int]) -> float:
        """The most of the query that one of these passages holds."""
        passages = self._shelf.passages(rows)
        owners = self._shelf.owners(rows)
        documents = self._shelf.documents_at(list(set(owners.values())))
        shares = (
            self._lexical.share(query, passage, documents[owners[row]])
            for row, passage in passages.items()
        )
        return max(shares, default=0.0)


def _vector_weight(query: str, share: float) -> float:
    if not has_marks(query):
        return VECTOR_BARE
    return VECTOR_LEAST + VECTOR_MORE * max(0.0, ENOUGH - share)
