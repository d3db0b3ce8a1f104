"""Files made for tests of reading: small PDFs by hand, scans drawn with PIL."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

_FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/System/Library/Fonts/Supplemental/Times New Roman.ttf",
    "C:/Windows/Fonts/times.ttf",
)


def pdf(*pages: str) -> bytes:
    """A PDF in Helvetica; each page is a content stream ("BT /F1 12 Tf 50 700 Td (x) Tj ET")."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", ""]
    kids = []
    for content in pages:
        stream = len(objects) + 1
        objects.append(
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"
        )
        kids.append(len(objects) + 1)
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {stream} 0 R >>"
        )
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{k} 0 R' for k in kids)}] /Count {len(kids)} >>"
    )
    objects[2] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    )
    return out + trailer.encode()


def line(x: float, y: float, text: str, size: float = 12, colour: str = "0 g") -> str:
    """A line of text at ``x``, ``y`` points from the lower left corner."""
    escaped = text.replace("(", r"\(").replace(")", r"\)")
    return f"BT {colour} /F1 {size} Tf {x} {y} Td ({escaped}) Tj ET"


def ruled(xs: list[int], ys: list[int]) -> str:
    """The lines of a ruled table in a PDF page."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    down = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "\n".join(across + down)


def font(size: int) -> ImageFont.FreeTypeFont:
    """A serif font with Vietnamese letters; skips the test where there is none."""
    for path in _FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, size)
    pytest.skip("no font with Vietnamese letters found")


def drawn_page(lines: list[str], size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A page at 150 dpi with one line of 14-point print under the other."""
    page = Image.new("L", size, 255)
    draw = ImageDraw.Draw(page)
    for number, text in enumerate(lines):
        draw.text((150, 150 + number * 48), text, font=font(29), fill=20)
    return page


def drawn_table(page: Image.Image, rows: list[list[str]], top: int, widths: list[int]) -> None:
    """Draw a ruled table into a page."""
    draw = ImageDraw.Draw(page)
    left, height = 150, 56
    bottom, right = top + height * len(rows), left + sum(widths)
    for row in range(len(rows) + 1):
        draw.line((left, top + row * height, right, top + row * height), fill=0, width=2)
    x = left
    for column in range(len(widths) + 1):
        draw.line((x, top, x, bottom), fill=0, width=2)
        for row in range(len(rows) if column < len(widths) else 0):
            draw.text((x + 14, top + row * height + 12), rows[row][column], font=font(27), fill=20)
        x += widths[column] if column < len(widths) else 0


def saved(picture: Image.Image, kind: str = "PNG") -> bytes:
    """The bytes of a picture file."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, resolution=150) if kind == "PDF" else picture.save(buffer, kind)
    return buffer.getvalue()
