"""The lexical leg: BM25 over passages and over the facts of documents.

A query with marks is looked up with marks, one without them bare. Abbreviations are spelled
out and shortened, words of the same meaning count less than those that were typed. The facts
of a document (title, issuer, place, year) are an index of their own, whose scores are carried
over to the document's passages: otherwise "kế hoạch của tỉnh Nghệ An" finds nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .postings import Entry, Floats, Postings, Rows
from .sources import Passage, ShelfDocument
from .vocabulary import Vocabulary
from .words import has_marks, terms

HEADING_WEIGHT = 1.5
"""A word of a heading counts this many times one of the text."""

SINGLE_WEIGHT = 0.8
"""What a syllable alone counts beside a pair: "phòng bệnh" is not "phòng cháy"."""

FACTS_WEIGHT = 0.6
"""What the facts of a document add to its passages; measured in evals/test_search.py."""


@dataclass(frozen=True)
class Scores:
    """Rows of passages, the rows of their documents, and scores, in no order."""

    rows: Rows
    owners: Rows
    values: Floats


class LexicalIndex:
    """Four inverted indexes: passages and facts, with marks and bare."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._passages = {form: Postings(folder / f"passages-{form}") for form in _FORMS}
        self._facts = {form: Postings(folder / f"facts-{form}") for form in _FORMS}

    @property
    def rows(self) -> set[int]:
        """Rows of passages that every index holds."""
        held = [set(index.rows.tolist()) for index in self._passages.values()]
        return set.intersection(*held)

    def add(
        self,
        documents: Sequence[tuple[int, ShelfDocument]],
        passages: Sequence[tuple[int, int, Passage]],
    ) -> None:
        """Index documents (row, document) and passages (row, row of document, passage).

        Rows that an index already holds are passed over, so that an interrupted call is
        completed by calling again.
        """
        for form, marks in _FORMS.items():
            self._add(self._facts[form], ((r, r, _facts(d, marks)) for r, d in documents))
            self._add(self._passages[form], ((r, o, _body(p, marks)) for r, o, p in passages))

    def remove(self, document: int, passages: Iterable[int]) -> None:
        """Take a document and its passages out."""
        rows = list(passages)
        for form in _FORMS:
            self._facts[form].remove([document])
            self._passages[form].remove(rows)

    def clear(self) -> None:
        """Forget everything, before a rebuild."""
        for index in (*self._passages.values(), *self._facts.values()):
            index.clear()

    def search(self, query: str) -> Scores:
        """Every passage that shares a term with the query or whose document's facts do."""
        marks = has_marks(query)
        form = "marked" if marks else "bare"
        weights = self.weights(query, marks)
        rows, owners, values = self._passages[form].scores(weights)
        documents, _, facts = self._facts[form].scores(weights)
        return Scores(rows, owners, values + FACTS_WEIGHT * _carried(owners, documents, facts))

    def share(self, query: str, passage: Passage, document: ShelfDocument) -> float:
        """How much of what the query asks stands in a passage or its document's facts: 0 to 1.

        Each syllable weighs as much as it tells on this shelf; one that stands nowhere on the
        shelf weighs most. An abbreviation counts as found when it stands spelled out.
        """
        marks = has_marks(query)
        index = self._passages["marked" if marks else "bare"]
        asked = self._vocabulary.content(query, with_marks=marks)
        weights = {term: index.idf(term) for term in asked}
        text = f"{passage.context}. {passage.text}. {document.facts}"
        held = set(terms(text, with_marks=marks))
        held |= self._vocabulary.meant(query, text, with_marks=marks)
        total = sum(weights.values())
        return sum(w for term, w in weights.items() if term in held) / total if total else 0.0

    def known(self, query: str) -> float:
        """How much of what the query asks is said anywhere on the shelf: 0 to 1."""
        marks = has_marks(query)
        index = self._passages["marked" if marks else "bare"]
        content = self._vocabulary.content(query, with_marks=marks)
        weights = {term: index.idf(term) for term in content if "_" not in term}
        most = index.idf("")  # of a term that stands nowhere
        total = sum(weights.values())
        return sum(w for w in weights.values() if w < most) / total if total else 0.0

    def weights(self, query: str, marks: bool) -> dict[str, float]:
        """The terms to look for and what each counts."""
        weights: dict[str, float] = {}
        for phrase in self._vocabulary.widened(query, with_marks=marks):
            for term in _query_terms(phrase.text, marks, typed=phrase.weight >= 1):
                share = phrase.weight * (1.0 if "_" in term else SINGLE_WEIGHT)
                weights[term] = max(share, weights.get(term, 0.0))
        return weights

    def _add(self, index: Postings, entries: Iterable[tuple[int, int, Counter[str]]]) -> None:
        held = set(index.rows.tolist())
        index.add(Entry(*entry) for entry in entries if entry[0] not in held)


_FORMS = {"marked": True, "bare": False}


def _query_terms(text: str, marks: bool, *, typed: bool) -> list[str]:
    """Terms of a phrase; of a brought-in phrase only pairs, single syllables say too little."""
    found = terms(text, with_marks=marks)
    joined = [term for term in found if "_" in term]
    return found if typed or not joined else joined


def _body(passage: Passage, marks: bool) -> Counter[str]:
    counts: Counter[str] = Counter(terms(passage.text, with_marks=marks))
    for term in terms(passage.context, with_marks=marks):
        counts[term] += HEADING_WEIGHT  # type: ignore[assignment]
    return counts


def _facts(document: ShelfDocument, marks: bool) -> Counter[str]:
    return Counter(terms(document.facts, with_marks=marks))


def _carried(owners: Rows, documents: Rows, values: Floats) -> Floats:
    """The score of each passage's document."""
    if not len(documents) or not len(owners):
        return np.zeros(len(owners), np.float32)
    table = np.zeros(int(max(owners.max(), documents.max())) + 1, np.float32)
    table[documents] = values
    carried: Floats = table[owners]
    return carried
