"""Tables in a file: columns as wide as their contents want, heading on every page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.document.layout import FORMS, Part
from drafter.document.model import Annex

from .hand import TableRow
from .measure import width_mm
from .target_rows import Row
from .word_xml import Shape, cell, paragraph, row, table, twips

_PADDING = 1.4  # millimetres on each side of a cell
_WIDEST = 75.0  # a longer text wraps
_FIGURE = re.compile(r"[\d\s.,/%+\-–≥≤<>]*")


def annex_table(annex: Annex, rows: Iterable[TableRow], width: float) -> str:
    """``rows`` as the table of ``annex`` in ``width`` millimetres, borders all round."""
    return ruled_table(rows, column_widths(annex, width), centred_columns(annex))


def target_table(rows: Iterable[TableRow], among: Sequence[Row], width: float) -> str:
    """``rows`` of targets as a table in ``width`` millimetres, its columns fit for ``among``."""
    columns = target_columns(among, width)
    return ruled_table(rows, columns, CENTRED_TARGETS)


CENTRED_TARGETS = [True, False, True, True, False]
"""Number, unit and figure of a target stand in the middle of their columns."""


_FOLLOWER, _LONG_FOLLOWER = 33.0, 42.0  # millimetres
_NARROWEST_NAME = 40.0
_LONG_TITLE = 40  # letters: "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường" has more
_SOME = 3  # cells of a row that does not have one in each column


def target_columns(rows: Sequence[Row], width: float) -> list[float]:
    """Widths of the columns of the table of targets, in millimetres, together ``width``.

    Number, unit and figure get what their longest word wants, what a target measures the rest.
    """
    full = [[cell.text for cell in row.cells] for row in rows if len(row.cells) > _SOME]
    if not full:  # only rows that are struck out
        return [width / len(CENTRED_TARGETS)] * len(CENTRED_TARGETS)
    number, _, unit, figure, _ = (_longest_word(texts) for texts in zip(*full, strict=True))
    longest = max(len(cells[-1]) for cells in full)
    follower = _LONG_FOLLOWER if longest > _LONG_TITLE else _FOLLOWER
    taken = (number, unit, figure, follower)
    if (beyond := sum(taken) + _NARROWEST_NAME - width) > 0:  # a word nobody would break: break it
        share = 1 - beyond / sum(taken)
        number, unit, figure, follower = (each * share for each in taken)
    return [number, width - number - unit - figure - follower, unit, figure, follower]


def _longest_word(texts: Iterable[str]) -> float:
    size = FORMS[Part.CELL].size
    words = (word for text in texts for word in text.split())
    return 2 * _PADDING + 1 + max(width_mm(word, size, bold=True) for word in words)


def ruled_table(rows: Iterable[TableRow], widths: Sequence[float], centred: Sequence[bool]) -> str:
    """``rows`` under columns of ``widths`` millimetres, borders all round."""
    columns = tuple(twips(width) for width in widths)
    written = (_row(each, columns, centred) for each in rows)
    return table(columns, "".join(written), borders=True, padding=twips(_PADDING))


def _row(written: TableRow, columns: tuple[int, ...], centred: Sequence[bool]) -> str:
    part = Part.CELL_HEAD if written.head else Part.CELL
    spans = written.spans or (1,) * len(columns)
    cells = []
    at = 0
    for i, (runs, span) in enumerate(zip(written.cells, spans, strict=False)):
        align = "center" if (centred[at] and span == 1) or written.head else ""
        mark = written.marks[i] if written.marks else ""
        # The name of a group stays with the first row of the group.
        shape = Shape(align=align, mark=mark, keep_next=span == len(columns))
        last = i == len(written.cells) - 1
        cells.append(
            cell(
                sum(columns[at : at + span]),
                paragraph(part, runs, shape),
                align="center",
                columns=span,
                joined=written.joined if last else None,
            )
        )
        at += span
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
