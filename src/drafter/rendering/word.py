"""The clean .docx file: Nghị định 30/2020 by construction.

Written part by part, not through a library's default template: that one brings Letter paper,
theme fonts and blue headings, and each would have to be taken out again. A file of six pages
takes a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from drafter.document.facts import Use
from drafter.document.layout import (
    BLANK_DAY,
    FORMS,
    HEADER_DISTANCE,
    LETTERHEAD_COLUMNS,
    MARGINS,
    MOTTO,
    NATIONAL_NAME,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RECIPIENTS_LABEL,
    SHORT_LINE,
    SHORT_LINE_CHOSEN,
    SIGNATURE_COLUMNS,
    TEXT_WIDTH,
    Part,
)
from drafter.document.model import Annex, LaunchDocument, Letterhead, Paragraph, Section

from . import printed
from .measure import balanced, break_lines, width_mm
from .word_annex import annex_table
from .word_parts import FIRST_HEADER_ID, HEADER_ID, Package, Properties, pack
from .word_xml import KEPT, PLAIN, Shape, cell, paragraph, row, run, table, twips

_SURE_TO_FIT = 0.93  # of a column: a substitute font may be wider than Times New Roman
_HARD_BLANK = "\u00a0"


def to_docx(document: LaunchDocument, *, stamp: datetime | None = None) -> bytes:
    """``document`` as a .docx file (NĐ 30/2020, Phụ lục I and III).

    ``stamp`` is the time the file gives as its making (UTC); by default the first day of the
    document's year, so that the same document gives the same bytes.
    """
    return pack(Package(Body(document).xml(), properties(document, stamp)))


def properties(document: LaunchDocument, stamp: datetime | None) -> Properties:
    """Title, author and time of the file."""
    return Properties(
        title=f"{printed.kind_words(document)} {printed.clean(document.title)}",
        author=printed.issuer_words(document.letterhead),
        stamp=stamp or datetime(document.letterhead.year, 1, 1),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body: component, label with its blank, text, uses in the text."""

    part: Part
    label: str
    text: str
    uses: tuple[Use, ...] = ()


def body_lines(document: LaunchDocument) -> Iterator[Line]:
    """Basis, opening, sections and closing in printed order."""
    for paragraph_ in document.basis:
        yield _line(paragraph_, Part.BASIS)
    for paragraph_ in document.opening:
        yield _line(paragraph_)
    for section in document.sections:
        yield from _section_lines(section, 1)
    for paragraph_ in document.closing:
        yield _line(paragraph_)


def _line(text: Paragraph, part: Part = Part.BODY, label: str = "") -> Line:
    return Line(part, label + printed.paragraph_label(text), text.text, text.uses)


def _section_lines(section: Section, depth: int) -> Iterator[Line]:
    label = ""
    if section.heading:
        part = printed.heading_part(section.label, depth)
        yield Line(part, "", printed.heading_line(section, depth))
    elif section.label:
        label = f"{printed.printed_label(section.label)} "
    for text in section.paragraphs:
        yield _line(text, label=label)
        label = ""
    for child in section.children:
        yield from _section_lines(child, depth + 1)


class Body:
    """The body of one file. A reviewer's copy overrides how the text is written."""

    def __init__(self, document: LaunchDocument) -> None:
        self.document = document

    def xml(self) -> str:
        """All paragraphs, tables and sections of the document, the annexes after it."""
        document = self.document
        parts = [letterhead(document), *_title(document), *self.text(), signature(document)]
        annexes = document.annexes
        parts += _section_end(last=not annexes)
        for index, annex in enumerate(annexes):
            parts += self._annex(annex, index)
        return "".join(parts)

    def text(self) -> list[str]:
        """The paragraphs of the body; the last stays with the signature (never alone)."""
        lines = list(body_lines(self.document))
        last = len(lines) - 1
        return [
            paragraph(line.part, run(line.label) + _runs(line.text), KEPT if i == last else PLAIN)
            for i, line in enumerate(lines)
        ]

    def _annex(self, annex: Annex, index: int) -> Iterator[str]:
        total = len(self.document.annexes)
        yield _p(Part.ANNEX_LABEL, printed.annex_label(annex, index, total))
        yield _p(Part.ANNEX_TITLE, printed.clean(annex.title).upper())
        yield _p(Part.ANNEX_NOTE, printed.annex_note(self.document))
        width = TEXT_WIDTH + (PAGE_HEIGHT - PAGE_WIDTH if annex.wide else 0)
        yield paragraph(Part.RULE, "", _ruled(30, width, keep_next=True))
        yield annex_table(annex, width)
        yield from _section_end(last=index == total - 1, wide=annex.wide)


def _runs(text: str) -> str:
    return "".join(run(s.text, highlight=s.placeholder) for s in printed.segments(text))


