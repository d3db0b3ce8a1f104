"""Search on the shelf: two legs, fused, weighted by nearness, each hit with its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from drafter.document.brief import Brief

from .catalogue import Catalogue
from .fusion import Found, Fusion
from .nearness import Asker, Nearness, nearness
from .shelf import Shelf
from .sources import Passage, ShelfDocument
from .vocabulary import Vocabulary

LEAST_EVIDENCE = 0.40
"""What has to speak for the best candidate (see ``Candidates``), else nothing is similar."""

FAR = 0.25
"""A candidate below this share of the best score is left out: the list is not to be filled."""

WORDS = 0.15
"""What the words count beside nearness when documents like a brief are looked for."""


_NOT_A_LETTER = re.compile(r"[\W_]+")

FETCHED = 24
"""Texts of candidates fetched at once."""

JUDGED = 40
"""Candidates that a cross-encoder weighs again, where there is one: it takes milliseconds each."""

JUDGEMENT = 0.6
"""What its word counts beside the two legs."""


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


Judge = Callable[[str, Sequence[str]], Sequence[float] | None]
"""A query and texts to how well each answers it, on any scale; ``None`` when it cannot say."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its place among the others."""

    found: Found
    document: ShelfDocument
    near: Nearness
    score: float


class Searcher:
    """Search over one shelf."""

    def __init__(
        self,
        shelf: Shelf,
        vocabulary: Vocabulary,
        fusion: Fusion,
        catalogue: Catalogue,
        judge: Judge | None = None,
    ) -> None:
        self._shelf, self._vocabulary, self._fusion = shelf, vocabulary, fusion
        self._catalogue, self._judge = catalogue, judge

    def search(self, query: str, asker: Asker, k: int, *, only: bool = False) -> list[Hit]:
        """At most ``k`` passages, best first; empty when nothing on the shelf is similar.

        With ``only``, passages of documents that have the asker's place, year and kind.
        """
        chosen = self._catalogue.fitting(asker) if only else None
        candidates = self._fusion.candidates(query, chosen)
        if candidates.evidence < LEAST_EVIDENCE:
            return []
        topics = self._vocabulary.query_topics(query)
        found = self._judged(query, _close(candidates.found))
        ranked = self._ranked(found, asker, lambda found, near: found * (1 + near))
        return _distinct(self._hits(ranked, topics), k)

    def similar(self, brief: Brief, k: int) -> list[Hit]:
        """The documents most like the one to be written, one hit each, best first.

        Nearness counts more than words here: what the office wants first is its own document
        of last year, then those of its neighbours.
        """
        asker = Asker.of(brief.unit, brief.year, brief.kind)
        found = [*self._fusion.by_words(brief_query(brief)).found]
        if brief.unit:  # its own documents, whatever words they use
            named = self._catalogue.named(brief.unit.described())
            seen = {f.row for f in found}
            own = self._fusion.whole(named) if named else []
            found += [replace(f, score=0.0) for f in own if f.row not in seen]
        best: dict[int, Ranked] = {}
        for ranked in self._ranked(found, asker, lambda found, near: WORDS * found + near):
            best.setdefault(ranked.found.owner, ranked)
        return list(islice(self._hits(list(best.values()), ()), k))

    def _judged(self, query: str, found: list[Found]) -> list[Found]:
        """The first candidates weighed again by the model that reads query and passage."""
        if self._judge is None or len(found) < 2:
            return found
        first = sorted(found, key=lambda f: -f.score)[:JUDGED]
        passages = self._shelf.passages([f.row for f in first])
        first = [f for f in first if f.row in passages]
        texts = [f"{passages[f.row].context}. {passages[f.row].text}" for f in first]
        values = self._judge(query, texts)
        if values is None:
            return found
        judged = _scaled(values)
        best = max(f.score for f in first) or 1.0
        return [
            replace(f, score=(1 - JUDGEMENT) * f.score / best + JUDGEMENT * value)
            for f, value in zip(first, judged, strict=True)
        ]

    def _ranked(
        self, found: list[Found], asker: Asker, blend: Callable[[float, float], float]
    ) -> list[Ranked]:
        """Every candidate with its score and how near it is, best first.

        ``blend`` makes one score of how well the words fit (1 is best) and how near it is.
        """
        documents = self._shelf.documents_at(list({f.owner for f in found}))
        near = {owner: nearness(asker, document) for owner, document in documents.items()}
        best = max((f.score for f in found), default=0.0) or 1.0
        ranked = [
            Ranked(f, documents[f.owner], near[f.owner], blend(f.score / best, near[f.owner].share))
            for f in found
            if f.owner in documents  # one may have been removed meanwhile
        ]
        return sorted(ranked, key=lambda r: -r.score)

    def _hits(self, ranked: Sequence[Ranked], topics: tuple[str, ...]) -> Iterator[Hit]:
        """The candidates as hits; texts are fetched as far as somebody reads."""
        for start in range(0, len(ranked), FETCHED):
            part = ranked[start : start + FETCHED]
            passages = self._shelf.passages([r.found.row for r in part])
            for one in part:
                passage = passages.get(one.found.row)
                if passage:
                    reasons = (*one.near.reasons, *_shared(topics, passage))
                    yield _hit(passage, one.document, one.score, reasons)


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


def _scaled(values: Sequence[float]) -> list[float]:
    """The values from 0 to 1: models differ in their scales."""
    least, most = min(values), max(values)
    return [(value - least) / (most - least or 1.0) for value in values]


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
        words = _NOT_A_LETTER.sub("", hit.text.lower())
        if words not in said:
            said.add(words)
            distinct.append(hit)
        if len(distinct) == k:
            break
    return distinct
