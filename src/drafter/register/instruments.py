"""The instruments of the register - and what may be said of them on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from drafter.document.facts import Citation
from drafter.document.model import DocumentKind
from drafter.document.unit import Level

from . import basis as _basis
from . import verdicts as _verdicts
from .basis import Basis, BasisTable
from .folding import bare, words
from .instrument import Instrument, name_key, number_key, printed_day
from .verdicts import Verdict


class Instruments:
    """The instruments of the register, indexed by number and by name of law."""

    def __init__(
        self,
        rows: Iterable[Instrument],
        basis: BasisTable | None = None,
        congresses: Iterable[date] = (),
    ) -> None:
        self._rows = {row.id: row for row in rows}
        self.table = basis or BasisTable()
        self.congresses = tuple(sorted(congresses))
        self._by_number: dict[tuple[str, ...], list[Instrument]] = defaultdict(list)
        self._by_name: dict[str, list[Instrument]] = defaultdict(list)
        for row in self._rows.values():
            if row.number:
                self._by_number[number_key(row.number)].append(row)
            if row.is_law or not row.number:
                self._by_name[name_key(row.title)].append(row)

    def __iter__(self) -> Iterator[Instrument]:
        return iter(self._rows.values())

    def __len__(self) -> int:
        return len(self._rows)

    def adding(self, rows: Iterable[Instrument]) -> Instruments:
        """The same register with more rows: documents the office has at hand."""
        return Instruments((*self, *rows), self.table, self.congresses)

    def get(self, id: str) -> Instrument | None:
        """The instrument of that id."""
        return self._rows.get(id)

    def numbered(self, number: str) -> tuple[Instrument, ...]:
        """All instruments with that number, however its marks are typed.

        A number cut short ("152/2025", "57-NQ") finds every number that starts so.
        """
        key = number_key(number)
        found = self._by_number.get(key)
        if found is None and len(key) > 1:
            found = [r for k, rows in self._by_number.items() if k[: len(key)] == key for r in rows]
        return tuple(found or ())

    def named(self, name: str) -> tuple[Instrument, ...]:
        """Laws, and instruments without number, of that name."""
        return tuple(self._by_name.get(name_key(name), ()))

    def term_of(self, day: date) -> int:
        """Running number of the Party term in which ``day`` falls: numbering restarts with it."""
        return sum(closed <= day for closed in self.congresses)

    def search(self, text: str, limit: int = 50) -> tuple[Instrument, ...]:
        """Rows whose number, title, kind or issuer hold every word of ``text``, newest first."""
        wanted = bare(words(text)).split()
        hits = [row for row in self if all(word in _haystack(row) for word in wanted)]
        return tuple(sorted(hits, key=lambda r: r.signed or date.min, reverse=True)[:limit])

    def verdict(self, citation: Citation, on: date, plan_year: int | None = None) -> Verdict:
        """What may be said of ``citation`` in a document of day ``on``; see ``VerdictKind``."""
        return _verdicts.verdict(self, citation, on, plan_year)

    def law(
        self, citations: Iterable[Citation], on: date, plan_year: int | None = None
    ) -> tuple[Verdict, ...]:
        """Verdicts of all citations of a text, in order."""
        return tuple(self.verdict(citation, on, plan_year) for citation in citations)

    def basis(self, kind: DocumentKind, level: Level, on: date, plan_year: int) -> Basis:
        """What a launch document of that kind, level and day should rest on; see ``Basis``."""
        return _basis.basis(self, self.table, kind, level, on, plan_year)


def _haystack(row: Instrument) -> str:
    fields = (row.kind, row.number or "", row.issuer, row.title, printed_day(row.signed))
    return bare(" ".join((*fields, words(" ".join(fields)))))
