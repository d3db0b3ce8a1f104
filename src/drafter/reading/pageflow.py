"""From words on a page to lines and paragraphs: the geometry PDF and scans share.

A page is words with boxes (points or pixels, origin at the top left). Side-by-side parts
(letterhead, signature) are read left part before right part, page numbers are dropped, and
wrapped lines are joined to paragraphs by where lines end and begin, not by guessing words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from drafter.document.facts import Span

_PAGE_NUMBER = re.compile(r"[-–—. ]*(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—. ]*", re.I)
_LABEL = re.compile(
    r"(?:[-–+•*]\s|[IVXLC]+\s*[.)]\s|\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)]\s|\d{1,2}(?:\.\d{1,2})+\s|"
    r"[a-zđ]\s*\)|(?:Điều|Mục|Chương|Phần|Phụ lục)\s+[\dIVX]+\b|Nơi nhận\b|\(?\d\)\s)"
)
_TITLE = re.compile(r"KẾ HOẠCH|CHỈ THỊ|PHÁT ĐỘNG|QUYẾT ĐỊNH|THÔNG BÁO|CÔNG VĂN|HƯỚNG DẪN")
# Lines of a letterhead or a signature that always begin anew.
_ALONE = re.compile(
    r"(?:TM|T/M|KT|TL|TUQ|Q)\s*\.|(?:PH[OÓ]\s+)?CHỦ TỊCH$|CỘNG H|Độc lập|Nơi nhận|"
    r"KẾ HOẠCH$|CHỈ THỊ$"
)
_SENTENCE_END = re.compile(r"[.;:!?”\"]$")
_NUMBER_LINE = re.compile(r"Số\s*:", re.IGNORECASE)
_GUTTER_EMS = 1.6  # a gap wider than this parts two columns


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box; ``size`` is the height of its font, ``sure`` false for weak OCR.

    ``note`` is the number of the footnote a raised figure after this word refers to.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    sure: bool = True
    note: str = ""


@dataclass(slots=True)
class Line:
    """Words of one line of one column, from left to right."""

    words: list[Word]
    page: int = 0

    @property
    def text(self) -> str:
        """The words parted by blanks."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge."""
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """Height of the font."""
        return median(word.size for word in self.words)


@dataclass(slots=True)
class Block:
    """A paragraph: its lines joined, or a table standing in the flow at ``top``."""

    words: list[Word] = field(default_factory=list)
    page: int = 0

    def spoken(self) -> tuple[str, list[Span]]:
        """The text, and the spans of words that OCR was unsure of."""
        text, doubtful = "", []
        for word in self.words:
            text += " " if text else ""
            if not word.sure:
                doubtful.append(Span(len(text), len(text) + len(word.text)))
            text += word.text
        return text, doubtful

    @property
    def notes(self) -> list[str]:
        """Numbers of the footnotes referred to."""
        return [word.note for word in self.words if word.note]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words grouped to rows by height, each from left to right, from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: ((w.top + w.bottom) / 2, w.left)):
        middle = (word.top + word.bottom) / 2
        for row in reversed(rows[-4:]):
            first = row[0]
            if first.top < middle < first.bottom or _overlap(first, word) > 0.6:
                row.append(word)
                break
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _overlap(a: Word, b: Word) -> float:
    shared = min(a.bottom, b.bottom) - max(a.top, b.top)
    return shared / max(1e-6, min(a.bottom - a.top, b.bottom - b.top))


def split_row(row: Sequence[Word], page: int = 0) -> list[Line]:
    """The pieces of a row, parted where the gap is wider than any gap between words."""
    lines = [Line([row[0]], page)]
    for before, word in pairwise(row):
        if word.left - before.right > _GUTTER_EMS * max(word.size, before.size):
            lines.append(Line([], page))
        lines[-1].words.append(word)
    return lines


def page_lines(words: Iterable[Word], page: int = 0) -> list[Line]:
    """The lines of a page in reading order, side-by-side parts one after the other."""
    rows = [split_row(row, page) for row in rows_of(words)]
    ordered: list[Line] = []
    place = 0
    while place < len(rows):
        if len(rows[place]) == 2:
            end, gutter = _side_by_side(rows, place)
            ordered += _columns(rows[place:end], gutter)
            place = end
        else:
            ordered += rows[place]
            place += 1
    return ordered


def _side_by_side(rows: list[list[Line]], start: int) -> tuple[int, float]:
    """End of the part where rows keep clear of the gutter of row ``start``, and the gutter."""
    low, high = rows[start][0].right, rows[start][1].left
    end = start + 1
    while end < len(rows):
        pieces = rows[end]
        lefts = [p for p in pieces if (p.left + p.right) / 2 < (low + high) / 2]
        rights = [p for p in pieces if p not in lefts]
        new_low = max([low, *(p.right for p in lefts)])
        new_high = min([high, *(p.left for p in rights)])
        gap = pieces[0].top - max(p.bottom for p in rows[end - 1])
        if new_high - new_low < 0.5 * pieces[0].size or len(pieces) > 2:
            break
        if len(pieces) == 1 and (_is_title(pieces[0]) or gap > 6 * pieces[0].size):
            break
        low, high = new_low, new_high
        end += 1
    while end - 1 > start and len(rows[end - 1]) == 1 and _LABEL.match(rows[end - 1][0].text + " "):
        if rows[end - 1][0].text.startswith("-"):
            break
        end -= 1
    return end, (low + high) / 2


