"""A page for the screen that looks like the A4 sheet, with every fact traced.

One self-contained page: no request to anywhere, everything from the document escaped. Each
use of a fact carries a class for the kind of its ground and says, when pointed at or focused,
where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import Protocol

from drafter.document.facts import GroundKind
from drafter.document.layout import (
    FORMS,
    LETTERHEAD_COLUMNS,
    MOTTO,
    NATIONAL_NAME,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RECIPIENTS_LABEL,
    TEXT_WIDTH,
    Part,
)
from drafter.document.model import Annex, LaunchDocument, Layout, Paragraph, Section

from . import printed
from .grounds import SOURCES, source_words
from .measure import MM_PER_POINT, break_lines
from .pages import Block, paginate
from .target_rows import Cell, Row, table_rows
from .word_head import issuer_fits, place_entry, title_measures
from .word_lines import Fit
from .word_tables import CENTRED_TARGETS, centred_columns, column_widths, target_columns

_PART_CLASS = {
    Part.ROMAN: "roman",
    Part.ARABIC: "arabic",
    Part.DECIMAL: "arabic",
    Part.LETTER: "letter",
}


class _Told(Protocol):
    """What the page needs of a finding; ``checking.finding.Finding`` has it."""

    @property
    def severity(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def quote(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Mark:
    quote: str
    severity: str
    message: str


def to_html(document: LaunchDocument, *, findings: Iterable[_Told] = ()) -> str:
    """``document`` as one self-contained HTML page of A4 sheets.

    The breaks between sheets are estimated; the page says that it is a preview. A paragraph
    that holds the quotation of a finding is marked with it.
    """
    marks = [
        _Mark(printed.clean(f.quote).strip(), str(f.severity), f.message)
        for f in findings
        if f.quote.strip()
    ]
    sheets = [*paginate(list(_blocks(document, marks)))]
    pages = [_sheet(blocks, number) for number, blocks in enumerate(sheets, 1)]
    pages += [_annex(document, annex, i) for i, annex in enumerate(document.annexes)]
    title = escape(f"{printed.kind_words(document)} {printed.clean(document.title)}")
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_style()}</style></head><body>"
        f"{_legend()}<main>{''.join(pages)}</main></body></html>"
    )


@lru_cache(maxsize=1)
def _style() -> str:
    return files(__package__).joinpath("preview.css").read_text(encoding="utf-8")


def _legend() -> str:
    kinds = "".join(
        f'<li><span class="use {_ground_class(kind)}">{escape(name)}</span></li>'
        for kind, name in SOURCES.items()
    )
    return (
        '<header class="legend"><p>Bản xem trước. Chỗ ngắt trang có thể khác tệp Word. '
        "Di chuột hoặc chạm vào phần gạch chân để xem nguồn.</p>"
        f'<ul>{kinds}<li><span class="placeholder">Chỗ cần bổ sung</span></li></ul></header>'
    )


def _sheet(blocks: list[Block], number: int) -> str:
    shown = f'<div class="number">{number}</div>' if number > 1 else ""
    return f'<section class="sheet">{shown}{"".join(b.html for b in blocks)}</section>'


def _blocks(document: LaunchDocument, marks: list[_Mark]) -> Iterator[Block]:
    yield Block(_letterhead(document), "", fixed=26)
    title = printed.clean(document.title)
    yield Block(_title(document), title, fixed=13, bold=True, keep_next=True)
    left = marks  # a circular names its decree again in its own title
    for paragraph in document.basis:
        found = _found(paragraph, left)
        yield _paragraph(paragraph, "", found, "basis")
        left = [mark for mark in left if mark not in found]
    for paragraph in document.opening:
        yield _paragraph(paragraph, "", marks)
    for section in document.sections:
        yield from _section(section, 1, marks, document.letterhead.year)
    for paragraph in document.closing:
        yield _paragraph(paragraph, "", marks)
    rows = max(len(document.recipients) * 1.6 + 1, len(document.signature.lines) + 6)
    yield Block(_signature(document), "", fixed=rows * 5.2)


def _letterhead(document: LaunchDocument) -> str:
    head = document.letterhead
    parent = f'<div class="parent">{_text(head.parent)}</div>' if head.parent else ""
    lines = tuple(printed.clean(line) for line in head.issuer)
    fits = issuer_fits(lines, LETTERHEAD_COLUMNS[0])
    fitted = zip(lines, fits, strict=True)
    issuer = "".join(f"<div{_look(fit)}>{_text(line)}</div>" for line, fit in fitted)
    place = place_entry(head)
    return (
        f'<div class="head"><div class="names">{parent}<div class="issuer">{issuer}</div><hr></div>'
        f'<div class="nation"><div class="national">{NATIONAL_NAME}</div>'
        f'<div class="motto"><span>{MOTTO}</span></div></div>'
        f'<div class="so">{_text(printed.number_line(head))}</div>'
        f'<div class="date"{_look(place.fit)}>{_text(place.text)}</div></div>'
    )


def _look(fit: Fit | None) -> str:
    """The size and the closer letters with which a long line of the letterhead fits."""
    if fit is None:
        return ""
    return f' style="font-size:{fit.size:g}pt;letter-spacing:{-fit.condensed:g}pt"'


def _title(document: LaunchDocument) -> str:
    column, line = title_measures(document.title)
    return (
        f'<div class="kind">{document.kind.printed}</div>'
        f'<h1 style="max-width:{column:.1f}mm">{_text(document.title)}</h1>'
        f'<hr class="under" style="width:{line:.1f}mm">'
    )


def _section(section: Section, depth: int, marks: list[_Mark], year: int) -> Iterator[Block]:
    label = ""
    if section.heading:
        line = printed.heading_line(section, depth)
        name = _PART_CLASS[printed.heading_part(section.label, depth)]
        tag = f"h{min(depth + 1, 6)}"
        yield Block(f'<{tag} class="{name}">{_text(line)}</{tag}>', line, keep_next=True, bold=True)
    elif section.label:
        label = f"{printed.printed_label(section.label)} "
    if section.layout is Layout.TABLE:
        yield from _target_rows(section, marks, year)
        return
    for paragraph in section.paragraphs:
        yield _paragraph(paragraph, label, marks)
        label = ""
    for child in section.children:
        yield from _section(child, depth + 1, marks, year)


def _target_rows(section: Section, marks: list[_Mark], year: int) -> Iterator[Block]:
    """Every row a table of its own, so that a page can end after any of them."""
    rows = list(table_rows(section, year))
    widths = target_columns(rows, TEXT_WIDTH)
    columns = "".join(f'<col style="width:{w / TEXT_WIDTH * 100:.1f}%">' for w in widths)
    for row in rows:
        said = printed.clean(row.said)
        uses = [use for cell in row.cells for use in cell.uses]
        found = [m for m in marks if said and printed.speaks_of(m.quote, said, uses)]
        at, cells, lines = 0, [], 1
        for cell, span in zip(row.cells, row.spans, strict=True):
            cells.append(_target_cell(cell, span, at, row))
            room = sum(widths[at : at + span]) - 3
            lines = max(lines, len(break_lines(cell.text, _CELL_SIZE, room)))
            at += span
        yield Block(
            f'<table class="rows"><colgroup>{columns}</colgroup><tr>{"".join(cells)}</tr></table>'
            f"{_asides(found)}",
            "",
            fixed=lines * _CELL_SIZE * 1.2 * MM_PER_POINT + 2,
            extra=8 * len(found),
            keep_next=row.head or len(row.cells) == 1,
        )


_CELL_SIZE = FORMS[Part.CELL].size


def _target_cell(cell: Cell, span: int, at: int, row: Row) -> str:
    body = "".join(_segment(s) for s in printed.segments(cell.text, cell.uses))
    classes = ["middle"] if CENTRED_TARGETS[at] and span == 1 else []
    if row.joined and at + span == len(CENTRED_TARGETS):
        classes.append("joined")
        body = f"<span>{escape(row.joined)}</span>"  # seen where no row of the same sheet is above
    named = f' class="{" ".join(classes)}"' if classes else ""
    over = f' colspan="{span}"' if span > 1 else ""
    tag = "th" if row.head else "td"
    return f"<{tag}{over}{named}>{body}</{tag}>"


def _paragraph(paragraph: Paragraph, label: str, marks: list[_Mark], name: str = "") -> Block:
    label += printed.paragraph_label(paragraph)
    body = "".join(_segment(s) for s in printed.segments(paragraph.text, paragraph.uses))
    text = printed.clean(paragraph.text)
    found = _found(paragraph, marks)
    notes = _asides(found)
    classes = " ".join(filter(None, (name, "found" if found else "")))
    opening = f'<p class="{classes}">' if classes else "<p>"
    return Block(f"{opening}{escape(label)}{body}</p>{notes}", label + text, extra=8 * len(found))


def _found(paragraph: Paragraph, marks: Iterable[_Mark]) -> list[_Mark]:
    text = printed.clean(paragraph.text)
    return [m for m in marks if printed.speaks_of(m.quote, text, paragraph.uses)]


def _asides(found: Iterable[_Mark]) -> str:
    """What the checks say, below the line it is about."""
    return "".join(f'<aside class="{escape(m.severity)}">{_text(m.message)}</aside>' for m in found)


def _segment(segment: printed.Segment) -> str:
    classes = ["placeholder"] if segment.placeholder else []
    if segment.use is None:
        body = escape(segment.text)
        return f'<mark class="placeholder">{body}</mark>' if segment.placeholder else body
    classes += ["use", _ground_class(segment.use.ground.kind)]
    told = escape(source_words(segment.use), quote=True)
    return (
        f'<span class="{" ".join(classes)}" tabindex="0" title="{told}" data-source="{told}">'
        f"{escape(segment.text)}</span>"
    )


def _ground_class(kind: GroundKind) -> str:
    return f"from-{kind.value}"


def _text(text: str | None) -> str:
    """``text`` escaped, placeholders marked."""
    return "".join(_segment(s) for s in printed.segments(printed.clean(text or "")))


def _signature(document: LaunchDocument) -> str:
    recipients = "".join(f"<li>{_text(line)}</li>" for line in printed.recipient_lines(document))
    lines = "".join(f"<div>{_text(line)}</div>" for line in printed.signature_lines(document))
    return (
        f'<div class="foot"><div><div class="label">{RECIPIENTS_LABEL}</div>'
        f'<ul class="recipients">{recipients}</ul></div>'
        f'<div class="signed">{lines}<div class="signer">'
        f"{_text(printed.signer_name(document))}</div></div></div>"
    )


def _annex(document: LaunchDocument, annex: Annex, index: int) -> str:
    head = "".join(f"<th>{_text(cell)}</th>" for cell in annex.header)
    width = TEXT_WIDTH + (PAGE_HEIGHT - PAGE_WIDTH if annex.wide else 0)
    shares = (each / width * 100 for each in column_widths(annex, width))
    columns = "".join(f'<col style="width:{share:.1f}%">' for share in shares)
    centred = [' class="middle"' if c else "" for c in centred_columns(annex)]
    rows = "".join(_row(row, centred) for row in annex.rows)
    wide = " wide" if annex.wide else ""
    label = printed.annex_label(annex, index, len(document.annexes))
    return (
        f'<section class="sheet annex{wide}"><h2 class="center">{_text(label)}</h2>'
        f'<h3 class="center">{_text(printed.clean(annex.title).upper())}</h3>'
        f'<p class="note">{_text(printed.annex_note(document))}</p><hr class="under">'
        f'<div class="table"><table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _row(row: tuple[str, ...], centred: list[str]) -> str:
    cells = zip(row, centred, strict=False)
    return "<tr>" + "".join(f"<td{middle}>{_text(cell)}</td>" for cell, middle in cells) + "</tr>"
