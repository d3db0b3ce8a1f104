"""Scans and photographs: pages recognised two at a time, figures checked, doubts kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from drafter.document.reading import RawText
from drafter.errors import UnreadableFile

from . import legacy
from .cells import read_cells
from .composing import Composer, tidy
from .grid import RuledGrid, find_grids
from .limits import MAX_SCANNED_PAGES, Progress, silent, unreadable
from .ocr import FIGURES, Seen, languages, require_tesseract, see, see_patches, turn_needed
from .pageflow import Word
from .pages import Page, assemble
from .picture import DPI, cleaned, grey_levels, open_picture, page_sized, straightened

if TYPE_CHECKING:
    from PIL.Image import Image

_WORKERS = 2
_WEAK = 65.0  # confidence below which a word with figures is doubtful
_NOISE = 25.0  # confidence below which a word without letters is a speck
_JUNK = re.compile(r"[\W_]+")
_DASHES = ("~", "—", "–", "_", "=", "-_", "-—")
_FEW_WORDS = 4
_DIGITS = re.compile(r"\D+")


def read_image(data: bytes, name: str, progress: Progress = silent) -> RawText:
    """A photograph or scanned picture as text. Raises ``UnreadableFile``."""
    require_tesseract()
    frames = open_picture(data)
    out = Composer()
    pages = _recognise([partial(_same, frame) for frame in frames], range(len(frames)), progress)
    assemble(pages, out)
    _refuse_no_text(out)
    _warn(out, pages)
    return out.raw(data, name, "image", pages=len(frames))


def _same(picture: Image) -> Image:
    return picture


def _refuse_no_text(out: Composer) -> None:
    score, words = legacy.plausible("\n".join(out.lines))
    if words < _FEW_WORDS or score < 0.4:
        raise unreadable(
            "no readable text in picture",
            "Ảnh không có chữ đọc được; đề nghị chụp lại rõ, thẳng, đủ sáng, hoặc gửi tệp .docx.",
        )


def _warn(out: Composer, pages: Sequence[Page]) -> None:
    for page in pages:
        if page.empty:
            out.warn("page-lost", f"Trang {page.number + 1} không nhận dạng được.")
    out.warn(
        "ocr",
        "Tệp là bản quét hoặc ảnh, chữ và số do máy nhận dạng; "
        "đề nghị đối chiếu các số, nhất là trong bảng, với bản gốc.",
    )


def recognise_pages(
    document: Any, pages: list[Page], numbers: Sequence[int], out: Composer, progress: Progress
) -> bool:
    """Recognise pages ``numbers`` of an open PDF and put them into ``pages``.

    Gives whether any page was recognised. Without tesseract a file that is all pictures
    raises ``UnreadableFile``; single pictures among pages of text are only reported.
    """
    if "vie" not in languages() and len(numbers) < len(pages):
        out.warn("ocr-missing", f"Tệp có {len(numbers)} trang là ảnh, máy này không đọc được.")
        return False
    require_tesseract()
    if len(numbers) > MAX_SCANNED_PAGES:
        out.warn(
            "too-long",
            f"Bản quét có {len(numbers)} trang, chỉ nhận dạng {MAX_SCANNED_PAGES} trang đầu.",
        )
        numbers = numbers[:MAX_SCANNED_PAGES]
    pictures = [partial(_rendered, document, number) for number in numbers]
    found = _recognise(pictures, numbers, progress)
    for page in found:
        pages[page.number] = page
    _warn(out, found)
    return True


def _rendered(document: Any, number: int) -> Image:
    from .pdf import LOCK

    with LOCK:  # PDFium does not allow two calls at once
        page = document[number]
        width, height = page.get_size()
        scale = min(DPI / 72, (40_000_000 / max(1.0, width * height)) ** 0.5)
        picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    return picture


def _recognise(
    pictures: Sequence[Callable[[], Image]], numbers: Sequence[int], progress: Progress
) -> list[Page]:
    total = len(pictures)
    done: list[Page] = []
    with ThreadPoolExecutor(_WORKERS) as workers:
        for page in workers.map(
            lambda pair: _read_page(pair[0](), pair[1]), zip(pictures, numbers, strict=True)
        ):
            done.append(page)
            progress(len(done), total, "Nhận dạng chữ trong bản quét")
    return done


def _read_page(picture: Image, number: int) -> Page:
    """One page recognised; a page that cannot be is left empty and marked so."""
    try:
        return _recognised_page(picture, number)
    except UnreadableFile:
        return Page(number, [], [], empty=True)


def _recognised_page(picture: Image, number: int) -> Page:
    page = straightened(cleaned(page_sized(picture)))
    seen = _see_page(page)
    if _few_words(seen) and (turn := turn_needed(page)):
        page = straightened(
            cleaned(page_sized(picture.rotate(-turn, expand=True, fillcolor="white")))
        )
        seen = _see_page(page)
    grids = find_grids(grey_levels(page), DPI)
    words = seen
    if grids:
        words = see(_masked(page, grids), psm=4)
    result = Page(number, _checked(page, words), grids, recognised=True)
    for grid in grids:
        texts, doubtful = read_cells(page, grid)
        result.texts |= texts
        result.doubtful |= doubtful
    return result


def _see_page(page: Image) -> list[Seen]:
    return see(page, psm=4)


def _few_words(seen: Sequence[Seen]) -> bool:
    score, words = legacy.plausible(" ".join(word.text for word in seen))
    return words < 8 or score < 0.5


def _masked(page: Image, grids: Sequence[RuledGrid]) -> Image:
    from PIL import ImageDraw

    masked = page.copy()
    draw = ImageDraw.Draw(masked)
    for grid in grids:
        draw.rectangle((grid.left - 3, grid.top - 3, grid.right + 3, grid.bottom + 3), fill=255)
    return masked


def _checked(page: Image, seen: Sequence[Seen]) -> list[Word]:
    """Words without specks; those with figures are read a second time and compared."""
    kept = [s for s in map(_dash_at_start, seen, [None, *seen[:-1]]) if not _is_speck(s)]
    figures = [s for s in kept if any(c.isdigit() for c in s.text)]
    agreed = _second_reading(page, figures)
    words = []
    for word in kept:
        sure = word not in agreed or (agreed[word] and word.confidence >= _WEAK)
        words.append(_word(word, sure))
    return _even_sizes(words, kept)


def _dash_at_start(word: Seen, before: Seen | None) -> Seen:
    """The dash of a list is often taken for another stroke of its kind."""
    first = before is None or before.line != word.line
    return replace(word, text="-") if first and word.text in _DASHES else word


def _is_speck(word: Seen) -> bool:
    if _JUNK.fullmatch(word.text) and word.text not in ("-", "–", "+", "“", "”", "./."):
        return True
    return word.confidence < _NOISE and not any(c.isalnum() for c in word.text)


def _second_reading(page: Image, words: Sequence[Seen]) -> dict[Seen, bool]:
    """Whether the figures of each word are the same in a second, enlarged reading."""
    if not words:
        return {}
    language = "eng" if "eng" in languages() else "vie"
    patches = []
    for word in words:
        patch = page.crop((word.left - 4, word.top - 3, word.right + 4, word.bottom + 3))
        patches.append(patch.resize((patch.width * 2, patch.height * 2)))
    again = see_patches(patches, language=language, only=FIGURES + "():;")
    return {
        word: _DIGITS.sub("", word.text) == _DIGITS.sub("", "".join(s.text for s in found))
        for word, found in zip(words, again, strict=True)
    }


def _word(seen: Seen, sure: bool) -> Word:
    return Word(
        tidy(seen.text), seen.left, seen.top, seen.right, seen.bottom, seen.bottom - seen.top, sure
    )


def _even_sizes(words: list[Word], seen: Sequence[Seen]) -> list[Word]:
    """Words with height and place of their line: small letters are no small print."""
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for word, source in zip(words, seen, strict=True):
        if word.text:
            lines.setdefault(source.line, []).append(word)
    even: list[Word] = []
    for line in lines.values():
        size = median(w.size for w in line)
        middle = median((w.top + w.bottom) / 2 for w in line)
        even += [
            replace(w, size=size, top=middle - size / 2, bottom=middle + size / 2) for w in line
        ]
    return even
