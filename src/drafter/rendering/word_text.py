"""The lines of the body in printed order, and which of them stay with the signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.facts import Use
from drafter.document.layout import FORMS, INDENT, Part
from drafter.document.model import LaunchDocument, Layout, Paragraph, Section

from . import printed
from .measure import break_lines
from .target_rows import Row, table_rows


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file: component, label with its blank, text, uses in the text.

    ``row`` is set where the line is printed as a row of a table; it holds what is printed.
    """

    part: Part
    label: str
    text: str
    uses: tuple[Use, ...] = ()
    row: Row | None = None

    @property
    def whole(self) -> str:
        """The line as its runs print it."""
        if self.row is not None:
            return printed.clean(self.row.whole)
        pieces = printed.segments(self.text, self.uses)
        return self.label + "".join(piece.text for piece in pieces)


def body_lines(document: LaunchDocument) -> Iterator[Line]:
    """Basis, opening, sections and closing in printed order."""
    for paragraph in document.basis:
        yield _line(paragraph, Part.BASIS)
    for paragraph in document.opening:
        yield _line(paragraph)
    for section in document.sections:
        yield from _section_lines(section, 1, document.letterhead.year)
    for paragraph in document.closing:
        yield _line(paragraph)


def _line(text: Paragraph, part: Part = Part.BODY, label: str = "") -> Line:
    return Line(part, label + printed.paragraph_label(text), text.text, text.uses)


def _section_lines(section: Section, depth: int, year: int) -> Iterator[Line]:
    label = ""
    if section.heading:
        part = printed.heading_part(section.label, depth)
        yield Line(part, "", printed.heading_line(section, depth))
    elif section.label:
        label = f"{printed.printed_label(section.label)} "
    if section.layout is Layout.TABLE:
        for row in table_rows(section, year):
            yield Line(Part.CELL_HEAD if row.head else Part.CELL, "", row.said, row=row)
        return
    for text in section.paragraphs:
        yield _line(text, label=label)
        label = ""
    for child in section.children:
        yield from _section_lines(child, depth + 1, year)


def first_kept(lines: list[Line], width: float) -> int:
    """Number of the first line that stays on the page of the signature.

    At least two printed lines do: a last paragraph of one line takes the one before with it.
    ``width`` is that of the text in mm.
    """
    if not lines:
        return 0
    size = FORMS[Part.BODY].size
    alone = len(break_lines(lines[-1].whole, size, width, first=INDENT)) < 2
    return len(lines) - (2 if alone and len(lines) > 1 else 1)
