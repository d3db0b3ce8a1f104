"""Cells of a ruled table in a scan: words read once, figures read thrice.

A wrong figure is worse than a slow reading, so every cell that holds a figure is read from
three versions of the picture. The reading most of them give is kept; where they do not all
agree, the cell is doubtful and a person has to look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .grid import Box, RuledGrid
from .ocr import FIGURES, Seen, languages, see, see_patches
from .picture import has_ink, trimmed

if TYPE_CHECKING:
    from PIL.Image import Image

_INSET = 4  # pixels of the ruled line left aside
_NUMBER = re.compile(r"[\W_]*\d[\d.,/%\s_-]*[\W_]*|[-–—]")
_VERSIONS = ((3.0, False), (2.0, False), (3.0, True))  # enlargement, softened
_WEAK = 40.0


def read_cells(picture: Image, grid: RuledGrid) -> tuple[dict[Box, str], set[Box]]:
    """The text of each cell of a table, and the cells whose reading is doubtful."""
    patches = {box: _patch(picture, box) for box in grid.boxes}
    inked = [box for box in grid.boxes if has_ink(patches[box])]
    rough = see_patches([_enlarged(trimmed(patches[box]), 2.0) for box in inked])
    texts = {box: _joined(words) for box, words in zip(inked, rough, strict=True)}
    figures = _figure_boxes(grid, texts)
    doubtful: set[Box] = set()
    words = [box for box in inked if box not in figures]
    with ThreadPoolExecutor(2) as workers:
        read = workers.map(_read_text, [patches[box] for box in words])
        for box, (text, sure) in zip(words, read, strict=True):
            texts[box] = text
            doubtful |= set() if sure else {box}
    for box, (text, sure) in _read_figures([(b, patches[b]) for b in figures]).items():
        texts[box] = text or texts[box]
        doubtful |= set() if sure and text else {box}
    return texts, doubtful


def _read_text(patch: Image) -> tuple[str, bool]:
    """The words of one cell, and whether they were seen well."""
    from PIL import ImageOps

    words = see(ImageOps.expand(patch, 20, 255), psm=6)
    return _joined(words), all(word.confidence >= _WEAK for word in words)


def _patch(picture: Image, box: Box) -> Image:
    return picture.crop(
        (
            int(box.left) + _INSET,
            int(box.top) + _INSET,
            max(int(box.left) + _INSET + 2, int(box.right) - _INSET),
            max(int(box.top) + _INSET + 2, int(box.bottom) - _INSET),
        )
    )


def _enlarged(picture: Image, factor: float) -> Image:
    from PIL import Image

    size = (max(1, int(picture.width * factor)), max(1, int(picture.height * factor)))
    return picture.resize(size, Image.Resampling.BICUBIC)


def _joined(words: Sequence[Seen]) -> str:
    return " ".join(word.text for word in words).strip(" |_~`'")


def _figure_boxes(grid: RuledGrid, texts: dict[Box, str]) -> list[Box]:
    """Cells with figures: those of columns of figures, and single cells that read as one."""
    found: list[Box] = []
    for column in range(grid.columns):
        cells = [b for b in grid.boxes if b.column == column and b.columns == 1 and b in texts]
        numeric = [b for b in cells if _looks_numeric(texts[b])]
        if numeric and len(numeric) * 2 >= len(cells) - 1:
            # A figure read as letters stands among figures; above the first one is the head.
            found += [b for b in cells if b.row >= numeric[0].row]
        else:
            found += numeric
    return found


def _looks_numeric(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _read_figures(cells: Sequence[tuple[Box, Image]]) -> dict[Box, tuple[str, bool]]:
    """The figure of each cell by majority of readings, and whether all readings agree."""
    if not cells:
        return {}
    readings: dict[Box, list[str]] = {box: [] for box, _ in cells}
    language = "eng" if "eng" in languages() else "vie"
    for factor, soft in _VERSIONS:
        patches = [_version(patch, factor, soft) for _, patch in cells]
        found = see_patches(patches, language=language, only=FIGURES)
        for (box, _), words in zip(cells, found, strict=True):
            readings[box].append(figure_text(words))
    return {box: _vote(texts) for box, texts in readings.items()}


def _version(patch: Image, factor: float, soft: bool) -> Image:
    from PIL import ImageFilter

    if soft:
        patch = patch.filter(ImageFilter.GaussianBlur(0.7))
    return trimmed(_enlarged(patch, factor))


def figure_text(words: Sequence[Seen]) -> str:
    """The figure in what was seen, in Vietnamese notation: "0.8" is "0,8", "95,0," is "95,0".

    A point before one or two last figures cannot part thousands: it is a comma badly seen.
    """
    text = "".join(word.text for word in words).strip(".,-/_ ") or ("-" if words else "")
    return re.sub(r"(?<=\d)\.(?=\d{1,2}(?!\d)(?:%|$))", ",", text)


def _vote(texts: Sequence[str]) -> tuple[str, bool]:
    """The figure most readings give, and whether all give the same.

    A comma is lost more easily than seen where there is none: of readings with the same
    digits the one with a comma is kept.
    """
    known = [text for text in texts if text]
    if not known:
        return "", False
    digits, _ = Counter(map(_digits, known)).most_common(1)[0]
    alike = [text for text in known if _digits(text) == digits]
    best = max(alike, key=lambda text: ("," in text, alike.count(text), -len(text)))
    return best, known == [best] * len(texts)


def _digits(text: str) -> str:
    return re.sub(r"[.,]", "", text)