def _is_title(line: Line) -> bool:
    return _TITLE.fullmatch(line.text) is not None


def _columns(rows: list[list[Line]], gutter: float) -> list[Line]:
    """Left lines then right lines; the row of number and date stands apart (NĐ 30/2020)."""
    bands: list[list[list[Line]]] = [[]]
    for row in rows:
        if bands[-1] and _NUMBER_LINE.match(row[0].text):
            bands.append([])
        bands[-1].append(row)
    ordered: list[Line] = []
    for band in bands:
        pieces = [line for row in band for line in row]
        ordered += [p for p in pieces if (p.left + p.right) / 2 < gutter]
        ordered += [p for p in pieces if (p.left + p.right) / 2 >= gutter]
    return ordered


def drop_page_numbers(pages: Sequence[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without lines that run along on every page."""
    running = _running(pages)
    kept = []
    for lines in pages:
        edge = {id(line) for line in _edges(lines)}
        kept.append(
            [
                line
                for line in lines
                if id(line) not in edge
                or not (_PAGE_NUMBER.fullmatch(line.text) or _mask(line) in running)
            ]
        )
    return kept


def _edges(lines: list[Line]) -> list[Line]:
    """The topmost and the lowest line of a page that has more than these."""
    if len(lines) < 2:
        return []
    top, bottom = min(line.top for line in lines), max(line.bottom for line in lines)
    size = median(line.size for line in lines)
    return [line for line in lines if line.top < top + size or line.bottom > bottom - size]


def _running(pages: Sequence[list[Line]]) -> set[str]:
    if len(pages) < 3:
        return set()
    masks = [{_mask(line) for line in _edges(lines)} for lines in pages if len(lines) > 3]
    if not masks:
        return set()
    every = set().union(*masks)
    return {mask for mask in every if sum(mask in m for m in masks) > max(2.0, len(masks) * 0.6)}


def _mask(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def paragraphs(pages: Sequence[list[Line]]) -> list[Block]:
    """The paragraphs of a document: wrapped lines joined, also over the end of a page."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    margin = _right_margin(lines)
    pitch = _pitch(lines)
    blocks: list[Block] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, line, margin, pitch):
            blocks[-1].words += join_broken(blocks[-1].words, line.words)
        else:
            blocks.append(Block(list(line.words), line.page))
        before = line
    return blocks


def _right_margin(lines: Sequence[Line]) -> float:
    """Where full lines end: the place most long lines come near to."""
    wide = [line.right for line in lines if len(line.words) >= 6] or [line.right for line in lines]
    return sorted(wide)[int(len(wide) * 0.8)]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of a line from the next one."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page]
    positive = [step for step in steps if step > 0]
    return median(positive) if positive else 0.0


def _goes_on(before: Line, line: Line, margin: float, pitch: float) -> bool:
    """Whether ``line`` is the next line of the paragraph that ``before`` belongs to."""
    size = before.size
    if not 0.8 < line.size / size < 1.25:
        return False
    if before.page == line.page and not 0 < line.top - before.top < 1.7 * max(pitch, size):
        return False
    if _LABEL.match(line.text + " ") and _SENTENCE_END.search(before.text):
        return False
    if line.text[:1].islower() and _centred_pair(before, line):
        return True
    if _ALONE.match(line.text) or (before.text.isupper() and not line.text.isupper()):
        return False
    first = line.words[0]
    full = before.right + first.right - first.left + 0.2 * size > margin - 0.5 * size
    indented = line.left - before.left > 1.2 * size
    return full and (not indented or line.text[:1].islower() or _centred_pair(before, line))


def join_broken(above: list[Word], words: list[Word]) -> list[Word]:
    """The words of the next line; one parted at a hyphen or slash ("NQ-|HĐND") is made whole.

    The last word of ``above`` is taken off when it is joined.
    """
    end, first = above[-1], words[0]
    if len(end.text) < 2 or end.text[-1] not in "-/" or not end.text[-2].isalnum():
        return words
    above.pop()
    whole = replace(
        first, text=end.text + first.text, sure=end.sure and first.sure, note=end.note + first.note
    )
    return [whole, *words[1:]]


def _centred_pair(before: Line, line: Line) -> bool:
    middle, other = (before.left + before.right) / 2, (line.left + line.right) / 2
    return abs(middle - other) < before.size and abs(before.left - line.left) > before.size
