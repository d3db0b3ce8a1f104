"""The reviewer's sheet as a .docx of one A4 page.

It goes beside the draft and is no official document: the decree's form does not bind it, but it
is written with the same pen, so that it opens everywhere and prints in black and white.
"""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from drafter.document.layout import PAGE_HEIGHT, PAGE_WIDTH, Part
from drafter.document.sheet import ReviewSheet

from .printed import clean
from .sheet_parts import (
    HEIGHT,
    SIZE,
    SMALL,
    WIDTH,
    Block,
    fitted,
    notice,
    rest_words,
    subtitle,
    verdict_lines,
)
from .word_parts import Package, Properties, pack
from .word_xml import FONTS, PLAIN, Shape, paragraph, row, table, twips

_HEAD, _TITLE = 10.5, 14.0
_GREY, _RED, _AMBER, _GREEN = "EDEDED", "F8E3E0", "FBF1D9", "E4F1E4"
_TIGHT = Shape(before=0, after=0)


def to_sheet_docx(sheet: ReviewSheet, *, stamp: datetime | None = None) -> bytes:
    """``sheet`` as a .docx of one page; long lists end with "và n mục nữa".

    ``stamp`` is the time the file gives as its making (UTC); by default the day whose law was
    applied, so that the same sheet gives the same bytes.
    """
    body = [*_head(sheet), _verdict(sheet)]
    for part in fitted(sheet):
        body += _block(part)
    body += [_foot(sheet), _section_end()]
    made = stamp or datetime(sheet.on.year, sheet.on.month, sheet.on.day)
    properties = Properties(f"Phiếu rà soát: {clean(sheet.title)}", clean(sheet.issuer), made)
    return pack(Package("".join(body), properties))


def _head(sheet: ReviewSheet) -> list[str]:
    first, second = subtitle(sheet)
    return [
        _centred(_run("PHIẾU RÀ SOÁT DỰ THẢO", _TITLE, bold=True)),
        _centred(_run(first, SIZE + 0.5, bold=True)),
        _centred(_run(second, SIZE + 0.5), after=4),
    ]


def _centred(content: str, *, before: float = 0, after: float = 1) -> str:
    return paragraph(Part.CELL, content, Shape(before=before, after=after, align="center"))


def _verdict(sheet: ReviewSheet) -> str:
    fill = _RED if not sheet.ready else _AMBER if sheet.decisions else _GREEN
    lines = [_centred(_run(sheet.verdict, 12, bold=True), before=2)]
    lines += [_centred(_run(line, SIZE + 0.5)) for line in verdict_lines(sheet)]
    width = twips(WIDTH)
    return table((width,), row(_cell(width, "".join(lines), fill)), borders=True, padding=twips(2))


def _block(part: Block) -> list[str]:
    heading = paragraph(
        Part.CELL, _run(part.heading, _HEAD, bold=True), Shape(keep_next=True, before=5, after=1)
    )
    if not part.rows:
        return [heading, paragraph(Part.CELL, _run(part.empty, SIZE), _TIGHT)]
    if part.inline:
        return [heading, paragraph(Part.CELL, _run(part.running, SIZE), _TIGHT)]
    columns = tuple(twips(width) for width in part.widths)
    rows = [_row(columns, part.head, fill=_GREY, bold=True)] if any(part.head) else []
    rows += [_row(columns, part.rows[at], bold=at in part.marked) for at in part.kept]
    out = [heading, table(columns, "".join(rows), borders=True, padding=twips(1.2))]
    if rest := rest_words(part):
        out.append(paragraph(Part.CELL, _run(f"… {rest}", SIZE, italic=True), _TIGHT))
    return out


def _row(
    columns: tuple[int, ...], texts: tuple[str, ...], *, fill: str = "", bold: bool = False
) -> str:
    cells = (
        _cell(width, paragraph(Part.CELL, _run(text, SIZE, bold=bold), _TIGHT), fill)
        for width, text in zip(columns, texts, strict=True)
    )
    return row("".join(cells))


def _foot(sheet: ReviewSheet) -> str:
    return paragraph(Part.CELL, _run(notice(sheet), SMALL, italic=True), Shape(before=5, after=0))


def _cell(width: int, content: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{content}</w:tc>"
    )


def _run(text: str, size: float, *, bold: bool = False, italic: bool = False) -> str:
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    points = f"{size * 2:.0f}"
    return (
        f'<w:r><w:rPr>{FONTS}{marks}<w:sz w:val="{points}"/><w:szCs w:val="{points}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r>'
    )


def _section_end() -> str:
    side, edge = twips((PAGE_WIDTH - WIDTH) / 2), twips((PAGE_HEIGHT - HEIGHT) / 2)
    return paragraph(Part.END, "", PLAIN) + (
        f'<w:sectPr><w:pgSz w:w="{twips(PAGE_WIDTH)}" w:h="{twips(PAGE_HEIGHT)}"/>'
        f'<w:pgMar w:top="{edge}" w:right="{side}" w:bottom="{edge}" w:left="{side}" '
        'w:header="400" w:footer="400" w:gutter="0"/></w:sectPr>'
    )
