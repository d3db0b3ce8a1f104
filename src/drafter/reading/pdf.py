"""PDF files: the text layer where there is a good one, else the page as a picture.

Words come with their boxes; ``pageflow`` makes paragraphs of them, ``grid`` finds tables by
their ruled lines on the rendered page. Text that cannot be told from its background (white,
covered, invisible) is left out and reported. A text layer that is not Vietnamese - fonts
without a character table, a poor OCR layer - counts as none.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from drafter.document.reading import RawText

from . import legacy
from .composing import Composer, tidy, visible
from .grid import find_grids
from .limits import MAX_PAGES, Progress, silent, unreadable
from .pageflow import Word
from .pages import Page, assemble

if TYPE_CHECKING:
    from numpy.typing import NDArray

LOCK = Lock()
"""PDFium is not made for two calls at once."""

_DPI = 100
_SCALE = _DPI / 72
_FEW = 20  # fewer visible characters than this: the page is a picture
_CONTRAST = 40  # grey levels between a word and its background, of 255
_TINY = 4.0  # points
_WORD_GAP = 0.12  # of the font size; a blank is 0.25
_RAISED = 0.75  # a raised figure is at most this part of the size of the line
_QUOTE = 80


@dataclass(slots=True)
class _Char:
    text: str
    left: float
    right: float
    baseline: float
    size: float

    @property
    def middle(self) -> float:
        """Half the height of a small letter above the baseline."""
        return self.baseline - 0.3 * self.size


@dataclass(slots=True)
class _Pdf:
    """An open file and what its pages told so far."""

    document: Any
    hidden: list[str] = field(default_factory=list)
    encodings: set[str] = field(default_factory=set)


def read_pdf(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A PDF as text and tables. Raises ``UnreadableFile``."""
    pdf = _Pdf(_open(data))
    out = Composer()
    total = len(pdf.document)
    if total > MAX_PAGES:
        out.warn("too-long", f"Tệp có {total} trang, chỉ đọc {MAX_PAGES} trang đầu.")
    pages: list[Page] = []
    pictures: list[int] = []
    for number in range(min(total, MAX_PAGES)):
        page = _read_page(pdf, number)
        pages.append(page)
        if page.empty:
            pictures.append(number)
        progress(number + 1, min(total, MAX_PAGES), "Đọc tệp PDF")
    kind = "pdf"
    if pictures and _recognise(pdf, pages, pictures, out, progress):
        kind = "scan" if len(pictures) * 2 > len(pages) else "pdf"
    assemble(pages, out)
    _warn(pdf, out)
    if not out.lines:
        raise unreadable("no text in PDF", "Tệp PDF không có chữ; đề nghị kiểm tra lại tệp gốc.")
    return out.raw(data, name, kind, pages=total)


def _recognise(
    pdf: _Pdf, pages: list[Page], numbers: list[int], out: Composer, progress: Progress
) -> bool:
    from .scan import recognise_pages

    return recognise_pages(pdf.document, pages, numbers, out, progress)


def _open(data: bytes) -> Any:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        if len(document) == 0:
            raise unreadable("PDF without pages", "Tệp PDF không có trang nào.")
        return document
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise unreadable(
                "password-protected PDF",
                "Tệp PDF có mật khẩu; đề nghị bỏ mật khẩu hoặc in lại thành PDF rồi gửi lại.",
            ) from error
        raise unreadable(
            f"damaged PDF: {error}",
            "Tệp PDF bị hỏng hoặc chưa tải về hết; đề nghị tải lại hoặc quét lại văn bản.",
        ) from error


def _warn(pdf: _Pdf, out: Composer) -> None:
    if pdf.hidden:
        quote = tidy(" … ".join(pdf.hidden))[:_QUOTE]
        out.warn(
            "hidden-text",
            f"Tệp có chữ ẩn (màu trắng, rất nhỏ hoặc bị che), không đưa vào nội dung: “{quote}”.",
        )
    for encoding in sorted(pdf.encodings):
        out.warn("legacy-encoding", legacy.notice(encoding))


def _read_page(pdf: _Pdf, number: int) -> Page:
    import pypdfium2 as pdfium

    try:
        page = pdf.document[number]
        characters = list(_characters(page))
        if len(characters) < _FEW and _is_picture(page, bool(characters)):
            return Page(number, [], [], empty=True)
        grey = render(page, _DPI)
    except pdfium.PdfiumError:
        return Page(number, [], [])
    words = [w for w in _words(characters) if _seen(pdf, w, grey)]
    words = _decoded(pdf, words)
    score, count = legacy.plausible(" ".join(w.text for w in words))
    if count >= 10 and score < 0.5:
        return Page(number, [], [], empty=True)
    grids = [grid.scaled(1 / _SCALE) for grid in find_grids(grey, _DPI)]
    return Page(number, words, grids)


