"""Putting a read file together: lines, tables and doubts become one ``RawText``.

Every format reader hands its pieces to a ``Composer``, so that all of them keep the
conventions of ``RawText`` (``drafter.document.reading``).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence

from drafter.document.facts import Span
from drafter.document.reading import RawText, Source, Table, Warning_

from .limits import MAX_CHARACTERS

CELL_BAR = " | "
_RULE = re.compile(r"[_=~ ]+|[-–—.* ]{4,}")  # the line drawn under a letterhead

# Marks without width: soft hyphen, zero-width blanks and joiners, byte-order mark.
_INVISIBLE: dict[int, str] = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_CONTROL: dict[int, str] = {code: " " for code in range(32) if code not in (9, 10, 13)}
_DROPPED = _INVISIBLE | _CONTROL


def visible(text: str) -> str:
    """``text`` in NFC without marks that cannot be seen; white space stays as it is."""
    return unicodedata.normalize("NFC", text.translate(_DROPPED))


def tidy(text: str) -> str:
    """``text`` in NFC, on one line, each run of white space one blank, no invisible marks."""
    return " ".join(visible(text).split())


class Composer:
    """Collects the lines and tables of one file in reading order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._doubtful: list[Span] = []
        self._warnings: list[Warning_] = []

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines collected so far."""
        return tuple(self._lines)

    def warn(self, code: str, message: str) -> None:
        """Add a warning once."""
        warning = Warning_(code, message)
        if warning not in self._warnings:
            self._warnings.append(warning)

    def line(self, text: str, doubtful: Iterable[Span] = ()) -> None:
        """Add one line; ``doubtful`` are spans inside ``text``, which must be tidy then."""
        spans = tuple(doubtful)
        clean = text if spans else tidy(text)
        if not clean or _RULE.fullmatch(clean) or self._full(clean):
            return
        self._doubtful += [Span(s.start + self._length, s.end + self._length) for s in spans]
        self._lines.append(clean)
        self._length += len(clean) + 1

    def table(
        self,
        rows: Sequence[Sequence[str]],
        printed: Sequence[Sequence[str]] | None = None,
        doubtful: Iterable[tuple[int, int]] = (),
    ) -> None:
        """Add a table: ``rows`` with merged cells repeated, ``printed`` with each one once."""
        cells = tuple(tuple(tidy(cell) for cell in row) for row in rows)
        if not any(any(row) for row in cells):
            return
        caption = self._lines[-1] if self._lines else ""
        self._tables.append(Table(cells, caption, frozenset(doubtful), self._length))
        for row in cells if printed is None else printed:
            self.line(table_line(row))

    def _full(self, text: str) -> bool:
        full = self._length + len(text) > MAX_CHARACTERS
        if full:
            self.warn("too-long", "Tệp quá dài, chỉ đọc 2 triệu ký tự đầu.")
        return full

    def raw(self, data: bytes, name: str, kind: str, pages: int | None = None) -> RawText:
        """The finished text of the file ``name`` whose bytes are ``data``."""
        return self.raw_text("\n".join(self._lines), data, name, kind, pages)

    def raw_text(
        self, text: str, data: bytes, name: str, kind: str, pages: int | None = None
    ) -> RawText:
        """As ``raw``, for a text that is kept as laid out."""
        source = Source(
            file=name,
            format=kind,
            pages=pages,
            characters=len(text),
            warnings=tuple(self._warnings),
            digest=hashlib.sha256(data).hexdigest(),
        )
        return RawText(text, source, tuple(self._tables), tuple(self._doubtful))


def table_line(row: Sequence[str]) -> str:
    """A table row as one line: cells joined by a bar, empty cells at the end dropped."""
    cells = [tidy(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return CELL_BAR.join(cells).strip()
