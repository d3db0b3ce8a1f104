"""The table of an annex: columns as wide as their contents want, heading on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable

from drafter.document.layout import FORMS, Part
from drafter.document.model import Annex

from .hand import TableRow
from .measure import width_mm
from .word_xml import Shape, cell, paragraph, row, table, twips

_PADDING = 1.4  # millimetres on each side of a cell
_WIDEST = 75.0  # a longer text wraps
_FIGURE = re.compile(r"[\d\s.,/%+\-–≥≤<>]*")


def annex_table(annex: Annex, rows: Iterable[TableRow], width: float) -> str:
    """``rows`` as the table of ``annex`` in ``width`` millimetres, borders all round."""
    columns = tuple(twips(w) for w in column_widths(annex, width))
    centred = centred_columns(annex)
    written = (_row(each, columns, centred) for each in rows)
    return table(columns, "".join(written), borders=True, padding=twips(_PADDING))


def _row(written: TableRow, columns: tuple[int, ...], centred: list[bool]) -> str:
    part = Part.CELL_HEAD if written.head else Part.CELL
    cells = []
    for i, runs in enumerate(written.cells[: len(columns)]):
        align = "center" if centred[i] or written.head else ""
        shape = Shape(align=align, mark=written.marks[i] if written.marks else "")
        cells.append(cell(columns[i], paragraph(part, runs, shape), align="center"))
    return row("".join(cells), head=written.head, mark=written.mark)


def _column(annex: Annex, index: int) -> list[str]:
    return [values[index] for values in annex.rows if index < len(values)]


def centred_columns(annex: Annex) -> list[bool]:
    """For every column whether its contents stand in the middle."""
    return [_is_short(annex, i) for i in range(len(annex.header))]


def _is_short(annex: Annex, index: int) -> bool:
    """Whether a column holds figures or words of a unit, which stand in the middle."""
    texts = _column(annex, index)
    return bool(texts) and all(len(t) <= 12 or _FIGURE.fullmatch(t) for t in texts)


def column_widths(annex: Annex, width: float) -> list[float]:
    """Widths in millimetres, together ``width``; no column narrower than its longest word."""
    least: list[float] = []
    wanted: list[float] = []
    size = FORMS[Part.CELL].size
    for index, title in enumerate(annex.header):
        texts = [title, *_column(annex, index)]
        words = [word for text in texts for word in text.split()]
        room = 2 * _PADDING + 1
        least.append(room + max((width_mm(w, size, bold=True) for w in words), default=5))
        body = max((width_mm(t, size) for t in texts[1:]), default=0)
        head = _in_two_lines(title, size)
        wanted.append(max(least[-1], min(max(body, head) + room, _WIDEST)))
    spare = width - sum(least)
    extra = [w - m for w, m in zip(wanted, least, strict=True)]
    total = sum(extra)
    if spare <= 0 or total == 0:
        return [w * width / sum(least) for w in least]
    return [m + spare * e / total for m, e in zip(least, extra, strict=True)]


def _in_two_lines(title: str, size: float) -> float:
    """The narrowest width, in mm, in which a heading takes no more than two lines."""
    words = title.split()
    halves = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words) + 1))
    return min((max(width_mm(h, size, bold=True) for h in pair) for pair in halves), default=0)
