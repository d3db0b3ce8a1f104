"""The head of the file: letterhead in two rows, type and title with their lines."""

from __future__ import annotations

import math
from collections.abc import Iterator

from drafter.document.layout import (
    BLANK_DAY,
    FORMS,
    LETTERHEAD_COLUMNS,
    MOTTO,
    NATIONAL_NAME,
    SHORT_LINE,
    SHORT_LINE_CHOSEN,
    TEXT_WIDTH,
    Part,
)
from drafter.document.model import LaunchDocument, Letterhead

from . import printed
from .measure import balanced, break_lines, width_mm
from .word_lines import ruled, styled
from .word_xml import Shape, cell, paragraph, row, run, table, twips

_SURE_TO_FIT = 0.93  # of a column: a substitute font may be wider than Times New Roman
_CLEAR = 1.02  # clear of the ends of the band: another font is a little wider or narrower
_NOTHING_ABOVE = 20.0  # mm: the line of a document whose title is not written yet
_HARD_BLANK = "\u00a0"


def letterhead(document: LaunchDocument, width: float = TEXT_WIDTH) -> str:
    """Two rows without borders: names with their lines; number beside place and date.

    With one row a difference in height of the names would push number and date off their
    common line (PLI-II.4c). ``width`` is that of the text, in mm; the national name keeps the
    room it needs.
    """
    issuer_width = width - LETTERHEAD_COLUMNS[1]
    left, right = twips(issuer_width), twips(LETTERHEAD_COLUMNS[1])
    head = document.letterhead
    names = cell(left, _issuer(document, issuer_width)) + cell(right, _nation())
    line, size = _fitting_date(head)
    place = paragraph(
        Part.PLACE_DATE,
        "".join(run(s.text, highlight=s.placeholder, size=size) for s in printed.segments(line)),
        Shape(before=6),
    )
    number = styled(Part.NUMBER, printed.number_line(head), Shape(before=6))
    dated = cell(left, number, align="bottom") + cell(right, place, align="bottom")
    return table((left, right), row(names) + row(dated))


def _fitting_date(head: Letterhead) -> tuple[str, float | None]:
    """Place and date on one line: with narrower blanks, then at the lower end of the band.

    A place too long even then goes on a line of its own, the date below it whole.
    """
    form = FORMS[Part.PLACE_DATE]
    room = LETTERHEAD_COLUMNS[1] * _SURE_TO_FIT
    for size in (form.size, form.sizes.low):
        for blank in (BLANK_DAY, " " * 4, " " * 3):
            line = printed.place_date_line(head, blank)
            if width_mm(line, size, italic=True) <= room:
                return line, None if size == form.size else size
    place, _, day = printed.place_date_line(head).partition(", ")
    return f"{place}, {day.replace(' ', _HARD_BLANK)}", form.sizes.low


def _nation() -> str:
    motto = FORMS[Part.MOTTO]
    length = width_mm(MOTTO, motto.size, bold=True)
    return (
        styled(Part.NATIONAL_NAME, NATIONAL_NAME)
        + styled(Part.MOTTO, MOTTO)
        + paragraph(Part.RULE, "", ruled(length, LETTERHEAD_COLUMNS[1]))
    )


def _issuer(document: LaunchDocument, width: float) -> str:
    head = document.letterhead
    size = FORMS[Part.ISSUER].size
    parts = [styled(Part.PARENT, head.parent)] if head.parent else []
    parts += [styled(Part.ISSUER, line) for line in head.issuer]
    printed_lines = [
        piece for line in head.issuer for piece in break_lines(line, size, width, bold=True)
    ]
    length = _short_line([width_mm(line, size, bold=True) for line in printed_lines])
    return "".join(parts) + paragraph(Part.RULE, "", ruled(length, width))


def _short_line(widths: list[float], *, last_counts: bool = False) -> float:
    """A length of one third to one half of the longest line and, where it can be, the last.

    The decree says "of the line of text" without saying which where there are several. Where
    both cannot be, the longest counts, or the last where ``last_counts``.
    """
    if not widths:
        return _NOTHING_ABOVE
    longest, last = max(widths), widths[-1]
    low, high = longest * SHORT_LINE.low, last * SHORT_LINE.high
    if low * _CLEAR**2 <= high:
        # As far from both ends as can be: a substitute font is a little wider or narrower.
        return min(max(longest * SHORT_LINE_CHOSEN, low * _CLEAR), math.sqrt(low * high))
    return SHORT_LINE_CHOSEN * last if last_counts else low * _CLEAR


def title(document: LaunchDocument, width: float = TEXT_WIDTH) -> Iterator[str]:
    """Type and title with the line under them, the title in lines of like length."""
    yield styled(Part.KIND, document.kind.printed)
    form = FORMS[Part.TITLE]
    text = printed.clean(document.title)
    column, lines = balanced(text, form.size, width, bold=True)
    side = max(0.0, (width - column) / 2) if len(lines) > 1 else None
    yield styled(Part.TITLE, text, Shape(side=side))
    widths = [width_mm(line, form.size, bold=True) for line in lines]
    length = _short_line(widths, last_counts=True)
    yield paragraph(Part.RULE, "", ruled(length, width, keep_next=True))
