"""Elements of WordprocessingML as text, children in the order the schema wants."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from drafter.document.layout import FONT, Part

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * 1440 / 25.4)


def attribute(value: str) -> str:
    """``value`` quoted for an attribute."""
    return quoteattr(value)


def run(
    text: str, *, highlight: bool = False, size: float | None = None, condensed: float = 0.0
) -> str:
    """A run of ``text``, letters ``condensed`` by points; the rest is the paragraph's style."""
    if not text:
        return ""
    drawn_in = f'<w:spacing w:val="{-condensed * 20:.0f}"/>' if condensed else ""
    sized = f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>' if size else ""
    marked = '<w:highlight w:val="yellow"/>' if highlight else ""
    return (
        f"<w:r><w:rPr>{FONTS}{drawn_in}{sized}{marked}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph has beyond its style. Lengths in millimetres, gaps in points."""

    keep_next: bool = False
    page_break: bool = False
    side: float | None = None  # indent on the left and on the right
    before: float | None = None
    after: float | None = None
    ruled: bool = False  # a line on its upper edge
    mark: str = ""  # w:rPr of the paragraph mark
    section: str = ""  # w:sectPr, where a section ends with this paragraph
    align: str = ""


PLAIN = Shape()
KEPT = Shape(keep_next=True)


def paragraph(part: Part, content: str, shape: Shape = PLAIN) -> str:
    """A paragraph in the style of ``part``."""
    return f'<w:p><w:pPr><w:pStyle w:val="{part.value}"/>{_shape(shape)}</w:pPr>{content}</w:p>'


def _shape(shape: Shape) -> str:
    if shape is PLAIN:
        return ""
    parts = []
    if shape.keep_next:
        parts.append("<w:keepNext/>")
    if shape.page_break:
        parts.append("<w:pageBreakBefore/>")
    if shape.ruled:
        line = '<w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        parts.append(f"<w:pBdr>{line}</w:pBdr>")
    gaps = "".join(
        f' w:{name}="{gap * 20:.0f}"'
        for name, gap in (("before", shape.before), ("after", shape.after))
        if gap is not None
    )
    if gaps:
        parts.append(f"<w:spacing{gaps}/>")
    if shape.side is not None:
        side = twips(shape.side)
        parts.append(f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>')
    if shape.align:
        parts.append(f'<w:jc w:val="{shape.align}"/>')
    return "".join(parts) + shape.mark + shape.section


def table(columns: tuple[int, ...], rows: str, *, borders: bool = False, padding: int = 0) -> str:
    """A table of fixed column widths (twips) with side padding (twips)."""
    edge = 'w:val="single" w:sz="4" w:space="0" w:color="000000"' if borders else ('w:val="nil"')
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f"<w:{side} {edge}/>" for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{padding}" w:type="dxa"/>'
        f'<w:right w:w="{padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def row(cells: str, *, head: bool = False, mark: str = "") -> str:
    """A table row that is never split over two pages; ``head`` repeats on every page.

    ``mark`` is the tracked change of the row as a whole.
    """
    repeat = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}{mark}</w:trPr>{cells}</w:tr>"


def cell(
    width: int, content: str, *, align: str = "top", columns: int = 1, joined: bool | None = None
) -> str:
    """A table cell of ``width`` twips over so many ``columns``.

    ``joined`` tells whether it goes on from the cell above, or may go on below; ``None`` for a
    cell that stands alone.
    """
    over = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    if joined is not None:
        over += f'<w:vMerge w:val="{"continue" if joined else "restart"}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:vAlign w:val="{align}"/>'
        f"</w:tcPr>{content}</w:tc>"
    )
