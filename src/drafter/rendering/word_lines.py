"""Paragraphs of plain text and drawn lines, as the components of a file need them."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.document.layout import Part

from . import printed
from .measure import MM_PER_POINT, SUBSTITUTE, width_mm
from .word_xml import PLAIN, Shape, paragraph, run


@dataclass(frozen=True, slots=True)
class Fit:
    """What makes a line fit its column: size in points, points by which letters move closer."""

    size: float
    condensed: float = 0.0

    def width(self, text: str, *, bold: bool = False, italic: bool = False) -> float:
        """Width of ``text`` in mm in Times New Roman."""
        closer = len(text) * self.condensed * MM_PER_POINT
        return width_mm(text, self.size, bold=bold, italic=italic) - closer

    def holds(self, text: str, column: float, *, bold: bool = False, italic: bool = False) -> bool:
        """Whether ``text`` stands on one line of ``column`` mm, in a substitute font too."""
        wide = width_mm(text, self.size, bold=bold, italic=italic)
        return self.width(text, bold=bold, italic=italic) + wide * SUBSTITUTE <= column


def runs(text: str, fit: Fit | None = None) -> str:
    """The runs of ``text``, placeholders marked, in the size and width of ``fit``."""
    size, condensed = (fit.size, fit.condensed) if fit else (None, 0.0)
    return "".join(
        run(s.text, highlight=s.placeholder, size=size, condensed=condensed)
        for s in printed.segments(text)
    )


def styled(part: Part, text: str, shape: Shape | None = None) -> str:
    """A paragraph of ``text`` in the style of ``part``."""
    return paragraph(part, runs(printed.clean(text)), shape or PLAIN)


def ruled(length: float, width: float, *, keep_next: bool = False) -> Shape:
    """A line of ``length`` in the middle of a column of ``width``, both in mm."""
    return Shape(ruled=True, side=max(0.0, (width - length) / 2), keep_next=keep_next)
