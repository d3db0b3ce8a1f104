"""How wide a text is in Times New Roman, and where its lines break.

The advance widths are those of the font (thousandths of the size), needed to draw a line of
the length the decree asks for and to choose a size that fits. A letter with a tone mark is as
wide as the letter without it; only ơ and ư are wider than their base.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise

MM_PER_POINT = 25.4 / 72


def _table(widths: dict[int, str]) -> dict[str, int]:
    return {letter: width for width, letters in widths.items() for letter in letters}


_REGULAR = _table(
    {
        180: "'",
        250: " ,.",
        278: "/:;ijlt",
        300: "²³",
        333: "!()-I[]fr‘’",
        350: "•",
        389: "Js",
        400: "°",
        408: '"',
        444: "?acez“”",
        500: "0123456789bdghknopquvxyđ–",
        549: "≥≤",
        556: "FPS",
        564: "+=",
        611: "ELTZ",
        667: "BCR",
        722: "ADGHKNOQUVXYwĐ",
        778: "&m",
        833: "%",
        889: "M",
        944: "W",
        1000: "—…",
    }
)
_BOLD = _table(
    {
        250: " ,.",
        278: "'/il",
        300: "²³",
        333: "!()-:;[]fjt‘’",
        350: "•",
        389: "Is",
        400: "°",
        444: "cerz",
        500: "0123456789?Jagovxy–“”",
        549: "≥≤",
        555: '"',
        556: "Sbdhknpquđ",
        570: "+=",
        611: "FP",
        667: "BELTZ",
        722: "ACDNRUVXYwĐ",
        778: "GHKOQ",
        833: "&m",
        944: "M",
        1000: "%W—…",
    }
)
_ITALIC = _table(
    {
        214: "'",
        250: " ,.",
        278: "/fijlt",
        300: "²³",
        333: "!()-:;I‘’",
        350: "•",
        389: "[]rsz",
        400: "°",
        420: '"',
        444: "Jcekvxy",
        500: "0123456789?Sabdghnopquđ–",
        549: "≥≤",
        556: "LTYZ“”",
        611: "ABEFPRVX",
        667: "CKNw",
        675: "+=",
        722: "DGHOQUmĐ",
        778: "&",
        833: "%MW",
        889: "—…",
    }
)
_HORN = {"o": 0.04, "O": 0.02, "u": 0.05, "U": 0.08}  # what the horn adds, in ems
_DEFAULT = 500


@lru_cache(maxsize=4096)
def _advance(letter: str, bold: bool, italic: bool) -> float:
    table = _BOLD if bold else _ITALIC if italic else _REGULAR
    marks = unicodedata.normalize("NFD", letter)
    width = table.get(marks[0], _DEFAULT) / 1000
    return width + (_HORN.get(marks[0], 0.0) if "\u031b" in marks else 0.0)


@lru_cache(maxsize=8192)
def _ems(text: str, bold: bool, italic: bool) -> float:
    return sum(_advance(letter, bold, italic) for letter in text)


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of ``text`` on one line, in millimetres, at ``size`` points."""
    return _ems(text, bold, italic) * size * MM_PER_POINT


def break_lines(
    text: str, size: float, width: float, *, bold: bool = False, first: float = 0.0
) -> list[str]:
    """The lines ``text`` breaks into in a column of ``width`` mm, the first shorter by ``first``.

    Greedy, as a word processor breaks; a word wider than the column stands alone.
    """
    blank = width_mm(" ", size, bold=bold)
    lines: list[list[str]] = []
    used, room = 0.0, width - first
    for word in text.split():
        wide = width_mm(word, size, bold=bold)
        if lines and used + blank + wide <= room:
            lines[-1].append(word)
            used += blank + wide
        else:
            room = width if lines else room
            lines.append([word])
            used = wide
    return [" ".join(line) for line in lines]


_COMPOUNDS = (
    "phát triển", "phát động", "phong trào", "thi đua", "thực hiện", "thắng lợi", "nhiệm vụ",
    "kinh tế", "xã hội", "quốc phòng", "an ninh", "bảo đảm", "đảm bảo", "đẩy mạnh",
    "chuyển đổi", "đổi số", "cải cách", "hành chính", "xây dựng", "nông thôn", "thôn mới",
    "địa bàn", "yêu nước", "khen thưởng", "chỉ tiêu", "kế hoạch", "triển khai", "- xã", "tế -",
    "công tác", "chủ đề", "hoàn thành", "thành tích", "lập thành", "chào mừng", "đặc khu",
    "Nhân dân", "kêu gọi", "ái quốc", "Chủ tịch", "kỷ niệm", "đại hội", "nhiệm kỳ", "kỷ cương",
    "trách nhiệm", "sáng tạo", "bứt phá", "ban hành", "tổ chức", "toàn diện", "vững mạnh",
)  # fmt: skip
_TOGETHER = frozenset(tuple(pair.lower().split()) for pair in _COMPOUNDS)
"""Words that a title does not part at the end of a line."""
_ALONE = 0.4  # of the longest line: a word or two left over
_LAST = 0.72  # of the longest line: then one line under both is a third to a half of both
SUBSTITUTE = 0.05  # a substitute font is up to this share wider than Times New Roman
_WIDER = (1 + SUBSTITUTE / 2, 1 + SUBSTITUTE)
_NARROWEST, _STEP = 40.0, 1.0  # mm
_LONGER = 0.5  # cost of a line more than the title needs
_PARTED = 1.5  # cost of words parted that belong together


def balanced(
    text: str, size: float, width: float, *, bold: bool = False
) -> tuple[float, list[str]]:
    """A column, in mm, in which ``text`` takes no more lines than in ``width`` and breaks well.

    Returns the column and its lines: words that belong together stay together where that can
    be, then the lines are of like length.
    """
    whole = break_lines(text, size, width, bold=bold)
    best, lines, least = width, whole, float("inf")
    column = width
    while column > _NARROWEST:
        broken = break_lines(text, size, column, bold=bold)
        if len(broken) > len(whole) + 1:
            break
        others = (break_lines(text, size, column / wider, bold=bold) for wider in _WIDER)
        cost = sum(_cost(each, len(whole), size, bold=bold) for each in (broken, broken, *others))
        if cost < least:
            best, lines, least = column, broken, cost
        column -= _STEP
    return best, lines


def _cost(lines: list[str], fewest: int, size: float, *, bold: bool) -> float:
    """How badly a title is broken: words parted, uneven lines, lines more than it needs."""
    widths = [width_mm(line, size, bold=bold) for line in lines]
    return _PARTED * _parted(lines) + _unevenness(widths) + _LONGER * (len(lines) - fewest)


def _parted(lines: list[str]) -> int:
    """How often a line ends inside a compound or a name of two capitals ("Phú | Quý")."""
    ends = [(a.split()[-1], b.split()[0]) for a, b in pairwise(lines)]
    compounds = sum((a.lower(), b.lower()) in _TOGETHER for a, b in ends)
    return compounds + sum(a.istitle() and b.istitle() for a, b in ends)


def _unevenness(widths: list[float]) -> float:
    """0 for lines of one length; a last line too short for the line under it costs more."""
    if not widths:
        return 0.0
    share = widths[-1] / max(widths)
    short = 2.0 if share < _ALONE else 0.5 if share < _LAST else 0.0
    return (max(widths) - min(widths)) / max(widths) + short
