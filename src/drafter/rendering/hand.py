"""Who writes the lines of a file: the plain hand. A reviewer's hand marks what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.document.layout import Part
from drafter.document.model import Annex

from . import printed
from .target_rows import Row
from .word_lines import Fit, runs
from .word_text import Line
from .word_xml import KEPT, PLAIN, Shape, paragraph, run


@dataclass(frozen=True, slots=True)
class Entry:
    """A line outside the body: component, text, what it has beyond its style."""

    part: Part
    text: str
    shape: Shape = PLAIN
    fit: Fit | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the runs of its cells, the change of the row as a whole."""

    cells: tuple[str, ...]
    head: bool = False
    mark: str = ""  # in w:trPr
    marks: tuple[str, ...] = ()  # w:rPr of the paragraph mark in each cell
    spans: tuple[int, ...] = ()  # columns under each cell; empty for one each
    joined: bool | None = None  # whether the last cell goes on from the row above


class Hand:
    """Writes lines as they are."""

    def entry(self, entry: Entry) -> str:
        """A component of one line: number, title, name of the signer."""
        text = printed.clean(entry.text)
        return paragraph(entry.part, runs(text, entry.fit), entry.shape)

    def entries(self, part: Part, entries: Sequence[Entry], *, ends_cell: bool = False) -> str:
        """A component of several lines, known by ``part``; ``ends_cell`` where they end one."""
        return "".join(self.entry(entry) for entry in entries)

    def body(self, lines: list[Line], kept: int) -> list[str | TableRow]:
        """The lines of the body, from number ``kept`` on with what follows."""
        return [
            row_of(line.row, (runs(printed.clean(cell.text)) for cell in line.row.cells))
            if line.row
            else paragraph(
                line.part, run(line.label) + runs(line.text), shape_of(lines, i, kept=i >= kept)
            )
            for i, line in enumerate(lines)
        ]

    def annex_entries(self, index: int, entries: Sequence[Entry]) -> str:
        """The lines above the table of annex ``index``."""
        return "".join(self.entry(entry) for entry in entries)

    def annex_rule(self, index: int, shape: Shape) -> str:
        """The drawn line above the table of annex ``index``."""
        return paragraph(Part.RULE, "", shape)

    def rows(self, index: int, annex: Annex) -> Iterator[TableRow]:
        """The rows of annex ``index``, the header first."""
        for at, texts in enumerate((annex.header, *annex.rows)):
            yield TableRow(tuple(runs(printed.clean(text)) for text in texts), head=at == 0)

    def below_table(self, index: int, annex: Annex, width: float) -> str:
        """What stands under the table of annex ``index``."""
        return ""

    def below_all(self, annexes: int, width: float) -> str:
        """What stands at the end of the last section of a document of so many annexes."""
        return ""


_ABOVE_A_TABLE = 4.0  # points: a border touches the words above it otherwise


def shape_of(lines: Sequence[Line], at: int, *, kept: bool) -> Shape:
    """What line ``at`` has beyond its style, by what follows it."""
    if at + 1 < len(lines) and lines[at + 1].row is not None and lines[at].row is None:
        return Shape(keep_next=True, after=_ABOVE_A_TABLE)
    return KEPT if kept else PLAIN


def row_of(row: Row, cells: Iterable[str]) -> TableRow:
    """``row`` with the runs of its ``cells``."""
    joined = None if row.head or len(row.cells) == 1 else bool(row.joined)
    return TableRow(tuple(cells), head=row.head, spans=row.spans, joined=joined)


PLAIN_HAND = Hand()
