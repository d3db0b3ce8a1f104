"""Where the sheets of the screen preview break: an estimate from the width of the text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from drafter.document.layout import (
    FORMS,
    INDENT,
    LINE_SPACING_CHOSEN,
    MARGINS,
    PAGE_HEIGHT,
    PARAGRAPH_GAP,
    TEXT_WIDTH,
    Part,
)

from .measure import MM_PER_POINT, break_lines

_LINE = FORMS[Part.BODY].size * 1.15 * LINE_SPACING_CHOSEN * MM_PER_POINT
_ROOM = PAGE_HEIGHT - sum(m.chosen for m in MARGINS if m.side in ("top", "bottom"))


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the page: its HTML, its text, and the height that is not text, in mm."""

    html: str
    text: str
    fixed: float = 0.0
    extra: float = 0.0
    bold: bool = False
    keep_next: bool = False

    def height(self) -> float:
        """Estimated height in millimetres."""
        size = FORMS[Part.BODY].size
        lines = break_lines(self.text, size, TEXT_WIDTH, bold=self.bold, first=INDENT)
        gap = PARAGRAPH_GAP * MM_PER_POINT if lines else 0.0
        return self.fixed + self.extra + len(lines) * _LINE + gap


def paginate(blocks: list[Block]) -> Iterator[list[Block]]:
    """Sheets of whole blocks; what must stay with the next block goes over with it."""
    sheet: list[Block] = []
    used = 0.0
    for group in _groups(blocks):
        height = math.fsum(block.height() for block in group)
        if sheet and used + height > _ROOM:
            yield sheet
            sheet, used = [], 0.0
        sheet.extend(group)
        used += height
    if sheet:
        yield sheet


def _groups(blocks: list[Block]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keep_next:
            yield group
            group = []
    if group:
        yield group
