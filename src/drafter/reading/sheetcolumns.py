"""Which column of a target sheet is which, by the usual variants of their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .bareword import bare
from .cellfigures import is_blank, parse_figure

Rows = Sequence[Sequence[str]]

_INDEX = re.compile(r"(s\.?)?t\.?t\.?|so t\.?t\.?|so thu tu|#|ma so|muc")
_NOTE = re.compile(r"ghi chu|dien giai|^gc\.?$")
_OTHER = re.compile(
    r"so sanh|\bss\b|phu trach|chu tri|co quan|don vi (thuc hien|chu tri|phu trach|theo doi)|"
    r"theo doi|dau moi|can cu|bo phan|thoi gian|tang.{0,4}giam|ty le|(%|\bth|\bkh) ?\d* ?[/:] ?(%|th|kh)|"
    r"% ?(th|kh|so|dat)|toc do|can bo|phong, ban"
)
_UNIT = re.compile(r"^d\.?v\.?t\b|^don vi( tinh)?$|^dv( tinh)?$|don vi tinh|^d\.?v\.?$")
_INDICATOR = re.compile(
    r"^((ten|cac|noi dung|danh muc|he thong|nhom) )*(chi tieu|noi dung|danh muc|muc tieu|tieu chi)"
    r"( (thi dua|chu yeu|chinh|ke hoach|kinh te.*|phat trien.*|co ban|thuc hien|cu the))*$"
)
_DONE = re.compile(r"\buoc\b|thuc hien|\bth\d*\b|ket qua|da dat|^th")
_PLAN = re.compile(r"ke hoach|\bkh\d*\b|phan dau|muc tieu|\bgiao\b|dang ky|chi tieu|du kien|^kh")
# "Thực hiện 6 tháng" is how far this year has come, never last year's result.
_PART_OF_YEAR = re.compile(r"\b(\d{1,2}|ba|sau|chin) thang\b|\bquy\b|den (ngay|thang)")
_AMOUNT = re.compile(r"^(so luong|muc|gia tri|so lieu|chi so|ket qua can dat|tong so|so)$")
_YEAR = re.compile(r"(20\d\d)")
_OWN = re.compile(r"\bxa\b|phuong|dac khu|phan dau|dang ky|hdnd|dia phuong")
_ABOVE = re.compile(r"\btinh\b|huyen|cap tren|thanh pho|\btp\b|tw|trung uong")
_COUNTING = re.compile(r"\(?([A-Z]|\d{1,2})\)?(\s*[=:].*)?")
_SEARCHED_ROWS = 15


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its place, its label as printed, the year in the label."""

    place: int
    label: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet by role; ``first`` is the first row below the header."""

    indicator: int
    plan: Column | None
    first: int
    index: int | None = None
    unit: int | None = None
    last_year: Column | None = None
    note: int | None = None
    rival: Column | None = None  # another planned figure for the same year
    headed: bool = True
    last_plan: Column | None = None  # what was planned for the year before
    so_far: Column | None = None  # what this year has come to: "Thực hiện 6 tháng"


def find_columns(rows: Rows) -> Columns | None:
    """The columns of a table, by its header row; ``None`` where it is no target sheet."""
    for top in range(min(_SEARCHED_ROWS, len(rows))):
        if not any(_INDICATOR.match(bare(cell)) for cell in rows[top]):
            continue
        bottom = _header_end(rows, top)
        columns = _by_labels(_labels(rows[top:bottom]), _skip_counting(rows, bottom))
        if columns is not None:
            return columns
    return None


def _header_end(rows: Rows, top: int) -> int:
    """Row after the header: further header rows repeat or leave out number and indicator."""
    bottom = top + 1
    while bottom < min(len(rows), top + 4):
        row, above = rows[bottom], rows[top]
        named = [i for i, cell in enumerate(above) if _INDICATOR.match(bare(cell))]
        same = all(not row[i] or row[i] == above[i] for i in (0, *named) if i < len(row))
        texts = [cell for cell in row if cell]
        if not same or not texts or any(parse_figure(c) and not _YEAR.search(c) for c in texts):
            break
        bottom += 1
    return bottom


def _skip_counting(rows: Rows, row: int) -> int:
    """Past a row that only counts the columns: "A B C 1 2", "(1) (2) (3)"."""
    if row < len(rows):
        cells = [cell for cell in rows[row] if cell]
        if len(cells) >= 3 and all(_COUNTING.fullmatch(cell) for cell in cells):
            return row + 1
    return row


def _labels(header: Rows) -> list[str]:
    width = max(len(row) for row in header)
    labels = []
    for column in range(width):
        texts = dict.fromkeys(row[column] for row in header if column < len(row) and row[column])
        labels.append(" ".join(texts))
    return labels


def _by_labels(labels: list[str], first: int) -> Columns | None:
    roles: dict[str, list[int]] = {}
    for place, label in enumerate(labels):
        roles.setdefault(_role(label), []).append(place)
    if "indicator" not in roles:
        return None
    plans, done = _split_figures(labels, roles)
    if not plans and not done and "unit" not in roles:
        return None
    chosen = _choose_plan(plans)
    rival = [c for c in plans if chosen and c is not chosen and c.year == chosen.year]
    before = [c for c in plans if chosen and c.year and chosen.year and c.year < chosen.year]
    past = [
        c
        for c in done
        if (chosen is None or c.year is None or c.year != chosen.year)
        and not _PART_OF_YEAR.search(bare(c.label))
    ]
    part = [
        c
        for c in done
        if _PART_OF_YEAR.search(bare(c.label)) and (chosen is None or c.year in (None, chosen.year))
    ]
    return Columns(
        indicator=roles["indicator"][0],
        plan=chosen,
        first=first,
        index=_first(roles.get("index")),
        unit=_first(roles.get("unit")),
        last_year=max(past, key=lambda c: c.year or 0, default=None),
        note=_first(roles.get("note")),
        rival=rival[0] if rival else None,
        last_plan=max(before, key=lambda c: c.year or 0, default=None),
        so_far=part[-1] if part else None,
    )


def _role(label: str) -> str:
    name = bare(label)
    if not name:
        return "blank"
    for role, pattern in (("index", _INDEX), ("indicator", _INDICATOR)):
        if pattern.fullmatch(name):
            return role
    for role, pattern in (("unit", _UNIT), ("note", _NOTE), ("other", _OTHER)):
        if pattern.search(name):
            return role
    if _DONE.search(name) and not re.search(r"ke hoach|\bkh", name):
        return "done"
    if _PLAN.search(name) or _AMOUNT.fullmatch(name):
        return "plan"
    return "year" if _YEAR.search(name) else "other"


def _split_figures(labels: list[str], roles: dict[str, list[int]]) -> tuple[list[Column], ...]:
    def columns(role: str) -> list[Column]:
        return [Column(i, labels[i], _year(labels[i])) for i in roles.get(role, [])]

    plans, done, years = columns("plan"), columns("done"), columns("year")
    if years and not plans:  # bare years: the latest is planned, the others are past
        latest = max(years, key=lambda c: c.year or 0)
        plans, done = [latest], done + [c for c in years if c is not latest]
    return plans, done


def _year(label: str) -> int | None:
    years = [int(year) for year in _YEAR.findall(label)]
    return max(years) if years else None


def _choose_plan(plans: list[Column]) -> Column | None:
    """The commune's own figure of the latest year; what the level above assigned is a rival."""

    def rank(column: Column) -> tuple[int, int, int]:
        name = bare(column.label)
        own = 1 if _OWN.search(name) else (-1 if _ABOVE.search(name) else 0)
        return (column.year or 9999, own, -column.place)

    return max(plans, key=rank, default=None)


