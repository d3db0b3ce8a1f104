"""Tables of a Word file: cells in their columns, merged cells repeated.

Letterheads and signature blocks are tables only to place text side by side; they become
plain lines, left cell before right cell.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .limits import MAX_COLUMNS, MAX_ROWS
from .ooxml import W
from .wordlook import dark

if TYPE_CHECKING:
    from lxml.etree import _Element

ReadCell = Callable[["_Element", bool], tuple[list[str], list[str]]]

# Words that stand only in a letterhead or a signature block.
_LAYOUT = re.compile(
    r"c[ộo]ng h[oò][aà] x[ãa] h[ộo]i ch[ủu] ngh[ĩi]a|^n[ơo]i nh[ậa]n\s*:|đ[ảa]ng c[ộo]ng s[ảa]n "
    r"vi[ệe]t nam|^số\s*:|^(tm|kt|tl|tuq|q)\s*\.\s*\S",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(slots=True)
class Cell:
    """One cell: its lines, first column, width in columns, and whether it goes on from above."""

    lines: list[str]
    column: int
    width: int
    continued: bool = False

    @property
    def text(self) -> str:
        """The cell on one line."""
        return " ".join(self.lines)


@dataclass(slots=True)
class Grid:
    """A table as rows of cells, with the footnotes its cells refer to."""

    rows: list[list[Cell]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """Number of columns of the widest row."""
        return max((c.column + c.width for row in self.rows for c in row), default=0)

    def repeated(self) -> list[list[str]]:
        """Rows of equal width, the text of a merged cell in each place it covers."""
        width = self.columns
        result: list[list[str]] = []
        for row in self.rows:
            cells = [""] * width
            for cell in row:
                above = result[-1][cell.column] if cell.continued and result else cell.text
                cells[cell.column : cell.column + cell.width] = [above] * cell.width
            result.append(cells)
        return result

    def printed(self) -> list[list[str]]:
        """Rows with each merged cell once, in its first place."""
        return [["" if c.continued else c.text for c in row] for row in self.rows]


def read_grid(table: _Element, read_cell: ReadCell) -> Grid:
    """The grid of a ``w:tbl``; ``read_cell`` gives lines and notes of a ``w:tc``."""
    grid = Grid()
    styled = _styled(table)
    for row in _children(table, "tr"):
        if len(grid.rows) >= MAX_ROWS or row.find(f"{W}trPr/{W}del") is not None:
            continue
        grid.rows.append(_read_row(row, read_cell, styled, grid.notes))
    return grid


def _read_row(row: _Element, read_cell: ReadCell, styled: bool, notes: list[str]) -> list[Cell]:
    cells: list[Cell] = []
    column = _integer(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for tc in _children(row, "tc"):
        width = max(1, _integer(tc.find(f"{W}tcPr/{W}gridSpan"), 1))
        if column + width > MAX_COLUMNS:
            break
        merge = tc.find(f"{W}tcPr/{W}vMerge")
        continued = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        lines, below = read_cell(tc, styled or dark(tc.find(f"{W}tcPr/{W}shd")))
        notes += below
        cells.append(Cell(lines, column, width, continued))
        column += width
    return cells


def _styled(table: _Element) -> bool:
    """Whether a table style may shade its cells, so that white text can be meant to be seen."""
    style = table.find(f"{W}tblPr/{W}tblStyle")
    return style is not None and style.get(f"{W}val") not in ("TableGrid", "TableNormal")


def _children(parent: _Element, name: str) -> list[_Element]:
    """Rows of a table or cells of a row, through content controls and tracked insertions."""
    found: list[_Element] = []
    for child in parent:
        if child.tag == f"{W}{name}":
            found.append(child)
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            found += _children(child, name)
    return found


def _integer(element: _Element | None, default: int) -> int:
    text = "" if element is None else str(element.get(f"{W}val", ""))
    return int(text) if text.isdigit() else default


def is_layout(grid: Grid) -> bool:
    """Whether the table only places text: a letterhead, a signature block, a frame."""
    cells = [cell for row in grid.rows for cell in row if cell.lines]
    if len(cells) <= 1:
        return True
    if grid.columns > 3 or len(grid.rows) > 6:
        return False
    return any(_LAYOUT.search("\n".join(cell.lines)) for cell in cells)


def layout_lines(grid: Grid) -> list[str]:
    """The lines of a layout table: row by row, left cell before right cell."""
    return [line for row in grid.rows for cell in row for line in cell.lines]
