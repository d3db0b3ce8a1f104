"""Known requests of the level above: which rows of kb/requests a clause of a directive asks for."""

from __future__ import annotations

from collections.abc import Iterable

from .clause_schema import RequestRow
from .lexicon import words_of


class Requests:
    """The rows of kb/requests, found by the words of a clause."""

    def __init__(self, rows: Iterable[RequestRow]) -> None:
        self.rows = tuple(rows)
        self._ways = tuple(
            (row, tuple(f" {' '.join(words_of(part))} " for part in phrase.split("+")))
            for row in self.rows
            for phrase in row.says
        )

    def of(self, clause: str) -> tuple[RequestRow, ...]:
        """Rows whose words stand in ``clause``: the one with most of them first."""
        said = f" {' '.join(words_of(clause))} "
        found: dict[str, tuple[int, RequestRow]] = {}
        for row, parts in self._ways:
            if all(part in said for part in parts):
                before, _ = found.get(row.id, (0, row))
                found[row.id] = before + sum(map(len, parts)), row
        return tuple(row for _, row in sorted(found.values(), key=lambda pair: -pair[0]))
