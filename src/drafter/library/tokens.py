"""Many texts as arrays of syllables, so that counting terms is arithmetic and not a loop.

A syllable gets a number when it is first seen. What depends on its letters (its two forms) is
worked out once per syllable, not once per place where it stands; a pair of neighbours is a pair
of numbers and is written out once per pair.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .words import bare, marked, numbers, syllables

Floats = NDArray[np.float32]
Rows = NDArray[np.int64]

FORMS: dict[str, Callable[[str], str]] = {"marked": marked, "bare": bare}


@dataclass(frozen=True)
class Text:
    """A text of an entry; ``weight`` is what each of its terms counts."""

    entry: int
    text: str
    weight: float = 1.0


@dataclass(frozen=True)
class Counted:
    """Terms and how often each stands in which entry.

    ``terms[i]`` has the entries ``entries[offsets[i]:offsets[i + 1]]``, in rising order, with
    the weights ``counts`` of the same places; terms are sorted by their bytes.
    """

    terms: list[bytes]
    offsets: Rows
    entries: NDArray[np.int32]
    counts: Floats


class Tokens:
    """The syllables of texts in order, as numbers into ``surfaces``.

    ``entry``, ``weight`` and ``line`` (the running number of the text) go with each syllable.
    """

    def __init__(self, texts: Iterable[Text]) -> None:
        known: dict[str, int] = {}
        ids: list[int] = []
        sizes, entries, weights = [], [], []
        self.numbers: list[tuple[str, int, float]] = []
        for text in texts:
            found = syllables(text.text)
            ids += [known.setdefault(word, len(known)) for word in found]
            sizes.append(len(found))
            entries.append(text.entry)
            weights.append(text.weight)
            self.numbers += [(n, text.entry, text.weight) for n in numbers(text.text)]
        self.surfaces = list(known)
        self.ids = np.asarray(ids, np.int64)
        self.line = np.repeat(np.arange(len(sizes)), sizes)
        self.entry = np.repeat(np.asarray(entries, np.int64), sizes)
        self.weight = np.repeat(np.asarray(weights, np.float32), sizes)

    def forms(self, form: Callable[[str], str]) -> tuple[list[str], Rows]:
        """The distinct forms of the syllables, and each syllable's number among them."""
        known: dict[str, int] = {}
        table = [known.setdefault(form(word), len(known)) for word in self.surfaces]
        return list(known), np.asarray(table, np.int64)[self.ids]

    def counted(self, form: Callable[[str], str]) -> Counted:
        """Syllables, pairs of neighbours in one text, and document numbers, counted."""
        words, singles = self.forms(form)
        joined, pairs, first = self._pairs(words, singles)
        said = [number for number, _, _ in self.numbers]
        more: dict[str, int] = {}
        extra = [more.setdefault(n, len(more)) for n in said]
        shift = len(words) + len(joined)
        terms = np.concatenate([singles, pairs + len(words), np.asarray(extra, np.int64) + shift])
        entry = np.concatenate([self.entry, self.entry[first], _column(self.numbers, 1, np.int64)])
        weight = np.concatenate(
            [self.weight, self.weight[first], _column(self.numbers, 2, np.float32)]
        )
        return _summed([*words, *joined, *more], terms, entry, weight)

    def _pairs(self, words: Sequence[str], singles: Rows) -> tuple[list[str], Rows, Rows]:
        """Distinct pairs written out, the pair at each place, and where its first part stands."""
        first = np.flatnonzero(self.line[1:] == self.line[:-1])
        keys = singles[first] * len(words) + singles[first + 1]
        distinct, place = np.unique(keys, return_inverse=True)
        halves = ((key // len(words), key % len(words)) for key in distinct.tolist())
        return [f"{words[a]}_{words[b]}" for a, b in halves], place, first


def _column(rows: Sequence[tuple[str, int, float]], place: int, kind: type) -> NDArray:  # type: ignore[type-arg]
    return np.asarray([row[place] for row in rows], kind)


def _summed(words: Sequence[str], terms: Rows, entry: Rows, weight: Floats) -> Counted:
    """Counts by term and entry; a word that stands in two guises is one term."""
    texts = sorted({word.encode() for word in words})
    place = {text: at for at, text in enumerate(texts)}
    rank = np.asarray([place[word.encode()] for word in words], np.int64)
    wide = int(entry.max()) + 1 if len(entry) else 1
    keys = rank[terms] * wide + entry
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else keys
    counts = np.add.reduceat(weight[order], starts) if len(keys) else weight
    held = np.bincount(keys[starts] // wide, minlength=len(texts))
    offsets = np.asarray([0, *itertools.accumulate(held.tolist())], np.int64)
    return Counted(texts, offsets, (keys[starts] % wide).astype(np.int32), counts)
