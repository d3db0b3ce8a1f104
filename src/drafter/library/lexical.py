"""The lexical leg: BM25 over passages and over the facts of documents.

A query with marks is looked up with marks, one without them bare. Abbreviations are spelled
out and shortened, words of the same meaning count less than those that were typed. The facts
of a document (title, issuer, place, year) are an index of their own, whose scores are carried
over to the document's passages: otherwise "kế hoạch của tỉnh Nghệ An" finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .postings import Postings
from .segments import Floats, Rows, Segment, of_counts
from .sources import Passage, ShelfDocument
from .tokens import FORMS, Text, Tokens
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


@dataclass(frozen=True)
class Built:
    """Documents and their passages as segments of the four indexes, by form.

    Rows are running numbers from 0 of documents and of passages, until they are numbered.
    """

    facts: dict[str, Segment]
    passages: dict[str, Segment]

    @classmethod
    def of(
        cls, documents: Sequence[ShelfDocument], passages: Sequence[tuple[int, Passage]]
    ) -> Built:
        """Segments of documents and of their passages (number of the document, passage)."""
        owners = [owner for owner, _ in passages]
        numbers = range(len(documents))
        return cls(
            _built(_texts_of(documents), numbers, numbers),
            _built(_bodies(p for _, p in passages), range(len(owners)), owners),
        )

    def numbered(self, documents: Sequence[int], passages: Sequence[int]) -> Built:
        """The same with the rows that documents and passages got on the shelf."""
        owners, rows = np.asarray(documents, np.int64), np.asarray(passages, np.int64)
        return Built(
            {form: segment.moved(owners, owners) for form, segment in self.facts.items()},
            {form: segment.moved(rows, owners) for form, segment in self.passages.items()},
        )

    def without(self, documents: Sequence[int]) -> Built:
        """The same without some documents; the others keep their numbers."""
        gone = np.asarray(documents, np.int64)
        owners = next(iter(self.passages.values()))
        rows = owners.rows[np.isin(owners.owners, gone)]
        return Built(
            {form: segment.without(gone) for form, segment in self.facts.items()},
            {form: segment.without(rows) for form, segment in self.passages.items()},
        )


class LexicalIndex:
    """Four inverted indexes: passages and facts, with marks and bare."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._passages = {form: Postings(folder / f"passages-{form}") for form in FORMS}
        self._facts = {form: Postings(folder / f"facts-{form}") for form in FORMS}

    @property
    def rows(self) -> set[int]:
        """Rows of passages that every index holds."""
        held = [set(index.rows.tolist()) for index in self._passages.values()]
        return set.intersection(*held)

    def count(self) -> int:
        """How many passages every index holds; -1 when they differ."""
        counts = {len(index.rows) for index in self._passages.values()}
        return counts.pop() if len(counts) == 1 else -1

    def reconcile(self, documents: Rows, passages: Rows, owners: Rows) -> Rows:
        """Take out what is not stored; the documents that some index lacks, whole or in part.

        Rows of all stored documents and passages, and for each passage its document's row.
        """
        lost = [np.zeros(0, np.int64)]
        for indexes, stored, of in (
            (self._facts, documents, documents),
            (self._passages, passages, owners),
        ):
            for index in indexes.values():
                extra = np.setdiff1d(index.rows, stored)
                if len(extra):
                    index.remove(extra.tolist())
                lost.append(of[~np.isin(stored, index.rows)])
        return np.unique(np.concatenate(lost))

    def append(self, built: Built) -> None:
        """Take in numbered segments of rows that are on no index yet; ``settle`` when done."""
        for form in FORMS:
            self._facts[form].append(built.facts[form])
            self._passages[form].append(built.passages[form])

    def settle(self) -> None:
        """Merge what was appended."""
        for index in (*self._passages.values(), *self._facts.values()):
            index.settle()

    def add(
        self,
        documents: Sequence[tuple[int, ShelfDocument]],
        passages: Sequence[tuple[int, int, Passage]],
    ) -> None:
        """Index documents (row, document) and passages (row, row of document, passage).

        Rows that an index already holds are passed over, so that an interrupted call is
        completed by calling again.
        """
        rows = [row for row, _ in documents]
        places = {row: place for place, row in enumerate(rows)}
        built = Built.of([d for _, d in documents], [(places[o], p) for _, o, p in passages])
        built = built.numbered(rows, [row for row, _, _ in passages])
        for form in FORMS:
            for index, segment in (
                (self._facts[form], built.facts[form]),
                (self._passages[form], built.passages[form]),
            ):
                index.append(segment.without(index.rows))

    def remove(self, document: int, passages: Iterable[int]) -> None:
        """Take a document and its passages out."""
        rows = list(passages)
        for form in FORMS:
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

    def rows_of(self, chosen: NDArray[np.bool_]) -> Rows:
        """Rows of the passages of the documents that are chosen, by row of the document."""
        rows, owners = self._passages["marked"].held()
        return rows[looked_up(chosen, owners)]

    def share(self, query: str, found: Iterable[tuple[Passage, ShelfDocument]]) -> float:
        """How much of what the query asks stands in one of these passages or in the facts of
        its document, at most: 0 to 1.

        Each syllable weighs as much as it tells on this shelf; one that stands nowhere on the
        shelf weighs most. An abbreviation counts as found when it stands spelled out.
        """
        marks = has_marks(query)
        index = self._passages["marked" if marks else "bare"]
        asked = self._vocabulary.content(query, with_marks=marks)
        weights = {term: index.idf(term) for term in asked}
        total = sum(weights.values())
        shares = [0.0]
        for passage, document in found if total else ():
            text = f"{passage.context}. {passage.text}. {document.facts}"
            held = set(terms(text, with_marks=marks))
            held |= self._vocabulary.meant(query, text, with_marks=marks)
            shares.append(sum(w for term, w in weights.items() if term in held) / total)
        return max(shares)

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


def looked_up(chosen: NDArray[np.bool_], owners: Rows) -> NDArray[np.bool_]:
    """``chosen[owners]``, where a document newer than the table is not chosen."""
    known = owners < len(chosen)
    return known & chosen[np.where(known, owners, 0)] if len(chosen) else known


def _query_terms(text: str, marks: bool, *, typed: bool) -> list[str]:
    """Terms of a phrase; of a brought-in phrase only pairs, single syllables say too little."""
    found = terms(text, with_marks=marks)
    joined = [term for term in found if "_" in term]
    return found if typed or not joined else joined


def _texts_of(documents: Iterable[ShelfDocument]) -> Iterable[Text]:
    return (Text(number, document.facts) for number, document in enumerate(documents))


def _bodies(passages: Iterable[Passage]) -> Iterable[Text]:
    for number, passage in enumerate(passages):
        yield Text(number, passage.text)
        if passage.context:
            yield Text(number, passage.context, HEADING_WEIGHT)


def _built(texts: Iterable[Text], rows: Sequence[int], owners: Sequence[int]) -> dict[str, Segment]:
    tokens = Tokens(texts)
    return {
        form: of_counts(tokens.counted(written), rows, owners) for form, written in FORMS.items()
    }


def _carried(owners: Rows, documents: Rows, values: Floats) -> Floats:
    """The score of each passage's document."""
    if not len(documents) or not len(owners):
        return np.zeros(len(owners), np.float32)
    table = np.zeros(int(max(owners.max(), documents.max())) + 1, np.float32)
    table[documents] = values
    carried: Floats = table[owners]
    return carried
