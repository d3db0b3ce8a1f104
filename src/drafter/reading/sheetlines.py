"""Target sheets typed as text: columns by blanks, tabs or bars, or one target a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.document.facts import Bound, Group, Quantity, Target
from drafter.document.reading import Table

from .bareword import bare
from .cellfigures import parse_figure
from .composing import tidy
from .sheetgroups import group_of, heading_groups, names_group

_HEADER = re.compile(r"chi tieu|noi dung")
_HEADER_MORE = re.compile(r"\bd\.?v\.?t\b|don vi|\bkh\b|ke hoach|\bth\b|thuc hien|20\d\d")
_WORD = re.compile(r"\S+")
_RULED = re.compile(r"[\s|+:=\-–—_]+")
_BULLET = re.compile(r"^\s*(?:[-–+•*]|\d+(?:\.\d+)*[.)]?(?=\s)|[a-zđ]\)|[IVX]+\.)\s*")
_FIGURE_AT = re.compile(
    r"(?P<verb>(?:\b(?:đạt|phấn đấu|là|:|tăng|giảm|còn|duy trì|có|từ|trên|dưới|ít nhất|tối thiểu|"
    r"không quá|tối đa|khoảng|thêm)\b[\s:]*|:\s*)*)"
    r"(?P<figure>\d[\d.,]*(?:\s*[-–/]\s*\d[\d.,]*)?\s*(?P<unit>%|[^\d\s;,.()][^;,.()\d]*)?)"
)
_TAIL = re.compile(r"\s*(?:\btrở lên|\btrở xuống)\s*$", re.IGNORECASE)


def text_tables(text: str) -> list[Table]:
    """Tables typed as text: parted by tabs, by bars, or set in columns of blanks."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if _is_header(line)), None)
    if start is None:
        return []
    header, below = lines[start], lines[start + 1 :]
    if "|" in header:
        rows = [_by_mark(line, "|") for line in [header, *below] if "|" in line]
    elif "\t" in header:
        rows = [_by_mark(line, "\t") for line in [header, *below]]
    else:
        starts = _column_starts(header)
        rows = [_by_place(line, starts) for line in [header, *below] if not _RULED.fullmatch(line)]
    kept = tuple(row for row in rows if any(row) and not _RULED.fullmatch("".join(row) or "-"))
    caption = next((line.strip() for line in reversed(lines[:start]) if line.strip()), "")
    return [Table(kept, caption)]


def _is_header(line: str) -> bool:
    name = bare(line)
    if not (_HEADER.search(name) and _HEADER_MORE.search(name)):
        return False
    return "|" in line or "\t" in line or len(_column_starts(line)) >= 3


def _by_mark(line: str, mark: str) -> tuple[str, ...]:
    inner = line.strip().strip("|") if mark == "|" else line
    return tuple(tidy(cell) for cell in inner.split(mark))


def _column_starts(header: str) -> list[int]:
    """Where the columns of a header begin: after two blanks or more."""
    return [m.start() for m in re.finditer(r"(?<!\S)(?<!\S )\S", header)]


def _by_place(line: str, starts: list[int]) -> tuple[str, ...]:
    """The words of a line under the column heads they stand below.

    A word that reaches over the next head belongs where most of it lies, so that right-set
    figures wider than their head stay in their column.
    """
    cells: list[list[str]] = [[] for _ in starts]
    for word in _WORD.finditer(line):
        column = max((i for i, s in enumerate(starts) if s <= word.start()), default=0)
        if column + 1 < len(starts) and word.end() > starts[column + 1]:
            before = starts[column + 1] - word.start()
            column += word.end() - starts[column + 1] >= before
        cells[column].append(word[0])
    return tuple(tidy(" ".join(words)) for words in cells)


def find_line_targets(lines: Sequence[str], year: int | None) -> list[Target]:
    """Targets written one a line: "- Tỷ lệ BHYT đạt 96%". Headings give the group."""
    found: list[Target] = []
    headed: frozenset[Group] = frozenset()
    for line in lines:
        text = _BULLET.sub("", tidy(line))
        target = _line_target(text, year, headed)
        if target is not None:
            found.append(target)
        elif text and not any(c.isdigit() for c in text) and names_group(text):
            headed = heading_groups(text)
    return found


def _line_target(text: str, year: int | None, headed: frozenset[Group]) -> Target | None:
    matches = [m for m in _figures(text) if not (_is_year(text, m) or _is_age(text, m))]
    if not matches:
        return None
    match = next((m for m in matches[1:] if _names_it(matches[0], m, text)), matches[0])
    indicator = text[: match.start()].strip(" :-–,")
    if len(indicator) < 3:
        return None
    tail = _TAIL.search(match["figure"]) or _TAIL.match(text[match.end() :])
    words = match["verb"].replace(":", " ")
    figure = parse_figure(f"{words} {_TAIL.sub('', match['figure'])} {tail[0] if tail else ''}")
    if figure is None:
        return None
    quantity = figure.quantity
    bounded = quantity if figure.bounded else _with_bound(quantity, indicator)
    return Target(
        text=text.rstrip(" .;"),
        indicator=indicator,
        quantity=bounded,
        group=group_of(indicator, headed),
        year=year,
        qualifier=figure.remark or None,
    )


def _with_bound(quantity: Quantity, indicator: str) -> Quantity:
    from dataclasses import replace

    lowered = indicator.lower()
    bound = Bound.DECREASE if lowered.startswith("giảm") else quantity.bound or Bound.EQ
    return replace(quantity, bound=bound)


def _figures(text: str) -> Iterator[re.Match[str]]:
    """Every number with its verb and unit; the unit of one may reach to the verb of the next."""
    at = 0
    while match := _FIGURE_AT.search(text, at):
        yield match
        number = _NUMBER.match(text, match.start("figure"))
        at = number.end() if number else match.end()


_NUMBER = re.compile(r"\d[\d.,]*(?:\s*[-–/]\s*\d[\d.,]*)?")


def _names_it(first: re.Match[str], match: re.Match[str], text: str) -> bool:
    """Whether ``first`` belongs to the name of what ``match`` counts: "Ô thửa lớn từ 2 ha: 140 ha".

    A remark behind the figure ("96% (năm 2026: 95%)", "50 ha, trong đó: 20 ha") is no target.
    """
    between = text[first.start("figure") : match.start()]
    reached = _REACHED.search(first["verb"]) or first["unit"] == "%"
    return ":" in match["verb"] and not reached and not re.search(r"[;,(]", between)


_REACHED = re.compile(r"đạt|phấn đấu|là|:|tăng|giảm|còn", re.IGNORECASE)


def _is_age(text: str, match: re.Match[str]) -> bool:
    """ "trẻ dưới 5 tuổi", "trẻ 5 tuổi ra lớp": whom a target counts, not how many."""
    reached = re.search(r"đạt|:", match["verb"]) or "tuổi thọ" in text[: match.start()].lower()
    return not reached and _AGE.match(text, match.start("figure")) is not None


_AGE = re.compile(r"\d+(?:\s*[-–]\s*\d+)?\s*(?:tháng |năm )?tuổi\b")


def _is_year(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start("figure")].lower().rstrip()
    return before.endswith(("năm", "ngày", "tháng", "số")) or "/20" in match["figure"]
