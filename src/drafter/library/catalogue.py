"""The facts of every document as the search asks for them: names in a query, and filters.

Kept in memory as numbers and brought up to date by what was added since; only a removal makes
it be read anew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from .nearness import Asker, proper
from .places import Gazetteer, Named
from .shelf import Shelf
from .sources import ShelfDocument

Chosen = NDArray[np.bool_]
"""By row of a document: whether it is to be searched."""

_COLUMNS = ("row", "year", "kind", "unit", "district", "province")


class Catalogue:
    """Over one shelf; may be shared by threads."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._turn = threading.RLock()
        self._forget()

    def named(self, query: str) -> Named | None:
        """The documents whose place and year a query names; ``None`` when it names none."""
        with self._turn:
            self._refresh()
            return self._names.named(query)

    def fitting(self, asker: Asker) -> Chosen:
        """The documents that have what is known of the asker: place, year and kind.

        A name alone fits documents of that unit and of every unit below it.
        """
        with self._turn:
            self._refresh()
            columns = {name: np.asarray(held, np.int64) for name, held in self._columns.items()}
        rows = columns["row"]
        fits = np.ones(len(rows), bool)
        if asker.name:
            names = [self._code(name) for name in (asker.name, *asker.formerly)]
            own = np.isin(columns["unit"], names)
            fits &= own | (columns["district"] == names[0]) | (columns["province"] == names[0])
        for name, value in (("district", asker.district), ("province", asker.province)):
            fits &= columns[name] == self._code(value) if value else True
        fits &= columns["year"] == asker.year if asker.year else True
        fits &= columns["kind"] == self._code(asker.kind) if asker.kind else True
        chosen = np.zeros(int(rows.max(initial=0)) + 1, bool)
        chosen[rows[fits]] = True
        return chosen

    def _forget(self) -> None:
        self._stamp = (0, 0)
        self._names = Gazetteer()
        self._codes: dict[str, int] = {"": 0}
        self._columns: dict[str, list[int]] = {name: [] for name in _COLUMNS}

    def _refresh(self) -> None:
        stamp = self._shelf.stamp()
        if stamp == self._stamp:
            return
        new = self._shelf.documents(after=self._stamp[1])
        if self._stamp[0] + len(new) != stamp[0]:  # something was taken off
            self._forget()
            new = self._shelf.documents()
        self._add(new.items())
        self._stamp = (len(self._columns["row"]), max(self._columns["row"], default=0))

    def _add(self, documents: Iterable[tuple[int, ShelfDocument]]) -> None:
        for row, document in documents:
            self._names.add(row, document)
            values = (
                row,
                document.year or 0,
                self._code(document.kind or "", new=True),
                self._code(proper(document.unit), new=True),
                self._code(proper(document.district), new=True),
                self._code(proper(document.province), new=True),
            )
            for held, value in zip(self._columns.values(), values, strict=True):
                held.append(value)

    def _code(self, word: str, *, new: bool = False) -> int:
        """The number of a word; of one that stands nowhere none that is in use."""
        return self._codes.setdefault(word, len(self._codes)) if new else self._codes.get(word, -1)
