"""Pages of words and ruled tables put together in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from drafter.document.facts import Span

from .composing import Composer
from .grid import Box, RuledGrid
from .pageflow import (
    Block,
    Line,
    Word,
    drop_page_numbers,
    join_broken,
    page_lines,
    paragraphs,
    rows_of,
)
from .scanrepair import HeadingCount, mend_words

_NOTE = re.compile(r"[\[(]?(\d{1,2})[\])]?\s+(?=\D)")
_SMALLER = 0.9


@dataclass(slots=True)
class Page:
    """What was found on one page. ``empty`` marks a page that has to be recognised."""

    number: int
    words: list[Word]
    grids: list[RuledGrid]
    empty: bool = False
    recognised: bool = False  # read by OCR
    texts: dict[Box, str] = field(default_factory=dict)  # cells already recognised
    doubtful: set[Box] = field(default_factory=set)


def assemble(pages: Sequence[Page], out: Composer) -> None:
    """Add the paragraphs, tables and footnotes of all pages to ``out`` in reading order."""
    body = [_outside(page) for page in pages]
    lines = drop_page_numbers(
        [page_lines(words, p.number) for p, words in zip(pages, body, strict=True)]
    )
    lines, notes = _footnotes(lines)
    writer = _Writer(out, notes, frozenset(p.number for p in pages if p.recognised))
    pending: list[list[Line]] = []
    for page, found in zip(pages, lines, strict=True):
        rest = found
        for grid in page.grids:
            above = [line for line in rest if line.top < grid.top]
            rest = [line for line in rest if line.top >= grid.top]
            writer.lines([*pending, above])
            pending = []
            writer.table(page, grid)
        pending.append(rest)
    writer.lines(pending)


def _outside(page: Page) -> list[Word]:
    def inside(word: Word) -> bool:
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return any(grid.covers(x, y) for grid in page.grids)

    return [word for word in page.words if not inside(word)]


class _Writer:
    """Adds paragraphs and tables to a ``Composer``, mending what was recognised."""

    def __init__(
        self, out: Composer, notes: dict[tuple[int, str], str], recognised: frozenset[int]
    ) -> None:
        self._out = out
        self._notes = notes
        self._recognised = recognised
        self._headings = HeadingCount()

    def lines(self, pages: Sequence[list[Line]]) -> None:
        """Join lines to paragraphs and add them with the footnotes they refer to."""
        for block in paragraphs(pages):
            text, doubtful = block.spoken()
            if block.page in self._recognised:
                text, doubtful = self._mended(text, doubtful)
            self._out.line(text, doubtful)
            self._add_notes(block)

    def _mended(self, text: str, doubtful: list[Span]) -> tuple[str, list[Span]]:
        spoken = mend_words(text)  # keeps every letter in its place
        mended = self._headings.mended(spoken)
        moved = len(mended) - len(spoken)
        if moved:
            doubtful = [Span(s.start + moved, s.end + moved) for s in doubtful if s.start > 6]
        return mended, doubtful

    def _add_notes(self, block: Block) -> None:
        for number in block.notes:
            for page in (block.page, block.page + 1):
                text = self._notes.pop((page, number), None)
                if text is not None:
                    self._out.line(f"[{number}] {text}")
                    break

    def table(self, page: Page, grid: RuledGrid) -> None:
        """Add a ruled table."""
        texts = {box: _cell_text(page, box) for box in grid.boxes}
        doubtful = {
            (row, column)
            for box in grid.boxes
            if box in page.doubtful
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }
        self._out.table(grid.repeated(texts), grid.printed(texts), doubtful)


def _cell_text(page: Page, box: Box) -> str:
    text = page.texts.get(box)
    return mend_words(text) if text else _inside(page, box)


def _inside(page: Page, box: Box) -> str:
    words = [
        word
        for word in page.words
        if box.left <= (word.left + word.right) / 2 <= box.right
        and box.top <= (word.top + word.bottom) / 2 <= box.bottom
    ]
    rows = [Line(row) for row in rows_of(words)]
    block = Block()
    for row in rows:
        block.words += join_broken(block.words, row.words) if block.words else row.words
    return block.spoken()[0]


def _footnotes(pages: Sequence[list[Line]]) -> tuple[list[list[Line]], dict[tuple[int, str], str]]:
    """The pages without their footnotes, and the footnotes by page and number.

    A footnote is small print at the foot of a page that begins with a number some raised
    figure on that page refers to.
    """
    sizes = [line.size for lines in pages for line in lines if len(line.words) > 4]
    usual = median(sizes) if sizes else 0.0
    kept: list[list[Line]] = []
    notes: dict[tuple[int, str], str] = {}
    for lines in pages:
        marks = {word.note for line in lines for word in line.words if word.note}
        start = next(
            (i for i, line in enumerate(lines) if _begins_note(line, marks, usual)), len(lines)
        )
        kept.append(lines[:start])
        _collect_notes(lines[start:], notes)
    return kept, notes


def _begins_note(line: Line, marks: set[str], usual: float) -> bool:
    number = _NOTE.match(line.text + " ") or re.match(r"(\d{1,2})(?=\D)", line.text)
    return number is not None and number[1] in marks and line.size < _SMALLER * usual


def _collect_notes(lines: Sequence[Line], notes: dict[tuple[int, str], str]) -> None:
    key: tuple[int, str] | None = None
    for line in lines:
        number = _NOTE.match(line.text + " ") or re.match(r"(\d{1,2})(?=\D)", line.text)
        if number:
            key = (line.page, number[1])
            notes[key] = line.text[number.end() :].strip()
        elif key:
            notes[key] += f" {line.text}"