def _p(part: Part, text: str, shape: Shape | None = None) -> str:
    return paragraph(part, _runs(printed.clean(text)), shape or PLAIN)


def _ruled(length: float, width: float, *, keep_next: bool = False) -> Shape:
    """A line of ``length`` in the middle of a column of ``width``, both in mm."""
    return Shape(ruled=True, side=max(0.0, (width - length) / 2), keep_next=keep_next)


def letterhead(document: LaunchDocument) -> str:
    """Two rows without borders: names with their lines; number beside place and date.

    With one row a difference in height of the names would push number and date off their
    common line (PLI-II.4c).
    """
    left, right = (twips(width) for width in LETTERHEAD_COLUMNS)
    head = document.letterhead
    names = cell(left, _issuer(document)) + cell(right, _nation())
    line, size = _fitting_date(head)
    place = paragraph(
        Part.PLACE_DATE,
        "".join(run(s.text, highlight=s.placeholder, size=size) for s in printed.segments(line)),
        Shape(before=6),
    )
    number = _p(Part.NUMBER, printed.number_line(head), Shape(before=6))
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
        _p(Part.NATIONAL_NAME, NATIONAL_NAME)
        + _p(Part.MOTTO, MOTTO)
        + paragraph(Part.RULE, "", _ruled(length, LETTERHEAD_COLUMNS[1]))
    )


def _issuer(document: LaunchDocument) -> str:
    head, width = document.letterhead, LETTERHEAD_COLUMNS[0]
    size = FORMS[Part.ISSUER].size
    parts = [_p(Part.PARENT, head.parent)] if head.parent else []
    parts += [_p(Part.ISSUER, line) for line in head.issuer]
    printed_lines = [
        piece for line in head.issuer for piece in break_lines(line, size, width, bold=True)
    ]
    length = _short_line([width_mm(line, size, bold=True) for line in printed_lines])
    return "".join(parts) + paragraph(Part.RULE, "", _ruled(length, width))


def _short_line(widths: list[float]) -> float:
    """A length of one third to one half of the longest line and, where it can be, the last.

    The decree says "of the line of text" without saying which where there are several.
    """
    longest, last = max(widths), widths[-1]
    low, high = longest * SHORT_LINE.low, last * SHORT_LINE.high
    wanted = longest * SHORT_LINE_CHOSEN
    return min(wanted, (low + high) / 2) if low < high else wanted


def _title(document: LaunchDocument) -> Iterator[str]:
    yield _p(Part.KIND, document.kind.printed)
    form = FORMS[Part.TITLE]
    title = printed.clean(document.title)
    column, lines = balanced(title, form.size, TEXT_WIDTH, bold=True)
    side = max(0.0, (TEXT_WIDTH - column) / 2) if len(lines) > 1 else None
    yield _p(Part.TITLE, title, Shape(side=side))
    length = _short_line([width_mm(line, form.size, bold=True) for line in lines])
    yield paragraph(Part.RULE, "", _ruled(length, TEXT_WIDTH, keep_next=True))


def signature(document: LaunchDocument) -> str:
    """Recipients beside the signature in one row that is never split (PLI-II.7, PLI-II.9)."""
    left, right = (twips(width) for width in SIGNATURE_COLUMNS)
    apart = Shape(before=12)
    recipients = [_p(Part.RECIPIENTS_LABEL, RECIPIENTS_LABEL, apart)]
    recipients += [_p(Part.RECIPIENT, line) for line in printed.recipient_lines(document)]
    signed = [
        _p(Part.AUTHORITY, line, Shape() if i else apart)
        for i, line in enumerate(printed.signature_lines(document))
    ]
    signed.append(_p(Part.SIGNER, printed.signer_name(document)))
    cells = cell(left, "".join(recipients)) + cell(right, "".join(signed))
    return table((left, right), row(cells))


def _section_end(*, last: bool, wide: bool = False) -> Iterator[str]:
    """The end of a section: A4, margins of the decree, its own page numbers from 1."""
    width, height = twips(PAGE_WIDTH), twips(PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if wide else ""
    if wide:
        width, height = height, width
    margins = " ".join(f'w:{m.side}="{twips(m.chosen)}"' for m in MARGINS)
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{HEADER_ID}"/>'
        f'<w:headerReference w:type="first" r:id="{FIRST_HEADER_ID}"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar {margins} w:header="{twips(HEADER_DISTANCE)}" '
        f'w:footer="{twips(HEADER_DISTANCE)}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="decimal" w:start="1"/><w:titlePg/></w:sectPr>'
    )
    if last:
        yield paragraph(Part.END, "") + section
    else:
        yield paragraph(Part.END, "", Shape(section=section))
