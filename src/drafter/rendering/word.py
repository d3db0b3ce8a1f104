"""The clean .docx file: Nghị định 30/2020 by construction.

Written part by part, not through a library's default template: that one brings Letter paper,
theme fonts and blue headings, and each would have to be taken out again. A file of six pages
takes a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from drafter.document.facts import Use
from drafter.document.layout import (
    FORMS,
    HEADER_DISTANCE,
    INDENT,
    MARGINS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RECIPIENTS_LABEL,
    TEXT_WIDTH,
    Part,
)
from drafter.document.model import Annex, LaunchDocument, Paragraph, Section

from . import printed
from .measure import break_lines
from .template import Template
from .word_annex import annex_table
from .word_head import letterhead, title
from .word_lines import ruled, runs, styled
from .word_parts import FIRST_HEADER_ID, HEADER_ID, Package, Properties, pack
from .word_xml import KEPT, PLAIN, Shape, cell, paragraph, row, run, table, twips


def to_docx(
    document: LaunchDocument,
    *,
    stamp: datetime | None = None,
    template: Template | None = None,
) -> bytes:
    """``document`` as a .docx file (NĐ 30/2020, Phụ lục I and III).

    ``stamp`` is the time the file gives as its making (UTC); by default the first day of the
    document's year, so that the same document gives the same bytes. ``template`` is the
    office's own, whose styles and margins go first.
    """
    body = Body(document, template.margins if template else None).xml()
    styles = template.styles if template else None
    return pack(Package(body, properties(document, stamp), styles=styles))


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


def first_kept(lines: list[Line], width: float) -> int:
    """Number of the first line that stays on the page of the signature.

    At least two printed lines do: a last paragraph of one line takes the one before with it.
    """
    if not lines:
        return 0
    size = FORMS[Part.BODY].size
    last = lines[-1].label + lines[-1].text
    alone = len(break_lines(last, size, width, first=INDENT)) < 2
    return len(lines) - (2 if alone and len(lines) > 1 else 1)


class Body:
    """The body of one file. A reviewer's copy overrides how the text is written."""

    def __init__(self, document: LaunchDocument, margins: dict[str, int] | None = None) -> None:
        self.document = document
        self.margins = {m.side: twips(m.chosen) for m in MARGINS} | (margins or {})

    def xml(self) -> str:
        """All paragraphs, tables and sections of the document, the annexes after it."""
        document = self.document
        width = self.width
        parts = [letterhead(document, width), *title(document, width), *self.text()]
        parts.append(signature(document, width))
        annexes = document.annexes
        parts += _section_end(self.margins, last=not annexes)
        for index, annex in enumerate(annexes):
            parts += self._annex(annex, index)
        return "".join(parts)

    @property
    def width(self) -> float:
        """Width of the text on an upright page, in millimetres."""
        sides = (self.margins["left"] + self.margins["right"]) * 25.4 / 1440
        return PAGE_WIDTH - sides

    def text(self) -> list[str]:
        """The paragraphs of the body; the last stay with the signature (never alone)."""
        lines = list(body_lines(self.document))
        kept = first_kept(lines, self.width)
        return [
            paragraph(line.part, run(line.label) + runs(line.text), KEPT if i >= kept else PLAIN)
            for i, line in enumerate(lines)
        ]

    def _annex(self, annex: Annex, index: int) -> Iterator[str]:
        total = len(self.document.annexes)
        yield styled(Part.ANNEX_LABEL, printed.annex_label(annex, index, total))
        yield styled(Part.ANNEX_TITLE, printed.clean(annex.title).upper())
        yield styled(Part.ANNEX_NOTE, printed.annex_note(self.document))
        width = self.width + (PAGE_HEIGHT - PAGE_WIDTH if annex.wide else 0)
        line = replace(ruled(30, width, keep_next=True), after=8)
        yield paragraph(Part.RULE, "", line)
        yield annex_table(annex, width)
        yield from _section_end(self.margins, last=index == total - 1, wide=annex.wide)


def signature(document: LaunchDocument, width: float = TEXT_WIDTH) -> str:
    """Recipients beside the signature in one row that is never split (PLI-II.7, PLI-II.9)."""
    left = right = twips(width / 2)
    apart = Shape(before=12)
    recipients = [styled(Part.RECIPIENTS_LABEL, RECIPIENTS_LABEL, apart)]
    recipients += [styled(Part.RECIPIENT, line) for line in printed.recipient_lines(document)]
    signed = [
        styled(Part.AUTHORITY, line, Shape() if i else apart)
        for i, line in enumerate(printed.signature_lines(document))
    ]
    signed.append(styled(Part.SIGNER, printed.signer_name(document)))
    cells = cell(left, "".join(recipients)) + cell(right, "".join(signed))
    return table((left, right), row(cells))


def _section_end(sides: dict[str, int], *, last: bool, wide: bool = False) -> Iterator[str]:
    """The end of a section: A4, margins of the decree, its own page numbers from 1."""
    width, height = twips(PAGE_WIDTH), twips(PAGE_HEIGHT)
    turned = ' w:orient="landscape"' if wide else ""
    if wide:
        width, height = height, width
    margins = " ".join(f'w:{side}="{value}"' for side, value in sides.items())
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
