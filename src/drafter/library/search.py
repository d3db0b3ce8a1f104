"""Search on the shelf: two legs, fused, weighted by nearness, each hit with its reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

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


class VectorLeg(Protocol):
    """Finds passages whose vectors are near the query's."""

    def nearest(self, query: str, k: int) -> tuple[Rows, Floats]:
        """Rows of passages and their cosine similarity, best first."""
        ...


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
        vectors: VectorLeg | None = None,
    ) -> None:
        self._shelf, self._lexical, self._vocabulary = shelf, lexical, vocabulary
        self._vectors = vectors

    def search(self, query: str, asker: Asker, k: int) -> list[Hit]:
        """At most ``k`` passages, best first; empty when nothing on the shelf is similar."""
        found = self._fused(query)
        passages = self._shelf.passages([f.row for f in found])
        documents = self._shelf.documents_at(list({f.owner for f in found}))
        found = [f for f in found if f.row in passages and f.owner in documents]
        shares = (
            self._lexical.share(query, passages[f.row], documents[f.owner]) for f in found[:JUDGED]
        )
        if max(shares, default=0.0) < LEAST_SHARE:
            return []
        topics = self._vocabulary.query_topics(query)
        hits = [_hit(f, passages[f.row], documents[f.owner], asker, topics) for f in found]
        hits.sort(key=lambda hit: -hit.score)
        return _varied(hits, k)

    def similar(self, brief: Brief, k: int) -> list[Hit]:
        """The documents most like the one to be written, one hit each, best first."""
        asker = Asker(brief.unit, brief.year, brief.kind)
        best: dict[str, Hit] = {}
        for hit in self.search(brief_query(brief), asker, CANDIDATES):
            best.setdefault(hit.document, hit)
        return list(best.values())[:k]

    def _fused(self, query: str) -> list[_Found]:
        lexical = self._lexical.search(query)
        if not len(lexical.rows):
            return []
        values = lexical.values / max(float(lexical.values.max()), 1e-9)
        fused = dict(zip(lexical.rows.tolist(), values.tolist(), strict=True))
        owners = dict(zip(lexical.rows.tolist(), lexical.owners.tolist(), strict=True))
        best = sorted(fused, key=fused.__getitem__, reverse=True)[:CANDIDATES]
        return [_Found(row, owners[row], fused[row]) for row in best]


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


def _hit(
    found: _Found,
    passage: Passage,
    document: ShelfDocument,
    asker: Asker,
    topics: tuple[str, ...],
) -> Hit:
    near = nearness(asker, document)
    shared = [topic for topic in topics if topic in passage.topics]
    reasons = [*near.reasons, *(f"cùng chủ đề {topic}" for topic in shared[:2])]
    return Hit(
        id=passage.id,
        document=document.id,
        source=document.source,
        title=document.title,
        issuer=document.issuer,
        year=document.year,
        kind=document.kind.value if document.kind else None,
        section=passage.section,
        score=found.score * (1 + near.share),
        reasons=tuple(reasons) or ("có những từ được hỏi",),
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
