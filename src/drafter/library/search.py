"""Search on the shelf: two legs, fused, weighted by nearness, each hit with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from drafter.document.brief import Brief

from .fusion import Candidates, Found, Fusion
from .nearness import Asker, nearness
from .shelf import Shelf
from .sources import Passage, ShelfDocument
from .vocabulary import Vocabulary

LEAST_EVIDENCE = 0.40
"""What has to speak for the best candidate (see ``Candidates``), else nothing is similar."""

FAR = 0.25
"""A candidate below this share of the best score is left out: the list is not to be filled."""

WORDS = 0.15
"""What the words count beside nearness when documents like a brief are looked for."""


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


class Searcher:
    """Search over one shelf."""

    def __init__(self, shelf: Shelf, vocabulary: Vocabulary, fusion: Fusion) -> None:
        self._shelf, self._vocabulary, self._fusion = shelf, vocabulary, fusion

    def search(self, query: str, asker: Asker, k: int) -> list[Hit]:
        """At most ``k`` passages, best first; empty when nothing on the shelf is similar."""
        candidates = self._fusion.candidates(query)
        if candidates.evidence < LEAST_EVIDENCE:
            return []
        topics = self._vocabulary.query_topics(query)
        close = replace(candidates, found=_close(candidates.found))
        hits = self._hits(close, asker, topics, lambda found, near: found * (1 + near))
        return _distinct(hits, k)

    def similar(self, brief: Brief, k: int) -> list[Hit]:
        """The documents most like the one to be written, one hit each, best first.

        Nearness counts more than words here: what the office wants first is its own document
        of last year, then those of its neighbours.
        """
        asker = Asker.of(brief.unit, brief.year, brief.kind)
        candidates = self._fusion.by_words(brief_query(brief))
        found = [*candidates.found]
        if brief.unit:  # its own documents, whatever words they use
            named = self._fusion.places().named(brief.unit.described())
            seen = {f.row for f in found}
            own = self._fusion.whole(named) if named else []
            found += [replace(f, score=0.0) for f in own if f.row not in seen]
        every = Candidates(found, candidates.evidence)
        hits = self._hits(every, asker, (), lambda found, near: WORDS * found + near)
        best: dict[str, Hit] = {}
        for hit in hits:
            best.setdefault(hit.document, hit)
        return list(best.values())[:k]

    def _hits(
        self,
        candidates: Candidates,
        asker: Asker,
        topics: tuple[str, ...],
        blend: Callable[[float, float], float],
    ) -> list[Hit]:
        """Every candidate as a hit, best first.

        ``blend`` makes one score of how well the words fit (1 is best) and how near it is.
        """
        found = candidates.found
        passages = self._shelf.passages([f.row for f in found])
        documents = self._shelf.documents_at(list({f.owner for f in found}))
        near = {owner: nearness(asker, document) for owner, document in documents.items()}
        best = max((f.score for f in found), default=0.0) or 1.0
        hits = [
            _hit(
                passages[f.row],
                documents[f.owner],
                blend(f.score / best, near[f.owner].share),
                (*near[f.owner].reasons, *_shared(topics, passages[f.row])),
            )
            for f in found
            if f.row in passages and f.owner in documents  # one may have been removed meanwhile
        ]
        return sorted(hits, key=lambda hit: -hit.score)


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


def _close(found: list[Found]) -> list[Found]:
    """The candidates that are not far behind the best."""
    least = FAR * max((f.score for f in found), default=0.0)
    return [f for f in found if f.score >= least]


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


def _distinct(hits: Iterable[Hit], k: int) -> list[Hit]:
    """The first ``k`` that say different things: the same file may stand in several formats."""
    said: set[str] = set()
    distinct = []
    for hit in hits:
        words = "".join(char for char in hit.text.lower() if char.isalnum())
        if words not in said:
            said.add(words)
            distinct.append(hit)
        if len(distinct) == k:
            break
    return distinct
