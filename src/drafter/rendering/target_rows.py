"""Targets as rows of a table: what they measure, unit, figure, and who follows them.

A row is cut out of the paragraph that says the target, so that there is one text to change and
nothing to keep in step. A line that has no figure at its end stands in its row whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.document.facts import GroundKind, Span, Use
from drafter.document.model import Paragraph, Section

from .printed import printed_label

_HEADER = ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm {year}", "Theo dõi")
_PARTS = "; trong đó: "
_NUMBER = r"\d[\d.,]*(?:\s?(?:/|-)\s?\d[\d.,]*)?"
_BOUND = r"(?:từ|trên|dưới|ít nhất|tối thiểu|tối đa|không quá|khoảng|≥|≤|>|<)\s"
_FIGURE = re.compile(
    rf"(?P<figure>(?:{_BOUND})?{_NUMBER})"
    r"(?P<unit>%[^\d()]*?|\s[^\d()]*?)?(?P<more>\s(?:trở lên|trở xuống))?(?P<remark>(?:\s\([^()]*\))*)"
)
_LINE = re.compile(rf"(?P<name>[^\[\]]+?(?<=[:\s]))(?!(?:19|20)\d\d(?:\W|$)){_FIGURE.pattern}")
_REACHES = re.compile(r"(?::|\sđạt)\s*$")


SPANS = {1: (5,), 3: (1, 3, 1), 5: (1,) * 5}
"""Columns under each cell, by the number of cells in a row."""
CELL_BAR = " | "
"""What parts the cells of a row said as one line, as in `reading.RawText`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of a cell with the uses that stand in it."""

    text: str
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table.

    ``cells`` are number, name, unit, figure, follower; a row of one cell goes over all columns
    (the name of a group), one of three has no figure of its own: number, whole line, follower.
    A row with ``joined`` has that follower, who stands in the row above and whose cell goes on;
    its own last cell is empty. ``said`` is the line as the text has it.
    """

    cells: tuple[Cell, ...]
    said: str = ""
    head: bool = False
    joined: str = ""

    @property
    def spans(self) -> tuple[int, ...]:
        """How many of the five columns each cell covers."""
        return SPANS[len(self.cells)]

    @property
    def whole(self) -> str:
        """The cells as one line."""
        return CELL_BAR.join(cell.text for cell in self.cells)


def table_rows(section: Section, year: int) -> Iterator[Row]:
    """The rows of ``section`` and the groups below it, the header first."""
    yield Row(tuple(Cell(words.format(year=year)) for words in _HEADER), head=True)
    numbers = iter(_numbers([p for _, part in section.walk() for p in part.paragraphs]))
    for _, part in section.walk():
        if part is not section and part.heading:
            yield Row((Cell(f"{printed_label(part.label)} {part.heading}".strip()),))
        above = ""
        for paragraph in part.paragraphs:
            for row in _rows_of(paragraph, next(numbers)):
                joined = bool(above) and paragraph.followed_by == above
                yield _joined(row) if joined else row
                above = paragraph.followed_by


def _joined(row: Row) -> Row:
    *cells, follower = row.cells
    return replace(row, cells=(*cells, Cell("")), joined=follower.text)


_SHEET_ROW = re.compile(r"dòng (\d+)([a-zđ]?)$")


def _numbers(paragraphs: Sequence[Paragraph]) -> list[str]:
    """A number for each line: that of its row in the office's sheet, where the sheet has them.

    Notes and resolutions speak of "chỉ tiêu số 12"; a line without a number there has none here.
    Where the order of the sheet is not kept the lines are counted.
    """
    found = [_sheet_row(paragraph) for paragraph in paragraphs]
    given = [one for one in found if one]
    if not given or not found[0] or given != sorted(set(given)):
        return [str(at) for at in range(1, len(found) + 1)]
    return [f"{one[0]}{one[1]}" if one else "" for one in found]


def _sheet_row(paragraph: Paragraph) -> tuple[int, str] | None:
    ground = paragraph.uses[0].ground if paragraph.uses else None
    row = _SHEET_ROW.search(ground.ref) if ground and ground.kind is GroundKind.TARGETS else None
    return (int(row[1]), row[2]) if row else None


def _rows_of(paragraph: Paragraph, number: str) -> Iterator[Row]:
    whole, *parts = _spans(paragraph.text)
    yield _row(paragraph, whole, number, "")
    for part in parts:
        yield _row(paragraph, part, "", "- ")


def _spans(text: str) -> list[Span]:
    """The whole and the parts that a line lists after it."""
    end = len(text.rstrip(" .;"))
    at = text.find(_PARTS)
    if at < 0:
        return [Span(0, end)]
    found = [Span(0, at)]
    start = at + len(_PARTS)
    for piece in text[start:end].split("; "):
        found.append(Span(start, start + len(piece)))
        start += len(piece) + len("; ")
    return found


def _row(paragraph: Paragraph, span: Span, number: str, mark: str) -> Row:
    said = span.of(paragraph.text)
    follower = Cell(paragraph.followed_by)
    cut = _LINE.fullmatch(said)
    if cut is None:
        line = _cell(paragraph, span, mark + said)
        return Row((Cell(number), line, follower), paragraph.text)
    name = _REACHES.sub("", cut["name"]).rstrip() + (cut["remark"] or "")
    unit = (cut["unit"] or "").strip()
    figure = cut["figure"] + (cut["more"] or "")
    measured = (Cell(mark + name), Cell(unit), _cell(paragraph, span, figure))
    return Row((Cell(number), *measured, follower), paragraph.text)


def _cell(paragraph: Paragraph, here: Span, text: str) -> Cell:
    """``text`` out of the stretch ``here``: it rests on what that stretch rests on."""
    uses = [use for use in paragraph.uses if use.span.overlaps(here) and text.strip("- ")]
    start = len(text) - len(text.removeprefix("- "))
    return Cell(
        text,
        tuple(replace(use, text=text[start:], span=Span(start, len(text))) for use in uses[:1]),
    )