def _first(places: list[int] | None) -> int | None:
    return places[0] if places else None


def guess_columns(rows: Rows) -> Columns | None:
    """The columns of a table without a header: text, then figures, the last of them planned."""
    width = max((len(row) for row in rows), default=0)
    texts = [_average_length(rows, c) for c in range(width)]
    figures = [c for c in range(width) if _share_of_figures(rows, c) > 0.6]
    words = [c for c in range(width) if c not in figures and texts[c] > 0]
    if not words or not figures:
        return None
    indicator = max(words, key=lambda c: texts[c])
    right = [c for c in figures if c > indicator]
    if not right:
        return None
    unit = [c for c in words if c > indicator and texts[c] <= 20]
    index = [c for c in figures if c < indicator]
    last = Column(right[-2], "") if len(right) > 1 else None
    return Columns(
        indicator, Column(right[-1], ""), 0, _first(index), _first(unit), last, headed=False
    )


def _cells(rows: Rows, column: int) -> list[str]:
    return [row[column] for row in rows if column < len(row) and not is_blank(row[column])]


def _average_length(rows: Rows, column: int) -> float:
    cells = _cells(rows, column)
    return sum(map(len, cells)) / len(cells) if cells else 0.0


def _share_of_figures(rows: Rows, column: int) -> float:
    cells = _cells(rows, column)
    return sum(parse_figure(cell) is not None for cell in cells) / len(cells) if cells else 0.0
