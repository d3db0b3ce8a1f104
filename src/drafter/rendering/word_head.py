"""The head of the file: letterhead in two rows, type and title with their lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

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
from .hand import PLAIN_HAND, Entry, Hand
from .measure import balanced, break_lines, width_mm
from .word_lines import Fit, ruled, styled
from .word_xml import PLAIN, Shape, cell, paragraph, row, table, twips

_CLOSER = (0.0, 0.25, 0.5, 0.6)  # points by which the letters of a long line move together
_CLEAR = 1.02  # clear of the ends of the band: another font is a little wider or narrower
_NOTHING_ABOVE = 20.0  # mm: the line of a document whose title is not written yet
_HARD_BLANK = "\u00a0"


def letterhead(document: LaunchDocument, width: float = TEXT_WIDTH, hand: Hand = PLAIN_HAND) -> str:
    """Two rows without borders: names with their lines; number beside place and date.

    With one row a difference in height of the names would push number and date off their
    common line (PLI-II.4c). ``width`` is that of the text, in mm; the national name keeps the
    room it needs.
    """
    issuer_width = width - LETTERHEAD_COLUMNS[1]
    left, right = twips(issuer_width), twips(LETTERHEAD_COLUMNS[1])
    head = document.letterhead
    names = cell(left, issuer(document, issuer_width, hand))
    names += cell(right, nation(LETTERHEAD_COLUMNS[1]))
    place, number = hand.entry(place_entry(head)), hand.entry(number_entry(head))
    dated = cell(left, number, align="bottom") + cell(right, place, align="bottom")
    return table((left, right), row(names) + row(dated))


def _fitting_date(head: Letterhead) -> tuple[str, Fit | None]:
    """Place and date on one line: narrower blanks, the lower end of the band, closer letters.

    A place too long even then goes on a line of its own, the date below it whole.
    """
    form = FORMS[Part.PLACE_DATE]
    low = form.sizes.low
    wide = [(Fit(size), n) for size in (form.size, low) for n in (len(BLANK_DAY), 4, 3)]
    for fit, blank in (
        *wide,
        *((Fit(low, closer), n) for closer in (*_CLOSER, 0.8) for n in (3, 2)),
    ):
        line = printed.place_date_line(head, " " * blank)
        if fit.holds(line, LETTERHEAD_COLUMNS[1], italic=True):
            return line, None if fit.size == form.size else fit
    place, _, day = printed.place_date_line(head).partition(", ")
    return f"{place}, {day.replace(' ', _HARD_BLANK)}", Fit(low)


def issuer_fits(lines: tuple[str, ...], width: float) -> list[Fit]:
    """For every line of the issuer the form in which it stands on one line of ``width`` mm.

    All lines are of one size; letters move together only in a line that needs it. A line too
    long even then is printed in the chosen size and breaks.
    """
    form = FORMS[Part.ISSUER]
    for size in (form.size, form.sizes.low):
        fits = [next((f for f in _closer(size) if _holds(f, line, width)), None) for line in lines]
        if all(fits):
            return [fit for fit in fits if fit]
    return [Fit(form.size) for _ in lines]


def _closer(size: float) -> list[Fit]:
    return [Fit(size, closer) for closer in _CLOSER]


def _holds(fit: Fit, line: str, width: float) -> bool:
    return fit.holds(line, width, bold=True)


def number_entry(head: Letterhead) -> Entry:
    """The line of number and code (PLI-II.3)."""
    return Entry(Part.NUMBER, printed.number_line(head), Shape(before=6))


def place_entry(head: Letterhead) -> Entry:
    """The line of place and date (PLI-II.4)."""
    line, fit = _fitting_date(head)
    return Entry(Part.PLACE_DATE, line, Shape(before=6), fit)


def nation(width: float) -> str:
    """National name and motto with its line, in a column of ``width`` mm (PLI-II.1)."""
    length = width_mm(MOTTO, FORMS[Part.MOTTO].size, bold=True)
    return (
        styled(Part.NATIONAL_NAME, NATIONAL_NAME)
        + styled(Part.MOTTO, MOTTO)
        + paragraph(Part.RULE, "", ruled(length, width))
    )


def issuer(document: LaunchDocument, width: float, hand: Hand) -> str:
    """The names of the issuing body with their line, in a column of ``width`` mm (PLI-II.2)."""
    head = document.letterhead
    lines = tuple(printed.clean(line) for line in head.issuer)
    entries = [Entry(Part.PARENT, head.parent)] if head.parent else []
    widths: list[float] = []
    for line, fit in zip(lines, issuer_fits(lines, width), strict=True):
        column, broken = _broken(line, fit, width)
        side = Shape(side=(width - column) / 2) if column < width else PLAIN
        chosen = fit if fit != Fit(FORMS[Part.ISSUER].size) else None
        entries.append(Entry(Part.ISSUER, line, side, chosen))
        widths += [fit.width(piece, bold=True) for piece in broken]
    length = _short_line(widths)
    drawn = paragraph(Part.RULE, "", ruled(length, width))
    return hand.entries(Part.ISSUER, entries) + drawn


def _broken(line: str, fit: Fit, width: float) -> tuple[float, list[str]]:
    """The column for a line of the issuer and its lines there; a double name parts at its dash."""
    if fit.holds(line, width, bold=True):
        return width, [line]
    if " - " in line:
        return width, break_lines(line, fit.size, width, bold=True)
    return balanced(line, fit.size, width, bold=True)


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


@lru_cache(maxsize=64)
def title_measures(title: str, width: float = TEXT_WIDTH) -> tuple[float, float]:
    """The column in which ``title`` breaks well and the line under it, both in mm."""
    size = FORMS[Part.TITLE].size
    column, lines = balanced(printed.clean(title), size, width, bold=True)
    widths = [width_mm(line, size, bold=True) for line in lines]
    return column if len(lines) > 1 else width, _short_line(widths, last_counts=True)


def kind_entry(document: LaunchDocument) -> Entry:
    """The name of the type (PLI-II.5)."""
    return Entry(Part.KIND, document.kind.printed)


def title_entry(document: LaunchDocument, width: float) -> Entry:
    """The title in a column in which it breaks well (PLI-II.5)."""
    column, _ = title_measures(document.title, width)
    side = max(0.0, (width - column) / 2) if column < width else None
    return Entry(Part.TITLE, printed.clean(document.title), Shape(side=side))


def title_rule(document: LaunchDocument, width: float) -> str:
    """The line under the title (PLI-II.5b)."""
    _, length = title_measures(document.title, width)
    return paragraph(Part.RULE, "", ruled(length, width, keep_next=True))


def title(
    document: LaunchDocument, width: float = TEXT_WIDTH, hand: Hand = PLAIN_HAND
) -> Iterator[str]:
    """Type and title with the line under them, the title in lines of like length."""
    yield hand.entry(kind_entry(document))
    yield hand.entry(title_entry(document, width))
    yield title_rule(document, width)
