"""Names of units, districts, provinces and years in a query, known from the shelf itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .sources import ShelfDocument
from .words import bare, has_marks, marked, syllables

_LEVELS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "quan", "thi xa", "thanh pho", "tinh")
_ABOUT = {
    *("ke", "hoach", "chi", "thi", "phat", "dong", "dua", "phong", "trao", "van", "ban", "cua"),
    *("nam", "cac", "o", "thuoc", "cu", "uy", "nhan", "dan", "ubnd", "kh", "ct", "pd", "va"),
    *("cho", "tim", "xa", "phuong", "dac", "khu", "tran", "huyen", "quan", "thanh", "pho", "tinh"),
}
"""Syllables that say nothing more once a place or a year is named: "kế hoạch của xã … năm …"."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a query names: rows of the documents meant, and the query without the names.

    ``only`` says that the rest of the query asks for nothing of its own.
    """

    rows: frozenset[int]
    rest: str
    only: bool


class Gazetteer:
    """Names on the shelf with the documents that bear them, in both forms."""

    def __init__(self, documents: Iterable[tuple[int, ShelfDocument]] = ()) -> None:
        self._rows: dict[bool, dict[tuple[str, ...], set[int]]] = {True: {}, False: {}}
        self._years: dict[str, set[int]] = {}
        self._longest = 0
        for row, document in documents:
            self.add(row, document)

    def add(self, row: int, document: ShelfDocument) -> None:
        """Learn the names of one more document."""
        for name in (document.unit, document.district, document.province):
            for marks in (True, False):
                key = _key(name, marks)
                if len(key) > 1:
                    self._rows[marks].setdefault(key, set()).add(row)
                    self._longest = max(self._longest, len(key))
        if document.year:
            self._years.setdefault(str(document.year), set()).add(row)

    def named(self, query: str) -> Named | None:
        """The documents whose place and year the query names; ``None`` when it names none."""
        marks = has_marks(query)
        words = syllables(query)
        terms = [(marked if marks else bare)(word) for word in words]
        places, taken = self._places(terms, marks)
        years = [(at, self._years[word]) for at, word in enumerate(words) if word in self._years]
        if not places and not years:
            return None
        of_place: set[int] = set().union(*places)
        of_year: set[int] = set().union(*(found for _, found in years))
        rows = of_place & of_year if places and years else of_place | of_year
        taken |= {at for at, _ in years}
        taken |= _words_before(taken, words)
        rest = [word for at, word in enumerate(words) if at not in taken]
        only = all(bare(word) in _ABOUT for word in rest)
        return Named(frozenset(rows), " ".join(rest), only)

    def _places(self, terms: list[str], marks: bool) -> tuple[list[set[int]], set[int]]:
        """Documents by the names in a query, the longest name first, and where they stand."""
        known = self._rows[marks]
        found: list[set[int]] = []
        taken: set[int] = set()
        for size in range(self._longest, 1, -1):
            for start in range(len(terms) - size + 1):
                place = range(start, start + size)
                rows = known.get(tuple(terms[start : start + size]))
                if rows and not taken.intersection(place):
                    found.append(rows)
                    taken.update(place)
        return found, taken


@lru_cache(maxsize=50_000)
def _key(name: str | None, marks: bool) -> tuple[str, ...]:
    words = syllables(name or "")
    plain = [bare(word) for word in words]
    for level in _LEVELS:
        parts = level.split()
        if plain[: len(parts)] == parts and len(plain) > len(parts) + (len(parts) == 1):
            words = words[len(parts) :]
            break
    return tuple((marked if marks else bare)(word) for word in words)


def _words_before(taken: set[int], words: list[str]) -> set[int]:
    """Where the word of level stands before a name, or "năm" before a year."""
    before: set[int] = set()
    for at in taken:
        one = bare(words[at - 1]) if at >= 1 else ""
        two = f"{bare(words[at - 2])} {one}" if at >= 2 else ""
        if one in (*_LEVELS, "nam"):
            before.add(at - 1)
        elif two in _LEVELS:
            before |= {at - 1, at - 2}
    return before
