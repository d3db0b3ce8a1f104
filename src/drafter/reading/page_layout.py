"""Where text and lines stand on the pages of a PDF. Lengths in millimetres from the top left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_MM = 25.4 / 72
_LINE_HEIGHT = 1.2  # mm: what is thinner is a line
_LINE_LENGTH = 4.0  # mm: what is shorter is none
_CELL_GAP = 2.2  # mm without a blank between: another cell begins
_WORD_GAP = 0.8  # mm: a blank that the PDF does not write out
_BLANK_GAP = 9.0  # mm that a blank of a justified line may be stretched to
_SAME_LINE = 1.7  # mm between the middles of letters of one line
_GENERATED = "\r\n\x02\ufffe"  # what the PDF library puts in itself


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text on one line without a break between columns."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its centre across the page."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal line."""

    left: float
    right: float
    at: float

    @property
    def length(self) -> float:
        """Its length."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Its centre across the page."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: size, text from top to bottom, horizontal lines."""

    width: float
    height: float
    fragments: tuple[Fragment, ...]
    strokes: tuple[Stroke, ...]


def page_layout(pdf: bytes) -> tuple[PageLayout, ...]:
    """The layout of every page of ``pdf``."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(page) for page in document)
    finally:
        document.close()


def _page(page: Any) -> PageLayout:
    width, height = page.get_size()
    fragments = sorted(_fragments(page, height), key=lambda f: (round(f.bottom), f.left))
    strokes = sorted(_strokes(page, height), key=lambda s: s.at)
    return PageLayout(width * _MM, height * _MM, tuple(fragments), tuple(strokes))


@dataclass(slots=True)
class _Glyph:
    letter: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> float:
        return (self.top + self.bottom) / 2


def _glyphs(page: Any, height: float) -> Iterator[_Glyph]:
    text = page.get_textpage()
    everything = text.get_text_range()
    for index in range(min(text.count_chars(), len(everything))):
        letter = everything[index]
        if letter in _GENERATED:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        if right > left:
            yield _Glyph(
                letter, left * _MM, (height - top) * _MM, right * _MM, (height - bottom) * _MM
            )


def _fragments(page: Any, height: float) -> Iterator[Fragment]:
    """Letters joined by place, not by the order of the file.

    A PDF writes letters of a substitute font apart from their neighbours, so a word with
    Vietnamese letters may come in pieces.
    """
    open_: list[list[_Glyph]] = []
    for glyph in sorted(_glyphs(page, height), key=lambda g: g.left):
        near = [line for line in open_ if _joins(line[-1], glyph)]
        if near:
            min(near, key=lambda line: abs(line[-1].centre - glyph.centre)).append(glyph)
        else:
            open_.append([glyph])
    for line in open_:
        inked = [g for g in line if not g.letter.isspace()]
        if inked:
            yield _fragment(line, inked)


def _joins(last: _Glyph, glyph: _Glyph) -> bool:
    gap = glyph.left - last.right
    room = _BLANK_GAP if last.letter.isspace() else _CELL_GAP
    return gap <= room and abs(last.centre - glyph.centre) < _SAME_LINE


def _fragment(line: list[_Glyph], inked: list[_Glyph]) -> Fragment:
    apart = [b.left - a.right > _WORD_GAP for a, b in pairwise(line)]
    words = "".join(g.letter + " " * gap for g, gap in zip(line, [*apart, False], strict=True))
    return Fragment(
        text=" ".join(words.split()),
        left=inked[0].left,
        right=max(g.right for g in inked),
        top=min(g.top for g in inked),
        bottom=max(g.bottom for g in inked),
    )


def _strokes(page: Any, height: float) -> Iterator[Stroke]:
    import pypdfium2.raw as raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = (value * _MM for value in item.get_bounds())
        if right - left >= _LINE_LENGTH and top - bottom <= _LINE_HEIGHT:
            yield Stroke(left, right, height * _MM - (top + bottom) / 2)
