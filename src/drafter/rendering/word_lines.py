"""Paragraphs of plain text and drawn lines, as the components of a file need them."""

from __future__ import annotations

from drafter.document.layout import Part

from . import printed
from .word_xml import PLAIN, Shape, paragraph, run


def runs(text: str) -> str:
    """The runs of ``text``, placeholders marked."""
    return "".join(run(s.text, highlight=s.placeholder) for s in printed.segments(text))


def styled(part: Part, text: str, shape: Shape | None = None) -> str:
    """A paragraph of ``text`` in the style of ``part``."""
    return paragraph(part, runs(printed.clean(text)), shape or PLAIN)


def ruled(length: float, width: float, *, keep_next: bool = False) -> Shape:
    """A line of ``length`` in the middle of a column of ``width``, both in mm."""
    return Shape(ruled=True, side=max(0.0, (width - length) / 2), keep_next=keep_next)