def _is_picture(page: Any, has_text: bool) -> bool:
    """Whether a page is a scan, or text drawn as curves: nothing on it can be read as text."""
    import pypdfium2.raw as raw

    area = max(1.0, page.get_width() * page.get_height())
    for item in page.get_objects(max_depth=2):
        if not has_text:
            return True
        left, bottom, right, top = item.get_bounds()
        if item.type == raw.FPDF_PAGEOBJ_IMAGE and (right - left) * (top - bottom) > area / 3:
            return True
    return False


def render(page: Any, dpi: int) -> NDArray[np.uint8]:
    """A page as grey levels, one byte a pixel, at most some 40 million pixels."""
    width, height = page.get_size()
    scale = dpi / 72
    if width * height * scale * scale > 40_000_000:
        scale = (40_000_000 / (width * height)) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    image: NDArray[np.uint8] = np.array(bitmap.to_numpy())
    return image.reshape(image.shape[0], image.shape[1])


def _characters(page: Any) -> Iterator[_Char]:
    """Characters printed by the text layer, in points from the top left of the page.

    Blanks that PDFium guesses are left aside: where a font lacks Vietnamese letters, a
    word comes in pieces of two fonts and out of order, and only the places are right.
    """
    import pypdfium2.raw as raw

    text = page.get_textpage()
    left, _, _, top = page.get_cropbox() or page.get_mediabox()
    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = raw.FS_MATRIX()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if raw.FPDFText_IsGenerated(text.raw, index) == 1 or not 0 < code < 0x110000:
            continue
        raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
        if not raw.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(box)):
            continue
        raw.FPDFText_GetMatrix(text.raw, index, ctypes.byref(matrix))
        scale = math.hypot(matrix.b, matrix.d) or 1.0
        size = raw.FPDFText_GetFontSize(text.raw, index) * scale
        # PDFium gives a hyphen at the end of a line as U+0002.
        shown = "-" if code == 2 else chr(code)
        yield _Char(shown, box.left - left, box.right - left, top - y.value, size)


def _words(characters: Iterable[_Char]) -> Iterator[Word]:
    """Characters joined to words by their places, row by row."""
    for row in _rows(characters):
        current: list[_Char] = []
        for char in row:
            blank = char.text.isspace()
            if current and (blank or char.left - current[-1].right > _WORD_GAP * char.size):
                yield from _finish(current)
                current = []
            if not blank:
                current.append(char)
        if current:
            yield from _finish(current)


def _rows(characters: Iterable[_Char]) -> list[list[_Char]]:
    """Characters grouped by baseline, each row from left to right."""
    rows: list[list[_Char]] = []
    for char in sorted(characters, key=lambda c: c.middle):
        for row in reversed(rows[-3:]):
            if abs(row[0].middle - char.middle) < 0.4 * max(row[0].size, char.size):
                row.append(char)
                break
        else:
            rows.append([char])
    return [sorted(row, key=lambda c: c.left) for row in rows]


def _finish(characters: list[_Char]) -> Iterator[Word]:
    """One word; raised small figures at its end are the number of a footnote."""
    size = max(c.size for c in characters)
    line = max(c.baseline for c in characters if c.size == size)
    raised = [
        c
        for c in characters
        if c.size <= _RAISED * size
        and c.baseline < line - 0.1 * size
        and c.text in "0123456789[]()"
    ]
    body = [c for c in characters if c not in raised]
    text = visible("".join(c.text for c in body)).strip()
    if text:
        yield Word(
            text,
            left=min(c.left for c in body),
            top=line - 0.8 * size,
            right=max(c.right for c in body),
            bottom=line + 0.2 * size,
            size=size,
            note="".join(c.text for c in raised if c.text.isdigit()),
        )


def _seen(pdf: _Pdf, word: Word, grey: NDArray[np.uint8]) -> bool:
    """Whether a word can be told from its background on the rendered page."""
    if word.size < _TINY:
        pdf.hidden.append(word.text)
        return False
    rows = slice(max(0, int(word.top * _SCALE)), int(word.bottom * _SCALE) + 1)
    columns = slice(max(0, int(word.left * _SCALE)), int(word.right * _SCALE) + 1)
    patch = grey[rows, columns]
    if patch.size == 0:
        return False
    if int(patch.max()) - int(patch.min()) < _CONTRAST:
        if word.text.strip("_.-–— "):
            pdf.hidden.append(word.text)
        return False
    return True


def _decoded(pdf: _Pdf, words: list[Word]) -> list[Word]:
    text = "\n".join(word.text for word in words)
    fixed, encoding = legacy.repaired(text)
    if not encoding:
        return words
    pdf.encodings.add(encoding)
    return [replace(w, text=t) for w, t in zip(words, fixed.split("\n"), strict=True)]
