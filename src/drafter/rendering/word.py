"""The clean .docx file: Nghị định 30/2020 by construction.

Written part by part, not through a library's default template: that one brings Letter paper,
theme fonts and blue headings, and each would have to be taken out again. A file of six pages
takes a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby

from drafter.document.layout import (
    FORMS,
    HEADER_DISTANCE,
    MARGINS,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RECIPIENTS_LABEL,
    TEXT_WIDTH,
    Part,
)
from drafter.document.model import Annex, LaunchDocument

from . import printed
from .hand import PLAIN_HAND, Entry, Hand, TableRow
from .measure import SUBSTITUTE
from .target_rows import Row
from .template import Template
from .word_head import letterhead, title
from .word_lines import Fit, ruled, styled
from .word_parts import FIRST_HEADER_ID, HEADER_ID, ExtraPart, Package, Properties, pack
from .word_tables import annex_table, target_table
from .word_text import body_lines, first_kept
from .word_xml import PLAIN, Shape, cell, paragraph, row, table, twips


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
    body = Body(document, template.margins if template else None)
    return packed(body, properties(document, stamp), template)


def packed(
    body: Body,
    about: Properties,
    template: Template | None = None,
    *,
    extra: tuple[ExtraPart, ...] = (),
    tracking: bool = False,
) -> bytes:
    """The file of ``body``, on the page of ``template`` where that has our marks."""
    from .framed import framed

    frame = template.frame if template else None
    text = framed(body, frame) if frame else body.xml()
    styles = template.styles if template else None
    return pack(Package(text, about, extra, styles, tracking, frame))


def properties(document: LaunchDocument, stamp: datetime | None) -> Properties:
    """Title, author and time of the file."""
    return Properties(
        title=f"{printed.kind_words(document)} {printed.clean(document.title)}",
        author=printed.issuer_words(document.letterhead),
        stamp=stamp or datetime(document.letterhead.year, 1, 1),
    )


class Body:
    """The body of one file, written by ``hand``."""

    def __init__(
        self,
        document: LaunchDocument,
        margins: dict[str, int] | None = None,
        hand: Hand = PLAIN_HAND,
    ) -> None:
        self.document, self.hand = document, hand
        self.margins = {m.side: twips(m.chosen) for m in MARGINS} | (margins or {})

    def xml(self) -> str:
        """All paragraphs, tables and sections of the document, the annexes after it."""
        document, width, hand = self.document, self.width, self.hand
        parts = [letterhead(document, width, hand), *title(document, width, hand), *self.text()]
        parts.append(signature(document, width, hand))
        if not document.annexes:
            parts.append(hand.below_all(0, width))
        parts += section_end(self.margins, last=not document.annexes)
        return "".join(parts) + self.annexes()

    def annexes(self) -> str:
        """The annexes, each a section of its own."""
        each = (self._annex(annex, i) for i, annex in enumerate(self.document.annexes))
        return "".join(part for parts in each for part in parts)

    @property
    def width(self) -> float:
        """Width of the text on an upright page, in millimetres."""
        sides = (self.margins["left"] + self.margins["right"]) * 25.4 / 1440
        return PAGE_WIDTH - sides

    def text(self) -> list[str]:
        """The paragraphs of the body; the last stay with the signature (never alone)."""
        lines = list(body_lines(self.document))
        written = self.hand.body(lines, first_kept(lines, self.width))
        rows = [line.row for line in lines if line.row is not None]
        return list(self._with_tables(written, rows))

    def _with_tables(
        self, written: Iterable[str | TableRow], among: Sequence[Row]
    ) -> Iterator[str]:
        """The paragraphs as they are, rows that follow each other as one table."""
        for is_row, group in groupby(written, lambda each: isinstance(each, TableRow)):
            if is_row:
                rows = [each for each in group if isinstance(each, TableRow)]
                yield target_table(rows, among, self.width)
            else:
                yield from (each for each in group if isinstance(each, str))

    def _annex(self, annex: Annex, index: int) -> Iterator[str]:
        total = len(self.document.annexes)
        width = self.width + (PAGE_HEIGHT - PAGE_WIDTH if annex.wide else 0)
        yield self.hand.annex_entries(index, annex_entries(self.document, index, width))
        line = replace(ruled(30, width, keep_next=True), after=8)
        yield self.hand.annex_rule(index, line)
        yield annex_table(annex, self.hand.rows(index, annex), width)
        yield self.hand.below_table(index, annex, width)
        if index == total - 1:
            yield self.hand.below_all(total, width)
        yield from section_end(self.margins, last=index == total - 1, wide=annex.wide)


def annex_entries(document: LaunchDocument, index: int, width: float = TEXT_WIDTH) -> list[Entry]:
    """Label, title and reference of annex ``index`` (PLI-III.1) in ``width`` mm."""
    annex = document.annexes[index]
    note = printed.annex_note(document)
    label = printed.annex_label(annex, index, len(document.annexes))
    return [
        Entry(Part.ANNEX_LABEL, label),
        Entry(Part.ANNEX_TITLE, printed.clean(annex.title).upper()),
        Entry(Part.ANNEX_NOTE, note, Shape(side=_note_side(note, width))),
    ]


def _note_side(note: str, width: float) -> float | None:
    """Indents with which the reference parts before the name of the body, not inside it."""
    fit = Fit(FORMS[Part.ANNEX_NOTE].size)
    before, of, name = note.rpartition(" của ")
    if not of or fit.holds(note, width, italic=True):
        return None
    one_more = fit.width(f"{before} của", italic=True)
    column = min(fit.width(before, italic=True) * (1 + SUBSTITUTE), one_more * 0.99)
    fits = fit.width(f"của {name}", italic=True) < column < width
    return (width - column) / 2 if fits else None


def recipients(document: LaunchDocument, hand: Hand, apart: Shape = PLAIN) -> str:
    """ "Nơi nhận:" and its lines (PLI-II.9)."""
    names = [Entry(Part.RECIPIENT, line) for line in printed.recipient_lines(document)]
    label = styled(Part.RECIPIENTS_LABEL, RECIPIENTS_LABEL, apart)
    return label + hand.entries(Part.RECIPIENT, names, ends_cell=True)


def authority(document: LaunchDocument, hand: Hand, apart: Shape = PLAIN) -> str:
    """The lines of authority and post (PLI-II.7)."""
    lines = enumerate(printed.signature_lines(document))
    entries = [Entry(Part.AUTHORITY, line, PLAIN if i else apart) for i, line in lines]
    return hand.entries(Part.AUTHORITY, entries)


def signer_entry(document: LaunchDocument) -> Entry:
    """The name of the signer, or what stands for it."""
    return Entry(Part.SIGNER, printed.signer_name(document))


def signature(document: LaunchDocument, width: float = TEXT_WIDTH, hand: Hand = PLAIN_HAND) -> str:
    """Recipients beside the signature in one row that is never split (PLI-II.7, PLI-II.9)."""
    left = right = twips(width / 2)
    apart = Shape(before=12)
    signed = authority(document, hand, apart) + hand.entry(signer_entry(document))
    cells = cell(left, recipients(document, hand, apart)) + cell(right, signed)
    return table((left, right), row(cells))


def section_end(sides: dict[str, int], *, last: bool, wide: bool = False) -> Iterator[str]:
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
