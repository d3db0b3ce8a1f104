"""Search on the shelf: two legs, fused, weighted by nearness, each hit with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from drafter.document.brief import Brief

from .lexical import LexicalIndex
from .nearness import Asker, nearness
from .postings import Floats, Rows
from .shelf import Shelf
from .sources import Passage, ShelfDocument
from .vocabulary import Vocabulary

VECTOR_WEIGHT = 0.35
"""The vector leg beside the lexical one, both scaled to 1; measured in evals/test_search.py."""

LEAST_SHARE = 0.34
"""Share of a query's weight that the best passage must hold, else nothing is similar."""

CANDIDATES = 300
JUDGED = 10
"""How many of the best passages are looked at to say whether anything is similar."""

PER_DOCUMENT = 3


Nearest = Callable[[str, int], tuple[Rows, Floats]]
"""A query and k to the rows of the k nearest passages and their similarity, best first."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``score`` orders hits of one search and means nothing else."""

    id: str
    document: str
    source: str
    title: str | None
    issuer: str | None
    year: int | None
    kind: str | None
    section: str
    score: float
    reasons: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class _Found:
    row: int
    owner: int
    score: float


class Searcher:
    """Joins the legs over one shelf."""

    def __init__(
        self,
        shelf: Shelf,
        lexical: LexicalIndex,
        vocabulary: Vocabulary,
        nearest: Nearest | None = None,
    ) -> None:
        self._shelf, self._lexical, self._vocabulary = shelf, lexical, vocabulary
        self._nearest = nearest

    def search(self, query: str, asker: Asker, k: int) -> list[Hit]:
        """At most ``k`` passages, best first; empty when nothing on the shelf is similar."""
        hits = self._hits(query, asker, lambda found, near: found * (1 + near), LEAST_SHARE)
        return _varied(hits, k)

    def similar(self, brief: Brief, k: int) -> list[Hit]:
        """The documents most like the one to be written, one hit each, best first.

        Nearness counts more than words here: what the office wants first is its own document
        of last year, then those of its neighbours.
        """
        asker = Asker.of(brief.unit, brief.year, brief.kind)
        best: dict[str, Hit] = {}
        for hit in self._hits(brief_query(brief), asker, lambda found, near: found / 3 + near, 0):
            best.setdefault(hit.document, hit)
        return list(best.values())[:k]

    def _hits(
        self, query: str, asker: Asker, blend: Callable[[float, float], float], least: float
    ) -> list[Hit]:
        """Every candidate, best first; none when the best hold less of the query than ``least``.

        ``blend`` makes one score of how well the words fit (1 is best) and how near it is.
        """
        found = sorted(self._fused(query), key=lambda f: -f.score)[:CANDIDATES]
        passages = self._shelf.passages([f.row for f in found])
        documents = self._shelf.documents_at(list({f.owner for f in found}))
        found = [f for f in found if f.row in passages and f.owner in documents]
        shares = (
            self._lexical.share(query, passages[f.row], documents[f.owner]) for f in found[:JUDGED]
        )
        if not found or max(shares) < least:
            return []
        topics = self._vocabulary.query_topics(query)
        best = found[0].score
        near = {owner: nearness(asker, document) for owner, document in documents.items()}
        hits = [
            _hit(
                passages[f.row],
                documents[f.owner],
                blend(f.score / best, near[f.owner].share),
                (*near[f.owner].reasons, *_shared(topics, passages[f.row])),
            )
            for f in found
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _fused(self, query: str) -> list[_Found]:
        lexical = self._lexical.search(query)
        if not len(lexical.rows):
            return []
        best = np.argsort(-lexical.values)[:CANDIDATES]
        top = max(float(lexical.values[best[0]]), 1e-9)
        fused = {int(lexical.rows[i]): float(lexical.values[i]) / top for i in best}
        for row, near in self._near(query):
            fused[row] = fused.get(row, 0.0) + VECTOR_WEIGHT * near
        owners = self._shelf.owners(list(fused))
        return [_Found(row, owners[row], fused[row]) for row in fused if row in owners]

    def _near(self, query: str) -> list[tuple[int, float]]:
        """Rows near the query's vector, their similarity scaled so that the best is 1."""
        if self._nearest is None:
            return []
        rows, near = self._nearest(query, CANDIDATES)
        top = max(float(near[0]), 1e-9) if len(near) else 1.0
        return [(int(r), float(n) / top) for r, n in zip(rows, near, strict=True) if n > 0]


def brief_query(brief: Brief) -> str:
    """What a brief looks for, in words."""
    directive = brief.directive.header.title if brief.directive else None
    parts = [
        f"{brief.kind.printed.lower()} phát động phong trào thi đua",
        brief.unit.described() if brief.unit else None,
        brief.theme,
        directive,
        *(target.indicator for target in brief.targets[:30]),
    ]
    return "; ".join(part for part in parts if part)


def _shared(topics: tuple[str, ...], passage: Passage) -> list[str]:
    return [f"cùng chủ đề {topic}" for topic in topics if topic in passage.topics][:2]


def _hit(passage: Passage, document: ShelfDocument, score: float, reasons: tuple[str, ...]) -> Hit:
    return Hit(
        id=passage.id,
        document=document.id,
        source=document.source,
        title=document.title,
        issuer=document.issuer,
        year=document.year,
        kind=document.kind.value if document.kind else None,
        section=passage.section,
        score=score,
        reasons=reasons or ("có những từ được hỏi",),
        text=passage.text,
    )


def _varied(hits: Iterable[Hit], k: int) -> list[Hit]:
    """The first ``k``, but no document more than PER_DOCUMENT times while others are left."""
    taken: dict[str, int] = {}
    first: list[Hit] = []
    rest: list[Hit] = []
    for hit in hits:
        taken[hit.document] = taken.get(hit.document, 0) + 1
        (first if taken[hit.document] <= PER_DOCUMENT else rest).append(hit)
    return (first + rest)[:k]
